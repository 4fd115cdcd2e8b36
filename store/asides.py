"""Answers shown another way than by delivery: in a modal, or where one person alone sees them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from store.models import Message, Seen


def take(session: Session, ids: Sequence[int], now: datetime) -> list[int]:
    """Take messages out of delivery as shown; those that were still to be sent."""
    taken = session.scalars(
        update(Message)
        .where(Message.id.in_(ids), Message.state == "pending")
        .values(state="sent", sent_at=now)
        .returning(Message.id)
    )
    return list(taken)


def give_back(session: Session, ids: Sequence[int]) -> None:
    """They were not shown after all: delivery sends them."""
    session.execute(update(Message).where(Message.id.in_(ids)).values(state="pending", sent_at=None))


def reword(session: Session, number: int, key: str, body: Mapping[str, Any]) -> None:
    """Let a message that waits say something else."""
    session.execute(update(Message).where(Message.id == number).values(key=key, body=dict(body)))


def forget_event(session: Session, natural: str) -> None:
    """An event that changed nothing may come again under the same natural key: a form handed in once more."""
    session.execute(update(Seen).where(Seen.natural_key == natural).values(natural_key=None))
