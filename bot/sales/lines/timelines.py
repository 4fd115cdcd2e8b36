"""By when the customer needs it, in his own words."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.sales.lines.acts import Act
from bot.sales.lines.moment import Moment
from bot.sales.lines.pairing import act_of
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_TRIM: Final = " ,.;:!?，。；：！？、\t-~"
_BEFORE_DUE: Final = late(r"\s*(?:之前|以前|前|底前)(?!提|面|台|任|天|往|年|几|阵)|")
_BY: Final = late(r"\b(?:by|before|no later than|latest|until)\s*(?:the\s+)?$|(?:最晚|最迟|最慢|赶在)\s*$")
_SENTENCE: Final = late(r"[,，。;；!！?？]\s*$")


@dataclass(frozen=True, slots=True)
class FoundTimeline:
    """The customer's own date, in the line's words."""

    text: str
    due: datetime | None
    span: Span


def read_timeline(scene: Scene, moments: list[Moment], acts: list[Act]) -> FoundTimeline | None:
    """Read the date that the customer named for himself; a hurry without a date counts too."""
    for moment in moments:
        if _MAYBE.search(_before(scene.view, moment.span.start, 40)):
            continue
        span = _needed_by(scene, moment, acts)
        if span is not None and not _TURNED_OUT.match(scene.view, span.end):
            text = scene.original(span).strip(_TRIM)
            return FoundTimeline(text, moment.due, span)
    return _before_an_event(scene) or _urgent(scene)


_TURNED_OUT: Final = late(
    r"(?:都|也|又|就|我们)*(?:没[中过有成上标得拿装到完弄用换赶]|未[中过得]|流标|失败|落选|黄了|落空|中了|得了)"
)
_EVENT: Final = late(
    r"\bbefore (?:the |their |his |her |our )?(?!we\b|he\b|she\b|they\b|i\b|it\b|noon\b|lunch\b|that\b|then\b|buying\b|deciding\b|ordering\b)[a-z-]+(?: [a-z-]+){0,2}(?: (?:in|on|at) (?:□+|[a-z]+))?(?=\s*(?:$|[,.;!]))"
    r"|(?<![^\s,，。;；])[^\s,，。□]{2,8}前(?:就|一定|都|务必)?(?:要|得|必须|需要)[^\s,，。]{0,6}?(?:装好|装完|到货|交货|交机|到位|上线|弄好|搞定|换好|换完|用上|启用|完成|开通|备齐|到齐)"
)
_NEEDED: Final = late(
    r"\b(?:needs?|wants?|must|has to|have to|ready|in place|installed|running|delivered|swap\w*)\b|前"
)


_NOT_NEEDED: Final = late(r"\b(?:not|never|no|nothing|cannot)\b|n't|[不没]")


def _before_an_event(scene: Scene) -> FoundTimeline | None:
    """What must be done before something of the customer's own, which no calendar knows: before lambing."""
    for match in _EVENT.finditer(scene.view):
        span = Span(*match.span())
        own = scene.clause(span.start)
        start = own.start if scene.view[own.start : span.start].strip() else scene.clause(own.start - 1).start
        clause = scene.view[start : own.end]
        if _NEEDED.search(clause) and not _NOT_NEEDED.search(clause):
            return FoundTimeline(scene.original(span), None, span)
    return None


_MAYBE: Final = late(r"\buntil [^,;]{4,}$|(?:可能|也许|或许|\b(?:might|may|maybe|perhaps)(?: \w+)?)\s*$")


def _needed_by(scene: Scene, moment: Moment, acts: list[Act]) -> Span | None:
    view, words = scene.view, scene.words["timeline"]
    if (match := words.after(view, moment.span.end)) and match.end() - match.start() > 1:
        return Span(_by_start(view, moment.span.start), match.end())
    ends = scene.original(moment.span).rstrip().endswith(("前", "内", "內"))
    if (start := _STARTS_BEFORE.search(view[: moment.span.start])) and (
        starts := _STARTS.match(view, moment.span.end)
    ):
        return Span(start.start(), starts.end())
    if (ends or view.startswith("前", moment.span.end)) and (goods := _MANY.match(view, moment.span.end)):
        return Span(moment.span.start, goods.end())
    if ends and (arrives := _ARRIVES.match(view, moment.span.end)):
        return Span(_by_start(view, moment.span.start), arrives.end())
    if done := _done_after(scene, moment.span.end, ends or moment.due is None):
        return Span(_by_start(view, moment.span.start), done)
    if (must := _MUST.match(view, moment.span.end)) and (
        ends or must["before"] or must["at"] or _LAST.match(view, must.end())
    ):
        return Span(_by_start(view, moment.span.start), must.end("before"))
    act = act_of(scene, moment, acts)
    apart = act is None or scene.piece(act.span.start) != scene.piece(moment.span.start)
    if moment.due is None and apart and (ends or scene.original(moment.span).lower().startswith("before ")):
        return moment.span
    return _near_its_word(scene, moment) if act is None else None


def _near_its_word(scene: Scene, moment: Moment) -> Span | None:
    """A date beside a word of what must be done by then, when no act of ours stands beside it."""
    view, words, clause = scene.view, scene.words["timeline"], scene.clause(moment.span.start)
    if _GOODS_NEEDED.search(view[max(clause.start, moment.span.start - 60) : moment.span.start]):
        return Span(_by_start(view, moment.span.start), _with_before(view, moment.span.end))
    first = max(clause.start, moment.span.start - 60)
    before = view[first : moment.span.start]
    piece = scene.piece(moment.span.start).start
    hits = [hit for hit in words.anywhere.finditer(before) if first + hit.start() >= piece]
    if hits and moment.span.start - first - hits[-1].end() <= 14:
        return Span(first + hits[-1].start(), _with_before(view, moment.span.end))
    if _BY.search(_before(view, moment.span.start, 40)) and (
        _WANTED.search(view[slice(*clause)]) or not _rest(view, clause, moment.span)
    ):
        return Span(_by_start(view, moment.span.start), _with_before(view, moment.span.end))
    after = words.anywhere.search(view, moment.span.end, min(clause.end, moment.span.end + 60))
    if (
        after
        and after.start() - moment.span.end <= 8
        and _SENTENCE.search(view[moment.span.end : after.start()]) is None
    ):
        return Span(_by_start(view, moment.span.start), after.end())
    return None


def _done_after(scene: Scene, place: int, before: bool) -> int | None:
    """Where it ends, when what follows is by when something of his must be done: 一月底前要全部到位."""
    done = scene.words.lists["done"]
    if (match := done.after(scene.view, place)) and (ahead := _AHEAD_OF.match(scene.view, match.end())):
        return ahead.end()
    modal = _MODAL.match(scene.view, place)
    if modal is None or not (before or modal["before"] or modal["must"]):
        return None
    match = done.after(scene.view, modal.end())
    return match.end() if match else None


_STARTS_BEFORE: Final = late(r"(?:想|希望|打算|预计|计划|准备)(?:在|从|于)?$")
_LAST: Final = late(r"\s*$|[,，。;；]")
_ARRIVES: Final = late(r"(?:就|一定)?(?:要|得|能|会)?到(?=$|[,，。\s])")
_MANY: Final = late(r"(?:之前|以前|前)?(?:就|一定)?(?:要|需要|得)[\d一二三四五六七八九十百两]+[台套部组]")
_STARTS: Final = late(r"(?:就|内|前)?(?:开始|启动|上马|启用|动工)(?!休)")
_AHEAD_OF: Final = late(r"之?前|以前")
_MODAL: Final = late(
    r"\s*(?P<before>之前|以前|前|之内|以内|内)?(?P<must>(?:就|一定|务必|必须|需要?|得|要|想|希望|全面|正式|能|会|可以|才会?|才能|再)*)"
    r"(?:把|将)?(?:(?<=[把将])[^\s,，。]{1,12}?(?=换|装|弄|搞|更新|升级|汰换|处理|搬|买))?(?:[^\s,，。]{0,6}?(?=全部|全|都))?(?:全部|全|都|通通|统统|弄|给)*"
)
_GOODS_NEEDED: Final = late(r"\b(?:needs?|wants?)\b[^,;]{0,30}□\s*(?:in|by|for|before)?\s*(?:the )?$")
_MUST: Final = late(
    r"(?P<before>\s*(?:之前|以前|前)|)(?P<at>就(?=要))?(?:一定|务必)?(?:要|需要|得要|必须要?)\s*"
    r"(?=$|[,，。;；!\s□]|[\d一二三四五六七八九十两]+\s?[台套个部组])"
)
_WANTED: Final = late(r"\b(?:needs?|wants?|needed|required|wanted)\b|需要|想要|要")


def _rest(view: str, clause: Span, span: Span) -> str:
    return re.sub(
        r"[\W_□]|by|before|end of|the", "", view[clause.start : span.start] + view[span.end : clause.end]
    )


def _before(view: str, place: int, reach: int) -> str:
    return view[max(0, place - reach) : place]


def _by_start(view: str, start: int) -> int:
    match = _BY.search(_before(view, start, 16))
    return start - (len(match.string) - match.start()) if match else start


def _with_before(view: str, end: int) -> int:
    match = _BEFORE_DUE.match(view, end)
    return match.end() if match else end


def _urgent(scene: Scene) -> FoundTimeline | None:
    found = scene.words["urgent"].anywhere.finditer(scene.view)
    match = max(found, key=lambda hit: hit.end() - hit.start(), default=None)
    if match is None or re.search(
        r"(?:不|没|not |n't |nothing |no |never )\s*$", _before(scene.view, match.start(), 12)
    ):
        return None
    span = Span(*match.span())
    return FoundTimeline(scene.original(span), None, span)
