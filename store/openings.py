"""Openings: shown to an agent, answered by the customer; every answer weighs on what is offered next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, insert, or_, select, update
from sqlalchemy.orm import Session

from bot.sales.crosssell import Answer, Opening
from bot.sales.customers import Contact
from store.db import Raced
from store.direct import ask, table
from store.models import Opening as Row

SAME_CALL = timedelta(hours=1)
FINAL = ("taken", "refused", "irrelevant")


ANSWERED = (
    select(Row.sku, Row.answer, Row.answered_at)
    .where(
        or_(Row.contact_id == bindparam("contact_id"), Row.account_id == bindparam("account_id")),
        Row.answer.is_not(None),
    )
    .order_by(Row.answered_at, Row.id)
)

WAITING = select(Row).where(
    Row.contact_id == bindparam("contact"), Row.user_id == bindparam("user"), Row.answer.is_(None)
)
SHOW = insert(table(Row)).returning(table(Row).c.id)


@dataclass(frozen=True, slots=True)
class Shown:
    """An opening as it was shown: to whom, about whom, and how it was answered."""

    id: int
    contact_id: int
    account_id: int | None
    user_id: int
    sku: str
    kind: str
    score: int
    params: dict[str, Any]
    answer: str | None
    version: int


PLAIN = tuple(Shown.__dataclass_fields__)


def show(
    session: Session,
    contact: Contact,
    openings: Sequence[Opening],
    basket: Mapping[str, int],
    user_id: int,
    now: datetime,
) -> list[Shown]:
    """Keep what is shown, in the same order; what waits for an answer already is only shown again.

    Showing is nobody's change, so it is neither audited nor undone: the rows go in beside the session.
    """
    rows = session.scalars(WAITING, {"contact": contact.id, "user": user_id})
    waiting = {row.sku: row for row in rows}
    return [
        _shown_again(session, waiting[one.sku], one, basket, now)
        if one.sku in waiting
        else _add(session, contact, one, basket, user_id, now)
        for one in openings
    ]


def get(session: Session, opening_id: int) -> Shown | None:
    """An opening by number."""
    row = session.get(Row, opening_id)
    return _value(row) if row else None


def answer(session: Session, opening_id: int, said: str, version: int, now: datetime) -> Shown:
    """Keep the customer's answer; raises Raced when it was answered meanwhile."""
    row = session.get_one(Row, opening_id, with_for_update=True)
    if row.version != version or row.answer in FINAL:
        raise Raced(f"opening {opening_id}")
    row.answer, row.answered_at, row.version = said, now, row.version + 1
    session.flush()
    return _value(row)


def note(session: Session, contact: Contact, sku: str, said: str, user_id: int, now: datetime) -> Shown:
    """An alternative to something out of stock, offered and answered at once; the same again changes nothing."""
    same = session.scalar(
        select(Row).where(
            Row.contact_id == contact.id,
            Row.sku == sku,
            Row.answer == said,
            Row.answered_at > now - SAME_CALL,
        )
    )
    if same is not None:
        return _value(same)
    row = Row(
        contact_id=contact.id,
        account_id=contact.account_id,
        user_id=user_id,
        sku=sku,
        kind="alternative",
        score=100,
        params={},
        shown_at=now,
        answer=said,
        answered_at=now,
        version=2,
    )
    session.add(row)
    session.flush()
    return _value(row)


def answers(session: Session, contact: Contact, zone: ZoneInfo) -> tuple[Answer, ...]:
    """What became of every opening for a contact and his company, the oldest first."""
    rows = session.execute(ANSWERED, {"contact_id": contact.id, "account_id": contact.account_id})
    return tuple(Answer(row.sku, row.answer, row.answered_at.astimezone(zone).date()) for row in rows)


def _add(
    session: Session, contact: Contact, one: Opening, basket: Mapping[str, int], user_id: int, now: datetime
) -> Shown:
    values: dict[str, Any] = {
        "contact_id": contact.id,
        "account_id": contact.account_id,
        "user_id": user_id,
        "sku": one.sku,
        "kind": one.kind,
        "score": one.score,
        "params": {"basket": dict(basket)},
        "version": 1,
    }
    made = ask(session, SHOW, **values, shown_at=now).scalar_one()
    return Shown(id=made, answer=None, **values)


def _shown_again(session: Session, row: Row, one: Opening, basket: Mapping[str, int], now: datetime) -> Shown:
    session.execute(
        update(Row)
        .where(Row.id == row.id)
        .values(shown_at=now, score=one.score, kind=one.kind, params={"basket": dict(basket)})
        .execution_options(synchronize_session=False)
    )
    return _value(row)


def _value(row: Row) -> Shown:
    return Shown(**{name: getattr(row, name) for name in PLAIN})
