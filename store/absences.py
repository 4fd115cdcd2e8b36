"""Absences: who is away when, who stands in, and the work that lies with somebody meanwhile."""

from datetime import datetime

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from bot.sales.handoff import Absence as AbsenceValue
from bot.sales.work import FollowUp as FollowUpValue
from store import followups
from store.direct import ask, table
from store.models import Absence, FollowUp

PLAIN = tuple(AbsenceValue.__dataclass_fields__)
_A = table(Absence).c
_CURRENT = (
    select(*(_A[name] for name in PLAIN))
    .where(_A.cancelled_at.is_(None), _A.starts_at <= bindparam("now"), _A.ends_at > bindparam("now"))
    .order_by(_A.ends_at)
)


def add(
    session: Session, user_id: int, starts_at: datetime, ends_at: datetime, delegate_id: int | None, by: int
) -> AbsenceValue:
    """Keep an absence."""
    row = Absence(
        user_id=user_id, starts_at=starts_at, ends_at=ends_at, delegate_id=delegate_id, set_by_id=by
    )
    session.add(row)
    session.flush()
    return _value(row)


def get(session: Session, absence_id: int) -> AbsenceValue | None:
    """An absence by number."""
    row = session.get(Absence, absence_id)
    return _value(row) if row else None


def cancel(session: Session, absence_id: int, now: datetime) -> AbsenceValue:
    """He is back early, or never goes."""
    row = session.get_one(Absence, absence_id)
    row.cancelled_at = now
    session.flush()
    return _value(row)


def hand_to(session: Session, absence_id: int, delegate_id: int) -> AbsenceValue:
    """Name who stands in."""
    row = session.get_one(Absence, absence_id)
    row.delegate_id = delegate_id
    session.flush()
    return _value(row)


def current(session: Session, now: datetime) -> dict[int, AbsenceValue]:
    """Who is away at a moment; of two absences of a person the longer one."""
    return {row.user_id: AbsenceValue(**row._mapping) for row in ask(session, _CURRENT, now=now)}


def between(
    session: Session, starts_at: datetime, ends_at: datetime, *, user_id: int | None = None
) -> list[AbsenceValue]:
    """Absences that share a moment with a span, of everybody or of one person."""
    query = select(Absence).where(
        Absence.cancelled_at.is_(None), Absence.starts_at < ends_at, Absence.ends_at > starts_at
    )
    if user_id is not None:
        query = query.where(Absence.user_id == user_id)
    return [_value(row) for row in session.scalars(query.order_by(Absence.starts_at, Absence.id))]


def covered_by(session: Session, delegate_id: int, now: datetime) -> list[AbsenceValue]:
    """Absences, running or to come, in which somebody stands in."""
    rows = session.scalars(
        select(Absence).where(
            Absence.delegate_id == delegate_id, Absence.cancelled_at.is_(None), Absence.ends_at > now
        )
    )
    return [_value(row) for row in rows]


def work_of(session: Session, user_id: int) -> list[FollowUpValue]:
    """Open follow-ups that are somebody's own, also while a delegate does them."""
    rows = session.scalars(
        select(FollowUp)
        .where(
            FollowUp.state == "open",
            or_(
                FollowUp.delegate_of_id == user_id,
                (FollowUp.owner_id == user_id) & FollowUp.delegate_of_id.is_(None),
            ),
        )
        .order_by(FollowUp.due, FollowUp.id)
    )
    return [followups.value(row) for row in rows]


def late_comers(session: Session, now: datetime) -> list[AbsenceValue]:
    """Absences under way for whose person work has been planned since that falls into them."""
    waiting = exists().where(
        FollowUp.owner_id == Absence.user_id,
        FollowUp.delegate_of_id.is_(None),
        FollowUp.state == "open",
        FollowUp.due < Absence.ends_at,
    )
    rows = session.scalars(
        select(Absence).where(
            Absence.cancelled_at.is_(None),
            Absence.starts_at < now,
            Absence.ends_at > now,
            Absence.delegate_id.is_not(None),
            waiting,
        )
    )
    return [_value(row) for row in rows]


def _value(row: Absence) -> AbsenceValue:
    return AbsenceValue(**{name: getattr(row, name) for name in PLAIN})
