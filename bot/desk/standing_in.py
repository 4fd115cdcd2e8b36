"""Work lies with whoever is there: with a delegate while its owner is away, with its owner otherwise.

`settle` looks at how things stand at this moment and moves what lies wrong; doing it twice changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from bot.desk import colleagues, handoff_cards
from bot.errors import UserError
from bot.replies import Button, Reply
from bot.router import Router
from bot.sales.handoff import IN_HAND, WAITING, Absence, Handoff
from bot.sales.people import Person
from store import absences, followups, handoffs, messages, timers, users

router = Router("standing_in")
choose = router.button("away.delegate")
back_early = router.button("away.cancel")
my_list = router.button("away.work")
name_one = router.button("away.name")


@dataclass(frozen=True, slots=True)
class Moved:
    """What settling moved: to whom it went, how many follow-ups and handoffs."""

    to_id: int
    follow_ups: int
    handoffs: int

    @property
    def anything(self) -> bool:
        """Whether there was anything to move."""
        return bool(self.follow_ups or self.handoffs)


def present(ctx: Context, user_id: int) -> int | None:
    """Who does somebody's work now: himself, else the first of his delegates who is there; None in a circle."""
    return _first_present(ctx, user_id, absences.current(ctx.session, ctx.now))


def set_away(
    ctx: Context, person: Person, starts_at: datetime, ends_at: datetime, delegate: Person | None
) -> Iterator[Reply]:
    """Keep an absence, which takes the place of those it overlaps; one that has begun moves the work now."""
    if ends_at <= starts_at or ends_at <= ctx.now:
        raise UserError("away.over")
    starts_at = max(starts_at, ctx.now)
    if delegate is not None:
        _fit(ctx, person, delegate, starts_at, ends_at)
    replaced = absences.between(ctx.session, starts_at, ends_at, user_id=person.id)
    for old in replaced:
        absences.cancel(ctx.session, old.id, ctx.now)
    one = absences.add(
        ctx.session, person.id, starts_at, ends_at, delegate.id if delegate else None, ctx.user.id
    )
    if not one.covers(ctx.now):
        timers.plant(ctx.session, "absence.start", one.id, starts_at, occurrence=_stamp(starts_at))
    timers.plant(ctx.session, "absence.end", one.id, ends_at, occurrence=_stamp(ends_at))
    told = facts(ctx, one)
    for reader in dict.fromkeys((ctx.user.id, person.id)):
        acts = (back_early(one.id),) if delegate else (name_one(one.id), back_early(one.id))
        yield Reply("away.set", told, acts, to=reader, card=f"absence:{one.id}")
    if delegate is not None and not one.covers(ctx.now):
        yield Reply("away.asked", told, to=delegate.id, card=f"absence:{one.id}")
    if one.covers(ctx.now):
        yield from gone(ctx, one, asked=False)
    for old in replaced:
        if old.covers(ctx.now) and not one.covers(ctx.now):  # he is here until the new one begins
            yield from back(ctx, old)


def gone(ctx: Context, one: Absence, *, asked: bool = True) -> Iterator[Reply]:
    """An absence begins: the work goes to the delegate; where there is none, the manager is asked for one.

    A delegate who was asked before hears of it only when there is work.
    """
    news = list(_settle_with_news(ctx, one, always=not asked))
    yield from news
    if present(ctx, one.user_id) is None and not any(reply.key == "away.uncovered" for reply in news):
        yield from _uncovered(ctx, one)
    yield from _settle_others(ctx, one)


def back(ctx: Context, one: Absence) -> Iterator[Reply]:
    """An absence ends: what is still open comes back to its owner."""
    holders = {task.owner_id for task in absences.work_of(ctx.session, one.user_id)} - {one.user_id}
    moved, replies = settle(ctx, one.user_id)
    params = {**facts(ctx, one), "follow_ups": moved.follow_ups, "handoffs": moved.handoffs}
    yield Reply("away.back", params, (my_list(),), to=one.user_id, card=f"absence:{one.id}")
    if moved.anything:
        for holder in sorted(holders):
            yield Reply("away.returned", params, to=holder, card=f"absence:{one.id}")
    yield from replies
    yield from _settle_others(ctx, one)


def settle(ctx: Context, user_id: int) -> tuple[Moved, list[Reply]]:
    """Move somebody's open work to whom it belongs now; returns what moved, and the offers shown again."""
    away = absences.current(ctx.session, ctx.now)
    absence = away.get(user_id)
    holder = _first_present(ctx, user_id, away) or user_id
    tasks = 0
    for task in absences.work_of(ctx.session, user_id):
        to = holder if absence is not None and task.due < absence.ends_at else user_id
        if task.owner_id != to:
            followups.give(ctx.session, task.id, to, delegate_of=user_id if to != user_id else None)
            messages.withdraw_card(ctx.session, f"followup:{task.id}", "moved")
            tasks += 1
    offers = [one for one in _lying_with(ctx, user_id) if one.to_id != holder]
    shown = [_lay(ctx, one, user_id, holder) for one in offers]
    return Moved(holder, tasks, len(offers)), [
        handoff_cards.offered(ctx, one) for one in shown if one.waits and one.to_id != user_id
    ]


def due_by(ctx: Context, user_id: int, end: datetime) -> tuple[int, int]:
    """How many of somebody's open follow-ups are due by a moment, and how many handoffs wait for him."""
    tasks = [task for task in absences.work_of(ctx.session, user_id) if task.due <= end]
    return len(tasks), sum(one.waits for one in _lying_with(ctx, user_id))


def facts(ctx: Context, one: Absence) -> dict[str, object]:
    """The parameters of every message about an absence."""
    return {
        "absence_id": one.id,
        "person_id": one.user_id,
        "person": colleagues.name(ctx, one.user_id),
        "from": one.starts_at,
        "to": one.ends_at,
        "delegate": colleagues.name(ctx, one.delegate_id),
        "by": colleagues.name(ctx, one.set_by_id),
        "mine": one.user_id == ctx.user.id,
    }


def cancel(ctx: Context, one: Absence) -> Button:
    """The button that cancels one of several absences: its days are on it."""
    first, last = (at.astimezone(ctx.zone).date().isoformat() for at in (one.starts_at, one.ends_at))
    return back_early(one.id, label="button.away.cancel_of", first=first, last=last)


def _settle_others(ctx: Context, one: Absence) -> Iterator[Reply]:
    """Who comes or goes may be somebody's delegate: the work of everybody else who is away is looked at."""
    for other in absences.current(ctx.session, ctx.now).values():
        if other.user_id != one.user_id:
            yield from _settle_with_news(ctx, other)


def _settle_with_news(ctx: Context, one: Absence, *, always: bool = False) -> Iterator[Reply]:
    moved, replies = settle(ctx, one.user_id)
    if moved.to_id == one.user_id:
        if moved.anything:
            yield from _uncovered(ctx, one)
    elif moved.anything or always:
        counts = {"follow_ups": moved.follow_ups, "handoffs": moved.handoffs, "anything": moved.anything}
        params = {**facts(ctx, one), **counts}
        yield Reply("away.received", params, (my_list(),), to=moved.to_id, card=f"absence:{one.id}")
    yield from replies


def _uncovered(ctx: Context, one: Absence) -> Iterator[Reply]:
    person = users.by_id(ctx.session, one.user_id)
    tasks = [task for task in absences.work_of(ctx.session, one.user_id) if task.due < one.ends_at]
    waiting = [each for each in _lying_with(ctx, one.user_id) if each.waits]
    if person is None or not (tasks or waiting):
        return
    params = {**facts(ctx, one), "follow_ups": len(tasks), "handoffs": len(waiting)}
    for manager in users.managers_of(ctx.session, person.team_id):
        if manager.id != person.id:
            yield Reply("away.uncovered", params, (choose(person.id),), to=manager.id)


def _lying_with(ctx: Context, user_id: int) -> list[Handoff]:
    """His waiting offers; of accepted leads only those that a delegate took for him."""
    every = handoffs.lying_with(ctx.session, user_id, WAITING | IN_HAND)
    own = [one for one in every if one.manager_id == user_id]
    return [one for one in own if one.waits or one.via_delegate_of_id == user_id]


def _lay(ctx: Context, one: Handoff, owner_id: int, holder: int) -> Handoff:
    fields = {"to_id": holder, "via_delegate_of_id": owner_id if holder != owner_id else None}
    messages.withdraw_card(ctx.session, f"handoff:{one.id}", "moved")
    return handoffs.change(ctx.session, one.id, "moved", fields, ctx.now, by=ctx.user.id or None)


def _first_present(ctx: Context, user_id: int, away: Mapping[int, Absence]) -> int | None:
    seen: set[int] = set()
    at: int | None = user_id
    while at is not None and at not in seen:
        seen.add(at)
        person = users.by_id(ctx.session, at)
        if at not in away and person is not None and person.active:
            return at
        at = away[at].delegate_id if at in away else None
    return None


def _fit(ctx: Context, person: Person, delegate: Person, starts_at: datetime, ends_at: datetime) -> None:
    """A delegate can do the work, and is not himself waiting for this person to stand in."""
    if delegate.id == person.id:
        raise UserError("away.himself")
    if delegate.role not in (person.role, "manager"):
        raise UserError("away.other_work", delegate=delegate.name)
    away = {one.user_id: one for one in absences.between(ctx.session, starts_at, ends_at)}
    at: int | None = delegate.id
    seen: set[int] = set()
    while at is not None and at in away and at not in seen:
        seen.add(at)
        at = away[at].delegate_id
        if at == person.id:
            raise UserError("away.circle", delegate=delegate.name)
    if at is None:
        raise UserError("away.delegate_away", delegate=delegate.name)


def _stamp(at: datetime) -> str:
    return str(int(at.timestamp()))
