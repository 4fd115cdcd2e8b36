"""Taking back what somebody changed: the contents before his last event, unless another acted since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Time, delete, inspect, select
from sqlalchemy.orm import Session

from store import stock
from store.db import Base, Exact, UtcDateTime
from store.direct import at_most
from store.models import Audit, DoNotCall, OrderLine, Undoable

KEPT: frozenset[str] = frozenset({"do_not_call", "version"})
NOUNS: dict[str, type[Base]] = {
    str(mapper.class_.__audit__): mapper.class_
    for mapper in Base.registry.mappers
    if hasattr(mapper.class_, "__audit__")
}


UNDONE = frozenset(str(kind.__tablename__) for kind in NOUNS.values())


@dataclass(frozen=True, slots=True)
class Step:
    """One record's part in an event; `after` holds what it then had (all of it, where it was added)."""

    noun: str
    noun_id: int
    added: bool
    after: Mapping[str, Any] = field(default_factory=dict)


def last_event(session: Session, user_id: int, since: datetime) -> str | None:
    """The newest event of a person that changed something and was not taken back."""
    return session.scalar(
        select(Undoable.event)
        .where(Undoable.user_id == user_id, Undoable.at >= since)
        .order_by(Undoable.id.desc())
        .limit(at_most(1))
    )


def events_of(session: Session, user_id: int, since: datetime) -> list[str]:
    """The events of a person that changed something and were not taken back."""
    mine = select(Undoable.event).where(Undoable.user_id == user_id, Undoable.at >= since)
    return list(session.scalars(mine.distinct()))


def known(session: Session, event: str, since: datetime) -> bool:
    """Whether what an event changed can still be taken back."""
    rows = select(Undoable.id).where(Undoable.event == event, Undoable.at >= since)
    return session.scalar(rows.limit(at_most(1))) is not None


def steps(session: Session, event: str) -> list[Step]:
    """The records that an event touched."""
    rows = session.scalars(select(Undoable).where(Undoable.event == event).order_by(Undoable.id))
    return [Step(row.noun, row.noun_id, row.before is None) for row in rows]


def acted_since(session: Session, event: str, user_id: int | None = None) -> bool:
    """Whether somebody changed one of the event's records after it; `user_id` is whose own changes do not count."""
    newest = (
        session.scalar(
            select(Audit.id).where(Audit.event == event).order_by(Audit.id.desc()).limit(at_most(1))
        )
        or 0
    )
    for step in steps(session, event):
        touched = select(Audit.id).where(
            Audit.noun == step.noun,
            Audit.noun_id == step.noun_id,
            Audit.id > newest,
            Audit.user_id.is_not(None),
        )
        if user_id is not None:
            touched = touched.where(Audit.user_id != user_id)
        if session.scalar(touched.limit(at_most(1))) is not None:
            return True
    return False


def take_back(session: Session, event: str) -> list[Step]:
    """Put every record of the event back as it was, the last change first.

    Do-not-call stays set, but for somebody who had it only from one he was merged with.
    """
    session.info["undoing"] = True  # what undo itself changes is recorded, but never offered for undo
    rows: Sequence[Undoable] = session.scalars(
        select(Undoable).where(Undoable.event == event).order_by(Undoable.id.desc())
    ).all()
    pairs = [row.after for row in rows if row.noun == "duplicate"]
    unmerged = any(after.get("state") == "merged" for after in pairs)
    refused = [number for after in pairs for number in after.get("refused") or ()]
    if refused:  # this one had not asked not to be called: it was the other one's wish
        session.execute(delete(DoNotCall).where(DoNotCall.id.in_(refused)))
    kept = KEPT - {"do_not_call"} if unmerged else KEPT
    done = []
    for row in rows:
        record = session.get(NOUNS[row.noun], row.noun_id)
        done.append(Step(row.noun, row.noun_id, row.before is None, row.after))
        if record is None:
            continue
        if row.before is None:
            if isinstance(record, OrderLine):
                stock.give_back(session, record.from_stock)
            _let_go(session, record, row.noun_id)
            session.delete(record)
        else:
            _restore(record, row.before, kept)
        session.flush()
    session.execute(delete(Undoable).where(Undoable.event == event))
    session.info["undoing"] = False
    return done


def prune(session: Session, before: datetime) -> int:
    """Forget the contents kept for undo once its time is over; returns how many."""
    return session.execute(delete(Undoable).where(Undoable.at < before)).rowcount  # type: ignore[attr-defined,no-any-return]


def _let_go(session: Session, record: Base, number: int) -> None:
    """What only points at a record that goes (a script run, a number on the do-not-call list) stays without it."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            points = any(key.column.table is record.__table__ for key in column.foreign_keys)
            if points and column.nullable and table.name not in UNDONE:
                session.execute(table.update().where(column == number).values({column.name: None}))


def _restore(record: Base, before: dict[str, Any], kept: frozenset[str]) -> None:
    columns = inspect(type(record)).columns
    for name, value in before.items():
        if name not in kept:
            setattr(record, name, _typed(columns[name].type, value))
    if hasattr(record, "version"):
        record.version += 1


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Exact):
        return Decimal(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return time.fromisoformat(value) if isinstance(kind, Time) else value
