"""A whole company written at once into an empty database: thousands of rows in one statement a table."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnDefault, Table, func, insert, select, text
from sqlalchemy.orm import Session

from store.db import Base


class NotEmpty(Exception):  # noqa: N818
    """The tables hold rows already; a company is founded on an empty database only."""


class Book:
    """New rows, numbered from 1 as they are added, so that they can name one another before any is written."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {}

    def add(self, model: type[Base], **values: Any) -> int:
        """Keep a row; returns its number."""
        rows = self.tables.setdefault(model.__tablename__, [])
        rows.append(values)
        return len(rows)

    def rows(self, model: type[Base]) -> list[dict[str, Any]]:
        """The rows kept for a table; they may still be changed. Number n is at place n - 1."""
        return self.tables.setdefault(model.__tablename__, [])

    def write(self, session: Session) -> None:
        """Write every row, parents first; raises NotEmpty."""
        for table in Base.metadata.sorted_tables:
            rows = self.tables.get(table.name)
            if rows:
                _write(session, table, rows)


def _write(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    if session.execute(select(func.count()).select_from(table)).scalar_one():
        raise NotEmpty(table.name)
    blank = _blank(table)
    session.execute(
        insert(table), [{"id": number, **blank, **row} for number, row in enumerate(rows, start=1)]
    )
    if session.get_bind().dialect.name == "postgresql":
        sequence = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last)")
        session.execute(sequence, {"name": table.name, "last": len(rows)})


def _blank(table: Table) -> Mapping[str, Any]:
    """What a column holds where a row says nothing; every row of one insert needs the same columns."""
    made: dict[str, Any] = {}
    for column in table.columns:
        default = column.default
        if column.name != "id":
            made[column.name] = _value(default) if isinstance(default, ColumnDefault) else None
    return made


def _value(default: ColumnDefault) -> Any:
    return default.arg(None) if default.is_callable else default.arg
