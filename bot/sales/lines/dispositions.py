"""What came of the call, by the phrases of the tables and the company's own."""

import re
from dataclasses import dataclass
from typing import Final

from bot.sales.lines.phrases import Phrases
from bot.sales.lines.places import Places, Span
from bot.sales.lines.scene import TAKEN_BACK, Scene
from bot.sales.lines.words import company_phrases, default_names

RANK: Final = (
    "wrong_number",
    "sale",
    "qualified",
    "complaint",
    "quote_requested",
    "not_a_fit",
    "not_now",
    "service",
    "callback",
    "voicemail",
    "gatekeeper",
    "busy",
    "no_answer",
)
NOT_REACHED: Final = frozenset({"voicemail", "gatekeeper", "busy", "no_answer", "wrong_number"})
_REAL_ONLY: Final = frozenset({"sale", "qualified"})
_TOLD_OF_OTHERS: Final = frozenset(
    {"complaint", "sale", "quote_requested", "not_now", "service", "gatekeeper", "no_answer"}
)
_WEAK: Final = "_weak"
_PAST: Final = re.compile(
    r"(?:上次|上回|上周|上个?月|昨[天晚]|前[天几]|去年|之前|以前|曾(?=经|买|有|说|订|用|下|跟|打|在|向|做)|\blast (?:time|week|month|year|call)|\bpreviously|\bearlier|\byesterday|\bbefore)"
)
_PAST_AFTER: Final = re.compile(
    r"\b(?:last (?:week|month|year|summer|time|quarter)|(?:years?|months?|weeks?) ago|before)\b"
)
_ASKED: Final = re.compile(
    r"(?:\bwhether|\bif|是否|要不要|会不会|该不该)(?: (?:to|we|i|he|she|they|should|can|could))*\s*$"
)
_LEFT_WORD: Final = re.compile(r"\bleft (?:an? |him |her |them )*(?:word|message|msg|note|vm|voicemail)\b")
_NEGATIVE: Final = re.compile(
    r"(?:(?:不是|并非|没有?|不|未|并没有?|从没|无|不用|不必|不需要?|别|无需|还没有?|没说|尚未|不算|不会|不能|不打算)"
    r"(?:再|要|想|很|太|真的|完全|立刻|马上|说|有|什么|算|是|去|给|那么|急着|特别|在|人|我|我们)*"
    r"|(?:\b(?:not|never|no|without|hardly|cannot|nor|isnt|dont|doesnt|didnt|wasnt)|n't)"
    r"(?: (?:a|an|the|really|even|yet|want|wants|need|needs|to|be|been|any|so|very|exactly|ask|asked|say|said|asking|for|"
    r"necessarily|actually|me|us|going|have|has|that|quite|all|seem|sound|looking))*)\s*$"
)
_UNREAL: Final = re.compile(
    r"(?:会|才|如果|若|可能|准备|考虑|等|打算|预计|将|快要?|差点|要是|前|再|想|有机会|能否|能不能|何时|什么时候|是否|会不会|要|后|"
    r"\b(?:if|when|once|might|may|could|would|will|should|maybe|almost|nearly|hopes to be|unless|until|before|after|can|to|yet|going to|be|'ll|not|ready to|get|been)"
    r"(?: (?:be|get|have|they|he|she|it|we|is|are|the|a))*)\s*$"
)


@dataclass(frozen=True, slots=True)
class FoundDisposition:
    """A phrase that tells what came of the call; weak ones could mean more than one thing."""

    code: str
    span: Span
    weak: bool
    past: bool


def read_disposition(
    scene: Scene, rivals: list[Span], ahead: list[Span], later: list[Span]
) -> tuple[FoundDisposition | None, list[Span]]:
    """Give what came of the call, and every phrase that told it.

    `ahead` are the times to come, `later` those of them after today.
    """
    named = Places(rivals)
    coming = {False: {span.end for span in later}, True: {span.end for span in ahead}}
    found = [
        item for item in _all(scene) if _stands(scene, item, named) and not _planned(scene, item, coming)
    ]
    found = _outermost(found)
    if scene.corrections:
        spans = Places(item.span for item in found)
        found = [
            item
            for item in found
            if not any(scene.corrected(item.span, later) for later in spans.near(item.span, TAKEN_BACK))
        ] or found
    if not found:
        return None, []
    best = min(found, key=lambda item: (item.past, item.weak, _rank(item.code), item.span.start))
    if best.past:
        return None, []
    best = _last_of_the_unreached(found, best)
    same = [item for item in found if not item.past and _same_group(item.code, best.code)]
    return best, [item.span for item in same]


def _planned(scene: Scene, item: FoundDisposition, coming: dict[bool, set[int]]) -> bool:
    """A sale or a meeting that a time to come stands before is one to come."""
    before = scene.view[max(0, item.span.start - 8) : item.span.start]
    meeting = item.code == "busy" and item.weak
    if item.code not in _REAL_ONLY and not meeting:
        return False
    return item.span.start - len(before) + len(before.rstrip()) in coming[meeting]


def _same_group(code: str, best: str) -> bool:
    if best == "gatekeeper":
        return code in (best, "callback", "no_answer")
    unreached = NOT_REACHED | {"callback"}
    return code == best or (best in unreached and code in unreached)


def _last_of_the_unreached(found: list[FoundDisposition], best: FoundDisposition) -> FoundDisposition:
    """First engaged, then no answer: the last try tells how it ended."""
    tries = [item for item in found if item.code in ("busy", "no_answer") and not item.past and not item.weak]
    return max(tries, key=lambda item: item.span.start) if best in tries else best


def _rank(code: str) -> int:
    return RANK.index(code) if code in RANK else -1


def _all(scene: Scene) -> list[FoundDisposition]:
    own = company_phrases(scene.lexicon.phrases())
    found = [item for code, phrases in own.items() for item in _matches(scene, code, phrases, own=True)]
    for name, phrases in scene.words.dispositions.items():
        found += _matches(scene, name, phrases)
    return found


def _matches(scene: Scene, name: str, phrases: Phrases, own: bool = False) -> list[FoundDisposition]:
    code, weak = name.removesuffix(_WEAK), not own and name.endswith(_WEAK)
    found = []
    for match in phrases.anywhere.finditer(scene.view):
        start = max(scene.clause(match.start()).start, match.start() - 30)
        before = scene.view[start : match.start()]
        here = scene.view[max(scene.piece(match.start()).start, start) : match.start()]
        if _NEGATIVE.search(before) or (code in _REAL_ONLY and not own and _UNREAL.search(before)):
            continue
        if code == "callback" and (_ASKED.search(before) or _left_word(scene, match.start())):
            continue
        after = scene.view[match.end() : min(match.end() + 40, scene.clause(match.end() - 1).end)]
        past = bool(_PAST.search(here) or _PAST_AFTER.search(after))
        found.append(FoundDisposition(code, Span(*match.span()), weak, past))
    return found


def _left_word(scene: Scene, place: int) -> bool:
    """Who was left a message to call has asked for nothing."""
    return bool(_LEFT_WORD.search(scene.view, max(scene.clause(place).start, place - 80), place))


_ELSEWHERE: Final = re.compile(
    r"\b(?:elsewhere|somewhere else|from (?:another|someone|a competitor|a friend|amazon)|online)\b|[跟向找和](?:别[家人的]|其他|另一|同[业行]|对手)|别处"
)
_USUALLY: Final = re.compile(
    r"(?:早上|上午|中午|下午|晚上|平常|平时|平日|最近|近来|这阵子|这几天|年底|月底|周[一二三四五六日末])(?:都|比较|一直|也|总是)?$"
)


def _stands(scene: Scene, item: FoundDisposition, rivals: Places) -> bool:
    """A complaint about a competitor, a purchase elsewhere, or a time of day that is busy says nothing of this call."""
    if item.code == "busy" and item.weak:
        return not _USUALLY.search(scene.view[max(0, item.span.start - 8) : item.span.start])
    if item.code not in _TOLD_OF_OTHERS:
        return True
    clause = scene.clause(item.span.start)
    near = [rival for rival in rivals.near(item.span, TAKEN_BACK) if rival.meets(clause)]
    if (
        item.code == "gatekeeper"
        and "接" not in scene.view[slice(*item.span)]
        and scene.view[item.span.start - 1 : item.span.start] in default_names().surnames
    ):
        return item.span.start == 0
    if item.code == "no_answer":
        if item.weak and scene.words.lists["decider"].before(scene.view, item.span.start):
            return False
        return not any(0 <= item.span.start - rival.end <= 2 for rival in near)
    if item.code == "complaint":
        return not any(-12 <= rival.start - item.span.end <= 16 for rival in near)
    if item.code == "sale":
        return not _ELSEWHERE.search(scene.view, clause.start, clause.end) and not any(
            -1 <= rival.start - item.span.end <= 8 or 0 <= item.span.start - rival.end <= 4 for rival in near
        )
    if item.code == "service":
        return not any(
            abs(rival.start - item.span.end) <= 4 or 0 <= item.span.start - rival.end <= 12 for rival in near
        )
    return (
        not any(item.span.start < rival.start and rival.end < item.span.end for rival in near)
        or item.code == "not_now"
    )


def _outermost(found: list[FoundDisposition]) -> list[FoundDisposition]:
    """Leave out what lies within a longer phrase of another meaning."""
    codes: dict[Span, set[str]] = {}
    for item in found:
        codes.setdefault(item.span, set()).add(item.code)
    places = Places(codes)
    return [
        item
        for item in found
        if not any(
            place != item.span
            and place.start <= item.span.start
            and item.span.end <= place.end
            and codes[place] != {item.code}
            for place in places.touching(item.span)
        )
    ]
