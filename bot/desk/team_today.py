"""What waits on a manager's desk this morning, gathered from the store."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.desk.outlook import Outlook
from bot.sales.digest import (
    DeskToday,
    DigestRules,
    OverdueWork,
    PersonDay,
    StalledDeal,
    WaitingHandoff,
    WithoutCalls,
)
from bot.sales.money import Money
from bot.sales.people import Person
from bot.sales.tallies import Tally
from store import figures, pipeline, users
from store.figures import Span, Unanswered

HOUR = timedelta(hours=1)
LONGEST_SILENCE = 30


@dataclass(frozen=True, slots=True)
class Team:
    """A manager's team as its digest is gathered: who, when, and what their calls came to."""

    manager: Person
    zone: ZoneInfo
    day: date
    now: datetime
    ids: frozenset[int]
    people: tuple[Person, ...]
    away: Mapping[int, int | None]
    spans: tuple[Span, ...]
    days: tuple[date, ...]
    calls: Sequence[Tally]
    leads: Counter[tuple[int, int]]

    @property
    def span(self) -> Span:
        """From when to when the day lasted."""
        return self.spans[self.days.index(self.day)]

    @property
    def today(self) -> date:
        """The manager's date."""
        return self.now.astimezone(self.zone).date()


def desk_today(
    ctx: Context,
    team: Team,
    ahead: Outlook,
    waiting: Sequence[Unanswered],
    overdue: Counter[int],
    people: Sequence[PersonDay],
) -> DeskToday:
    """Everything the manager could act on, as it stands now."""
    known = {one.id: one for one in users.everybody(ctx.session, active=False)}
    versions = {one.deal.id: one for one in ahead.cases}
    until = team.today + timedelta(days=DigestRules().renewal_days)
    return DeskToday(
        handoffs=tuple(_waiting(ctx, one, known[one.to_id], team.now) for one in waiting),
        overdue=tuple(
            OverdueWork(user, known[user].name, count, user in team.away and team.away[user] is None)
            for user, count in sorted(overdue.items())
        ),
        stalled=tuple(
            StalledDeal(
                each.deal.id,
                versions[each.deal.id].version,
                versions[each.deal.id].company,
                each.deal.stage,
                each.days,
                each.usual,
                each.deal.amount,
            )
            for each in ahead.stuck
        ),
        renewals=tuple(pipeline.renewals(ctx.session, team.ids, team.today, until, team.manager.language)),
        without_calls=_without_calls(ctx, team, people),
        quota=ahead.forecast().quota,
        currency=ctx.policy.company.currency,
    )


def _waiting(ctx: Context, one: Unanswered, receiver: Person, now: datetime) -> WaitingHandoff:
    """How long a handoff waits, in the working hours of who is to answer it."""
    calendar = ctx.calendar_of(receiver)

    def hours(start: datetime, end: datetime) -> float:
        return calendar.business_time_between(start, end) / HOUR

    late = hours(one.sla_due, now)
    return WaitingHandoff(
        id=one.id,
        version=one.version,
        company=one.company,
        manager=receiver.name,
        waited_hours=hours(one.offered_at, now),
        over_hours=max(late, 0.01) if one.sla_due < now else 0.0,
        sla_hours=hours(one.offered_at, one.sla_due),
        amount=Money(Decimal(str(one.amount[0])), one.amount[1]) if one.amount else None,
    )


def _without_calls(ctx: Context, team: Team, people: Sequence[PersonDay]) -> tuple[WithoutCalls, ...]:
    """Agents at work whose last call lies business days back, unless the day brought a result of theirs."""
    silent = {
        each.id for each in people if not (each.away or each.won or each.qualified or each.handoffs_accepted)
    }
    agents = [one for one in team.people if one.role == "agent" and one.id in silent]
    last = figures.last_calls(ctx.session, [one.id for one in agents])
    found = []
    for one in agents:
        if one.id in last:
            calendar = ctx.calendar_of(one)
            on, days = last[one.id].astimezone(calendar.zone).date(), 0
            while days < LONGEST_SILENCE and (on := calendar.next_business_day(on)) < team.today:
                days += 1
            found.append(WithoutCalls(one.id, one.name, days))
    return tuple(found)
