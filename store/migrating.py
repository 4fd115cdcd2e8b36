"""Bringing a database up to this program's schema, or to one between, by Alembic's migrations."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

from store.db import Database, Unavailable
from store.schema import MIGRATIONS, SchemaError, head, known, version


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
    config = settings()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def settings() -> Config:
    """Where Alembic finds the migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
