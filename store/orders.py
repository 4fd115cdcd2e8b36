"""Orders: taken, extended by a line, and what a customer owns because of them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import Session

from bot.sales.crosssell import Owned
from bot.sales.customers import Contact
from bot.sales.money import Money
from store import stock
from store.db import Raced
from store.direct import at_most
from store.models import Opportunity, Order, OrderLine, Product, StageChange

OWNED = (
    select(
        Product.sku,
        Product.line,
        Order.ordered_at,
        OrderLine.quantity,
        OrderLine.warranty_until,
        OrderLine.contract_until,
    )
    .join(OrderLine, OrderLine.order_id == Order.id)
    .join(Product, Product.id == OrderLine.product_id)
    .where(
        or_(Order.contact_id == bindparam("contact_id"), Order.account_id == bindparam("account_id")),
        Order.status != "cancelled",
    )
    .order_by(Order.ordered_at.desc(), OrderLine.id)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One product of an order; `taken` pieces of it were on hand and are its buyer's now."""

    sku: str
    quantity: int
    unit_price: Money
    warranty_until: date | None
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """An order with its lines, the first first."""

    id: int
    number: str
    contact_id: int | None
    account_id: int | None
    user_id: int | None
    status: str
    version: int
    lines: tuple[Line, ...]

    @property
    def total(self) -> Money:
        """What the lines cost together."""
        amount = sum((line.quantity * line.unit_price.amount for line in self.lines), Decimal(0))
        return Money(amount, self.lines[0].unit_price.currency)


def add(
    session: Session,
    contact: Contact,
    line: Line,
    region: str | None,
    *,
    by: int,
    at: datetime,
    note: str | None,
) -> Taken:
    """A new order with its first line, for a buyer of a region; its number follows from its place among all."""
    order = Order(
        number=f"new-{uuid4().hex}",
        account_id=contact.account_id,
        contact_id=contact.id,
        user_id=by,
        ordered_at=at,
        status="open",
        custom={"note": note} if note else {},
        version=1,
    )
    session.add(order)
    session.flush()
    order.number = f"BT-{order.id:06d}"
    return _with(session, order, line, region)


def extend(session: Session, order_id: int, line: Line, region: str | None, version: int | None) -> Taken:
    """Another line for an order; raises Raced when it is no longer open at `version`."""
    order = session.get_one(Order, order_id, with_for_update=True)
    if order.status != "open" or (version is not None and order.version != version):
        raise Raced(f"order {order_id}")
    order.version += 1
    return _with(session, order, line, region)


def get(session: Session, order_id: int) -> Taken | None:
    """An order by number."""
    order = session.get(Order, order_id)
    return _value(session, order) if order else None


def owned(session: Session, contact: Contact, zone: ZoneInfo) -> tuple[Owned, ...]:
    """Everything that a contact or his company bought, a line each, the newest first."""
    rows = session.execute(OWNED, {"contact_id": contact.id, "account_id": contact.account_id})
    return tuple(
        Owned(
            row.sku,
            row.line or row.sku,
            row.ordered_at.astimezone(zone).date(),
            row.quantity,
            row.warranty_until,
            row.contract_until,
        )
        for row in rows
    )


def ordered_before(session: Session, contact: Contact) -> bool:
    """Whether a contact or his company ever ordered."""
    query = select(Order.id).where(or_(*_whose(contact)), Order.status != "cancelled")
    return session.scalar(query.limit(at_most(1))) is not None


def win_opportunity(
    session: Session, order: Taken, contact: Contact, stage: str, *, by: int, at: datetime
) -> int | None:
    """Win the open deal that an order fulfils: his own first, then his company's newest; returns its number."""
    kept = session.get_one(Order, order.id)
    won = session.get(Opportunity, (kept.custom or {}).get("opportunity_id") or 0)
    if won is None:
        whose = [Opportunity.contact_id == contact.id]
        if contact.account_id is not None:
            whose.append(Opportunity.account_id == contact.account_id)
        won = session.scalar(
            select(Opportunity)
            .where(or_(*whose), Opportunity.state == "open")
            .order_by((Opportunity.contact_id == contact.id).desc(), Opportunity.opened_at.desc())
            .limit(at_most(1))
        )
    if won is None:
        return None
    _end(session, won, "won", stage, by=by, at=at)
    won.amount, won.currency = order.total.amount, order.total.currency
    kept.custom = {**(kept.custom or {}), "opportunity_id": won.id}
    session.flush()
    return won.id


def lose_opportunities(
    session: Session, contact: Contact, reason: str, stage: str, *, by: int, at: datetime
) -> int:
    """Lose the deals that are open with this very contact and in nobody else's hands; returns how many."""
    rows = session.scalars(
        select(Opportunity).where(
            Opportunity.contact_id == contact.id,
            Opportunity.state == "open",
            Opportunity.handoff_id.is_(None),
        )
    ).all()
    for row in rows:
        row.lost_reason = reason
        _end(session, row, "lost", stage, by=by, at=at)
    session.flush()
    return len(rows)


def _end(session: Session, row: Opportunity, state: str, stage: str, *, by: int, at: datetime) -> None:
    if row.stage != stage:
        session.add(
            StageChange(
                noun="opportunity",
                noun_id=row.id,
                account_id=row.account_id,
                from_stage=row.stage,
                to_stage=stage,
                at=at,
                user_id=by,
            )
        )
    row.state, row.stage, row.closed_at, row.version = state, stage, at, row.version + 1


def _whose(contact: Contact) -> list[ColumnElement[bool]]:
    whose: list[ColumnElement[bool]] = [Order.contact_id == contact.id]
    if contact.account_id is not None:
        whose.append(Order.account_id == contact.account_id)
    return whose


def _with(session: Session, order: Order, line: Line, region: str | None) -> Taken:
    product_id = session.scalars(select(Product.id).where(Product.sku == line.sku)).one()
    session.add(
        OrderLine(
            order_id=order.id,
            product_id=product_id,
            quantity=line.quantity,
            unit_price=line.unit_price.amount,
            currency=line.unit_price.currency,
            warranty_until=line.warranty_until,
            from_stock=stock.take(session, product_id, region, line.quantity),
        )
    )
    session.flush()
    return _value(session, order)


def _value(session: Session, order: Order) -> Taken:
    rows = session.execute(
        select(OrderLine, Product.sku)
        .join(Product, Product.id == OrderLine.product_id)
        .where(OrderLine.order_id == order.id)
        .order_by(OrderLine.id)
    )
    lines = tuple(
        Line(
            sku,
            row.quantity,
            Money(row.unit_price, row.currency),
            row.warranty_until,
            sum(row.from_stock.values()),
        )
        for row, sku in rows
    )
    return Taken(
        order.id,
        order.number,
        order.contact_id,
        order.account_id,
        order.user_id,
        order.status,
        order.version,
        lines,
    )
