"""Whom a person is dealing with right now: the open script's contact, else the card he looked at last."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.models import Message, ScriptRun

STILL_MEANT = timedelta(hours=1)


def current_contact(session: Session, user_id: int, now: datetime) -> int | None:
    """The contact that a pronoun, or no name at all, means; None when nobody is at hand."""
    running = session.scalar(
        select(ScriptRun.contact_id)
        .where(ScriptRun.user_id == user_id, ScriptRun.ended_at.is_(None))
        .order_by(ScriptRun.id.desc())
        .limit(1)
    )
    if running is not None:
        return running
    card = session.scalar(
        select(Message.card)
        .where(
            Message.user_id == user_id,
            Message.card.like("contact:%"),
            Message.created_at >= now - STILL_MEANT,
        )
        .order_by(Message.id.desc())
        .limit(1)
    )
    return int(card.partition(":")[2]) if card else None
