"""What accounts are worth: orders and open deals summed up, the value reckoned, the pyramid ranked anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, func, select, type_coerce, update
from sqlalchemy.orm import Session

from bot.sales.policy import Policy
from bot.sales.value import AccountFacts, account_value, pyramid
from store.db import Exact
from store.models import Account, Opportunity, Order, OrderLine

YEAR = timedelta(days=365)
FACTS = ("sales", "expected", "value", "value_confidence", "pyramid")


@dataclass(frozen=True, slots=True)
class Known:
    """The inputs of an account's value as they stand, and what was reckoned from them last."""

    id: int
    sales: Decimal | None
    expected: Decimal | None
    credit: int | None
    margin: Decimal | None
    demonstration: int | None
    value: int | None
    value_confidence: int | None
    pyramid: str | None


def revalue(session: Session, policy: Policy, now: datetime) -> int:
    """Reckon every account anew; returns how many changed.

    Sales are the orders of the last 12 months and expected sales the open deals, both in the company's
    currency; an account that never had any keeps what was told of it (imported). The numbers are derived,
    so neither the account's version nor the audit takes note of them.
    """
    currency = policy.company.currency
    bought, deals = _bought(session, currency, now), _deals(session, currency)
    columns = [getattr(Account, name) for name in Known.__dataclass_fields__]
    accounts = [Known(*row) for row in session.execute(select(*columns))]
    reckoned: dict[int, dict[str, Any]] = {}
    scores: dict[int, float | None] = {}
    for known in accounts:
        sales, expected = bought.get(known.id, known.sales), deals.get(known.id, known.expected)
        facts = AccountFacts(sales, expected, known.credit, known.margin, known.demonstration)
        value = account_value(facts, policy.value)
        scores[known.id] = value.score if value.confidence else None
        reckoned[known.id] = {
            "sales": sales,
            "expected": expected,
            "value": round(value.score) if value.confidence else None,
            "value_confidence": round(value.confidence * 100),
        }
    for number, level in pyramid(scores, policy.pyramid).items():
        reckoned[number]["pyramid"] = level
    changed = [
        {"of": known.id, **reckoned[known.id]}
        for known in accounts
        if any(getattr(known, name) != reckoned[known.id][name] for name in FACTS)
    ]
    _write(session, changed)
    return len(changed)


def _write(session: Session, changed: list[dict[str, Any]]) -> None:
    if changed:
        table = Account.__table__
        statement = update(Account).where(table.c.id == bindparam("of"))
        values: dict[str, Any] = {name: bindparam(name) for name in FACTS}
        session.connection().execute(statement.values(values), changed)


def _bought(session: Session, currency: str, now: datetime) -> Mapping[int | None, Decimal]:
    """The orders of the last 12 months by account; 0 for one that ordered earlier only."""
    amount = type_coerce(func.sum(OrderLine.quantity * OrderLine.unit_price), Exact)
    query = (
        select(Order.account_id, amount)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(Order.status != "cancelled", Order.account_id.is_not(None), OrderLine.currency == currency)
        .group_by(Order.account_id)
    )
    found = {number: Decimal(0) for number, _ in session.execute(query)}
    recent = query.where(Order.ordered_at >= now - YEAR)
    return found | {number: Decimal(total or 0) for number, total in session.execute(recent)}


def _deals(session: Session, currency: str) -> Mapping[int | None, Decimal]:
    """The open deals by account; 0 for one whose deals are all decided."""
    amount = type_coerce(func.sum(Opportunity.amount), Exact)
    query = (
        select(Opportunity.account_id, amount)
        .where(Opportunity.account_id.is_not(None))
        .group_by(Opportunity.account_id)
    )
    found = {number: Decimal(0) for number, _ in session.execute(query)}
    still = query.where(Opportunity.state == "open", Opportunity.currency == currency)
    return found | {number: Decimal(total or 0) for number, total in session.execute(still)}
