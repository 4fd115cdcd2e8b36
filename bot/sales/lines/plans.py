"""What is to happen next: our follow-up, promises of either side, and by when the customer needs it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.sales.draft import FollowUp, Promise, Side
from bot.sales.lines.acts import Act, read_acts
from bot.sales.lines.moments import Moment
from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.scene import Scene, Span, is_chinese

_CONTACT: Final = frozenset({"call", "visit", "invitation", "contract_check"})
_BEFORE_DUE: Final = re.compile(r"\s*(?:之前|以前|前|底前)(?!提|面|台|任|天|往|年|几|阵)|")
_BY: Final = re.compile(
    r"\b(?:by|before|no later than|latest|until)\s*(?:the\s+)?$|(?:最晚|最迟|最慢|赶在)\s*$"
)
_SENTENCE: Final = re.compile(r"[,，。;；!！?？]\s*$")


@dataclass(frozen=True, slots=True)
class FoundPlan:
    """A follow-up and the stretches of the line that told it."""

    follow_up: FollowUp
    spans: tuple[Span, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class FoundPromise:
    """A promise and where it stood."""

    promise: Promise
    span: Span


@dataclass(frozen=True, slots=True)
class FoundTimeline:
    """The customer's own date, in the line's words."""

    text: str
    due: datetime | None
    span: Span


@dataclass(frozen=True, slots=True)
class Plans:
    """Everything that lies ahead."""

    follow_up: FoundPlan | None = None
    promises: tuple[FoundPromise, ...] = ()
    timeline: FoundTimeline | None = None


def read_plans(scene: Scene, moments: list[Moment], wanted: Span | None) -> Plans:
    """Give each time one meaning: a promise, the customer's date, or our next act.

    `wanted` is where a quotation was asked for: "send it to him" then means the quotation.
    """
    ahead = [moment for moment in moments if not moment.past]
    acts = [act for act in read_acts(scene) if act.undone]
    promises = _promises(scene, acts, ahead)
    promised = [found.span for found in promises]
    free = [moment for moment in ahead if not any(moment.span.meets(span) for span in promised)]
    acts = [act for act in acts if not any(act.span.meets(span) for span in promised)]
    timeline = _timeline(scene, free, acts)
    free = [moment for moment in free if moment.due and not (timeline and moment.span.meets(timeline.span))]
    plans = [
        plan for moment, act in _paired(scene, free, acts) if (plan := _plan(scene, moment, act, acts, wanted))
    ]
    plans += _undated(scene, acts, plans)
    plans += [plan for plan in (_of_promise(found, acts, scene) for found in promises) if plan and not plans]
    return Plans(_next(plans), tuple(promises), timeline or _urgent(scene))


def _next(plans: list[FoundPlan]) -> FoundPlan | None:
    def order(plan: FoundPlan) -> tuple[bool, bool, bool, float]:
        follow_up = plan.follow_up
        due = follow_up.due.timestamp() if follow_up.due else 0.0
        return follow_up.due is None, plan.doubtful, follow_up.kind not in _CONTACT, due

    return min(plans, key=order, default=None)


def _paired(scene: Scene, moments: list[Moment], acts: list[Act]) -> list[tuple[Moment, Act | None]]:
    """Give each act to the time nearest to it, and each time one act at most."""
    near = [
        (_distance(moment, act), moment.span.start, act.span.start, moment, act)
        for moment in moments
        for act in acts
        if _distance(moment, act) <= _reach(scene, act, moment)
    ]
    pairs: dict[Moment, Act] = {}
    for _, _, _, moment, act in sorted(near, key=lambda entry: entry[:3]):
        if moment not in pairs and act not in pairs.values():
            pairs[moment] = act
    return [(moment, pairs.get(moment)) for moment in moments]


def _distance(moment: Moment, act: Act) -> int:
    return max(act.span.start - moment.span.end, moment.span.start - act.span.end, 0)


def _plan(
    scene: Scene, moment: Moment, act: Act | None, acts: list[Act], wanted: Span | None
) -> FoundPlan | None:
    if act is not None:
        kind = _kind(scene, act, wanted)
        beside = (other.span for other in acts if _beside(scene, act, other))
        return FoundPlan(FollowUp(kind, moment.due), (moment.span, act.span, *beside), moment.doubtful)
    if _alone(scene, moment):
        return FoundPlan(FollowUp("call", moment.due), (moment.span,), True)
    return None


def _beside(scene: Scene, act: Act, other: Act) -> bool:
    """Words that tell the same act once more: 過去 demo, 見面談."""
    apart = max(other.span.start - act.span.end, act.span.start - other.span.end)
    return other != act and apart <= 6 and scene.piece(act.span.start) == scene.piece(other.span.start)


def _kind(scene: Scene, act: Act, wanted: Span | None) -> str:
    if act.kind != "generic_send":
        return act.kind
    before = scene.view[: act.span.end]
    if re.search(r"规格|型录|目录|彩页|资料|spec|brochure|datasheet|catalog", before):
        return "spec_sheet"
    asked = wanted and scene.view[slice(*wanted)]
    return "quotation" if asked or re.search(r"报价|quot|proposal", before) else "email"


def _act_of(scene: Scene, moment: Moment, acts: list[Act]) -> Act | None:
    near = [act for act in acts if _distance(moment, act) <= _reach(scene, act, moment)]
    return min(near, key=lambda act: (_distance(moment, act), act.span.start), default=None)


def _reach(scene: Scene, act: Act, moment: Moment) -> int:
    """How far an act may stand from its time: a bare word close by, any other in the same or the next clause."""
    first, second = sorted((act.span, moment.span))
    between = scene.view[first.end : second.start]
    crossed = scene.clause(first.start) != scene.clause(second.start)
    chinese = is_chinese(scene.view[act.span.start]) or is_chinese(scene.view[moment.span.start])
    if act.bare:
        if crossed or (chinese and act.span.start < moment.span.start and len(between.strip()) > 1):
            return -1
        return 6 if chinese else 28
    if crossed:
        return 6 if len(between.strip(" ,，。;；:-")) <= 1 else -1
    return 14 if chinese else 48


def _alone(scene: Scene, moment: Moment) -> bool:
    piece = scene.piece(moment.span.start)
    rest = scene.view[piece.start : moment.span.start] + " " + scene.view[moment.span.end : piece.end]
    loose = scene.words["loose"].anywhere.sub("", rest)
    return not re.sub(rf"[\W_{HIDDEN}]", "", loose)


def _undated(scene: Scene, acts: list[Act], plans: list[FoundPlan]) -> list[FoundPlan]:
    """An explicit next act without a time is a follow-up whose time is to be asked."""
    found = []
    for act in acts:
        own = _OWN.search(
            scene.view[max(scene.clause(act.span.start).start, act.span.start - 24) : act.span.start]
        )
        if own and not plans and act.kind != "generic_send":
            found.append(FoundPlan(FollowUp(act.kind, None), (act.span,), True))
    return found


_OWN: Final = re.compile(
    r"(?:(?:要?记得|别忘了?|提醒我|待办:?|todo:?|to-do:?|我(?:们|这边)?(?:再|会|要|得|来|去|需要?)|待(?:我)?|下一步:?|接下来要?)(?:再|去|要|会|给他|给她|给客户|帮他|把)*"
    r"|(?:\bi'?ll|\bi will|\bi (?:need|have|must|should|am going|promised)(?: to)?|\bwe'?ll|\bwe (?:will|need to|should|must)|\bneed to|\bmust|\bhave to|"
    r"\bremember to|\bdon't forget to|\bto-?do:?|\bnext steps?:?|\bgotta|\baction:?|\bowe (?:him|her|them)(?: a| the)?)(?: (?:now|then|also|just|the|a))*)\s*$"
)


def _of_promise(found: FoundPromise, acts: list[Act], scene: Scene) -> FoundPlan | None:
    if found.promise.by != "us" or found.promise.due is None:
        return None
    for act in read_acts(scene):
        if act.span.meets(found.span):
            kind = _kind(scene, act, None)
            return FoundPlan(FollowUp(kind, found.promise.due), (act.span,), False)
    return None


def _promises(scene: Scene, acts: list[Act], moments: list[Moment]) -> list[FoundPromise]:
    found: list[FoundPromise] = []
    for role in ("our_promise", "customer_promise", "promise"):
        for match in scene.words[role].anywhere.finditer(scene.view):
            taken = [old.span for old in found]
            word = Span(*match.span())
            promise = _promise(scene, _side(scene, role, word), word, acts, moments)
            if promise and not any(promise.span.meets(span) for span in taken):
                found.append(promise)
    return found


def _side(scene: Scene, role: str, word: Span) -> Side:
    """Who promised, when only "promised" is said: sending something to him is ours, an answer is the customer's."""
    if role != "promise":
        return "us" if role == "our_promise" else "customer"
    rest = scene.view[word.end : scene.clause(word.end - 1).end]
    ours = re.search(
        r"(?:给|帮|替|寄|发|传|送)(?:给)?(?:他|她|客户|对方)|寄|发(?!票)|\b(?:him|her|them)\b|deliver", rest
    )
    return "us" if ours and not re.search(r"给(?:我|我们)|\b(?:me|us)\b", rest) else "customer"


_WORD_OF_PROMISE: Final = re.compile(
    r"答应|承诺|保证|允诺|说好|讲好|promis|guarante|commit|agreed to|assured|swore|told (?:him|her|them)|owe"
)


def _promise(
    scene: Scene, by: Side, word: Span, acts: list[Act], moments: list[Moment]
) -> FoundPromise | None:
    strong = bool(_WORD_OF_PROMISE.search(scene.view[slice(*word)]))
    clause = scene.piece(word.start)
    if not strong:
        clause = scene.piece(word.end - 1)
    stretch = Span(word.start, clause.end)
    if re.search(r"(?:没有?|不|未|n't|\bnot|\bnever|\bno)\s*$", scene.view[clause.start : word.start]):
        return None
    due = next((moment for moment in moments if moment.span.meets(clause)), None)
    deed = _deed(scene, by, stretch, acts, strong)
    if deed is None or (due is None and not strong):
        return None
    what = _what(scene, Span(deed, clause.end), due.span if due else None)
    if not what:
        return None
    start = min(word.start, due.span.start) if due else word.start
    return FoundPromise(Promise(by, what, due.due if due else None), Span(start, clause.end))


def _deed(scene: Scene, by: Side, stretch: Span, acts: list[Act], strong: bool) -> int | None:
    """Where the words of what is promised begin."""
    if strong:
        return stretch.start + len(_WORDS_BEFORE_DEED.match(scene.view[slice(*stretch)])[0])  # type: ignore[index]
    if by == "customer" and (match := scene.words["customer_act"].anywhere.search(scene.view, *stretch)):
        return match.start()
    if by == "customer" and not _WILL.search(scene.view[slice(*stretch)][:20]):
        return None
    near = [act.span.start for act in acts if stretch.start <= act.span.start < stretch.end]
    return min(near, default=None)


_WILL: Final = re.compile(
    r"(?:他|她|客户|对方|客人)们?[^,，]{0,6}(?:会|将)|(?:he|she|they|customer|client)[^,]{0,12}(?:will|'ll|would|'d)"
)
_WORDS_BEFORE_DEED: Final = re.compile(
    r"(?:(?:他|她|客户|对方|我|我们|他们)?们?(?:有|说|已经?)?(?:答应|承诺|保证|允诺|说好了?|讲好)(?:了)?(?:他|她|客户|对方|我们|我)?(?:会|要|说|在)?"
    r"|.*?(?:promis(?:ed|es|e)|guaranteed?|committed|agreed|assured|swore|told)(?: (?:him|her|them|us|me|the customer|the client))?(?: (?:to|that|i'd|we'd|i would|we would|i'll|we'll|he'd|she'd|they'd|he'll|she'll|they'll|he would|she would|us|a|an|the))*"
    r"|(?:i|we) owe (?:him|her|them)(?: an?| the)?|)\s*"
)
_TRIM: Final = " ,.;:!?，。；：！？、\t-~"
_LEFT_OVER: Final = re.compile(
    r"^(?:会|要|在|于|前|之前|以前|by|on|at|before|to|that|内|就|再|先|把)\s*|\s+(?:by|on|at|before|in|until|latest|for|the|this)$|(?:会|在)$"
)


def _what(scene: Scene, stretch: Span, due: Span | None) -> str:
    if due is None or not due.meets(stretch):
        text = scene.original(stretch)
    else:
        parts = (
            Span(stretch.start, max(stretch.start, due.start)),
            Span(min(due.end, stretch.end), stretch.end),
        )
        text = " ".join(part for part in (scene.original(span).strip() for span in parts) if part)
    text, before = text.strip(_TRIM), ""
    while text != before:
        before, text = text, _LEFT_OVER.sub("", text).strip(_TRIM)
    return text


def _timeline(scene: Scene, moments: list[Moment], acts: list[Act]) -> FoundTimeline | None:
    for moment in moments:
        if _MAYBE.search(scene.view[: moment.span.start]):
            continue
        if (span := _needed_by(scene, moment, acts)) is not None:
            text = scene.original(span).strip(_TRIM)
            return FoundTimeline(text, moment.due, span)
    return None


_MAYBE: Final = re.compile(r"(?:可能|也许|或许|\b(?:might|may|maybe|perhaps)(?: \w+)?)\s*$")


def _needed_by(scene: Scene, moment: Moment, acts: list[Act]) -> Span | None:
    view, words = scene.view, scene.words["timeline"]
    if (match := words.after(view, moment.span.end)) and match.end() - match.start() > 1:
        return Span(_by_start(view, moment.span.start), match.end())
    clause = scene.clause(moment.span.start)
    if _act_of(scene, moment, acts) is not None:
        return None
    if _BY.search(view[: moment.span.start]) and _WANTED.search(view[slice(*clause)]):
        return Span(_by_start(view, moment.span.start), _with_before(view, moment.span.end))
    before = view[clause.start : moment.span.start]
    hits = list(words.anywhere.finditer(before))
    if hits and moment.span.start - clause.start - hits[-1].end() <= 14:
        return Span(clause.start + hits[-1].start(), _with_before(view, moment.span.end))
    after = words.anywhere.search(view, moment.span.end, clause.end)
    if (
        after
        and after.start() - moment.span.end <= 8
        and _SENTENCE.search(view[moment.span.end : after.start()]) is None
    ):
        return Span(_by_start(view, moment.span.start), after.end())
    return None


_WANTED: Final = re.compile(r"\b(?:needs?|wants?|needed|required|wanted)\b|需要|想要|要")


def _by_start(view: str, start: int) -> int:
    match = _BY.search(view[max(0, start - 16) : start])
    return start - (len(match.string) - match.start()) if match else start


def _with_before(view: str, end: int) -> int:
    match = _BEFORE_DUE.match(view, end)
    return match.end() if match else end


def _urgent(scene: Scene) -> FoundTimeline | None:
    found = scene.words["urgent"].anywhere.finditer(scene.view)
    match = max(found, key=lambda hit: hit.end() - hit.start(), default=None)
    if match is None or re.search(r"(?:不|没|not |n't )\s*$", scene.view[: match.start()]):
        return None
    span = Span(*match.span())
    return FoundTimeline(scene.original(span), None, span)
