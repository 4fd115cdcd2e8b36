"""A backup: every table as lines of JSON, packed, in one moment's state, good for either kind of database.

The first line says what it is, the schema's version and every table's columns with how their values are
written; then each table's rows; the last line counts them and seals all lines before it (SHA-256). The search
index is left out, it is made anew. The file is not encrypted: it holds what the database holds.
"""

import base64
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Date, LargeBinary, Table, Time, select
from sqlalchemy.types import JSON

from store import schema
from store.crashpoints import reached
from store.db import Base, Database, Exact, UtcDateTime
from store.models import SearchDelta, SearchGram, SearchPost, SearchUpto

FORMAT = 1
PART = 1_000
INDEX = frozenset(model.__tablename__ for model in (SearchGram, SearchPost, SearchDelta, SearchUpto))
KINDS: tuple[tuple[type[Any], str], ...] = (
    (UtcDateTime, "moment"),
    (Exact, "exact"),
    (Date, "date"),
    (Time, "time"),
    (LargeBinary, "bytes"),
    (JSON, "json"),
)


class BadBackup(Exception):  # noqa: N818
    """The file is no whole backup, or not one that this program can read; says why."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and how its values are written: plain, moment, exact, date, time, bytes, json."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table in a backup; `own` are its columns that name rows of the table itself."""

    name: str
    columns: tuple[Column, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a backup says of itself."""

    schema: str
    at: datetime
    tables: tuple[TableFacts, ...]
    rows: Mapping[str, int]


def backup(database: Database, path: Path, now: datetime) -> Facts:
    """Write the database as it stands at one moment, while others work on; complete or not there at all."""
    schema.check(database)
    tables = [table for table in Base.metadata.sorted_tables if table.name not in INDEX]
    described = tuple(_describe(table) for table in tables)
    begin: dict[str, Any] = {
        "backup": "baton",
        "format": FORMAT,
        "schema": schema.head(),
        "at": now.isoformat(),
    }
    begin["tables"] = [
        {"name": one.name, "columns": [[c.name, c.kind] for c in one.columns], "own": one.own}
        for one in described
    ]
    part = path.with_name(f".{path.name}.part")
    rows: dict[str, int] = {}
    try:
        with _Out(part) as out, _snapshot(database) as connection:
            out.line(begin)
            for table, facts in zip(tables, described, strict=True):
                out.line({"table": table.name})
                rows[table.name] = _write(out, connection, table, facts)
                reached("backup.table")
            out.end(rows)
        reached("backup.before_rename")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Facts(schema.head(), now, described, rows)


def check(path: Path) -> Facts:
    """Read a backup once through: every line there, as many rows as it says, its seal unbroken."""
    begin, *ends = (item for item in read(path) if isinstance(item, Facts))
    return ends[-1] if ends else begin


def read(path: Path) -> Iterator[Facts | tuple[TableFacts, list[Any]]]:
    """The facts of a backup, then each row with its table, values as they are written; the facts again at
    the end, with the counts. Raises BadBackup.
    """
    try:
        yield from _lines(path)
    except (gzip.BadGzipFile, EOFError, zlib.error, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise BadBackup("it is no backup of Baton, or it is damaged") from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadBackup("its lines are not those of a backup") from error


def _lines(path: Path) -> Iterator[Facts | tuple[TableFacts, list[Any]]]:
    seal = hashlib.sha256()
    rows: dict[str, int] = {}
    with gzip.open(path, "rb") as file:
        first = file.readline()
        seal.update(first)
        facts = _facts(json.loads(first))
        yield facts
        tables = {one.name: one for one in facts.tables}
        table = None
        for line in file:
            item = json.loads(line)
            if isinstance(item, list):
                if table is None or len(item) != len(table.columns):
                    raise BadBackup("a row does not fit its table")
                rows[table.name] += 1
                yield table, item
            elif "table" in item:
                table = tables[item["table"]]
                rows[table.name] = 0
            else:
                if item["rows"] != rows or item["sha256"] != seal.hexdigest():
                    raise BadBackup("it was changed after it was written")
                yield Facts(facts.schema, facts.at, facts.tables, rows)
                return
            seal.update(line)
    raise BadBackup("it has no end; the copy was cut off")


def _facts(begin: Any) -> Facts:
    if not isinstance(begin, dict) or begin.get("backup") != "baton":
        raise BadBackup("it is no backup of Baton")
    if begin["format"] > FORMAT:
        raise BadBackup("it was written by a newer Baton; install that version")
    tables = tuple(
        TableFacts(one["name"], tuple(Column(*column) for column in one["columns"]), tuple(one["own"]))
        for one in begin["tables"]
    )
    return Facts(begin["schema"], datetime.fromisoformat(begin["at"]), tables, {})


def _describe(table: Table) -> TableFacts:
    columns = tuple(
        Column(one.name, next((kind for type_, kind in KINDS if isinstance(one.type, type_)), "plain"))
        for one in table.columns
    )
    own = tuple(
        one.name for one in table.columns if any(key.column.table is table for key in one.foreign_keys)
    )
    return TableFacts(table.name, columns, own)


def _snapshot(database: Database) -> Connection:
    """A connection that sees one moment, and holds nobody up."""
    connection = database.engine.connect()
    if database.engine.dialect.name == "postgresql":
        return connection.execution_options(isolation_level="REPEATABLE READ")
    return connection.execution_options(sqlite_begin="DEFERRED")


def _write(out: "_Out", connection: Connection, table: Table, facts: TableFacts) -> int:
    count = 0
    kinds = [column.kind for column in facts.columns]
    statement = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=PART)
    for row in connection.execute(statement):
        out.line([_plain(kind, value) for kind, value in zip(kinds, row, strict=True)])
        count += 1
    return count


def _plain(kind: str, value: Any) -> Any:
    if value is None or kind in ("plain", "json"):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return base64.b64encode(value).decode() if kind == "bytes" else str(Decimal(value))


class _Out:
    """The packed file being written, its lines sealed as they go; readable by its owner only."""

    def __init__(self, path: Path) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self.file = os.fdopen(descriptor, "wb")
        self.packed = gzip.GzipFile(fileobj=self.file, mode="wb", compresslevel=5, mtime=0)
        self.seal = hashlib.sha256()

    def __enter__(self) -> Self:
        return self

    def line(self, item: Any) -> None:
        """One line of JSON."""
        line = json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self.seal.update(line)
        self.packed.write(line)

    def end(self, rows: Mapping[str, int]) -> None:
        """The last line, which seals the others; on the disk when this returns."""
        self.line({"rows": rows, "sha256": self.seal.hexdigest()})
        self.packed.close()
        self.file.flush()
        os.fsync(self.file.fileno())

    def __exit__(self, *_error: object) -> None:
        self.file.close()
