"""A leaver's work goes to his successor, all of it, each record with its history."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store import followups
from store.models import Account, CadenceRun, Contact, FollowUp, Message, Opportunity, User


def hand_over(session: Session, leaver_id: int, successor_id: int) -> dict[str, int]:
    """Move companies, contacts, follow-ups, cadences and open deals; returns how many of each."""
    return {
        "accounts": _move(session, Account, "owner_id", leaver_id, successor_id),
        "managed_accounts": _move(session, Account, "manager_id", leaver_id, successor_id),
        "contacts": _move(session, Contact, "owner_id", leaver_id, successor_id),
        "follow_ups": _follow_ups(session, leaver_id, successor_id),
        "cadences": _cadences(session, leaver_id, successor_id),
        "opportunities": _deals(session, leaver_id, successor_id),
    }


def leave(session: Session, user_id: int, now: datetime) -> None:
    """He works here no more: from now on his chats are a stranger's, and nothing waits there for him."""
    unread = update(Message).where(Message.user_id == user_id, Message.state == "pending")
    session.execute(unread.values(state="cancelled", why="left"))
    row = session.get_one(User, user_id)
    row.active, row.left_at = False, now
    row.version += 1
    session.flush()


def reached_again(session: Session, user_id: int) -> None:
    """He works here after all: what waited for him when he left waits again."""
    unread = update(Message).where(
        Message.user_id == user_id, Message.state == "cancelled", Message.why == "left"
    )
    session.execute(unread.values(state="pending", why=None))


def _move(
    session: Session, model: type[Account] | type[Contact], name: str, leaver_id: int, successor_id: int
) -> int:
    rows: list[Account | Contact] = [*session.scalars(select(model).where(getattr(model, name) == leaver_id))]
    for row in rows:
        setattr(row, name, successor_id)
        row.version += 1
    session.flush()
    return len(rows)


def _follow_ups(session: Session, leaver_id: int, successor_id: int) -> int:
    """His own, wherever they lie at the moment; what he does as a delegate stays its owner's."""
    own = list(
        session.scalars(
            select(FollowUp).where(
                FollowUp.state == "open",
                (FollowUp.delegate_of_id == leaver_id)
                | ((FollowUp.owner_id == leaver_id) & FollowUp.delegate_of_id.is_(None)),
            )
        )
    )
    for row in own:
        followups.give(session, row.id, successor_id)
    return len(own)


def _cadences(session: Session, leaver_id: int, successor_id: int) -> int:
    rows = list(
        session.scalars(
            select(CadenceRun).where(CadenceRun.owner_id == leaver_id, CadenceRun.ended_at.is_(None))
        )
    )
    for row in rows:
        row.owner_id = successor_id
    session.flush()
    return len(rows)


def _deals(session: Session, leaver_id: int, successor_id: int) -> int:
    rows = list(
        session.scalars(
            select(Opportunity).where(Opportunity.owner_id == leaver_id, Opportunity.state == "open")
        )
    )
    for row in rows:
        row.owner_id = successor_id
        row.version += 1
    session.flush()
    return len(rows)
