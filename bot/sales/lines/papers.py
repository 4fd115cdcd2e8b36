"""A paper with only a time beside it, which is ours to make by then: quotation for Kim Holm, 18 docks, tomorrow noon."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.sales.lines.acts import Act
from bot.sales.lines.pairing import is_a_name
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.patterns import late

_QUOTATION: Final = r"(?:(?:formal|revised|new|updated) )?(?:quote|quotation|proposal|estimate)|(?:正式|新的)?(?:报价|估价)单?"
_SPECS: Final = r"spec sheets?|specs|data ?sheets?|brochure|catalog(?:ue)?|规格书?|规格表|型录|目录|彩页|产品资料|资料|样本|样册|参数表?|手册|配置单|选型表"
_OPENS: Final = late(rf"\W*(?:(?P<quotation>{_QUOTATION})|(?P<spec_sheet>{_SPECS})) (?:for|to) (?!\d)")
_ALONE: Final = late(
    rf"\s*(?:(?P<quotation>{_QUOTATION})|(?P<spec_sheet>{_SPECS}))(?: (?:pls|plz|please))?[\s.,!]*"
)
_FOR_HIM: Final = late(r"(?:◇+|him|her|them),?(?: (?:by|on|due|at|before))?\s*")
_NOTHING: Final = late(
    r"[\W_]*(?:(?:on|at|by|due|this|at the latest|latest|the latest|max|no later than|之前|以前|前|内)[\W_]*)*"
)


@dataclass(frozen=True, slots=True)
class PaperDue:
    """What is to be made (a kind of follow-up), where it is named, and the time that stands alone after it."""

    kind: str
    span: Span
    time: Span


def paper_due(scene: Scene, times: Iterable[Span]) -> PaperDue | None:
    """Give the paper that opens the line, or is a piece of its own, when a later piece is nothing but a time."""
    said, opening = list(times), _OPENS.match(scene.view)
    for time in said:
        if opening and _FOR_HIM.fullmatch(scene.view, opening.end(), time.start):
            return PaperDue(str(opening.lastgroup), Span(*opening.span()), time)
    alone = [time for time in said if _stands_alone(scene, time)]
    for time in alone:
        before = _piece_before(scene, scene.piece(time.start).start)
        named = _ALONE.fullmatch(scene.view, *before) if before.start < before.end else None
        if (match := opening or named) and match.end() <= time.start:
            return PaperDue(str(match.lastgroup), Span(*match.span()), time)
    return None


def _piece_before(scene: Scene, place: int) -> Span:
    """The piece that ends there, or one before it where nothing but his name and goods stand between."""
    before = Span(scene.piece(place - 1).start, place)
    for _ in range(_MOST):
        if not before.start or not _is_he_or_goods(scene, before):
            break
        before = Span(scene.piece(before.start - 1).start, before.start)
    return before


def _is_he_or_goods(scene: Scene, piece: Span) -> bool:
    end = piece.start + len(scene.view[slice(*piece)].rstrip(" ,.;:，、□"))
    if _HE_OR_GOODS.fullmatch(scene.view, *piece):
        return True
    return end > piece.start and is_chinese(scene.view[piece.start]) and is_a_name(scene, piece.start, end)


_MOST: Final = 4
_HE_OR_GOODS: Final = late(r"[\s,.;:、+◇□-]*")


def _stands_alone(scene: Scene, time: Span) -> bool:
    piece = Span(scene.piece(time.start).start, scene.piece(time.end - 1).end)
    before, after = Span(piece.start, time.start), scene.view[time.end : piece.end]
    named = _is_he_or_goods(scene, before)
    rest = after if named else scene.view[slice(*before)] + " " + after
    return piece.start > 0 and bool(_NOTHING.fullmatch(rest))


_WRITES_HIM: Final = late(
    r"(?:send|sending|email|emailing|e-mail|e-mailing|mail|mailing)(?: (?:over|out|him|her|them|◇+))?(?= (?!(?:an? )?(?:e-?mail|mail|note|line|message)\b))"
)


def without_its_object(scene: Scene, act: Act) -> Span:
    """What an e-mail is to bring is in no field, so it stays for the note: email him the directions."""
    bare = _WRITES_HIM.match(scene.view, *act.span) if act.kind == "email" else None
    return Span(*bare.span()) if bare else act.span
