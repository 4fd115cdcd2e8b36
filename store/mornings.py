"""What goes out once a person and local day: planted ahead, moved when his clock changes, sent once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.direct import at_most
from store.models import Message, Timer

Known = dict[tuple[int, str], tuple[datetime, bool]]


def planted(session: Session, kind: str, since: date) -> Known:
    """The timers of a kind for local days since one: (person, day) -> (due, whether it waits still)."""
    rows = session.execute(
        select(Timer.subject, Timer.occurrence, Timer.due, Timer.done_at).where(
            Timer.kind == kind, Timer.occurrence >= since.isoformat()
        )
    )
    return {(row.subject, row.occurrence): (row.due, row.done_at is None) for row in rows}


def move(session: Session, kind: str, subject: int, occurrence: str, due: datetime) -> None:
    """Another hour for a timer that has not fired: its person changed his zone or his hour."""
    session.execute(
        update(Timer)
        .where(
            Timer.kind == kind,
            Timer.subject == subject,
            Timer.occurrence == occurrence,
            Timer.done_at.is_(None),
        )
        .values(due=due)
    )


def wait_again(session: Session, kind: str, subject: int, occurrence: str, due: datetime) -> None:
    """A timer that fired too early for its person waits for his hour."""
    mine = (Timer.kind == kind, Timer.subject == subject, Timer.occurrence == occurrence)
    session.execute(update(Timer).where(*mine).values(due=due, done_at=None))


def last(session: Session, user_id: int, key: str) -> Mapping[str, Any] | None:
    """The facts of the newest message of a key to a person."""
    body = session.scalar(
        select(Message.body)
        .where(Message.user_id == user_id, Message.key == key)
        .order_by(Message.id.desc())
        .limit(at_most(1))
    )
    return body["params"] if body else None


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it went out by the clock."""

    params: Mapping[str, Any]
    picture: Mapping[str, Any] | None
    at: datetime


def sent(session: Session, key: str, about: str, day: date, since: datetime, until: datetime) -> Sent | None:
    """The message that the clock sent about a person's day, between two moments, whoever received it."""
    rows = session.scalars(
        select(Message)
        .where(
            Message.key == key,
            Message.event.like("timer:%"),
            Message.created_at >= since,
            Message.created_at < until,
        )
        .order_by(Message.id.desc())
    )
    for row in rows:
        params = row.body["params"]
        if (params["for"], params["date"]) == (about, day.isoformat()):
            return Sent(params, row.body.get("picture"), row.created_at)
    return None
