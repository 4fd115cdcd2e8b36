"""The pipeline and the forecast of one person or a team: by stage, against quota, and where it sticks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.sales.calendar import local_moment
from bot.sales.forecast import (
    Deal,
    Forecast,
    ForecastRules,
    Period,
    StageChange,
    StageRow,
    StuckDeal,
    forecast,
    period_of,
    pipeline_table,
    stuck_deals,
)
from bot.sales.forecast.outlook import in_ours
from bot.sales.policy import Policy
from store import pipeline, quotas, users
from store.pipeline import Case, Customer, Taken

WON = "won"
SELLERS = ("agent", "field")


@dataclass(frozen=True, slots=True)
class Norm:
    """A stage of the path up to the order, as the pipeline reckons with it."""

    code: str
    order: int
    usual_days: int
    win: float
    side: bool = False


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is being worked by some people, on a day of theirs; deals include, as won, the orders they took and what they gave."""

    rows: tuple[StageRow, ...]
    cases: tuple[Case, ...]
    deals: tuple[Deal, ...]
    stuck: tuple[StuckDeal, ...]
    period: Period
    today: date
    quota: dict[int, tuple[Decimal, int]]
    policy: Policy

    def forecast(self, owner: int | None = None) -> Forecast:
        """The period's forecast of one person, or of all."""
        wanted = [amount for user, (amount, _) in self.quota.items() if owner in (None, user)]
        quota = sum(wanted, Decimal(0)) if wanted else None
        rules = rules_of(self.policy)
        return forecast(self.deals, self.period, self.today, self.policy.stages, rules, quota, owner)

    def won_on(self, day: date) -> dict[int, Decimal]:
        """What each person won on a day, in the company's currency."""
        found: dict[int, Decimal] = {}
        for deal in self.deals:
            amount = in_ours(deal.amount, rules_of(self.policy)) if deal.amount else None
            if deal.state == "won" and deal.closed_on == day and amount is not None:
                for user in deal.credited():
                    found[user] = found.get(user, Decimal(0)) + amount
        return found

    @property
    def stuck_row(self) -> StageRow | None:
        """The stage where cases stay longest against the usual, if anywhere."""
        return next((row for row in self.rows if row.stuck), None)


def rules_of(policy: Policy) -> ForecastRules:
    """The forecast's numbers as the policy has them."""
    return ForecastRules(
        currency=policy.company.currency,
        commit_from=policy.forecast.commit_from,
        horizon_days=policy.forecast.horizon_days,
    )


def of(
    ctx: Context, user_ids: Collection[int], today: date, zone: ZoneInfo, *, table: bool = True
) -> Outlook:
    """The outlook of these people on a day of `zone`; without its table where only the forecast is asked for."""
    policy, session = ctx.policy, ctx.session
    rules = rules_of(policy)
    period = period_of(today, policy.quota.period, policy.quota.year_starts)
    since = midnight(min(period.first, today - timedelta(days=rules.window_days)), zone)
    credited = pipeline.opportunities(session, user_ids, since, zone)
    cases = [one for one in credited if one.deal.owner in user_ids]
    worked = [one.deal for one in cases]
    span = (since, midnight(period.last + timedelta(days=1), zone))
    taken = pipeline.orders(session, user_ids, span, zone)
    return Outlook(
        rows=_table(ctx, user_ids, today, zone, since, cases) if table else (),
        cases=tuple(cases),
        deals=(*(one.deal for one in credited), *_as_won(taken, credited, period)),
        stuck=stuck_deals(worked, today, stages_to_order(policy), rules),
        period=period,
        today=today,
        quota=_quotas(ctx, user_ids, period),
        policy=policy,
    )


def _table(
    ctx: Context,
    user_ids: Collection[int],
    today: date,
    zone: ZoneInfo,
    since: datetime,
    cases: Sequence[Case],
) -> tuple[StageRow, ...]:
    customers = pipeline.customers(ctx.session, user_ids, zone)
    changes = [
        *pipeline.steps(ctx.session, "opportunity", user_ids, since, zone),
        *_of_accounts(pipeline.steps(ctx.session, "account", user_ids, since, zone), cases, ctx.policy),
    ]
    path = stages_to_order(ctx.policy)
    every = [*(one.deal for one in cases), *_accounts(customers, cases, path)]
    return pipeline_table(every, changes, today, path, rules_of(ctx.policy))[:-1]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a local day begins."""
    return local_moment(day, time(0), zone).at


def stages_to_order(policy: Policy) -> tuple[Norm, ...]:
    """The path of a case, the stage in which it is an order as its end (where nobody is stuck any more)."""
    path = sorted((row for row in policy.stages if not row.side), key=lambda row: row.order)
    ends = next((n for n, row in enumerate(path) if "order" in row.entered_on), len(path) - 1)
    return tuple(
        Norm(row.code, row.order, 0 if n == ends else row.usual_days, row.win)
        for n, row in enumerate(path[: ends + 1])
    )


def _accounts(customers: Sequence[Customer], cases: Sequence[Case], path: Sequence[Norm]) -> list[Deal]:
    """Accounts on their way to an order, as cases of their own while no opportunity stands for them."""
    dealt = {one.account_id for one in cases if one.deal.state == "open"}
    open_stages = {norm.code for norm in path[:-1]}
    return [
        Deal(-one.id, one.stage, "open", None, one.since, name=one.name)
        for one in customers
        if one.stage in open_stages and one.id not in dealt
    ]


def _of_accounts(
    steps: Iterable[StageChange], cases: Iterable[Case], policy: Policy
) -> Iterable[StageChange]:
    """Accounts' histories under numbers of their own; where an opportunity took over, they end as moved on."""
    order = {row.code: row.order for row in policy.stages}
    first: dict[int, int] = {}
    for one in cases:
        if one.account_id is not None:
            place = order.get(one.deal.stage, 0)
            first[one.account_id] = min(first.get(one.account_id, place), place)
    for step in steps:
        taken_over = step.deal in first and order.get(step.to_stage or "", 0) >= first[step.deal]
        yield replace(step, deal=-step.deal, to_stage=WON if taken_over else step.to_stage)


def _as_won(taken: Iterable[Taken], cases: Iterable[Case], period: Period) -> list[Deal]:
    """Orders count as won, unless an opportunity of that account that was won in the period says so already."""
    told = {
        pipeline.customer(one.account_id, one.contact_id)
        for one in cases
        if one.deal.closed_on and one.deal.state == "won" and one.deal.closed_on >= period.first
    }
    return [
        Deal(-number, "", "won", one.amount, one.on, one.user_id, closed_on=one.on)
        for number, one in enumerate(taken, 1)
        if one.customer not in told
    ]


def _quotas(ctx: Context, user_ids: Collection[int], period: Period) -> dict[int, tuple[Decimal, int]]:
    """Quotas in the company's currency; one in another currency cannot be compared and is left out.

    A team's are those of its sellers: a manager's own would count the same sales twice.
    """
    wanted = set(user_ids)
    if len(wanted) > 1:
        wanted &= {one.id for one in users.everybody(ctx.session, active=False) if one.role in SELLERS}
    kept = quotas.of(ctx.session, wanted, period)
    ours = ctx.policy.company.currency
    return {user: (money.amount, count) for user, (money, count) in kept.items() if money.currency == ours}
