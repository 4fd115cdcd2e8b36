"""The schema's version: bring a database up to it, or say why that cannot be."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

from store.db import Database, Unavailable

MIGRATIONS = Path(__file__).parent / "migrations"


class SchemaError(Exception):
    """The database cannot be used as it is; `problem` is one of old, newer, foreign, unreadable."""

    def __init__(self, problem: str, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else problem)
        self.problem = problem
        self.detail = detail


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def head() -> str:
    """The newest schema version that this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def version(database: Database) -> str | None:
    """The version that the database is at; None when it is empty. Raises SchemaError when it cannot be read,
    Unavailable when it cannot be reached.
    """
    try:
        with database.engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(str(error.orig)) from error
    except DatabaseError as error:
        raise SchemaError("unreadable", str(error.orig)) from error


def check(database: Database) -> None:
    """Raise SchemaError unless the database is exactly at this program's version."""
    at = version(database)
    if at != head():
        raise SchemaError("old" if at is None or known(at) else "newer", at or "")


def migrate(database: Database) -> tuple[str | None, str]:
    """Bring the database to this program's version, all in one transaction; returns (from, to)."""
    at = version(database)
    if at is not None and not known(at):
        raise SchemaError("newer", at)
    if at == head():
        return at, head()
    try:
        with database.engine.begin() as connection:
            upgrade(connection)
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(str(error.orig)) from error
    except DatabaseError as error:
        raise SchemaError("unreadable", str(error.orig)) from error
    return at, head()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to a version within the connection's transaction."""
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def known(revision: str) -> bool:
    """Whether this program has a version of that name."""
    try:
        return ScriptDirectory.from_config(_config()).get_revision(revision) is not None
    except CommandError:
        return False
