"""Whether a quotation that the line names is asked for, of us and for goods."""

from typing import Final

from bot.sales.lines.acts import WAS_SENT
from bot.sales.lines.circumstances import is_to_fall
from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.lines.topics import is_ours_to_give
from bot.sales.numerals import fold
from bot.sales.patterns import late


def is_asked(scene: Scene, span: Span, clause: Span, rivals: list[Span]) -> bool:
    """Tell whether a quotation is asked for, of us: not a competitor's, not one that goes out, and of goods."""
    inside = any(span.start < rival.start and rival.end < span.end for rival in rivals)
    goes_out = bool(_GOES_OUT.search(scene.view[span.start : clause.end]))
    goes_out = goes_out or bool(WAS_SENT.search(scene.view, clause.start, span.start))
    goes_out = goes_out or is_ours_to_give(scene, span) or is_to_fall(scene, span)
    return not inside and not goes_out and _is_of_goods(scene, span)


_NO_GOODS: Final = late(
    r"(?:nt|us)?[\d\s,.$€£¥万千百k元块零一二三四五六七八九十两半-]+|.*(?:分钟?|小时|刻钟|mins?|minutes?|hours?|hrs?|\d[hm])"
)


def _is_of_goods(scene: Scene, span: Span) -> bool:
    """A quotation named beside something hidden is asked for only where that is goods, not a length or an amount."""
    start, end = span
    if scene.view[start] == HIDDEN:
        end = start + len(scene.view[start:]) - len(scene.view[start:].lstrip(HIDDEN))
    elif _NAKED.fullmatch(scene.view, start, end):
        if start != scene.piece(start).start:
            return False
        start = end + len(scene.view[end:]) - len(scene.view[end:].lstrip(" "))
        end = start + len(scene.view[start:]) - len(scene.view[start:].lstrip(HIDDEN))
    else:
        return True
    return not _NO_GOODS.fullmatch(fold(scene.original(Span(start, end))).strip())


_NAKED: Final = late(r"(?:报价|估价)")
_GOES_OUT: Final = late(
    r"^(?:(?:the|revised|new|updated|formal|our) )*(?:quote|quotation|proposal|pricing|offer)\b[^,;]{0,48}?\b(?:goes|going|go|went|was sent|is sent|sent|due|to follow|will be sent)\b"
)
