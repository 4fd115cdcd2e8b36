"""Logged calls, what was learnt on them, and when a contact could be reached before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.sales.customers import Contact as ContactValue
from bot.sales.draft import Intel as Heard
from bot.sales.work import Call as CallValue
from bot.sales.work import Entry
from store.direct import ask, at_most, table
from store.models import Call, Contact, Fact, Intel

PLAIN = tuple(CallValue.__dataclass_fields__)
_C = table(Call).c
_TIMES = (
    select(_C.at, _C.disposition)
    .where(_C.contact_id == bindparam("contact"))
    .order_by(_C.at.desc())
    .limit(bindparam("most"))
)


def add(session: Session, contact: ContactValue | None, entry: Entry, *, by: int, at: datetime) -> CallValue:
    """Write a call with its facts and intelligence."""
    row = Call(
        contact_id=contact.id if contact else None,
        account_id=contact.account_id if contact else None,
        user_id=by,
        at=at,
        direction=entry.direction,
        reason=entry.reason or None,
        disposition=entry.disposition,
        minutes=entry.minutes,
        note=entry.note,
        amount=entry.amount.amount if entry.amount else None,
        currency=entry.amount.currency if entry.amount else None,
        script_id=entry.script.script if entry.script else None,
        script_version=entry.script.version if entry.script else None,
        script_path=list(entry.script.path) if entry.script else [],
        bot_seconds=entry.bot_seconds,
        source=contact.source if contact else None,
        campaign=contact.campaign if contact else None,
        custom=_more(entry),
    )
    session.add(row)
    session.flush()
    if contact is not None:
        keep_facts(session, contact, entry.facts, call_id=row.id, by=by, at=at, unsure=entry.unsure)
    for heard in entry.intel:
        add_intel(session, heard, contact, call_id=row.id, by=by, at=at)
    session.flush()
    return value(row)


def _more(entry: Entry) -> dict[str, Any]:
    """What has no column of its own: the products talked about, and who promised what by when."""
    more: dict[str, Any] = {}
    if entry.products:
        more["products"] = [[one.sku, one.quantity] for one in entry.products]
    if entry.promises:
        more["promises"] = [
            {"by": one.by, "what": one.what, "due": one.due.isoformat() if one.due else None}
            for one in entry.promises
        ]
    return more


def keep_facts(
    session: Session,
    contact: ContactValue,
    facts: Mapping[str, str],
    *,
    call_id: int | None,
    by: int,
    at: datetime,
    unsure: Sequence[str] = (),
) -> None:
    """Keep what the customer told us; an empty answer is no fact."""
    session.add_all(
        Fact(
            contact_id=contact.id,
            account_id=contact.account_id,
            call_id=call_id,
            field=field,
            value=told,
            sure=field not in unsure,
            at=at,
            user_id=by,
        )
        for field, told in facts.items()
        if told
    )


def add_intel(
    session: Session,
    heard: Heard,
    contact: ContactValue | None,
    *,
    call_id: int | None,
    by: int,
    at: datetime,
) -> int:
    """Keep a piece of market intelligence; returns its number."""
    row = Intel(
        contact_id=contact.id if contact else None,
        account_id=contact.account_id if contact else None,
        call_id=call_id,
        user_id=by,
        at=at,
        kind=heard.kind,
        competitor=heard.competitor,
        text=heard.text,
    )
    session.add(row)
    session.flush()
    return row.id


def get(session: Session, call_id: int) -> CallValue | None:
    """A call by number."""
    row = session.get(Call, call_id)
    return value(row) if row else None


def last_of(session: Session, user_id: int, since: datetime) -> CallValue | None:
    """The last call somebody logged since a moment."""
    row = session.scalar(
        select(Call)
        .where(Call.user_id == user_id, Call.at >= since)
        .order_by(Call.at.desc(), Call.id.desc())
        .limit(at_most(1))
    )
    return value(row) if row else None


def times(
    session: Session, contact_id: int, reached: Sequence[str], most: int = 50
) -> tuple[list[datetime], list[datetime]]:
    """When a contact was called, and when he was reached (the dispositions that count as reached)."""
    rows = ask(session, _TIMES, contact=contact_id, most=most).all()
    return [row.at for row in rows], [row.at for row in rows if row.disposition in reached]


def products_of(session: Session, call_id: int) -> list[tuple[str, int | None]]:
    """The products talked about on a call, with their quantities."""
    row = session.get(Call, call_id)
    return [(sku, quantity) for sku, quantity in (row.custom or {}).get("products", [])] if row else []


def value(row: Call) -> CallValue:
    """The plain value of a row."""
    return CallValue(**{name: getattr(row, name) for name in PLAIN})


def mark_unworkable(session: Session, contact_id: int, why: str) -> None:
    """No call reaches this contact any more (a wrong number) until his number is mended."""
    session.get_one(Contact, contact_id).unworkable = why
    session.flush()
