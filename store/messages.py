"""Messages to people: queued in the transaction that causes them, sent after it, marked when sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from store.direct import table, write
from store.models import Message


@dataclass(frozen=True, slots=True)
class Queued:
    """A message as it waits: where to, what key, and its facts, buttons, form and picture in `body`."""

    id: int
    user_id: int | None
    platform: str
    address: str
    key: str
    body: Mapping[str, Any]
    card: str | None
    urgency: int
    at: datetime


SAME = ("user_id", "platform", "address", "key", "body", "card", "urgency")
_QUEUE = insert(table(Message)).returning(table(Message).c.id, sort_by_parameter_order=True)


def queue(session: Session, messages: Sequence[Mapping[str, Any]]) -> list[Queued]:
    """Write messages to send, in order; each mapping holds the columns of a message."""
    if not messages:
        return []
    rows = [{"card": None, "urgency": 0, **fields} for fields in messages]
    ids = write(session, _QUEUE, rows).scalars()
    return [
        Queued(id=number, at=row["created_at"], **{name: row[name] for name in SAME})
        for number, row in zip(ids, rows, strict=True)
    ]


def waiting(session: Session, platform: str, address: str) -> list[Queued]:
    """What waits for one address, oldest first."""
    rows = session.scalars(
        select(Message)
        .where(Message.state == "pending", Message.platform == platform, Message.address == address)
        .order_by(Message.id)
    )
    return [queued(row) for row in rows]


def mark_sent(session: Session, ids: Sequence[int], now: datetime) -> None:
    """Note that messages were shown."""
    session.execute(update(Message).where(Message.id.in_(ids)).values(state="sent", sent_at=now))


def withdraw(session: Session, event: str, why: str) -> list[Queued]:
    """Cancel what an event queued and nobody has seen; returns what was seen already."""
    session.execute(
        update(Message)
        .where(Message.event == event, Message.state == "pending")
        .values(state="cancelled", why=why)
    )
    return [
        queued(row)
        for row in session.scalars(select(Message).where(Message.event == event, Message.state == "sent"))
    ]


def withdraw_card(session: Session, card: str, why: str) -> int:
    """Cancel unsent messages about a thing (a follow-up that is done, a person who must not be called)."""
    result = session.execute(
        update(Message)
        .where(Message.card == card, Message.state == "pending")
        .values(state="cancelled", why=why)
    )
    return result.rowcount  # type: ignore[attr-defined,no-any-return]


def prune(session: Session, before: datetime) -> int:
    """Delete what was sent or cancelled before a day; returns how many."""
    ended = Message.state.in_(("sent", "cancelled"))
    return session.execute(delete(Message).where(ended, Message.created_at < before)).rowcount  # type: ignore[attr-defined,no-any-return]


def queued(row: Any) -> Queued:
    """The plain value of a row."""
    return Queued(
        row.id,
        row.user_id,
        row.platform,
        row.address,
        row.key,
        row.body,
        row.card,
        row.urgency,
        row.created_at,
    )
