"""What was computed from much data and is kept until it is computed again: which products go together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.sales.crosssell import Associations, CrossSellRules, learn
from store.direct import ask, table
from store.models import Learnt, Order, OrderLine, Product

TOGETHER = "bought_together"
_LEARNT_AT = select(table(Learnt).c.at).where(table(Learnt).c.name == TOGETHER)


@dataclass(frozen=True, slots=True)
class State:
    """When associations were learnt, and the last order line that they knew."""

    at: datetime
    last_line: int


_kept: WeakKeyDictionary[Engine, tuple[datetime, Associations]] = WeakKeyDictionary()


def associations(session: Session, rules: CrossSellRules, now: datetime) -> Associations:
    """What is bought together, as last learnt; learnt now when it never was."""
    engine = session.get_bind().engine
    at = ask(session, _LEARNT_AT).scalar()
    if at is None:
        return relearn(session, rules, now)
    kept = _kept.get(engine)
    if kept is None or kept[0] != at:
        body = session.scalar(select(Learnt.body).where(Learnt.name == TOGETHER)) or {}
        kept = _kept[engine] = (at, Associations.from_plain(body["associations"]))
    return kept[1]


def relearn(session: Session, rules: CrossSellRules, now: datetime) -> Associations:
    """Learn from every order that was not cancelled, and keep it."""
    learnt = learn(_baskets(session), rules)
    body = {"associations": learnt.to_plain(), "last_line": last_line(session)}
    row = session.get(Learnt, TOGETHER)
    if row is None:
        session.add(Learnt(name=TOGETHER, at=now, body=body))
    else:
        row.at, row.body = now, body
    session.flush()
    return learnt


def state(session: Session) -> State | None:
    """How fresh the associations are; None when nothing was learnt yet."""
    row = session.execute(
        select(Learnt.at, Learnt.body["last_line"].as_integer().label("line")).where(Learnt.name == TOGETHER)
    ).one_or_none()
    return State(row.at, row.line or 0) if row else None


def last_line(session: Session) -> int:
    """The number of the newest order line; 0 when nothing was ever ordered."""
    return session.scalar(select(func.max(OrderLine.id))) or 0


def _baskets(session: Session) -> Iterator[frozenset[str]]:
    rows = session.execute(
        select(OrderLine.order_id, Product.sku)
        .join(Product, Product.id == OrderLine.product_id)
        .join(Order, Order.id == OrderLine.order_id)
        .where(Order.status != "cancelled")
        .order_by(OrderLine.order_id)
    )
    for _, lines in groupby(rows, key=lambda row: row.order_id):
        yield frozenset(row.sku for row in lines)
