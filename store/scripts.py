"""Script runs: where an agent stands in a call, kept with the script's own text; and what no answer fitted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from store.db import Raced
from store.direct import ask, at_most, table
from store.models import Contact, ScriptGap, ScriptRun


@dataclass(frozen=True, slots=True)
class Running:
    """A call under way with its script."""

    id: int
    user_id: int
    contact_id: int | None
    reason: str
    direction: str
    script: dict[str, Any]
    run: dict[str, Any]
    why: list[dict[str, str]]
    started_at: datetime
    ended_at: datetime | None
    version: int


_UNDER_WAY = select(ScriptRun).where(ScriptRun.user_id == bindparam("user"), ScriptRun.ended_at.is_(None))
_R, _C = table(ScriptRun).c, table(Contact).c
_LED = func.coalesce(_C.merged_into_id, _R.contact_id).label("contact_id")
_CURRENT = (
    select(*(_LED if name == "contact_id" else _R[name] for name in Running.__dataclass_fields__))
    .outerjoin(table(Contact), _C.id == _R.contact_id)
    .where(_R.user_id == bindparam("user"), _R.ended_at.is_(None))
    .order_by(_R.id.desc())
    .limit(at_most(1))
)


def begin(
    session: Session,
    user_id: int,
    contact_id: int | None,
    reason: str,
    direction: str,
    script: Mapping[str, Any],
    run: Mapping[str, Any],
    why: Sequence[Mapping[str, str]],
    now: datetime,
) -> Running:
    """Start a call; one that was left open is ended, its answers stay on its row."""
    for row in session.scalars(_UNDER_WAY, {"user": user_id}):
        row.ended_at = now
    row = ScriptRun(
        user_id=user_id,
        contact_id=contact_id,
        reason=reason,
        direction=direction,
        script=dict(script),
        run=dict(run),
        why=list(why),
        started_at=now,
        version=1,
    )
    session.add(row)
    session.flush()
    return _value(row)


def get(session: Session, run_id: int) -> Running | None:
    """A call by number."""
    row = session.get(ScriptRun, run_id)
    return _value(row) if row else None


def current(session: Session, user_id: int) -> Running | None:
    """The call that an agent is in; its contact is the one that he was merged into meanwhile (the row of the call
    stays as it is, so that undoing the merge needs nothing).
    """
    row = ask(session, _CURRENT, user=user_id).first()
    return Running(**row._mapping) if row else None


def move(session: Session, run_id: int, run: Mapping[str, Any], version: int) -> Running:
    """Keep the new position; raises Raced when the call is elsewhere already."""
    row = session.get_one(ScriptRun, run_id, with_for_update=True)
    if row.version != version or row.ended_at is not None:
        raise Raced(f"script run {run_id}")
    row.run, row.version = dict(run), row.version + 1
    session.flush()
    return _value(row)


def end(session: Session, run_id: int, now: datetime, call_id: int | None) -> None:
    """The call is over, with the log that came of it."""
    row = session.get_one(ScriptRun, run_id)
    row.ended_at, row.call_id = now, call_id
    session.flush()


def add_gap(
    session: Session,
    script: str,
    version: str,
    step: str,
    text: str,
    *,
    user_id: int,
    contact_id: int | None,
    now: datetime,
) -> None:
    """Keep what the customer said where no answer fitted."""
    session.add(
        ScriptGap(
            script_id=script,
            script_version=version,
            step=step,
            text=text,
            user_id=user_id,
            contact_id=contact_id,
            at=now,
        )
    )


def _value(row: ScriptRun) -> Running:
    return Running(**{name: getattr(row, name) for name in Running.__dataclass_fields__})
