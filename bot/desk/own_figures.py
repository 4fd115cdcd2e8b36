"""One person's own figures: today, this week, this period against his quota, and what became of what he gave."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.desk import digesting, outlook
from bot.sales import tallies
from bot.sales.metrics import CallFigures
from bot.sales.money import Money
from bot.sales.people import Person
from store import figures

SPANS = ("today", "week", "period")


def standing(ctx: Context, person: Person) -> dict[str, Any]:
    """Won against the quota's amount, qualified leads against its count, and how much of the period is gone."""
    zone = ZoneInfo(person.timezone)
    today = ctx.now.astimezone(zone).date()
    ahead = outlook.of(ctx, [person.id], today, zone, table=False)
    found = ahead.forecast(person.id)
    amount, count = ahead.quota.get(person.id, (None, None))
    period = (outlook.midnight(ahead.period.first, zone), ctx.now + timedelta(seconds=1))
    qualified = figures.leads(ctx.session, [person.id], [period])[0, person.id]
    currency = ctx.policy.company.currency
    return {
        "first": ahead.period.first,
        "last": ahead.period.last,
        "won": Money(found.won, currency),
        "quota": None if amount is None else Money(amount, currency),
        "won_share": None if found.quota.share is None else round(found.quota.share, 4),
        "pace": round(found.quota.pace, 4),
        "gap": None if found.quota.gap is None else Money(found.quota.gap, currency),
        "qualified": qualified,
        "quota_count": count,
    }


def of(ctx: Context, person: Person) -> dict[str, Any]:
    """All of a person's figures, as `me.figures` tells them."""
    zone = ZoneInfo(person.timezone)
    today = ctx.now.astimezone(zone).date()
    stands = standing(ctx, person)
    firsts = (today, today - timedelta(days=today.weekday()), stands["first"])
    spans = [(outlook.midnight(first, zone), ctx.now + timedelta(seconds=1)) for first in firsts]
    parts: dict[str, Any] = {}
    costs = None
    for name, span in zip(SPANS, spans, strict=True):
        calls = figures.calls(ctx.session, [person.id], [span])
        leads = figures.leads(ctx.session, [person.id], [span])[0, person.id]
        parts[name] = _part(digesting.folded(calls, ctx.policy, leads))
        costs = tallies.bot_seconds(calls)
    offered, taken = figures.openings(ctx.session, [person.id], spans[2])
    given = figures.given(ctx.session, person.id, spans[2])
    return {
        "name": person.name,
        **parts,
        **{f"{name}_{measure}": value for name in SPANS for measure, value in parts[name].items()},
        "quota": stands,
        **{f"quota_{name}": value for name, value in stands.items() if name != "quota_count"},
        "quota_count": stands["quota_count"],
        "cross_sell": {"offered": offered, "taken": taken},
        "offered": offered,
        "taken": taken,
        "handoffs": dict(given),
        "given": [{"state": state, "count": count} for state, count in sorted(given.items())],
        "bot_seconds": costs,
        "overdue": figures.overdue(ctx.session, [person.id], ctx.now)[person.id],
    }


def _part(figure: CallFigures) -> dict[str, Any]:
    rate = figure.connect_rate
    return {
        "calls": figure.calls,
        "connects": figure.connects,
        "connect_rate": None if rate is None else round(rate, 4),
        "talk_minutes": figure.talk_minutes,
        "qualified": figure.qualified,
        "sales": figure.sales,
    }
