"""Bringing a database up to this program's schema, or to one between, by Alembic's migrations."""

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

from store.db import Database, Unavailable
from store.schema import MIGRATIONS, OLDEST, TABLE, SchemaError, head, known, version


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
    _write_oldest(connection, config)


def _write_oldest(connection: Connection, config: Config) -> None:
    """Tell older programs whether they may go on: each migration names the `oldest` that it does no harm."""
    scripts = ScriptDirectory.from_config(config)
    at = connection.scalar(text(f"SELECT version_num FROM {TABLE}"))  # noqa: S608
    least = max(one.module.oldest for one in scripts.iterate_revisions(at, "base"))
    columns = "version VARCHAR(32) NOT NULL, program VARCHAR(32) NOT NULL"
    connection.execute(text(f"CREATE TABLE IF NOT EXISTS {OLDEST} ({columns})"))
    connection.execute(text(f"DELETE FROM {OLDEST}"))  # noqa: S608
    connection.execute(text(f"INSERT INTO {OLDEST} VALUES (:at, :least)"), {"at": at, "least": least})  # noqa: S608


def settings() -> Config:
    """Where Alembic finds the migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
