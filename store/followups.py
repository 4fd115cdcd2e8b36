"""Follow-ups: planned, done, moved, given to somebody else, cancelled; each change checks the version."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sales.work import FollowUp as FollowUpValue
from bot.sales.work import Planning
from store import timers
from store.db import Raced
from store.direct import ask, several, table
from store.models import FollowUp
from store.timers import Planted

PLAIN = tuple(FollowUpValue.__dataclass_fields__)
PLANNED = tuple(Planning.__dataclass_fields__)
_F = table(FollowUp).c
_OPEN_FOR = (
    select(*(_F[name] for name in PLAIN))
    .where(_F.contact_id.in_(several("contacts")), _F.state == "open")
    .order_by(_F.due, _F.id)
)


def plan(session: Session, planning: Planning, now: datetime) -> FollowUpValue:
    """Write a follow-up and have it remind at its time."""
    return plan_all(session, [planning], now)[0]


def plan_all(session: Session, plannings: Iterable[Planning], now: datetime) -> list[FollowUpValue]:
    """Write follow-ups, in order, and have each remind at its time."""
    rows = [
        FollowUp(
            **{name: getattr(planning, name) for name in PLANNED}, created_at=now, version=1, state="open"
        )
        for planning in plannings
    ]
    session.add_all(rows)
    session.flush()
    timers.plant_all(session, [_reminder(row.id, row.due, row.version) for row in rows])
    return [value(row) for row in rows]


def remind(session: Session, follow_up_id: int, due: datetime, version: int, again: str = "") -> None:
    """Have a follow-up remind at a moment, as long as it stays at this version."""
    timers.plant_all(session, [_reminder(follow_up_id, due, version, again)])


def _reminder(follow_up_id: int, due: datetime, version: int, again: str = "") -> Planted:
    return Planted("followup.due", follow_up_id, due, f"{version}{again}", {"version": version})


def get(session: Session, follow_up_id: int) -> FollowUpValue | None:
    """A follow-up by number."""
    row = session.get(FollowUp, follow_up_id)
    return value(row) if row else None


def open_of(
    session: Session, owner_ids: Iterable[int], *, until: datetime | None = None
) -> list[FollowUpValue]:
    """Open follow-ups of people, the earliest first."""
    query = select(FollowUp).where(FollowUp.owner_id.in_(list(owner_ids)), FollowUp.state == "open")
    if until is not None:
        query = query.where(FollowUp.due < until)
    return [value(row) for row in session.scalars(query.order_by(FollowUp.due, FollowUp.id))]


def open_for(session: Session, contact_ids: Sequence[int]) -> list[FollowUpValue]:
    """Open follow-ups for contacts, the earliest first."""
    return [FollowUpValue(**row._mapping) for row in ask(session, _OPEN_FOR, contacts=list(contact_ids))]


def of_run(session: Session, run_id: int) -> list[FollowUpValue]:
    """Open follow-ups of a cadence run."""
    query = select(FollowUp).where(FollowUp.cadence_run_id == run_id, FollowUp.state == "open")
    return [value(row) for row in session.scalars(query.order_by(FollowUp.due))]


def end(
    session: Session, follow_up_id: int, state: str, why: str, now: datetime, *, version: int | None = None
) -> FollowUpValue:
    """Finish a follow-up as done or cancelled; raises Raced when it is no longer open at `version`."""
    row = _open(session, follow_up_id, version)
    row.state, row.ended_at, row.ended_why = state, now, why
    return _bump(session, row)


def move(session: Session, follow_up_id: int, due: datetime, *, version: int | None = None) -> FollowUpValue:
    """Give a follow-up another time; it reminds then."""
    row = _open(session, follow_up_id, version)
    row.due = due
    row.reminded_at = row.nudged_at = row.escalated_at = None
    moved = _bump(session, row)
    remind(session, row.id, due, row.version)
    return moved


def give(
    session: Session,
    follow_up_id: int,
    owner_id: int,
    *,
    delegate_of: int | None = None,
    version: int | None = None,
) -> FollowUpValue:
    """Give a follow-up to another owner; as delegate it remembers whose it was."""
    row = _open(session, follow_up_id, version)
    row.owner_id, row.delegate_of_id = owner_id, delegate_of
    given = _bump(session, row)
    remind(session, row.id, row.due, row.version)
    return given


def mark(session: Session, follow_up_id: int, **moments: Any) -> None:
    """Note that a follow-up was reminded of, nudged about or escalated; its version stays."""
    row = session.get_one(FollowUp, follow_up_id)
    for name, at in moments.items():
        setattr(row, name, at)
    session.flush()


def value(row: FollowUp) -> FollowUpValue:
    """The plain value of a row."""
    return FollowUpValue(**{name: getattr(row, name) for name in PLAIN})


def _open(session: Session, follow_up_id: int, version: int | None) -> FollowUp:
    row = session.get_one(FollowUp, follow_up_id, with_for_update=True)
    if row.state != "open" or (version is not None and row.version != version):
        raise Raced(f"follow-up {follow_up_id}")
    return row


def _bump(session: Session, row: FollowUp) -> FollowUpValue:
    row.version += 1
    session.flush()
    return value(row)
