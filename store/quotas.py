"""Quotas of people by period: month by month, or whole quarters and years."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sales.forecast import Period
from bot.sales.money import Money
from store.models import Quota


def of(session: Session, user_ids: Collection[int], period: Period) -> dict[int, tuple[Money, int]]:
    """Each person's quota of a period: the amount and the count of qualified leads.

    One kept for the whole period (`2026-Q4`, `2026`) counts as it is; else its months (`2026-11`) are summed.
    Amounts in several currencies are never mixed: those of the first one kept count.
    """
    whole, months = _names(period)
    rows = session.scalars(
        select(Quota)
        .where(Quota.user_id.in_(user_ids), Quota.period.in_([*whole, *months]))
        .order_by(Quota.id)
    )
    kept: dict[int, list[Quota]] = {}
    for row in rows:
        kept.setdefault(row.user_id, []).append(row)
    return {user: _sum([row for row in own if row.period in whole] or own) for user, own in kept.items()}


def _sum(rows: list[Quota]) -> tuple[Money, int]:
    currency = rows[0].currency
    amount = sum((row.amount for row in rows if row.currency == currency), Decimal(0))
    return Money(amount, currency), sum(row.count for row in rows)


def _names(period: Period) -> tuple[set[str], set[str]]:
    first, last = period.first, period.last
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    index = first.year * 12 + first.month - 1
    months = [date((index + n) // 12, (index + n) % 12 + 1, 1) for n in range(count)]
    named = {f"{month:%Y-%m}" for month in months}
    if count == 12:
        return {f"{first.year}"}, named
    if count == 3:
        return {f"{first.year}-Q{(first.month - 1) // 3 + 1}"}, named
    return named, named
