"""Putting together what the readers found into one draft, with its places, its doubts and its note."""

from dataclasses import dataclass, field
from typing import Final

from bot.sales.draft import Bant, Direction, Draft, FollowUp
from bot.sales.lines.amounts import FoundAmount, chosen
from bot.sales.lines.answers import is_an_answer
from bot.sales.lines.authority import FoundWords
from bot.sales.lines.bearing import FoundDisposition
from bot.sales.lines.houses import without_house_and_event
from bot.sales.lines.intel import FoundIntel
from bot.sales.lines.minutes import FoundLength
from bot.sales.lines.note import Taken, read_note
from bot.sales.lines.people import FoundPerson
from bot.sales.lines.places import Span
from bot.sales.lines.plans import Plans
from bot.sales.lines.products import FoundProduct
from bot.sales.lines.refusal import FoundRefusal
from bot.sales.lines.scene import Scene

_NO_MORE_AFTER_REFUSAL: Final = frozenset({"call", "visit"})
_A_TALK: Final = 10
_FACTS: Final = frozenset({"who", "minutes", "direction", "amount", "do_not_call", "bant.budget"})
_TOLD: Final = ("bant.authority", "bant.need", "bant.timeline", "intel", "promises")
_TROUBLES: Final = frozenset({"service", "complaint"})


@dataclass(frozen=True, slots=True)
class Parts:
    """What the readers found."""

    products: list[FoundProduct] = field(default_factory=list)
    length: FoundLength | None = None
    amounts: list[FoundAmount] = field(default_factory=list)
    refusal: FoundRefusal | None = None
    disposition: FoundDisposition | None = None
    told: list[Span] = field(default_factory=list)
    plans: Plans = Plans()
    authority: FoundWords | None = None
    need: FoundWords | None = None
    who: FoundPerson | None = None
    direction: Direction | None = None
    rang: Span | None = None
    intel: list[FoundIntel] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Field:
    """A field that was filled: its name, where it stood, and whether to ask."""

    name: str
    span: Span
    doubtful: bool = False


def compose(scene: Scene, parts: Parts) -> Draft:
    """Make the draft."""
    follow_up = _follow_up(parts)
    code, guessed = _code(scene, parts, follow_up)
    fields = _fields(parts, follow_up, code)
    unsure = [
        item.name.partition(".")[0] if item.name[-1].isdigit() else item.name
        for item in fields
        if item.doubtful
    ]
    if guessed:
        unsure.append("disposition")
    if parts.who is None:
        unsure.append("who")
    deal = chosen(parts.amounts, "deal")
    return Draft(
        who=parts.who.text if parts.who else None,
        disposition=code,
        minutes=parts.length.minutes if parts.length else None,
        direction=parts.direction,
        amount=deal.money if deal else None,
        note=read_note(scene, _taken(scene, parts, fields, code)),
        follow_up=follow_up,
        products=tuple(item.line for item in parts.products),
        intel=tuple(item.intel for item in parts.intel),
        bant=_bant(parts),
        promises=tuple(item.promise for item in parts.plans.promises),
        do_not_call=parts.refusal is not None,
        spans=_places(scene, fields, code),
        unsure=tuple(dict.fromkeys(unsure)),
    )


def _places(scene: Scene, fields: list[_Field], code: str | None) -> dict[str, tuple[int, int]]:
    """Where each field stood; a result that nobody named stands where it was gathered from."""
    places: dict[str, tuple[int, int]] = {}
    for item in fields:
        start, end = scene.in_text(item.span)
        places[item.name] = start, end
    source = places.get("do_not_call") or places.get("follow_up")
    if code and source:
        places.setdefault("disposition", source)
    return places


def _bant(parts: Parts) -> Bant:
    budget, timeline = chosen(parts.amounts, "budget"), parts.plans.timeline
    return Bant(
        budget=budget.money if budget else None,
        authority=parts.authority.text if parts.authority else None,
        need=parts.need.text if parts.need else None,
        timeline=timeline.text if timeline else None,
        timeline_due=timeline.due if timeline else None,
    )


def _follow_up(parts: Parts) -> FollowUp | None:
    plan = parts.plans.follow_up
    if plan is None or (parts.refusal and plan.follow_up.kind in _NO_MORE_AFTER_REFUSAL):
        return None
    return plan.follow_up


def _code(scene: Scene, parts: Parts, follow_up: FollowUp | None) -> tuple[str | None, bool]:
    """The disposition; a talk that ended with the next call agreed is a callback, though nobody said so."""
    if parts.refusal:
        return "do_not_call", parts.refusal.doubtful
    found = parts.disposition
    agreed = follow_up is not None and follow_up.kind == "call" and follow_up.due is not None
    away = found is not None and found.weak and found.code == "no_answer" and agreed
    if found is not None and not away and not (found.code == "busy" and _talked(parts, found)):
        return found.code, found.weak
    if agreed and not (parts.plans.follow_up and is_an_answer(scene, parts.plans.follow_up.spans)):
        return "callback", parts.length is None
    return None, False


def _talked(parts: Parts, busy: FoundDisposition) -> bool:
    """Tell whether one who was busy talked all the same, so long that he was not."""
    return parts.length is not None and (busy.weak or parts.length.minutes >= _A_TALK)


def _fields(parts: Parts, follow_up: FollowUp | None, code: str | None) -> list[_Field]:
    fields = _facts(parts, code) + _bant_fields(parts)
    if follow_up is not None and parts.plans.follow_up is not None:
        spans = parts.plans.follow_up.spans
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        fields.append(_Field("follow_up", whole, parts.plans.follow_up.doubtful))
    fields += [_Field(f"products.{n}", item.span, item.doubtful) for n, item in enumerate(parts.products)]
    fields += [_Field(f"intel.{n}", item.span) for n, item in enumerate(parts.intel)]
    fields += [_Field(f"promises.{n}", item.span) for n, item in enumerate(parts.plans.promises)]
    return fields


def _facts(parts: Parts, code: str | None) -> list[_Field]:
    deal = chosen(parts.amounts, "deal")
    found: list[_Field] = []
    if parts.who:
        found.append(_Field("who", parts.who.span, parts.who.doubtful))
    if parts.disposition and code and not parts.refusal:
        found.append(_Field("disposition", parts.disposition.span))
    if parts.length:
        found.append(_Field("minutes", parts.length.span, parts.length.doubtful))
    if parts.rang:
        found.append(_Field("direction", parts.rang))
    if deal:
        sold = parts.disposition is not None and parts.disposition.code == "sale"
        found.append(_Field("amount", deal.span, deal.doubtful and not sold))
    if parts.refusal:
        found.append(_Field("do_not_call", parts.refusal.span, parts.refusal.doubtful))
    return found


def _bant_fields(parts: Parts) -> list[_Field]:
    budget, timeline = chosen(parts.amounts, "budget"), parts.plans.timeline
    found: list[_Field] = []
    if budget:
        found.append(_Field("bant.budget", budget.span, budget.doubtful))
    for name, words in (("bant.authority", parts.authority), ("bant.need", parts.need)):
        if words:
            found.append(_Field(name, words.span, words.doubtful))
    if timeline:
        found.append(_Field("bant.timeline", timeline.span))
    return found


def _taken(scene: Scene, parts: Parts, fields: list[_Field], code: str | None) -> Taken:
    facts = [item.span for item in fields if item.name in _FACTS]
    if parts.plans.follow_up is not None and any(item.name == "follow_up" for item in fields):
        facts += parts.plans.follow_up.spans
    facts += parts.refusal.again if parts.refusal else ()
    facts += [parts.who.silent] if parts.who and parts.who.silent else []
    told = [item.span for item in fields if item.name.startswith(_TOLD)]
    named = tuple(item.span for item in parts.products)
    trouble = parts.disposition is not None and parts.disposition.code in _TROUBLES
    told += parts.told if code and not trouble else []
    who = parts.who.span if parts.who else None
    facts, told = ([*without_house_and_event(scene, spans, who)] for spans in (facts, told))
    return Taken(tuple(facts), tuple(told), named, tuple(parts.told) if trouble else (), who)
