"""Whether a phrase that could tell what came of the call tells of this call, or of somebody or something else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from bot.sales.lines.circumstances import (
    is_a_place,
    is_another_number,
    is_no_refusal,
    is_of_something_else,
)
from bot.sales.lines.otherwise import reads_otherwise
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import Scene
from bot.sales.lines.subjects import subject_of
from bot.sales.lines.topics import is_about_a_rival, is_about_us, is_of_the_telephone
from bot.sales.lines.wanted import is_asked
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

REAL_ONLY: Final = frozenset({"sale", "qualified"})
_HE_CALLS: Final = late(
    r"\b(?:he|she|they)(?:'d|'ll| will| would)\b|[说讲她他](?!让|叫|请|要我|麻烦)[^我,，]{0,12}(?:给我们?(?:回|打|来)|回我|打给我|打过来|打来|打回来|来电|回电给我)"
)


@dataclass(frozen=True, slots=True)
class FoundDisposition:
    """A phrase that tells what came of the call; weak ones could mean more than one thing, kept ones stay in the note."""

    code: str
    span: Span
    weak: bool
    past: bool
    kept: bool = False


def is_to_come(scene: Scene, item: FoundDisposition, coming: dict[bool, set[int]]) -> bool:
    """A sale or a meeting that a time to come stands before is one to come."""
    if item.code == "callback":
        piece = scene.piece(item.span.start)
        dated = any(piece.start < end <= piece.end for end in coming[True])
        return dated and bool(_HE_CALLS.search(scene.view, *piece))
    if item.code == "sale" and _to_come(scene, item.span, coming[False]):
        return True
    before = scene.view[max(0, item.span.start - 8) : item.span.start]
    meeting = item.code in ("busy", "no_answer") and item.weak
    if item.code not in REAL_ONLY and not meeting:
        return False
    return item.span.start - len(before) + len(before.rstrip()) in coming[meeting]


def _to_come(scene: Scene, sale: Span, later: set[int]) -> bool:
    """What will be signed or paid by a day after today, or is only said to be going to happen, is not yet sold."""
    piece = scene.piece(sale.start)
    will = _WILL_BE.search(scene.view, piece.start, sale.start)
    named = will is not None and scene.original(Span(*will.span())) == "Will"
    if will and not named and not _WILL_BE.match(scene.view, sale.start):
        return True
    said = _SAID.search(scene.view, piece.start, sale.start)
    return bool(said) and any(piece.start < end <= sale.start for end in later)


_WILL_BE: Final = late(
    r"\b(?:will|'ll|going to|promised|promises|hopes?|plans?|expects?|aims?|wants?|to (?:send|sign|place|return|issue|get))\b"
    r"|会(?!议|计|员|后)|即将|准备|打算|预计|希望|争取|等(?!级|于)"
)
_SAID: Final = late(r"[说讲]|答应|承诺|保证|表示|\bsa(?:ys?|id)\b")


_ELSEWHERE: Final = late(
    r"\b(?:elsewhere|somewhere else|from (?:another|someone|a competitor|a friend|amazon)|online)\b|[跟向找和](?:别[家人的]|其他|另一|同[业行]|对手)|别处"
)
_TOLD_BEFORE: Final = 28
_UNREACHED: Final = frozenset({"busy", "no_answer", "voicemail"})
_ASKED_IT: Final = late(r"\b(?:if|whether|why|when|where|how|asked|asks|wonder\w*|curious)\b[^,;]*$")
_OF_A_THING: Final = late(r"□\s*tak(?:es?|ing)\b")
_OF_US: Final = late(r"[我你咱]们|\b(?:our|us|me)\b")
_USUALLY: Final = late(
    r"(?:早上|上午|中午|下午|晚上|平常|平时|平日|最近|近来|这阵子|这几天|年底|月底|周[一二三四五六日末])(?:都|比较|一直|也|总是)?$"
)


_DECLINES_A_THING: Final = late(
    r"(?:不需要|不考虑|不要|不买|不用|没兴趣)(?!了|啦|喔|哦|吧|的|呢|再|我|他|她|太|今|现|目|暂|谢|换|买|动|采|新|[\s,，。])[㐀-鿿□◇◆]$"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a phrase stands: its clause, and the competitors near it there."""

    clause: Span
    near: list[Span]

    def after(self, span: Span, first: int, last: int) -> bool:
        """Tell whether a competitor begins so many characters after the stretch."""
        return any(first <= rival.start - span.end <= last for rival in self.near)

    def before(self, span: Span, first: int, last: int) -> bool:
        """Tell whether a competitor ends so many characters before the stretch."""
        return any(first <= span.start - rival.end <= last for rival in self.near)


def tells_of_this_call(scene: Scene, item: FoundDisposition, rivals: Places) -> bool:
    """A complaint about a competitor, a purchase elsewhere, or a time of day that is busy says nothing of this call."""
    if subject_of(scene, item.span.start, rivals) is not None:
        return False
    if is_of_something_else(scene, item.code, item.span) or reads_otherwise(scene, item.code, item.span):
        return False
    before = Span(scene.piece(item.span.start).start, item.span.start)
    if item.code in _UNREACHED and rivals.within(before):
        return False
    if item.code == "complaint" and is_about_a_rival(scene, item.span, rivals):
        return False
    clause = scene.clause(item.span.start)
    near = [rival for rival in rivals.near(item.span, _TOLD_BEFORE) if rival.meets(clause)]
    judge = _JUDGES.get(item.code)
    return judge is None or judge(scene, item, _Place(clause, near))


def _is_busy_now(scene: Scene, item: FoundDisposition, _: _Place) -> bool:
    usual = _USUALLY.search(scene.view[max(0, item.span.start - 8) : item.span.start])
    helps = scene.view[item.span.start - 1 : item.span.start] == "帮"
    at_other_times = _NOT_THEN.search(scene.view, 0, item.span.start)
    return not (at_other_times or (item.weak and (usual or helps)))


_NOT_THEN: Final = late(
    r"(?:[点半时后前]|钟|以后|之后|上午|早上|中午|下午|晚上|午休|周末|假日)[^\s,，。]{0,4}(?:别|不要|勿|甭)再?(?:打|找|联[系络]|吵|call|来电)"
)


def _is_kept_from_him(scene: Scene, item: FoundDisposition, _: _Place) -> bool:
    named = _is_a_name(scene, item.span) and item.span.start != 0
    return not (named or is_a_place(scene, item.span))


def _is_out(scene: Scene, item: FoundDisposition, place: _Place) -> bool:
    another = item.weak and _is_another(scene, item.span.start)
    return not another and not place.before(item.span, 0, 2)


def _is_our_fault(scene: Scene, item: FoundDisposition, place: _Place) -> bool:
    if _OF_US.search(scene.view, *item.span):
        return True
    return not place.after(item.span, -_TOLD_BEFORE, 16) and is_about_us(scene, item.span)


def _is_sold(scene: Scene, item: FoundDisposition, place: _Place) -> bool:
    if _OF_US.search(scene.view, *item.span):
        return _is_bought(scene, item.span, place.clause)
    elsewhere = place.after(item.span, -1, 8) or place.before(item.span, 0, 4)
    elsewhere = elsewhere or any(
        _FROM.search(scene.view, item.span.start, rival.start) for rival in place.near
    )
    return not elsewhere and _is_bought(scene, item.span, place.clause)


def _is_our_service(_: Scene, item: FoundDisposition, place: _Place) -> bool:
    beside = place.after(item.span, -4, 4) or place.before(item.span, -4, 12)
    return not beside


def _is_put_off(scene: Scene, item: FoundDisposition, place: _Place) -> bool:
    if _KEPT_WAITING.search(scene.view, place.clause.start, item.span.start):
        return False
    if _A_MEETING.search(scene.view, place.clause.start, item.span.start):
        return False
    if is_no_refusal(scene, item.span):
        return False
    return not _DECLINES_A_THING.search(scene.view[item.span.start : item.span.end + 1])


def _is_wanted(scene: Scene, item: FoundDisposition, place: _Place) -> bool:
    return is_asked(scene, item.span, place.clause, place.near)


def _is_misdialled(scene: Scene, item: FoundDisposition, _: _Place) -> bool:
    return is_of_the_telephone(scene, item.span)


_A_MEETING: Final = late(
    r"(?:\b(?:demo|meeting|call|visit|appointment|presentation|session|slot|training)\b|演示|拜访|会议|简报|会面|约访)[^,;，。；]{0,30}$"
)
_FROM: Final = late(r"\b(?:at|from|via|through|with) (?:the )?$|[跟向在找从]$")
_JUDGES: Final[dict[str, Callable[[Scene, FoundDisposition, _Place], bool]]] = {
    "busy": _is_busy_now,
    "callback": lambda scene, item, _: not is_another_number(scene, item.span),
    "gatekeeper": _is_kept_from_him,
    "no_answer": _is_out,
    "complaint": _is_our_fault,
    "sale": _is_sold,
    "service": _is_our_service,
    "not_now": _is_put_off,
    "quote_requested": _is_wanted,
    "wrong_number": _is_misdialled,
}


def _is_another(scene: Scene, place: int) -> bool:
    """Tell whether somebody who decides stands there, 老闆不在, and not the contact with his title, 石先生不在."""
    decider = scene.words.lists["decider"].before(scene.view, place)
    if decider is None:
        return False
    start = place - len(decider[0])
    return not (start and scene.view[start - 1] in default_names().surnames)


_KEPT_WAITING: Final = late(
    r"\b(?:me|us|was|were|i) $|(?:合约|合同|租约|保固|保修|质保|维护|维保|授权|约|签)(?:都|会|是|要)?$"
)


def _is_a_name(scene: Scene, span: Span) -> bool:
    """張助理 has a name; 助理接的 has none."""
    surname = scene.view[span.start - 1 : span.start] in default_names().surnames if span.start else False
    return (
        surname
        and "接" not in scene.view[slice(*span)]
        and scene.view[span.start] not in "被卡挡不没转过绕遭让"
    )


def _is_bought(scene: Scene, span: Span, clause: Span) -> bool:
    """Tell whether it was bought, and here; not only asked about, or said of what a thing takes."""
    asked = _ASKED_IT.search(scene.view, clause.start, span.start)
    thing = _OF_A_THING.search(scene.view, clause.start, span.end)
    return not (asked or thing or _ELSEWHERE.search(scene.view, clause.start, clause.end))
