"""Every change leaves a record: who, what, when; and for a short time what it was before, for undo.

A model takes part by naming its noun in `__audit__`. The session's `info["actor"]` says who acts; without
one (an import writes its own record) nothing is recorded row by row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Mapper, Session

from store.db import Base
from store.direct import table
from store.models import Audit, Undoable

_AUDIT, _UNDOABLE = insert(table(Audit)), insert(table(Undoable))


@dataclass(frozen=True, slots=True)
class Actor:
    """Whose change it is; user_id None is the clock's own work."""

    user_id: int | None
    event: str
    action: str
    at: datetime


def act_as(session: Session, actor: Actor) -> None:
    """From here on the session's changes are this actor's."""
    session.info["actor"] = actor


def refused(session: Session, actor: Actor) -> None:
    """Somebody asked for what is not his, or not there: who and what for is kept, and nothing of what it holds."""
    row = {"event": actor.event, "at": actor.at, "user_id": actor.user_id, "action": actor.action}
    session.execute(_AUDIT, [{**row, "change": "refuse", "noun": "", "noun_id": 0, "fields": []}])


def exported(session: Session, actor: Actor, kind: str, count: int) -> None:
    """Somebody took a list out: who, of what kind, and (as `noun_id`) how many records, none of them named."""
    row = {"event": actor.event, "at": actor.at, "user_id": actor.user_id, "action": actor.action}
    session.execute(_AUDIT, [{**row, "change": "export", "noun": kind, "noun_id": count, "fields": []}])


def plain(value: Any) -> Any:
    """A column's value as JSON keeps it; `restored` in store.undo reads it back."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


@event.listens_for(Session, "after_flush")
def _collect(session: Session, _context: Any) -> None:
    actor = session.info.get("actor")
    if actor is not None:
        undoing = bool(session.info.get("undoing"))  # asked now: at the commit the undoing is over
        session.info.setdefault("changes", []).extend((actor, undoing, *each) for each in _changes(session))


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop("changes", None)


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    """All records of a transaction are written at its end, in two statements."""
    session.flush()
    changes = session.info.pop("changes", [])
    if not changes:
        return
    connection = session.connection()
    connection.execute(
        _AUDIT,
        [
            {
                "event": actor.event,
                "at": actor.at,
                "user_id": actor.user_id,
                "action": actor.action,
                "change": kind,
                "noun": noun,
                "noun_id": noun_id,
                "fields": sorted(after),
            }
            for actor, _, kind, noun, noun_id, _, after in changes
        ],
    )
    own = [
        {
            "event": actor.event,
            "at": actor.at,
            "user_id": actor.user_id,
            "noun": noun,
            "noun_id": noun_id,
            "before": before,
            "after": after,
        }
        for actor, undoing, _, noun, noun_id, before, after in changes
        if actor.user_id is not None and not undoing
    ]
    if own:
        connection.execute(_UNDOABLE, own)


Change = tuple[str, str, int, dict[str, Any] | None, dict[str, Any]]


def _changes(session: Session) -> Iterator[Change]:
    for row in session.new:
        if noun := getattr(row, "__audit__", None):
            yield "add", noun, row.id, None, {name: plain(getattr(row, name)) for name in _columns(row)}
    for row in session.dirty:
        if noun := getattr(row, "__audit__", None):
            before, after = _difference(row)
            if after:
                yield "change", noun, row.id, before, after
    for row in session.deleted:
        if noun := getattr(row, "__audit__", None):
            yield "delete", noun, row.id, {name: plain(getattr(row, name)) for name in _columns(row)}, {}


def _columns(row: Base) -> tuple[str, ...]:
    return _names(type(row))


@cache
def _names(model: type[Base]) -> tuple[str, ...]:
    mapper: Mapper[Any] = inspect(model)
    return tuple(attribute.key for attribute in mapper.column_attrs)


def _difference(row: Base) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = inspect(row)
    for name in _columns(row):
        history = state.attrs[name].history
        if history.has_changes() and history.deleted and history.deleted[0] != getattr(row, name):
            before[name], after[name] = plain(history.deleted[0]), plain(getattr(row, name))
    return before, after
