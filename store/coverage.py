"""Who could serve an account: people with what they cover, their load and their absences."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from bot.sales.coverage import MANAGER, Candidate
from store import absences, handoffs
from store.direct import ask, several, table
from store.models import User

_U = table(User).c
_SERVING = (
    select(_U.id, _U.role, _U.team_id, _U.lead_roles, _U.territories, _U.industries, _U.lines, _U.capacity)
    .where(_U.active, or_(_U.role.in_(several("roles")), cast(_U.lead_roles, String) != "[]"))
    .order_by(_U.id)
)


def candidates(
    session: Session, now: datetime, *, team_id: int | None, roles: Collection[str]
) -> list[Candidate]:
    """Everybody active who serves in one of these roles; of the managers only the team's own, where it has any.

    Somebody with roles in coverage (lead_roles) is always among them, so that delegates are.
    """
    away = absences.current(session, now)
    loads = handoffs.loads(session)
    rows = ask(session, _SERVING, roles=sorted({*roles, MANAGER})).all()
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
