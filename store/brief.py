"""What one must know before dialling: last calls, open items, what they own, contract dates."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.sales.customers import Contact
from store.models import Call, Fact, FollowUp, Handoff, Intel, Order, OrderLine, Product


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call as the brief lists it."""

    id: int
    at: datetime
    disposition: str
    minutes: int
    note: str | None
    user_id: int | None


@dataclass(frozen=True, slots=True)
class Owned:
    """A product they own, since when, and until when it is covered."""

    sku: str
    name: str
    line: str | None
    quantity: int
    bought_on: datetime
    warranty_until: date | None
    contract_until: date | None


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that the card shows besides the contact himself."""

    calls: tuple[PastCall, ...]
    next_follow_up: tuple[int, str, datetime] | None
    open_handoff: tuple[int, str] | None
    owned: tuple[Owned, ...]
    facts: dict[str, str]
    competitor: str | None


def of(session: Session, contact: Contact, *, calls: int = 3) -> Brief:
    """The brief of a contact: his own calls and follow-ups, his company's goods and contracts."""
    return Brief(
        calls=past_calls(session, contact.id, calls),
        next_follow_up=_next_follow_up(session, contact.id),
        open_handoff=_open_handoff(session, contact),
        owned=owned(session, contact),
        facts=facts(session, contact.id),
        competitor=_competitor(session, contact),
    )


def past_calls(session: Session, contact_id: int, most: int) -> tuple[PastCall, ...]:
    """The last calls with a contact, the newest first."""
    rows = session.scalars(
        select(Call).where(Call.contact_id == contact_id).order_by(Call.at.desc(), Call.id.desc()).limit(most)
    )
    return tuple(
        PastCall(row.id, row.at, row.disposition, row.minutes, row.note, row.user_id) for row in rows
    )


def owned(session: Session, contact: Contact) -> tuple[Owned, ...]:
    """What his company (or he himself) bought, the newest first."""
    whose = [Order.contact_id == contact.id]
    if contact.account_id is not None:
        whose.append(Order.account_id == contact.account_id)
    rows = session.execute(
        select(Order, OrderLine, Product)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Product, Product.id == OrderLine.product_id)
        .where(or_(*whose), Order.status != "cancelled")
        .order_by(Order.ordered_at.desc())
        .limit(200)
    )
    return tuple(
        Owned(
            product.sku,
            product.name,
            product.line,
            line.quantity,
            order.ordered_at,
            line.warranty_until,
            line.contract_until,
        )
        for order, line, product in rows
    )


def last_order(session: Session, contact: Contact) -> dict[str, object]:
    """The last order's number, date and status, by the names of the scripts' blanks."""
    mine = Order.account_id == contact.account_id if contact.account_id else Order.contact_id == contact.id
    row = session.scalar(select(Order).where(mine).order_by(Order.ordered_at.desc()).limit(1))
    if row is None:
        return {}
    return {"order.number": row.number, "order.date": row.ordered_at.date()}


def facts(session: Session, contact_id: int) -> dict[str, str]:
    """The newest value of each fact that the contact told us."""
    rows = session.scalars(select(Fact).where(Fact.contact_id == contact_id).order_by(Fact.at, Fact.id))
    return {row.field: row.value for row in rows}


def _next_follow_up(session: Session, contact_id: int) -> tuple[int, str, datetime] | None:
    row = session.scalar(
        select(FollowUp)
        .where(FollowUp.contact_id == contact_id, FollowUp.state == "open")
        .order_by(FollowUp.due)
        .limit(1)
    )
    return (row.id, row.kind, row.due) if row else None


def _open_handoff(session: Session, contact: Contact) -> tuple[int, str] | None:
    row = session.scalar(
        select(Handoff)
        .where(Handoff.contact_id == contact.id, Handoff.ended_at.is_(None))
        .order_by(Handoff.id.desc())
        .limit(1)
    )
    return (row.id, row.state) if row else None


def _competitor(session: Session, contact: Contact) -> str | None:
    if contact.account and contact.account.competitor:
        return contact.account.competitor
    return session.scalar(
        select(Intel.competitor)
        .where(Intel.contact_id == contact.id, Intel.competitor.is_not(None))
        .order_by(Intel.at.desc())
        .limit(1)
    )
