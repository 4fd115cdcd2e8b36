"""Who could serve an account: people with what they cover, their load and their absences."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sales.coverage import MANAGER, Candidate
from store import absences, handoffs
from store.models import User


def candidates(session: Session, now: datetime, *, team_id: int | None) -> list[Candidate]:
    """Everybody active; of the managers only the team's own, so that a last resort stays in the house."""
    away = absences.current(session, now)
    loads = handoffs.loads(session)
    people = list(session.scalars(select(User).where(User.active).order_by(User.id)))
    ours = [one for one in people if one.role == MANAGER and one.team_id == team_id]
    found = []
    for row in people:
        if row.role == MANAGER and ours and row not in ours:
            continue
        absence = away.get(row.id)
        found.append(
            Candidate(
                row.id,
                (row.role, *row.lead_roles),
                tuple(row.territories),
                tuple(row.industries),
                tuple(row.lines),
                loads.get(row.id, 0),
                row.capacity,
                absence.ends_at if absence else None,
                absence.delegate_id if absence else None,
            )
        )
    return found
