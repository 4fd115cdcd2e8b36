"""Putting a backup in place: whole or not at all, in one transaction, and cold.

Cold means that nothing goes out again by itself. What the replaced database tells is believed: a message that
it sent is sent, a timer that it fired has fired. Where there was none, nobody can know what was sent after the
backup: messages that waited for a chat are cancelled, timers that fell due since do not fire, and everybody is
told of the gap. The terminal's messages stay, they are only read here. Who was erased is erased again.
"""

import base64
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Date,
    LargeBinary,
    MetaData,
    Time,
    bindparam,
    column,
    func,
    insert,
    inspect,
    select,
    table,
    text,
    update,
)
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

from store import migrating, schema
from store.crashpoints import reached
from store.db import Base, Database, Exact, Json, Unavailable, UtcDateTime
from store.dumping import BadBackup, Facts, TableFacts, check, read
from store.models import Audit, Message, Timer
from store.search import index_all

PART = 1_000
WHY = "restored"
VERSION = "alembic_version"
TYPES: Mapping[str, Any] = {
    "moment": UtcDateTime(),
    "exact": Exact(),
    "date": Date(),
    "time": Time(),
    "bytes": LargeBinary(),
    "json": Json,
}


class NotEmpty(Exception):  # noqa: N818
    """There is a company in the database already; how many rows it has."""


@dataclass(frozen=True, slots=True)
class Tail:
    """What the replaced database knew beyond the backup: sent messages, those still waiting, fired timers,
    timers still to fire, and how many records of each noun were changed since.
    """

    sent: frozenset[tuple[int, datetime]] = frozenset()
    waiting: frozenset[tuple[int, datetime]] = frozenset()
    fired: frozenset[tuple[str, int, str]] = frozenset()
    ahead: frozenset[tuple[str, int, str]] = frozenset()
    lost: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place, what does not go out again, and what changed after the backup and is lost."""

    facts: Facts
    cancelled: int
    silenced: int
    lost: Mapping[str, int]


def restore(database: Database, path: Path, now: datetime, *, replace: bool = False) -> Restored:
    """Put a backup in place. Raises BadBackup, NotEmpty unless `replace`, SchemaError, Unavailable."""
    facts = check(path)
    if not schema.known(facts.schema):
        raise BadBackup(f"its schema {facts.schema} is newer than this program; install that version")
    at = schema.version(database)
    if at is not None and not schema.known(at):
        raise schema.SchemaError("newer", at)
    try:
        with database.engine.begin() as connection:
            _prepare(connection)
            if (rows := _rows(connection)) and not replace:
                raise NotEmpty(str(rows))
            tail = _tail(connection, facts.at) if rows and at == schema.head() else None
            _drop(connection)
            migrating.upgrade(connection, facts.schema)
            _load(connection, path, facts)
            migrating.upgrade(connection)
            reached("restore.loaded")
            cancelled, silenced = _cool(connection, now, tail)
            reached("restore.before_commit")
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(str(error.orig)) from error
    except DatabaseError as error:
        raise BadBackup(f"the database refused its rows: {error.orig}") from error
    index_all(database)
    return Restored(facts, cancelled, silenced, tail.lost if tail else {})


def _prepare(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = '10s'"))
    else:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def _ours(connection: Connection) -> list[str]:
    there = set(inspect(connection).get_table_names())
    return [name for name in (*Base.metadata.tables, VERSION) if name in there]


def _rows(connection: Connection) -> int:
    """How many rows the tables of the target hold."""
    names = [name for name in _ours(connection) if name != VERSION]
    return sum(connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names)


def _tail(connection: Connection, since: datetime) -> Tail:
    message = select(Message.id, Message.created_at).where(Message.created_at <= since)
    timer = select(Timer.kind, Timer.subject, Timer.occurrence)
    changed = select(Audit.noun, Audit.noun_id).where(Audit.at > since).distinct()
    return Tail(
        sent=frozenset((n, at) for n, at in connection.execute(message.where(Message.state == "sent"))),
        waiting=frozenset((n, at) for n, at in connection.execute(message.where(Message.state == "pending"))),
        fired=frozenset((k, n, o) for k, n, o in connection.execute(timer.where(Timer.done_at.is_not(None)))),
        ahead=frozenset((k, n, o) for k, n, o in connection.execute(timer.where(Timer.done_at.is_(None)))),
        lost=dict(Counter(noun for noun, _ in connection.execute(changed))),
    )


def _drop(connection: Connection) -> None:
    there = MetaData()
    there.reflect(connection, only=_ours(connection))
    there.drop_all(connection)


def _load(connection: Connection, path: Path, facts: Facts) -> None:
    """Every row into its table, as many as the backup says."""
    rows: Iterator[Any] = (item for item in read(path) if not isinstance(item, Facts))
    for described, its in groupby(rows, key=lambda item: item[0]):
        _fill(connection, described, (row for _, row in its))
    for described in facts.tables:
        count = connection.scalar(select(func.count()).select_from(table(described.name)))
        if count != facts.rows[described.name]:
            raise BadBackup(f"{described.name}: {count} rows arrived of {facts.rows[described.name]}")
        _count_on(connection, described)


def _fill(connection: Connection, described: TableFacts, rows: Iterator[list[Any]]) -> None:
    """Insert rows; what names rows of the same table is set once they are all there."""
    typed = [column(one.name, TYPES.get(one.kind)) for one in described.columns]
    target = table(described.name, *typed)
    later: list[dict[str, Any]] = []
    while part := list(islice(rows, PART)):
        values = [_typed(described, row) for row in part]
        for row in values:
            kept = {f"to_{name}": row[name] for name in described.own}
            if any(value is not None for value in kept.values()):
                later.append({"of": row["id"], **kept})
            row.update(dict.fromkeys(described.own))
        connection.execute(insert(target), values)
    if later:
        new: dict[str, Any] = {name: bindparam(f"to_{name}") for name in described.own}
        connection.execute(update(target).where(target.c.id == bindparam("of")).values(new), later)


def _typed(described: TableFacts, row: Sequence[Any]) -> dict[str, Any]:
    return {one.name: _value(one.kind, value) for one, value in zip(described.columns, row, strict=True)}


def _value(kind: str, value: Any) -> Any:
    if value is None or kind in ("plain", "json"):
        return value
    read_as: Mapping[str, Any] = {
        "moment": datetime.fromisoformat,
        "date": date.fromisoformat,
        "time": time.fromisoformat,
        "exact": Decimal,
        "bytes": base64.b64decode,
    }
    return read_as[kind](value)


def _count_on(connection: Connection, described: TableFacts) -> None:
    """New rows get numbers after those that arrived."""
    if connection.dialect.name == "postgresql" and any(one.name == "id" for one in described.columns):
        last = connection.scalar(select(func.max(table(described.name, column("id")).c.id)))
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)"),
            {"name": described.name, "last": last},
        )


def _cool(connection: Connection, now: datetime, tail: Tail | None) -> tuple[int, int]:
    """Nothing goes out again: how many messages were cancelled, how many timers will not fire."""
    return _messages(connection, now, tail or Tail()), _timers(connection, now, tail or Tail())


def _messages(connection: Connection, now: datetime, tail: Tail) -> int:
    waiting = select(Message.id, Message.created_at, Message.platform).where(
        Message.state.in_(("pending", "sending"))
    )
    sent, cancelled = [], []
    for number, at, platform in connection.execute(waiting):
        if (number, at) in tail.sent:
            sent.append(number)
        elif (number, at) not in tail.waiting and platform != "terminal":
            cancelled.append(number)
    states = [{"of": number, "state": "sent"} for number in sent]
    states += [{"of": number, "state": "cancelled"} for number in cancelled]
    if states:
        target = Message.__table__
        statement = update(Message).where(target.c.id == bindparam("of"))
        connection.execute(statement.values(state=bindparam("state"), why=WHY), states)
    return len(cancelled)


def _timers(connection: Connection, now: datetime, tail: Tail) -> int:
    open_ = select(Timer.id, Timer.kind, Timer.subject, Timer.occurrence, Timer.due).where(
        Timer.done_at.is_(None)
    )
    over, silenced = [], 0
    for number, kind, subject, occurrence, due in connection.execute(open_):
        key = (kind, subject, occurrence)
        if key in tail.fired:
            over.append({"of": number})
        elif due <= now and key not in tail.ahead:
            over.append({"of": number})
            silenced += 1
    if over:
        target = Timer.__table__
        statement = update(Timer).where(target.c.id == bindparam("of"))
        connection.execute(statement.values(done_at=now, failed=WHY), over)
    return silenced
