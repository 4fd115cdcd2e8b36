"""The pipeline and forecast tables: one's own, or the team's for its manager."""

from decimal import Decimal
from typing import Any

from bot.context import Context
from bot.desk import outlook
from bot.desk.digest_card import rough
from bot.desk.outlook import Outlook
from bot.replies import Reply, say
from bot.router import Router
from bot.sales.forecast import Forecast, StageRow
from bot.sales.money import Money
from store import figures, things, users

router = Router("tables")
open_deal = router.choice("deal.open")
MOST_STUCK = 3


def seen_by(ctx: Context, *, action: str) -> list[int]:
    """Whose work a person sees in a table: his team's where he may, else his own and whom he stands in for."""
    if ctx.may("figures.team") and ctx.may(action) and ctx.user.team_id is not None:
        return sorted({ctx.user.id, *figures.people_of(ctx.session, ctx.user.team_id)})
    return sorted({ctx.user.id, *things.stands_in_for(ctx.session, ctx.user.id, ctx.now)})


def pipeline(ctx: Context) -> Reply:
    """By stage: how many, how much, how many move on, how long they stay; where it sticks, and on what."""
    ahead = outlook.of(ctx, seen_by(ctx, action="pipeline.read"), ctx.local.date(), ctx.zone)
    currency = ctx.policy.company.currency
    known = {one.deal.id: one for one in ahead.cases}
    stuck = [known[each.deal.id] for each in ahead.stuck[:MOST_STUCK]]
    row = ahead.stuck_row
    buttons = [open_deal(one.deal.id, one.version, words=one.company) for one in stuck]
    return say(
        "pipeline.table",
        *buttons,
        items=[_row(one, currency) for one in ahead.rows],
        stuck=row.stage if row else None,
        stuck_next=row.next_stage if row else None,
        stuck_days=round(row.dwell_median) if row and row.dwell_median is not None else None,
        stuck_usual=round(row.usual) if row and row.usual is not None else None,
        deals=[
            {
                "id": each.deal.id,
                "company": known[each.deal.id].company,
                "stage": each.deal.stage,
                "days": each.days,
                "usual": each.usual,
                "amount": each.deal.amount,
            }
            for each in ahead.stuck[:MOST_STUCK]
        ],
        amount=Money(sum((one.amount for one in ahead.rows), start=Decimal(0)), currency),
        count=sum(one.deal.state == "open" for one in ahead.cases),
    )


def forecast(ctx: Context) -> Reply:
    """What the period is likely to bring, against quota; per person for who answers for several."""
    ids = seen_by(ctx, action="forecast.read")
    ahead = outlook.of(ctx, ids, ctx.local.date(), ctx.zone, table=False)
    currency = ctx.policy.company.currency
    people = [one for one in users.everybody(ctx.session) if one.id in ids] if len(ids) > 1 else []
    rows = [
        {"person_id": one.id, "name": one.name, **_outlook(ahead.forecast(one.id), currency)}
        for one in people
        if one.id in ahead.quota or _has_deals(ahead, one.id)
    ]
    return say(
        "forecast.table",
        items=rows,
        first=ahead.period.first,
        last=ahead.period.last,
        **_outlook(ahead.forecast(), currency),
    )


def _has_deals(ahead: Outlook, user_id: int) -> bool:
    return any(user_id in deal.credited() for deal in ahead.deals)


def _row(row: StageRow, currency: str) -> dict[str, Any]:
    return {
        "stage": row.stage,
        "count": row.count,
        "amount": Money(row.amount, currency) if row.amount else None,
        "entered": row.entered,
        "moved_on": row.moved_on,
        "conversion": None if row.conversion is None else round(row.conversion, 4),
        "dwell": row.dwell_median,
        "dwell_days": None if row.dwell_median is None else round(row.dwell_median),
        "usual": None if row.usual is None else round(row.usual),
        "next": row.next_stage,
        "stuck": row.stuck,
    }


def _outlook(found: Forecast, currency: str) -> dict[str, Any]:
    quota = found.quota.quota
    return {
        "won": Money(found.won, currency),
        "weighted": Money(found.weighted, currency),
        "commit": Money(found.commit, currency),
        "about": rough(Money(found.weighted, currency).as_fact()),
        "quota": None if quota is None else Money(quota, currency),
        "share": round(float(found.weighted / quota), 4) if quota else None,
        "attained": None if found.quota.share is None else round(found.quota.share, 4),
        "pace": round(found.quota.pace, 4),
        "open": Money(found.open, currency),
        "deals": found.deals,
        "undated": Money(found.undated, currency) if found.undated else None,
        "unconverted": list(found.unconverted),
    }
