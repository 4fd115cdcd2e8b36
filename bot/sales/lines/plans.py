"""What is to happen next: our follow-up, promises of either side, and by when the customer needs it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final

from bot.sales.draft import FollowUp
from bot.sales.lines.acts import Act, read_acts
from bot.sales.lines.asked import asked_papers
from bot.sales.lines.doers import is_of_others
from bot.sales.lines.leisure import is_at_leisure
from bot.sales.lines.moment import Moment
from bot.sales.lines.pairing import paired, rest_beside, says_nothing
from bot.sales.lines.papers import paper_due, without_its_object
from bot.sales.lines.places import Places, Span
from bot.sales.lines.promised import FoundPromise
from bot.sales.lines.promises import read_promises
from bot.sales.lines.referring import time_referred_to
from bot.sales.lines.scene import Scene
from bot.sales.lines.subjects import subject_of
from bot.sales.lines.timelines import FoundTimeline, read_timeline
from bot.sales.numerals import fold
from bot.sales.patterns import late

_CONTACT: Final = frozenset({"call", "visit", "invitation", "contract_check"})
_BESIDE: Final = 6
_TALKED_OF: Final = 400


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A follow-up and the stretches of the line that told it."""

    follow_up: FollowUp
    spans: tuple[Span, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Plans:
    """Everything that lies ahead."""

    follow_up: FoundPlan | None = None
    promises: tuple[FoundPromise, ...] = ()
    timeline: FoundTimeline | None = None


def read_plans(
    scene: Scene, moments: list[Moment], code: str | None, rivals: list[Span], all_said: list[Moment]
) -> Plans:
    """Give each time one meaning: a promise, the customer's date, or our next act.

    `code` is what came of the call: where a quotation was asked for, "send it to him" means the quotation.
    `all_said` are the times that an act may refer back to, those that told why not now among them.
    """
    ahead = [moment for moment in moments if not moment.past]
    named, competitors = read_acts(scene), Places(rivals)
    acts = [act for act in named if act.undone]
    promises = [
        found for found in read_promises(scene, acts, ahead) if not _of_a_rival(scene, found, competitors)
    ]
    promised = Places(found.span for found in promises)
    free = [moment for moment in ahead if not promised.meets(moment.span)]
    acts = [act for act in acts if not promised.meets(act.span)]
    paper = paper_due(scene, [moment.span for moment in free])
    own = [moment for moment in free if subject_of(scene, moment.span.start, competitors) is None]
    own = [moment for moment in own if paper is None or moment.span != paper.time]
    timeline = read_timeline(scene, own, acts)
    free = [moment for moment in free if moment.due and not (timeline and moment.span.meets(timeline.span))]
    acts = [act for act in acts if not is_of_others(scene, act.kind, act.span, competitors)]
    plans = [
        plan for moment, act in paired(scene, free, acts) if (plan := _plan(scene, moment, act, acts, code))
    ]
    plans += [] if plans else _paper_on_the_list(scene, free)
    plans += [] if plans else _at_a_time_said(scene, acts, all_said)
    plans += _undated(scene, acts, plans, code == "quote_requested")
    if not plans:
        plans = [plan for found in promises if (plan := _of_promise(found, scene, named))]
    promises.sort(key=lambda found: found.span.start)
    return Plans(_next(plans), tuple(promises), timeline)


def _paper_on_the_list(scene: Scene, moments: list[Moment]) -> list[FoundPlan]:
    paper = paper_due(scene, [moment.span for moment in moments])
    return [
        FoundPlan(FollowUp(paper.kind, moment.due), (paper.span, moment.span), moment.doubtful)
        for moment in moments
        if paper is not None and moment.span == paper.time
    ]


def _at_a_time_said(scene: Scene, acts: list[Act], moments: list[Moment]) -> list[FoundPlan]:
    pairs = ((act, time_referred_to(scene, act, moments)) for act in acts)
    return [
        FoundPlan(FollowUp(act.kind, moment.due), (act.span,), moment.doubtful)
        for act, moment in pairs
        if moment is not None and act.kind != "generic_send"
    ]


def _of_a_rival(scene: Scene, found: FoundPromise, competitors: Places) -> bool:
    """What a competitor's people promise him is no promise to us."""
    return competitors.meets(Span(scene.piece(found.span.start).start, found.span.start))


def _next(plans: list[FoundPlan]) -> FoundPlan | None:
    def order(plan: FoundPlan) -> tuple[bool, bool, bool, float]:
        follow_up = plan.follow_up
        due = follow_up.due.timestamp() if follow_up.due else 0.0
        return follow_up.due is None, plan.doubtful, follow_up.kind not in _CONTACT, due

    return min(plans, key=order, default=None)


def _plan(
    scene: Scene, moment: Moment, act: Act | None, acts: list[Act], code: str | None
) -> FoundPlan | None:
    if act is not None:
        kind = _kind(scene, act, code == "quote_requested")
        first = bisect_left(acts, act.span.start - _BESIDE, key=lambda other: other.span.end)
        last = bisect_right(acts, act.span.end + _BESIDE, key=lambda other: other.span.start)
        beside = (other.span for other in acts[first:last] if _beside(scene, act, other))
        told = (
            moment.span,
            *moment.also,
            without_its_object(scene, act),
            *beside,
            *asked_papers(scene, act, kind),
        )
        return FoundPlan(FollowUp(kind, moment.due), told, moment.doubtful)
    if _alone(scene, moment):
        return FoundPlan(FollowUp("call", moment.due), (moment.span, *moment.also), True)
    return None


def _beside(scene: Scene, act: Act, other: Act) -> bool:
    """Words that tell the same act once more: 過去 demo, 見面談."""
    return other.span != act.span and scene.piece(act.span.start) == scene.piece(other.span.start)


def _kind(scene: Scene, act: Act, wanted: bool) -> str:
    if act.kind == "other" and _BY_MAIL.search(scene.view, *act.span):
        return "email"
    if act.kind != "generic_send":
        return act.kind
    named = _last_named(scene, max(0, act.span.end - _TALKED_OF), act.span.end)
    if named == "other" and _BY_MAIL.search(scene.view, max(0, act.span.start - 3), act.span.end):
        return "email"
    return named or ("quotation" if wanted else "email")


_BY_MAIL: Final = late(r"(?:邮件|电邮|e-?mail|mail)(?:发|寄|传|给|过去|他|她|\s)*$")
_LISTS: Final = {
    name + tongue: kind
    for name, kind in (("document", "spec_sheet"), ("offer", "quotation"), ("thing", "other"))
    for tongue in ("", "_en")
} | {"letter": "invitation"}


def _last_named(scene: Scene, start: int, end: int) -> str | None:
    """The kind of what was named last, which is what "send it" means: a paper that describes, an offer, or a thing."""
    found = [
        (match.end(), kind)
        for name, kind in _LISTS.items()
        for match in scene.words.lists[name].anywhere.finditer(scene.view, start, end)
    ]
    return max(found)[1] if found else None


def _alone(scene: Scene, moment: Moment) -> bool:
    """A time with nothing beside it is our next step only with a word of agreeing or trying again."""
    rest = rest_beside(scene, moment)
    put_off = _PUT_OFF.search(rest) and _HOUR.search(scene.original(moment.span))
    return bool(put_off or _AGREED.search(rest)) and not _RETURN.search(rest) and says_nothing(scene, rest)


_PUT_OFF: Final = late(r"再[说看议]")
_HOUR: Final = late(r"[点點时時]|早|上午|中午|下午|傍晚|晚上|\d:\d")
_RETURN: Final = late(r"\b(?:back|returns?|off|out|until|till|from)\b|回来|回国|才|(?<![改约延移挪换])到")
_AGREED: Final = late(
    r"\b(?:again|then|(?:re)?book(?:ed)?|(?:re)?scheduled?|set|asked for|asks for|suggest(?:s|ed)|prefers?|rather)\b|再(?![说看议想考评决讲])|改(?!天)|约|下次|排"
)


def _at_leisure(scene: Scene, acts: list[Act], wanted: bool) -> list[FoundPlan]:
    """What is to be sent without hurry; what "send it" means is the paper that was named."""
    plans = []
    for act in acts:
        kind = _kind(scene, act, wanted)
        if is_at_leisure(scene, act) and not (act.kind == "generic_send" and kind == "email"):
            plans.append(FoundPlan(FollowUp(kind, None), (act.span, *asked_papers(scene, act, kind)), True))
    return plans


def _undated(scene: Scene, acts: list[Act], plans: list[FoundPlan], wanted: bool) -> list[FoundPlan]:
    """An explicit next act without a time, or one that has time, is a follow-up whose time is to be asked."""
    found = [] if plans else _at_leisure(scene, acts, wanted)
    for act in acts:
        own = _OWN.search(
            scene.view[max(scene.clause(act.span.start).start, act.span.start - 24) : act.span.start]
        )
        if (own or _is_an_order(scene, act)) and not plans and act.kind != "generic_send":
            found.append(FoundPlan(FollowUp(act.kind, None), (act.span,), True))
    return found


def _is_an_order(scene: Scene, act: Act) -> bool:
    """Tell whether the line opens with something to be sent to somebody: spec sheet for the dock to Ann Lee."""
    opens = not scene.view[: act.span.start].strip(" ◇□:-")
    return opens and act.kind == "spec_sheet" and bool(_TO_BE_SENT.match(scene.view, act.span.start))


_TO_BE_SENT: Final = late(
    r"(?:(?:re)?send|email|e-mail|mail|post|forward|courier|get|spec sheets?|specs|data ?sheets?|brochures?|catalog(?:ue)?s?|info pack|leaflet)\b"
)
_OWN: Final = late(
    r"(?:(?:要?记得|别忘了?|提醒我|待办:?|todo:?|to-do:?|我(?:们|这边)?(?:再|会|要|得|来|去|需要?)|待(?:我)?|下一步:?|接下来要?)(?:再|去|要|会|给他|给她|给客户|帮他|把)*"
    r"|(?:\bi'?ll|\bi will|\bi (?:need|have|must|should|am going|promised)(?: to)?|\bwe'?ll|\bwe (?:will|need to|should|must)|\bneed to|\bmust|\bhave to|"
    r"\bremember to|\bdon't forget to|\bto-?do:?|\bnext steps?:?|\bgotta|\baction:?|\bowe (?:him|her|them)(?: a| the)?)(?: (?:now|then|also|just|the|a))*)\s*$"
)


_PAPERS: Final = (
    ("spec_sheet", late(r"规格|型录|彩页|参数|资料|spec|brochure|datasheet|catalog")),
    ("quotation", late(r"报价|估价|quot|proposal|estimate")),
)


def _of_promise(found: FoundPromise, scene: Scene, acts: list[Act]) -> FoundPlan | None:
    if found.promise.by != "us" or found.promise.due is None:
        return None
    inside = [act for act in acts if act.span.meets(found.span) and not _only_tells(scene, act)]
    act = inside[0] if inside else None
    if act is None:
        kind = next((kind for kind, words in _PAPERS if words.search(fold(found.promise.what))), None)
        return FoundPlan(FollowUp(kind, found.promise.due), (found.span,), False) if kind else None
    kind = _kind(scene, act, False)
    if kind == "other" or (act.kind == "generic_send" and kind == "email"):
        return None
    return FoundPlan(FollowUp(kind, found.promise.due), (act.span,), False)


def _only_tells(scene: Scene, act: Act) -> bool:
    """Tell whether the words only say to whom it was promised: 我跟他說週四寄報價."""
    return act.kind == "call" and not _BY_TELEPHONE.search(scene.view, *act.span)


_BY_TELEPHONE: Final = late(r"打|电|拨|联[系络]|连络|call|ring|phone|talk|speak")
