"""Whom a person is dealing with right now: the open script's contact, else the card he looked at last."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from store.direct import ask, at_most, table
from store.models import Message, ScriptRun

STILL_MEANT = timedelta(hours=1)
_R, _M = table(ScriptRun).c, table(Message).c
_RUNNING = (
    select(_R.contact_id)
    .where(_R.user_id == bindparam("user"), _R.ended_at.is_(None))
    .order_by(_R.id.desc())
    .limit(at_most(1))
)
_CARD = (
    select(_M.card)
    .where(_M.user_id == bindparam("user"), _M.card.like("contact:%"), _M.created_at >= bindparam("since"))
    .order_by(_M.id.desc())
    .limit(at_most(1))
)
_AT_HAND = select(_RUNNING.scalar_subquery().label("running"), _CARD.scalar_subquery().label("card"))


def current_contact(session: Session, user_id: int, now: datetime) -> int | None:
    """The contact that a pronoun, or no name at all, means; None when nobody is at hand."""
    at_hand = ask(session, _AT_HAND, user=user_id, since=now - STILL_MEANT).one()
    if at_hand.running is not None:
        return int(at_hand.running)
    card = at_hand.card
    return int(card.partition(":")[2]) if card else None
