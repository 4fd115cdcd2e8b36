"""Who could serve an account: people with what they cover, their load and their absences."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from bot.sales.coverage import MANAGER, Candidate
from store import absences, handoffs
from store.models import User

COLUMNS = (
    User.id,
    User.role,
    User.team_id,
    User.lead_roles,
    User.territories,
    User.industries,
    User.lines,
    User.capacity,
)


def candidates(
    session: Session, now: datetime, *, team_id: int | None, roles: Collection[str]
) -> list[Candidate]:
    """Everybody active who serves in one of these roles; of the managers only the team's own, where it has any.

    Somebody with roles in coverage (lead_roles) is always among them, so that delegates are.
    """
    away = absences.current(session, now)
    loads = handoffs.loads(session)
    serving = or_(User.role.in_(sorted({*roles, MANAGER})), cast(User.lead_roles, String) != "[]")
    rows = session.execute(select(*COLUMNS).where(User.active, serving).order_by(User.id)).all()
    ours = {row.id for row in rows if row.role == MANAGER and row.team_id == team_id}
    found = []
    for row in rows:
        if row.role == MANAGER and ours and row.id not in ours:
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
