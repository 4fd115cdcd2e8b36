"""What is known for qualifying a lead: facts told on calls, products wanted, the latest amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from bot.sales.customers import Contact as ContactValue
from bot.sales.money import Money
from bot.sales.qualification import Fact as FactValue
from store.direct import ask, at_most, table
from store.models import Account, Call, Fact, Intel, Product

LAST_CALLS = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """Products talked about on a call; `lines` are their product lines."""

    call_id: int
    at: datetime
    products: tuple[tuple[str, int | None], ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """Something promised on a call: by us or by the customer, with its date."""

    call_id: int
    at: datetime
    by: str
    what: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Noted:
    """Words with the call they were said on."""

    call_id: int | None
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the last calls with a contact brought, the newest first."""

    wanted: Wanted | None
    promises: tuple[Promised, ...]
    amount: Money | None
    notes: tuple[Noted, ...]


_F, _C, _I, _P, _A = (table(model).c for model in (Fact, Call, Intel, Product, Account))
_FACTS = (
    select(_F.field, _F.value, _F.call_id, _F.at, _F.sure)
    .where(or_(_F.contact_id == bindparam("contact"), _F.account_id == bindparam("account")))
    .order_by(_F.at, _F.id)
)
_LAST_CALLS = (
    select(_C.id, _C.at, _C.amount, _C.currency, _C.note, _C.custom)
    .where(_C.contact_id == bindparam("contact"))
    .order_by(_C.at.desc(), _C.id.desc())
    .limit(at_most(LAST_CALLS))
)
_RIVAL = (
    select(_I.call_id, _I.at, _I.competitor)
    .where(_I.contact_id == bindparam("contact"), _I.competitor.is_not(None))
    .order_by(_I.at.desc())
    .limit(at_most(1))
)
_PRODUCT = select(_P.id).where(_P.sku == bindparam("sku"))
_CUSTOM = select(_A.custom).where(_A.id == bindparam("account"))


def facts(session: Session, contact: ContactValue) -> dict[str, FactValue]:
    """The newest value of each fact told by a contact or a colleague at his company."""
    rows = ask(session, _FACTS, contact=contact.id, account=contact.account_id)
    return {row.field: FactValue(row.value, row.call_id, row.at, row.sure) for row in rows}


def heard(session: Session, contact_id: int) -> Heard:
    """The last calls with a contact, read once: products wanted, promises given, the amount, the notes."""
    calls = ask(session, _LAST_CALLS, contact=contact_id).all()
    amounts = [Money(row.amount, row.currency) for row in calls if row.amount and row.currency]
    promises = [
        Promised(row.id, row.at, str(one["by"]), str(one["what"]), _moment(one.get("due")))
        for row in calls
        for one in (row.custom or {}).get("promises", [])
    ]
    notes = [Noted(row.id, row.at, row.note) for row in calls if row.note]
    return Heard(_wanted(session, calls), tuple(promises), amounts[0] if amounts else None, tuple(notes))


def rival(session: Session, contact_id: int) -> Noted | None:
    """The competitor last heard of at a contact, with the call."""
    row = ask(session, _RIVAL, contact=contact_id).first()
    return Noted(row.call_id, row.at, row.competitor or "") if row else None


def product_of(session: Session, sku: str) -> int | None:
    """The number of a product by its code."""
    return ask(session, _PRODUCT, sku=sku).scalar()


def lines(session: Session) -> list[str]:
    """The product lines on sale."""
    rows = session.scalars(
        select(Product.line)
        .where(Product.line.is_not(None), Product.active)
        .distinct()
        .order_by(Product.line)
    )
    return [str(line) for line in rows]


def tags(session: Session, account_id: int) -> tuple[str, ...]:
    """The words an account is marked with."""
    listed = (ask(session, _CUSTOM, account=account_id).scalar() or {}).get("tags", ())
    return (listed,) if isinstance(listed, str) else tuple(str(tag) for tag in listed)


def _wanted(session: Session, calls: Sequence[Any]) -> Wanted | None:
    for row in calls:
        listed = [(str(sku), quantity) for sku, quantity in (row.custom or {}).get("products", [])]
        if listed:
            skus = [sku for sku, _ in listed]
            lines = session.scalars(
                select(Product.line).where(Product.sku.in_(skus), Product.line.is_not(None)).distinct()
            )
            return Wanted(row.id, row.at, tuple(listed), tuple(sorted(str(line) for line in lines)))
    return None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
