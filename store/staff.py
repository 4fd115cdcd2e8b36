"""Taking on colleagues, and the list of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.sales.people import Person
from store.models import (
    Absence,
    Account,
    CadenceRun,
    ChatAddress,
    Contact,
    FollowUp,
    Handoff,
    Opportunity,
    Team,
    User,
)
from store.users import person


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list: the person, his team, where he is reached, until when he is away."""

    person: Person
    team: str | None
    chats: tuple[str, ...]
    away_until: datetime | None


def team(session: Session, name: str, region: str, timezone: str) -> int:
    """A team's number; a team nobody knew is founded in that region and zone."""
    row = session.scalar(select(Team).where(Team.name == name))
    if row is None:
        row = Team(name=name, region=region, timezone=timezone)
        session.add(row)
        session.flush()
    return row.id


def add(session: Session, handle: str, fields: Mapping[str, Any], now: datetime) -> Person:
    """A new colleague, reached in the terminal until he links another chat."""
    row = User(handle=handle.casefold(), custom={}, **dict(fields))
    session.add(row)
    session.flush()
    session.add(ChatAddress(platform="terminal", address=row.handle, user_id=row.id, linked_at=now))
    session.flush()
    return person(row)


def holdings(session: Session, user_id: int) -> dict[str, int]:
    """How much of each kind of work lies with somebody; he cannot simply leave while there is any."""
    lying = {
        "companies": select(Account.id).where(
            or_(Account.owner_id == user_id, Account.manager_id == user_id)
        ),
        "contacts": select(Contact.id).where(Contact.owner_id == user_id),
        "follow-ups": select(FollowUp.id).where(
            or_(FollowUp.owner_id == user_id, FollowUp.delegate_of_id == user_id), FollowUp.state == "open"
        ),
        "cadences": select(CadenceRun.id).where(
            CadenceRun.owner_id == user_id, CadenceRun.ended_at.is_(None)
        ),
        "deals": select(Opportunity.id).where(Opportunity.owner_id == user_id, Opportunity.state == "open"),
        "handoffs": select(Handoff.id).where(
            or_(Handoff.from_id == user_id, Handoff.to_id == user_id), Handoff.ended_at.is_(None)
        ),
    }
    return {
        what: session.scalar(select(func.count()).select_from(rows.subquery())) or 0
        for what, rows in lying.items()
    }


def listing(session: Session, now: datetime, *, everybody: bool = False) -> list[Listed]:
    """Colleagues by team and handle; with `everybody` also those who have left."""
    teams = {row.id: row.name for row in session.scalars(select(Team))}
    chats: dict[int, list[str]] = {}
    for address in session.scalars(select(ChatAddress).order_by(ChatAddress.platform)):
        chats.setdefault(address.user_id, []).append(address.platform)
    away = {
        row.user_id: row.ends_at
        for row in session.scalars(
            select(Absence).where(
                Absence.cancelled_at.is_(None), Absence.starts_at <= now, Absence.ends_at > now
            )
        )
    }
    rows = session.scalars(select(User) if everybody else select(User).where(User.active))
    listed = [
        Listed(person(row), teams.get(row.team_id or 0), tuple(chats.get(row.id, ())), away.get(row.id))
        for row in rows
    ]
    return sorted(listed, key=lambda one: (one.team or "", one.person.handle))
