"""Statements made once, when a module is read, and run past the session's objects.

Building a statement and turning its rows into objects costs several times what SQLite needs to answer it,
so what is read for every event is asked here, as columns of tables.
"""

from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CursorResult,
    Executable,
    Integer,
    Table,
    bindparam,
    literal_column,
)  # fmt: skip
from sqlalchemy.orm import Session

from store.db import Base

Rows = CursorResult[*tuple[Any, ...]]


def table(model: type[Base]) -> Table:
    """The table of a model."""
    return cast(Table, model.__table__)


def several(name: str) -> BindParameter[Any]:
    """A parameter that takes a list."""
    return bindparam(name, expanding=True)


def at_most(count: int) -> ColumnElement[int]:
    """So many rows at most, for `limit`, written out: for a parameter there SQLite plans the statement anew each time."""
    return literal_column(str(int(count)), Integer)


def ask(session: Session, statement: Executable, **known: Any) -> Rows:
    """Run a statement over tables in the session's transaction, after what the session holds was written."""
    session.flush()
    return session.connection().execute(statement, known)


def write(session: Session, statement: Executable, rows: list[dict[str, Any]]) -> Rows:
    """Run a statement for each of some rows, as `ask` does."""
    session.flush()
    return session.connection().execute(statement, rows)
