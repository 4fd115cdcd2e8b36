"""Everything a manager's digest is made of, gathered for one day of his team."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.desk import outlook
from bot.desk.outlook import Outlook
from bot.desk.team_today import Team, desk_today
from bot.sales import tallies
from bot.sales.digest import DigestFigures, DigestInput, DigestRules, HandoffCounts, PersonDay, compose
from bot.sales.metrics import CallFigures, MetricRules
from bot.sales.people import Person
from bot.sales.policy import Policy
from bot.sales.tallies import Tally
from store import figures, users
from store.figures import Span

DAYS_DRAWN = 10


@dataclass(frozen=True, slots=True)
class Gathered:
    """A digest's figures with what its words and its picture tell beyond them."""

    figures: DigestFigures
    days: Mapping[date, CallFigures]
    drawn: tuple[date, ...]
    outlook: Outlook
    today: date
    team: str


def gather(ctx: Context, manager: Person, day: date, now: datetime) -> Gathered:
    """The digest of a day for a manager, as things stand at a moment."""
    zone = ZoneInfo(manager.timezone)
    calendar = ctx.calendar_of(manager)
    drawn = sorted({day, *(calendar.add_business_days(day, -n) for n in range(1, DAYS_DRAWN))})
    weeks = ctx.policy.digest.compare_weeks
    days = tuple(sorted({*drawn, *(day - timedelta(weeks=n) for n in range(1, weeks + 1))}))
    team = _team(ctx, manager, zone, day, now, days)
    history = {on: _day(team, n, ctx.policy) for n, on in enumerate(days)}
    worked = {on: figure for on, figure in history.items() if figure.calls or on == day}
    ahead = outlook.of(ctx, team.ids, team.today, zone)
    given = _input(ctx, team, worked, ahead)
    rules = DigestRules(actions=ctx.policy.digest.actions)
    facts = compose(given, rules, MetricRules(compare_weeks=weeks))
    names = users.team_names(ctx.session, [manager.team_id] if manager.team_id else [])
    return Gathered(facts, worked, tuple(drawn), ahead, team.today, names.get(manager.team_id or 0, ""))


def _team(
    ctx: Context, manager: Person, zone: ZoneInfo, day: date, now: datetime, days: tuple[date, ...]
) -> Team:
    ids = frozenset(figures.people_of(ctx.session, manager.team_id)) | {manager.id}
    people = users.everybody(ctx.session, team_id=manager.team_id) if manager.team_id else []
    spans = tuple(day_span(on, zone) for on in days)
    return Team(
        manager=manager,
        zone=zone,
        day=day,
        now=now,
        ids=ids,
        people=tuple(one for one in people if one.role in outlook.SELLERS),
        away=figures.away(ctx.session, ids, now),
        spans=spans,
        days=days,
        calls=figures.calls(ctx.session, ids, spans, team_id=manager.team_id),
        leads=figures.leads(ctx.session, ids, spans),
    )


def day_span(day: date, zone: ZoneInfo) -> Span:
    """From when to when a local day lasts; 23 or 25 hours where clocks change."""
    return outlook.midnight(day, zone), outlook.midnight(day + timedelta(days=1), zone)


def folded(calls: Collection[Tally], policy: Policy, qualified: int = 0) -> CallFigures:
    """The figures of counted calls by the policy's flags, switched-off dispositions included."""
    rows = (*policy.dispositions, *policy.retired)
    reached = {row.code for row in rows if row.reached}
    return tallies.fold(calls, reached, {row.code for row in rows if row.sale}, qualified)


def _day(team: Team, number: int, policy: Policy) -> CallFigures:
    qualified = sum(count for (span, _), count in team.leads.items() if span == number)
    return folded([one for one in team.calls if one.span == number], policy, qualified)


def _input(ctx: Context, team: Team, days: Mapping[date, CallFigures], ahead: Outlook) -> DigestInput:
    waiting = figures.unanswered(ctx.session, team.ids)
    answers = figures.answers(ctx.session, team.ids, team.span)
    overdue = figures.overdue(ctx.session, team.ids, team.now)
    offered, taken = figures.openings(ctx.session, team.ids, team.span)
    people = _people(ctx, team, ahead, Counter(_credited(answers)))
    return DigestInput(
        for_=team.manager.handle,
        day=team.day,
        today=team.today,
        days=days,
        currency=ctx.policy.company.currency,
        qualified=days[team.day].qualified,
        handoffs=HandoffCounts(
            accepted=sum(event == "accepted" for event, _, _ in answers),
            returned=sum(event == "returned" for event, _, _ in answers),
            waiting=len(waiting),
            breached=sum(one.sla_due < team.now for one in waiting),
        ),
        follow_ups_done=figures.follow_ups_done(ctx.session, team.ids, team.span).total(),
        follow_ups_overdue=overdue.total(),
        offered=offered,
        taken=taken,
        pipeline=ahead.rows,
        forecast=ahead.forecast(),
        people=people,
        desk=desk_today(ctx, team, ahead, waiting, overdue, people),
    )


def _credited(answers: Sequence[tuple[str, int, int]]) -> list[int]:
    """An accepted handoff counts for who gave it and for who took it."""
    return [user for event, giver, taker in answers if event == "accepted" for user in {giver, taker}]


def _people(ctx: Context, team: Team, ahead: Outlook, accepted: Counter[int]) -> list[PersonDay]:
    number = team.days.index(team.day)
    won = ahead.won_on(team.day)
    return [
        PersonDay(
            id=one.id,
            name=one.name,
            calls=folded([t for t in team.calls if (t.span, t.user) == (number, one.id)], ctx.policy),
            qualified=team.leads[number, one.id],
            handoffs_accepted=accepted[one.id],
            won=won.get(one.id, Decimal(0)),
            quota=ahead.forecast(one.id).quota,
            away=one.id in team.away,
        )
        for one in team.people
    ]
