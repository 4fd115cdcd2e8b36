"""Words left over that sound like something and tell nothing, and small ones that tell how he wants to be reached."""

from typing import Final

from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_POLITE: Final = late(
    r"(?:何时|什么时候|几点|哪天)(?:比较)?方便|(?:他|她)?(?:说|讲)?(?:不急|不赶|不着急|慢慢来|谢谢|谢了|感谢|多谢|好的?|再联[系络]|保持联[系络]|再说|掰掰|拜拜|再见|辛苦了|bye|ok|了解|收到|哈+|笑死|[\s,，])+"
)
_NOT_THERE: Final = late(
    r"(?:他|她|人|本人)?(?:说|现在|今天|刚好|刚|都|又|也|人)*不在(?:位子上?|座位上?|公司|办公室)?"
)
_GRUMBLES: Final = late(
    r"(?:他|她)?(?:也|都|一直|很|超|非常|有够|超级|真的|又|就|在|整通都?|气得)*(?:不爽|不满|不高兴|不开心|生气|火大|不悦|念|骂|抱怨|吐槽|碎念|碎碎念|数落|诉苦|骂翻|骂爆|气疯|气炸|气死|气坏|恼火|跳脚)(?:了|着|得)?(?:半天|很久|好久|一顿|一轮|一堆|一通|个不停|不行|到不行|得很|很)?"
)
_NOT_THEN: Final = late(
    r"(?<!先)(?:别|请勿|甭|不要)(?:再|一直)?(?:打|找|吵|call|来电|联[系络])|(?<![特先])(?:别|请勿|甭)$"
)
_ANOTHER_WAY: Final = late(
    r"(?:请|要|改|只|就|可以)*(?:打|留言给|传真到|寄)(?:他|她)?的?(?:公司|办公室|家里)?(?:座机|分机|手机|市话|公司|总机|办公室|门市|店里|家里)(?:电话)?(?:就好|就行|即可|吧)?"
)
_NOT_THAT: Final = late(r"(?:别|不要|勿|甭)[^,，。]{0,8}$")


def is_empty(words: str) -> bool:
    """Tell whether the words are only thanks, or only say that somebody grumbled."""
    return bool(_POLITE.fullmatch(words) or _GRUMBLES.fullmatch(words) or _NOT_THERE.fullmatch(words))


def is_a_wish(scene: Scene, span: Span) -> bool:
    """Tell whether the words say when or on which line he wants no call, or which line he wants instead."""
    words = scene.view[slice(*span)].strip(" ,，。、!！")
    if _NOT_THEN.search(words):
        return True
    before = scene.view[max(0, span.start - 12) : span.start].rstrip(" ,，。、;；")
    return bool(_ANOTHER_WAY.fullmatch(words) and _NOT_THAT.search(before))
