"""What is due at a moment: one row a kind, subject and occurrence; whoever ticks, each fires once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.direct import ask, at_most, table, write
from store.models import Timer

MOST_TRIES = 3

_PLANTED = ("kind", "subject", "occurrence", "due", "params")
_PLANT = {
    kind.dialect.name: kind.insert(table(Timer))
    .values({name: bindparam(name) for name in _PLANTED} | {"tries": 0})
    .on_conflict_do_nothing()
    for kind in (sqlite, postgresql)
}
_T = table(Timer).c
_OPEN = (_T.done_at.is_(None), _T.tries < MOST_TRIES)
_FIRST = (
    select(_T.id, _T.kind, _T.subject, _T.occurrence, _T.due, _T.tries, _T.params)
    .where(*_OPEN, _T.due <= bindparam("now"))
    .order_by(_T.due, _T.id)
    .limit(at_most(1))
    .with_for_update(skip_locked=True)
)
_NEXT = select(func.min(_T.due)).where(*_OPEN)
_DONE = update(table(Timer)).where(_T.id == bindparam("number")).values(done_at=bindparam("now"))


@dataclass(frozen=True, slots=True)
class Set:
    """A timer as it is kept."""

    id: int
    kind: str
    subject: int
    occurrence: str
    due: datetime
    tries: int
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Planted:
    """Something to happen later: what, about which record, when, and which time it is of several."""

    kind: str
    subject: int
    due: datetime
    occurrence: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)


def plant(
    session: Session,
    kind: str,
    subject: int,
    due: datetime,
    *,
    occurrence: str = "",
    params: Mapping[str, Any] | None = None,
) -> None:
    """Have something happen later; the same kind, subject and occurrence again changes nothing."""
    plant_all(session, [Planted(kind, subject, due, occurrence, params or {})])


def plant_all(session: Session, planted: Sequence[Planted]) -> None:
    """Have several things happen later, as `plant` does."""
    if planted:
        rows = [{"kind": one.kind, "subject": one.subject, "due": one.due, "occurrence": one.occurrence,
                 "params": dict(one.params)} for one in planted]  # fmt: skip
        write(session, _PLANT[session.get_bind().dialect.name], rows)


def cancel(session: Session, kind: str, subject: int) -> None:
    """Have it not happen: every timer of this kind about this subject that has not fired."""
    session.execute(
        delete(Timer).where(Timer.kind == kind, Timer.subject == subject, Timer.done_at.is_(None))
    )


def claim(session: Session, now: datetime) -> Set | None:
    """The earliest timer due, held by this transaction alone; None when nothing is due."""
    row = ask(session, _FIRST, now=now).first()
    return None if row is None else Set(*row)


def next_due(session: Session) -> datetime | None:
    """When the next timer is due."""
    due: datetime | None = ask(session, _NEXT).scalar()
    return due


def done(session: Session, timer_id: int, now: datetime) -> None:
    """Note that a timer fired."""
    ask(session, _DONE, number=timer_id, now=now)


def fail(session: Session, timer_id: int, ref: str) -> bool:
    """Note that firing failed; after three failures it is left alone, with its reference. Whether it is now."""
    failed = update(Timer).where(Timer.id == timer_id).values(tries=Timer.tries + 1, failed=ref)
    return (session.scalar(failed.returning(Timer.tries)) or 0) >= MOST_TRIES


def prune(session: Session, before: datetime) -> int:
    """Forget what fired before a day; returns how many."""
    return session.execute(delete(Timer).where(Timer.done_at < before)).rowcount  # type: ignore[attr-defined,no-any-return]
