"""The best call to make now: a bounded list of candidates, ranked, and the same one until it was acted on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.replies import Reply, say
from bot.router import Router
from bot.sales import telephone
from bot.sales.customers import Contact
from bot.sales.next_call import CallCandidate, Ranked, rank
from bot.sales.people import Person
from store import candidates, contacts, things
from store.candidates import Candidate

router = Router("choosing")
start_call = router.button("call.start")
later = router.button("next.later")
skip = router.button("next.skip")
add_contact = router.button("contact.new")

LOOKED_AT = 30
REASONS_TOLD = 3
MEMORY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Whom to call now, with the score, what earned it, and why one calls him."""

    person: Candidate
    ranked: Ranked
    reason: str
    again: bool = False


def best(ctx: Context, person: Person) -> Proposal | None:
    """The best call for a person now, or the one proposed today that he has not acted on yet."""
    found = _candidates(ctx, person)
    ranked = _ranked(ctx, person, found)
    if not ranked:
        return None
    midnight = datetime.combine(ctx.now.astimezone(_zone(person)).date(), time(0), _zone(person))
    current = candidates.current(ctx.session, person.id, midnight)
    chosen = next((one for one in ranked if one.contact_id == current), ranked[0])
    known = {one.contact_id: one for one in found}
    called = known[chosen.contact_id]
    return Proposal(called, chosen, _reason(ctx, called), chosen.contact_id == current)


def card(ctx: Context, found: Proposal | None) -> Reply:
    """The proposal with its acts; or that there is nobody to call now."""
    if found is None:
        return say("next.none", add_contact(0, 0, ""))
    contact = contacts.get(ctx.session, found.person.contact_id)
    assert contact is not None  # noqa: S101 - it was read in this transaction
    number = contact.id
    return say(
        "next.call",
        start_call(number, found.reason),
        later(number, hours=_later_minutes(ctx) // 60),
        skip(number),
        card=f"next:{number}",
        score=found.ranked.score,
        why=[{"code": why.code, **why.facts()} for why in found.ranked.why[:REASONS_TOLD]],
        script=found.reason,
        **_facts(ctx, contact, found.person),
    )


def put_aside(ctx: Context, contact_id: int, *, today: bool) -> None:
    """Not this one: for the rest of his day, or for a while."""
    tomorrow = datetime.combine(ctx.local.date() + timedelta(days=1), time(0), ctx.zone)
    until = tomorrow if today else ctx.now + timedelta(minutes=_later_minutes(ctx))
    candidates.put_aside(ctx.session, ctx.user.id, contact_id, until, ctx.now)


def _later_minutes(ctx: Context) -> int:
    return min(ctx.policy.follow_ups.snooze_minutes)


def _facts(ctx: Context, contact: Contact, person: Candidate) -> dict[str, Any]:
    dial = contact.phone
    return {
        "contact_id": contact.id,
        "name": contact.name,
        "company": contact.company,
        "phone": dial,
        "dial": telephone.at_home(dial, ctx.user.region) if dial else None,
        "due": person.due,
        "kind": person.due_kind or None,
        "stage": person.stage or None,
    }


def _candidates(ctx: Context, person: Person) -> list[Candidate]:
    rules = ctx.policy.next_call
    kinds = [row.code for row in ctx.policy.follow_up_kinds if row.calls]
    owners = {person.id, *things.stands_in_for(ctx.session, person.id, ctx.now)}
    until = ctx.now + timedelta(hours=rules.due_within_hours)
    return candidates.of(ctx.session, person.id, owners, kinds, until, ctx.now)


def _ranked(ctx: Context, person: Person, found: Sequence[Candidate]) -> tuple[Ranked, ...]:
    """Ranked twice: all of them without the likely hour, then the best with the hours they answered at."""
    open_now: dict[tuple[Any, ...], tuple[bool, int]] = {}
    given = {one.contact_id: _candidate(ctx, person, one, open_now) for one in found}
    first = rank(given.values(), ctx.now, ctx.policy, LOOKED_AT)
    reached = [row.code for row in (*ctx.policy.dispositions, *ctx.policy.retired) if row.reached]
    ids = [one.contact_id for one in first]
    hours = candidates.connects(ctx.session, ids, reached, ctx.now - MEMORY)
    zones = {one.contact_id: ZoneInfo(one.timezone or person.timezone) for one in found}
    again = [
        replace(given[one], connects=tuple(at.astimezone(zones[one]).hour for at in hours.get(one, ())))
        for one in ids
    ]
    return rank(again, ctx.now, ctx.policy)


def _candidate(
    ctx: Context, person: Person, one: Candidate, open_now: dict[tuple[Any, ...], tuple[bool, int]]
) -> CallCandidate:
    """As the ranking sees him; whether one may call there now is reckoned once a zone, region and quiet hours."""
    zone, region = one.timezone or person.timezone, one.region or person.region
    place = (zone, region, one.quiet)
    if place not in open_now:
        window = ctx.policy.call_window(zone, region, one.quiet)
        open_now[place] = (window.is_open(ctx.now), ctx.now.astimezone(ZoneInfo(zone)).hour)
    allowed, hour = open_now[place]
    return CallCandidate(
        contact_id=one.contact_id,
        stage=one.stage,
        local_hour=hour,
        value=one.value,
        due=one.due,
        cadence=one.cadence,
        last_call_at=one.last_call_at,
        returned_at=one.returned_at,
        callable=allowed,
    )


def _reason(ctx: Context, person: Candidate) -> str:
    """The contact reason whose script fits: that of the series under way, else what one calls about at his stage."""
    if any(row.code == person.cadence for row in ctx.policy.contact_reasons):
        return person.cadence
    row = next((row for row in ctx.policy.stages if row.code == person.stage), ctx.policy.stages[0])
    return row.call_reason


def _zone(person: Person) -> ZoneInfo:
    return ZoneInfo(person.timezone)
