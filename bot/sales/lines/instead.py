"""Who was reached instead of the one who was asked for, where both are named."""

from itertools import pairwise
from typing import Final

from bot.sales.lines.names import Candidate
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_TURNS_OUT: Final = late(
    r"(?:结果|后来|最后|没想到|想不到|竟然?|居然|反而|却|变成|换成|改由|改成|改[跟和找约])(?:是|由|换|变成|只有|就)*$"
)
_SPEAKS: Final = late(r"(?:来|出来|接手)?(?:接(?!待|手|班|案|单)|跟我[谈聊讲]|和我[谈聊讲]|聊|谈)")
_HELPER: Final = late(r"(?:秘书|助理|特助|总机|护理师|护士|护理长|警卫|总务|会计|小妹)$")
_NOT_HIM: Final = late(
    r"[\s,，.。…;；!！?？]*(?:啊|喔|哦|欸)?(?:不对|不是|说错了?|打错了?|写错了?|更正|应该是|应该说)(?:啦|啊|了)?[\s,，.。…;；]*(?:应该)?(?:是|才是)?\s*"
)
_AND_NOT: Final = late(r"[\s,，(（]*(?:可)?不是(?:那个|隔壁的?)?")
_BUT_HIM: Final = late(r"(?:要|找|啦|喔|啊|哦|的)*[\s,，.。…;；]*(?:而是|是|应该是|要找)\s*")
_DENIED: Final = late(r"(?:不是|并非)(?:跟|和|找|打给|给|要找|问)?$")
_PUTS_THROUGH: Final = late(
    r"\s*(?:帮|替|把)?(?:我|电话)?(?:直接)?(?:转接?|接)(?:给|到|过去|过来)?(?:我|电话)?(?:给|到|跟|和)?[\s,，]*"
)


def reached_instead(scene: Scene, candidates: list[Candidate]) -> tuple[Candidate, Span | None] | None:
    """Give who took the call in place of another, 找古經理結果是小古接的, or who was named after a slip: 陳總不對是程總.

    The words that only tell this come with it: they are no note.
    """
    named = [item for item in candidates if item.rank < 2]
    for first, second in pairwise(named):
        between = first.span.end, second.span.start
        if _AND_NOT.fullmatch(scene.view, *between) and not _BUT_HIM.match(scene.view, second.span.end):
            return first, Span(first.span.end, second.span.end)
        if _NOT_HIM.fullmatch(scene.view, *between):
            return second, Span(first.span.start, second.span.start)
        denied = _DENIED.search(scene.view, 0, first.span.start)
        if denied and _BUT_HIM.fullmatch(scene.view, *between):
            return second, Span(denied.start(), second.span.start)
        helper = _HELPER.search(scene.view, *first.span)
        if helper and _PUTS_THROUGH.fullmatch(scene.view, *between):
            return second, None
        turns_out = _TURNS_OUT.search(scene.view, *between)
        speaks = _SPEAKS.match(scene.view, second.span.end)
        if turns_out and speaks and not _HELPER.search(scene.view, *second.span):
            return second, Span(turns_out.start(), second.span.start)
    return None
