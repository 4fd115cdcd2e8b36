"""The schema's version: which one a database is at, and whether this program can work on it.

Nothing here loads what makes tables (see store.migrating): every command begins here.
"""

from functools import cache
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

from store.db import Database, Unavailable

MIGRATIONS = Path(__file__).parent / "migrations"
TABLE = "alembic_version"
OLDEST = "alembic_oldest"  # beside Alembic's own table: a version, and the oldest program that may work on it


class SchemaError(Exception):
    """The database cannot be used as it is; `problem` is one of old, newer, foreign, unreadable."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else problem)
        self.problem = problem
        self.detail = detail


@cache
def versions() -> tuple[str, ...]:
    """The versions that this program knows, in order: its migrations' files begin with them."""
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return tuple(sorted(path.name.partition("_")[0] for path in files))


def head() -> str:
    """The newest schema version that this program knows."""
    return versions()[-1]


def known(revision: str) -> bool:
    """Whether this program has a version of that name."""
    return revision in versions()


def version(database: Database) -> str | None:
    """The version that the database is at; None when it is empty. Raises SchemaError when it cannot be read,
    Unavailable when it cannot be reached.
    """
    try:
        with database.engine.connect() as connection:
            if not connection.dialect.has_table(connection, TABLE):
                return None
            at: str | None = connection.scalar(text(f"SELECT version_num FROM {TABLE}"))  # noqa: S608
            return at
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(str(error.orig)) from error
    except DatabaseError as error:
        raise SchemaError("unreadable", str(error.orig)) from error


def oldest(database: Database) -> str | None:
    """The oldest version of the program that may work on this database, as its last migration wrote it."""
    with database.engine.connect() as connection:
        if not connection.dialect.has_table(connection, OLDEST):
            return None
        told: str | None = connection.scalar(
            text(f"SELECT program FROM {OLDEST} WHERE version = (SELECT version_num FROM {TABLE})")  # noqa: S608
        )
        return told


def check(database: Database) -> None:
    """Raise SchemaError unless this program may work on the database: at its own version, or at a newer one
    whose migrations say that a program as old as this does no harm (so replicas change one at a time).
    """
    at = version(database)
    if at == head():
        return
    if at is None or known(at):
        raise SchemaError("old", at or "")
    least = oldest(database)
    if least is None or not known(least):
        raise SchemaError("newer", at)
