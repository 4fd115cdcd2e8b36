"""What one must know before dialling: last calls, open items, what they own, contract dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    literal_column,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from bot.sales.customers import Contact
from bot.sales.policy.base import word
from store.db import UtcDateTime
from store.direct import ask, table
from store.models import Call, Fact, FollowUp, Handoff, Intel, Order, OrderLine, Product


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call as the brief lists it."""

    id: int
    at: datetime
    disposition: str
    minutes: int | None
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
    names: Mapping[str, str]

    def called(self, language: str) -> str:
        """The product as it is called in a language."""
        return word(self.names, language, self.name)


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that the card shows besides the contact himself."""

    calls: tuple[PastCall, ...]
    next_follow_up: tuple[int, str, datetime] | None
    open_handoff: tuple[int, str] | None
    owned: tuple[Owned, ...]
    facts: dict[str, str]
    competitor: str | None


_C, _F, _H, _I = (table(model).c for model in (Call, FollowUp, Handoff, Intel))
_FACT, _O, _L, _P = (table(model).c for model in (Fact, Order, OrderLine, Product))
_CONTACT: BindParameter[int] = bindparam("contact", type_=BigInteger)
_ACCOUNT: BindParameter[int] = bindparam("account", type_=BigInteger)


def _line(what: str, number: Any, at: Any, code: Any, text: Any, minutes: Any, user_id: Any) -> Select[Any]:
    """One kind of line of what was told: every kind has the same columns."""
    columns = {"id": number, "at": at, "code": code, "text": text, "minutes": minutes, "user_id": user_id}
    return select(
        literal_column(f"'{what}'").label("what"), *(one.label(as_) for as_, one in columns.items())
    )


def _of_these(part: Select[Any]) -> Select[Any]:
    """A part of a union that has an order and an end of its own."""
    return select(*part.subquery().c)


_NO_TEXT, _NO_NUMBER, _NEVER = (cast(null(), kind) for kind in (Text, Integer, UtcDateTime))
_CALLS = _of_these(
    _line("call", _C.id, _C.at, _C.disposition, _C.note, _C.minutes, _C.user_id)
    .where(_C.contact_id == _CONTACT)
    .order_by(_C.at.desc(), _C.id.desc())
    .limit(bindparam("calls"))
)
_NEXT = _of_these(
    _line("next", _F.id, _F.due, _F.kind, _NO_TEXT, _NO_NUMBER, _NO_NUMBER)
    .where(_F.contact_id == _CONTACT, _F.state == "open")
    .order_by(_F.due)
    .limit(1)
)
_HANDOFF = _of_these(
    _line("handoff", _H.id, _NEVER, _H.state, _NO_TEXT, _NO_NUMBER, _NO_NUMBER)
    .where(_H.contact_id == _CONTACT, _H.ended_at.is_(None))
    .order_by(_H.id.desc())
    .limit(1)
)
_RIVAL = _of_these(
    _line("rival", _I.id, _I.at, _I.competitor, _NO_TEXT, _NO_NUMBER, _NO_NUMBER)
    .where(_I.contact_id == _CONTACT, _I.competitor.is_not(None))
    .order_by(_I.at.desc())
    .limit(1)
)
_FACTS = _line("fact", _FACT.id, _FACT.at, _FACT.field, _FACT.value, _NO_NUMBER, _NO_NUMBER).where(
    _FACT.contact_id == _CONTACT
)
_TOLD = union_all(_CALLS, _NEXT, _HANDOFF, _RIVAL, _FACTS)
_OWNED = (
    select(
        _P.sku, _P.name, _P.line, _L.quantity, _O.ordered_at, _L.warranty_until, _L.contract_until, _P.names
    )
    .join_from(table(Order), table(OrderLine), _L.order_id == _O.id)
    .join(table(Product), _P.id == _L.product_id)
    .where(or_(_O.contact_id == _CONTACT, _O.account_id == _ACCOUNT), _O.status != "cancelled")
    .order_by(_O.ordered_at.desc())
    .limit(200)
)  # fmt: skip


_ITS_OWN = and_(_ACCOUNT.is_(None), _O.contact_id == _CONTACT)
_LAST_ORDER = (
    select(_O.number, _O.ordered_at)
    .where(or_(_O.account_id == _ACCOUNT, _ITS_OWN))
    .order_by(_O.ordered_at.desc())
    .limit(1)
)


def of(session: Session, contact: Contact, *, calls: int = 3) -> Brief:
    """The brief of a contact: his own calls and follow-ups, his company's goods and contracts."""
    told: dict[str, list[Any]] = {}
    for row in ask(session, _TOLD, contact=contact.id, calls=calls):
        told.setdefault(row.what, []).append(row)
    planned, offered, heard = (next(iter(told.get(what, ())), None) for what in ("next", "handoff", "rival"))
    rival = contact.account.competitor if contact.account else None
    return Brief(
        calls=tuple(_call(row) for row in told.get("call", ())),
        next_follow_up=(planned.id, planned.code, planned.at) if planned else None,
        open_handoff=(offered.id, offered.code) if offered else None,
        owned=owned(session, contact),
        facts={row.code: row.text for row in sorted(told.get("fact", ()), key=lambda row: (row.at, row.id))},
        competitor=rival or (heard.code if heard else None),
    )


def past_calls(session: Session, contact_id: int, most: int) -> tuple[PastCall, ...]:
    """The last calls with a contact, the newest first."""
    return tuple(_call(row) for row in ask(session, _CALLS, contact=contact_id, calls=most))


def _call(row: Any) -> PastCall:
    return PastCall(row.id, row.at, row.code, row.minutes, row.text, row.user_id)


def owned(session: Session, contact: Contact) -> tuple[Owned, ...]:
    """What his company (or he himself) bought, the newest first."""
    return tuple(Owned(*row) for row in ask(session, _OWNED, contact=contact.id, account=contact.account_id))


def last_order(session: Session, contact: Contact) -> dict[str, object]:
    """The last order's number, date and status, by the names of the scripts' blanks."""
    row = ask(session, _LAST_ORDER, contact=contact.id, account=contact.account_id).first()
    if row is None:
        return {}
    return {"order.number": row.number, "order.date": row.ordered_at.date()}
