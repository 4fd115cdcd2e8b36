"""Words beside a phrase that make it say something else than what came of the call."""

from typing import Final

from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.numerals import fold
from bot.sales.patterns import late

_IN_A_PLACE: Final = late(r"\b(?:for|in|near|behind|beside) (?:the|their|his|her|a|new) $|(?:装|放|摆|用)在$")
_OTHER_NUMBER: Final = late(r"是说?(?:要|请|叫我|麻烦)?改[打拨]")
_ENOUGH: Final = late(
    rf"(?:{HIDDEN}|[屏萤]幕|显示器|笔电|电脑|笔记本|主机|打印机|印表机|服务器|伺服器|扩[展充][坞座]|机器)"
    r"\s?(?:还|都|也|先)*够"
)
_WANTS_ANOTHER: Final = late(r"[要缺补加订买来]\s?(?:\d|[一二两三四五六七八九十])")
_NEW: Final = late(r"(?:刚|刚刚|才刚)?换了?")
_SOMEBODY: Final = late(
    r"(?:一把手|[老二]板|领导|主管|负责人|窗口|采购|经理|总监|厂长|院长|校长|店长|主任|老总|部长|科长|课长|处长|协理|班子|会计"
    r"|财务长|资讯长|团队)(?:才|都|也|是|上周|上个月|去年)?$"
)
_TO_FALL: Final = late(
    r"(?:再|会|能|有|往下|稍微|先|真的|都|可以)*(?:降|跌|掉下|松动|回落|下来|便宜|好一?点)"
    r"|\s+(?:to )?(?:drop|fall|come down|go down)\b"
)


def is_a_place(scene: Scene, span: Span) -> bool:
    """Tell whether goods stand or go where else somebody would answer: two machines for the reception."""
    return bool(_IN_A_PLACE.search(scene.view, scene.clause(span.start).start, span.start))


def is_another_number(scene: Scene, span: Span) -> bool:
    """Tell whether only another number is to be rung, so that no call was agreed: 是說改打公司那支."""
    return bool(_OTHER_NUMBER.search(scene.view, max(0, span.start - 2), span.end))


def is_no_refusal(scene: Scene, span: Span) -> bool:
    """Tell whether what sounds like no need is said of one thing among others, or of a person."""
    return _is_enough_of_one(scene, span) or _is_somebody_new(scene, span)


def _is_enough_of_one(scene: Scene, span: Span) -> bool:
    """Tell whether there is enough of one thing, but of another so many are wanted: 螢幕夠用了 擴充座要10個."""
    enough = _ENOUGH.search(scene.view, max(0, span.start - 6), span.end)
    return enough is not None and bool(
        _WANTS_ANOTHER.search(fold(scene.original(Span(span.end, len(scene.view)))))
    )


def _is_somebody_new(scene: Scene, span: Span) -> bool:
    """Tell whether a person was changed, and nothing bought: 一把手剛換."""
    if not _NEW.fullmatch(scene.view, *span):
        return False
    return bool(_SOMEBODY.search(scene.view, scene.clause(span.start).start, span.start))


def is_to_fall(scene: Scene, span: Span) -> bool:
    """Tell whether a price is waited for until it falls, and none asked for: 等價格降降."""
    return bool(_TO_FALL.match(scene.view, span.end))
