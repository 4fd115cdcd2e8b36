"""One person's data: where it lies, all of it as plain values, and the traces by which it is known elsewhere."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, func, or_, select
from sqlalchemy.orm import Session

from bot.sales import telephone
from store.audit import plain
from store.db import Base
from store.direct import at_most
from store.models import (
    Account,
    Contact,
    ContactName,
    Handoff,
    HandoffEvent,
    LogDraft,
    Message,
    Order,
    OrderLine,
    Phone,
    Timer,
    User,
)

LONG_ENOUGH = 8
QUOTED = ("call.note", "follow_up.note", "intel.text", "fact.value", "script_gap.text", "log_draft.line")
BELOW = ((HandoffEvent, HandoffEvent.handoff_id, Handoff), (OrderLine, OrderLine.order_id, Order))


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person is known: his own numbers, his name where nobody else bears it, what was noted of him."""

    numbers: tuple[str, ...]
    texts: tuple[str, ...]


def tables() -> Iterator[Table]:
    """The tables whose rows belong to a contact."""
    for table in Base.metadata.sorted_tables:
        if "contact_id" in table.columns:
            yield table


def everything(session: Session, contact_id: int) -> dict[str, Any]:
    """All that is kept of a person, by table, as JSON takes it, with what stands under those who were merged into
    him; empty when there is nobody of that number.
    """
    merged = select(Contact.id).where(or_(Contact.id == contact_id, Contact.merged_into_id == contact_id))
    his = session.scalars(merged.order_by(Contact.id)).all()
    found: dict[str, Any] = {"contact": _rows(session, Contact.__table__, Contact.id.in_(his))}  # type: ignore[arg-type]
    for table in tables():
        found[table.name] = _rows(session, table, table.c.contact_id.in_(his))
    for model, column, parent in BELOW:
        its = select(parent.id).where(parent.contact_id.in_(his))
        found[model.__tablename__] = _rows(session, model.__table__, column.in_(its))  # type: ignore[arg-type]
    for body in (LogDraft.draft, Message.body, Timer.params):
        table = body.property.columns[0].table
        found[table.name] = _rows(session, table, or_(*(names(body, one) for one in his)))
    return {name: rows for name, rows in found.items() if rows} if contact_id in his else {}


def names(body: Any, contact_id: int) -> ColumnElement[bool]:
    """Whether a JSON column speaks of a contact by his number."""
    text = cast(body, Text)
    ends = (f'"contact_id": {contact_id}{end}' for end in ",}")
    return or_(*(text.contains(end, autoescape=True) for end in ends))


def names_text(body: Any, contact_id: int) -> ColumnElement[bool]:
    """Whether a form's answers, which are texts, are about a contact."""
    held: ColumnElement[bool] = cast(body, Text).contains(f'"contact": "{contact_id}"', autoescape=True)
    return held


def traces(session: Session, contact_id: int, region: str) -> Traces:
    """What to look for in the records of others. A number or name that others share is nobody's trace."""
    row = session.get_one(Contact, contact_id)
    numbers, written = own_numbers(session, contact_id)
    texts = [*written, *numbers, row.email, row.external_id, row.personal_notes]
    texts += [telephone.at_home(one, region) for one in numbers]
    texts += [one.lstrip("+") for one in numbers]
    texts += [str(value) for value in (row.custom or {}).values() if len(str(value)) >= LONG_ENOUGH]
    texts += _quoted(session, contact_id)
    former = session.scalars(select(ContactName.name).where(ContactName.contact_id == contact_id))
    texts += [name for name in (row.name, *former) if _nobody_else(session, contact_id, name)]
    known = {one.strip() for one in texts if one and len(one.strip()) > 1}
    return Traces(tuple(numbers), tuple(sorted(known, key=lambda one: (-len(one), one))))


def own_numbers(session: Session, contact_id: int) -> tuple[list[str], list[str]]:
    """The numbers that reach him alone, as E.164 and as written; no switchboard, none that colleagues share."""
    e164: list[str] = []
    written: list[str] = []
    for phone in session.scalars(select(Phone).where(Phone.contact_id == contact_id)):
        same = Phone.e164 == phone.e164 if phone.e164 else Phone.raw == phone.raw
        others = or_(Phone.contact_id != contact_id, Phone.contact_id.is_(None))
        if session.scalar(select(Phone.id).where(same, others).limit(at_most(1))) is None:
            written.append(phone.raw)
            e164 += [phone.e164] if phone.e164 else []
    return e164, written


def _nobody_else(session: Session, contact_id: int, name: str) -> bool:
    others = select(func.count()).select_from(Contact).where(Contact.name == name, Contact.id != contact_id)
    colleagues = select(func.count()).select_from(User).where(User.name == name)
    firms = select(func.count()).select_from(Account).where(Account.name.contains(name, autoescape=True))
    return not any(session.scalar(one) for one in (others, colleagues, firms))


def _quoted(session: Session, contact_id: int) -> Iterator[str]:
    """What was noted of him, long enough to be told from what others say."""
    for place in QUOTED:
        name, _, column = place.partition(".")
        table = Base.metadata.tables[name]
        his = (
            table.c.contact_id == contact_id
            if "contact_id" in table.columns
            else names(table.c.draft, contact_id)
        )
        for text in session.scalars(select(table.c[column]).where(his)):
            if text and len(text) >= LONG_ENOUGH:
                yield str(text)


def escaped(trace: str) -> str:
    """A trace as JSON in SQLite writes it."""
    return json.dumps(trace)[1:-1]


def _rows(session: Session, table: Table, which: ColumnElement[bool]) -> list[dict[str, Any]]:
    order = table.primary_key.columns
    return [
        {name: plain(value) for name, value in row.items() if value not in (None, "", [], {})}
        for row in session.execute(select(table).where(which).order_by(*order)).mappings()
    ]
