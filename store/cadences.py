"""Cadence runs: at most one under way for a contact."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.sales.cadence import Run
from store.direct import ask, table
from store.models import CadenceRun


@dataclass(frozen=True, slots=True)
class Running:
    """A run under way, with whose it is."""

    id: int
    contact_id: int
    owner_id: int
    run: Run


_R = table(CadenceRun)
_ACTIVE = select(_R).where(_R.c.contact_id == bindparam("contact"), _R.c.ended_at.is_(None))


def active(session: Session, contact_id: int) -> Running | None:
    """The run under way for a contact."""
    row = ask(session, _ACTIVE, contact=contact_id).first()
    return _value(row) if row else None


def get(session: Session, run_id: int) -> Running | None:
    """A run by number while it is under way."""
    row = session.get(CadenceRun, run_id)
    return _value(row) if row and row.ended_at is None else None


def start(
    session: Session, contact_id: int, cadence: str, at: datetime, *, owner_id: int, call_id: int | None
) -> Running:
    """Begin a run; the database refuses a second one for the same contact."""
    row = CadenceRun(
        contact_id=contact_id, cadence=cadence, owner_id=owner_id, call_id=call_id, started_at=at
    )
    row.step, row.repeats = 0, 0
    session.add(row)
    session.flush()
    return _value(row)


def advance(session: Session, run_id: int, run: Run) -> None:
    """Keep where a run stands now."""
    row = session.get_one(CadenceRun, run_id)
    row.step, row.repeats = run.step, run.repeats
    session.flush()


def end(session: Session, run_id: int, why: str, now: datetime) -> None:
    """End a run."""
    row = session.get_one(CadenceRun, run_id)
    row.ended_at, row.ended_why = now, why
    session.flush()


def _value(row: Any) -> Running:
    return Running(
        row.id, row.contact_id, row.owner_id, Run(row.cadence, row.started_at, row.step, row.repeats)
    )
