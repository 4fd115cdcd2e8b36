"""Reading one line about a call: the readers run in the order in which they may claim words, then a draft is made."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Protocol

from bot.sales.calendar import Calendar
from bot.sales.draft import Draft
from bot.sales.lines.amounts import FoundAmount, as_budget, read_amounts, sum_alone
from bot.sales.lines.attempts import rung_already
from bot.sales.lines.authority import FoundWords, read_authority
from bot.sales.lines.bearing import FoundDisposition
from bot.sales.lines.composing import Parts, compose
from bot.sales.lines.direction import rang_by, read_direction
from bot.sales.lines.dispositions import read_disposition
from bot.sales.lines.intel import find_rivals, read_intel
from bot.sales.lines.lexicon import Lexicon
from bot.sales.lines.minutes import FoundLength, read_length
from bot.sales.lines.moment import Moment
from bot.sales.lines.moments import read_moments
from bot.sales.lines.named import mark_names, unhide_names
from bot.sales.lines.needs import read_need
from bot.sales.lines.opaque import find_opaque
from bot.sales.lines.people import FoundPerson, read_who
from bot.sales.lines.places import Places, Span
from bot.sales.lines.plans import Plans, read_plans
from bot.sales.lines.products import FoundProduct, read_products, without_goods
from bot.sales.lines.promised import FoundPromise
from bot.sales.lines.refusal import read_refusal
from bot.sales.lines.scene import Scene, borders
from bot.sales.lines.typos import mend
from bot.sales.lines.words import default_words
from bot.sales.numerals import fold
from bot.sales.patterns import late

_OTHER_SCRIPTS: Final = late(r"[\u0370-\u06ff\u0900-\u11ff\u3040-\u30ff\uac00-\ud7af]")
_LETTERS: Final = late(r"[^\W\d_]")
_OTHER_SHARE: Final = 0.3
_ALIKE: Final = str.maketrans("咱…⋯", "我,,")


def read_line(text: str, now: datetime, calendar: Calendar, words: Lexicon) -> Draft:
    """Read what somebody wrote about a call in his own words, in English or Chinese or both.

    Pure and deterministic: the same line at the same `now` (aware) gives the same draft. Nothing is made up;
    what was understood with doubt is named in `unsure`.
    """
    scene = _open(text, words)
    parts = _in_another_language(scene) if _is_another_language(text) else _read(scene, now, calendar)
    return compose(scene, parts)


def _open(text: str, lexicon: Lexicon) -> Scene:
    words = default_words()
    view, at = mend(text, fold(text).translate(_ALIKE), words, lexicon.latin_words())
    clauses, pieces = borders(view)
    marks = Places(Span(*match.span()) for match in words["correction"].anywhere.finditer(view))
    return Scene(text, view, at, words, lexicon, clauses, pieces, marks)


def _is_another_language(text: str) -> bool:
    letters = len(_LETTERS.findall(text))
    return bool(letters) and len(_OTHER_SCRIPTS.findall(text)) / letters >= _OTHER_SHARE


def _in_another_language(scene: Scene) -> Parts:
    return Parts(who=read_who(scene, scene, None, understood=True))


@dataclass(frozen=True, slots=True)
class _Figures:
    """Everything in the line that is a number of something; `timed` is the scene in which times are left."""

    rivals: list[tuple[Span, str]]
    products: list[FoundProduct]
    opaque: list[Span]
    length: FoundLength | None
    amounts: list[FoundAmount]
    timed: Scene

    def rival_spans(self) -> list[Span]:
        """Where competitors are named."""
        return [span for span, _ in self.rivals]


def _figures(scene: Scene) -> _Figures:
    """Products before model numbers, lengths before amounts, all before times: each could be taken for the next."""
    rivals, products = find_rivals(scene), read_products(scene)
    owned = Places([*(item.span for item in products), *(span for span, _ in rivals)])
    opaque = [span for span in find_opaque(scene.view) if not owned.meets(span)]
    plain = scene.hide([item.span for item in products] + opaque)
    length = read_length(plain)
    timed = plain.hide(_span_of(length))
    amounts = read_amounts(timed, [span for span, _ in rivals])
    return _Figures(rivals, products, opaque, length, amounts, timed)


def _weighed(figures: _Figures, code: str | None) -> _Figures:
    """What came of the call tells what a sum is: a lead's is its budget, a number alone in a sale is its price."""
    if code == "qualified":
        return replace(figures, amounts=as_budget(figures.amounts))
    if code == "sale":
        return replace(figures, amounts=[*figures.amounts, *sum_alone(figures.timed, figures.amounts)])
    return figures


def _read(scene: Scene, now: datetime, calendar: Calendar) -> Parts:
    figures = _figures(scene)
    numbers = [amount.number for amount in figures.amounts]
    named = mark_names(figures.timed, figures.rival_spans(), [item.span for item in figures.products])
    moments = read_moments(named.hide(numbers), now, calendar)
    refusal = read_refusal(figures.timed, named, figures.rival_spans())
    refused = [refusal.span, *refusal.again] if refusal else []
    quiet, marked = (view.hide([*refused, *numbers]) for view in (figures.timed, named))
    future = _places(moment for moment in moments if not moment.past)
    later = [moment.span for moment in moments if _is_later(moment.due, now, moment.past)]
    disposition, phrases = read_disposition(marked, figures.rival_spans(), future, later)
    told, code = [item.span for item in phrases], disposition.code if disposition else None
    figures = _weighed(figures, code)
    put_off, all_said = _put_off(scene, disposition, told, moments), moments
    moments = rung_already(scene, [item for item in moments if item.span not in put_off], disposition, now)
    to_come = _places(moment for moment in moments if not moment.past)
    direction, rang = read_direction(marked.hide(to_come), to_come)
    ahead, marked = (view.hide(_places(moments)) for view in (quiet, marked))
    authority = read_authority(ahead)
    planned = marked.hide([*_without_saying(ahead, rang), *_span_of(authority)])
    made = read_plans(planned, moments, code, figures.rival_spans(), all_said)
    plans = _unless_refused(scene, made, disposition)
    claimed = [amount.span for amount in figures.amounts] + [item.span for item in figures.products]
    claimed += [*told, *_spans_of(plans), *refused, *_span_of(figures.length)]
    need = read_need(ahead, [*claimed, *_span_of(authority)], Places(figures.rival_spans()))
    silent = [*without_goods(scene, [item.span for item in phrases if not item.kept]), *put_off]
    parts = Parts(
        figures.products,
        figures.length,
        figures.amounts,
        refusal,
        disposition,
        silent,
        plans,
        authority,
        need,
    )
    free = unhide_names(scene.hide([*claimed, *_span_of(need), *([rang] if rang else [])]), scene, named)
    found = replace(parts, direction=direction, rang=rang)
    return _with_people(scene, ahead, free, figures, found, [moment.span for moment in moments])


def _places(moments: Iterable[Moment]) -> list[Span]:
    return [span for moment in moments for span in (moment.span, *moment.also)]


def _put_off(
    scene: Scene, disposition: FoundDisposition | None, told: list[Span], moments: list[Moment]
) -> list[Span]:
    """The times that are a part of why not now: they are no plan, and no note."""
    if disposition is None or disposition.code != "not_now":
        return []
    reason = Places(told)
    return [
        moment.span
        for moment in moments
        if reason.meets(moment.span)
        or any(_ONLY_BEFORE.fullmatch(scene.view, moment.span.end, span.start) for span in told)
        or any(_ONLY_UNTIL.fullmatch(scene.view, span.end, moment.span.start) for span in told)
    ]


def _without_saying(scene: Scene, rang: Span | None) -> list[Span]:
    """The words of ringing up to the word of saying, which leads to what he will do: 打來說週五付."""
    if rang is None:
        return []
    words = scene.view[slice(*rang)]
    return [Span(rang.start, rang.start + len(words.rstrip("说表示告知")))]


def _unless_refused(scene: Scene, plans: Plans, disposition: FoundDisposition | None) -> Plans:
    """By when he does not want it is no date by which he needs it."""
    if disposition is None or disposition.code != "not_now" or plans.timeline is None:
        return plans
    same = scene.piece(plans.timeline.span.start) == scene.piece(disposition.span.start)
    return replace(plans, timeline=None) if same else plans


_ONLY_UNTIL: Final = late(r" (?:until|till|til|before) (?:the )?")
_ONLY_BEFORE: Final = late(r"(?:之前|以前|前)(?:都|也|就|应该|大概)*")


def _with_people(
    scene: Scene, ahead: Scene, free: Scene, figures: _Figures, parts: Parts, moments: list[Span]
) -> Parts:
    """The name is what is left when all else is known; competitors are read last, up to where others begin."""
    rivals = figures.rival_spans()
    known = [item.span for item in figures.products] + rivals + _span_of(parts.authority) + moments
    understood = bool(
        parts.disposition or parts.length or parts.refusal or parts.plans.follow_up or parts.products
    )
    decider = parts.authority.span if parts.authority else None
    who = read_who(free.hide(rivals + figures.opaque), scene.hide(known), decider, understood)
    direction, rang = parts.direction, parts.rang
    if rang is None and who is not None:
        direction, rang = rang_by(ahead, who.span)
    others = [*parts.told, *_span_of(parts.disposition), *_spans_of(parts.plans), *_span_of(parts.length)]
    if who and not any(span.end <= who.span.start for span in rivals):
        others.append(who.span)
    intel = read_intel(figures.timed, figures.rivals, figures.amounts, others)
    need = _up_to(scene, parts.need, who)
    plans = replace(parts.plans, promises=tuple(_without(who, item) for item in parts.plans.promises))
    return replace(parts, need=need, plans=plans, who=who, direction=direction, rang=rang, intel=intel)


def _up_to(scene: Scene, need: FoundWords | None, who: FoundPerson | None) -> FoundWords | None:
    """Who stands at the end of a need is not needed."""
    if need is None or who is None or who.span.end != need.span.end or who.span.start <= need.span.start:
        return need
    span = Span(need.span.start, who.span.start)
    text = scene.original(span).rstrip(" ,.;:-，。；：")
    return replace(need, text=text, span=Span(span.start, span.start + len(text))) if text else need


def _without(who: FoundPerson | None, found: FoundPromise) -> FoundPromise:
    """To whom it was promised is no part of what was."""
    what = found.promise.what
    if who is None or not what.startswith(who.text):
        return found
    rest = what.removeprefix(who.text).lstrip(" ,，")
    return replace(found, promise=replace(found.promise, what=rest)) if rest else found


def _is_later(due: datetime | None, now: datetime, past: bool) -> bool:
    """Tell whether a time lies after today: what is told of today may have happened."""
    return not past and (due is None or due.date() > now.date())


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


def _span_of(found: _Placed | None) -> list[Span]:
    return [found.span] if found is not None else []


def _spans_of(plans: Plans) -> list[Span]:
    spans = list(plans.follow_up.spans) if plans.follow_up else []
    spans += [found.span for found in plans.promises]
    return spans + ([plans.timeline.span] if plans.timeline else [])
