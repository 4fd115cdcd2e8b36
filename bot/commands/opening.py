"""The database as commands open it, and close it again; nothing of the chats is loaded for that."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.config import Settings
from bot.errors import NoTables
from store import schema
from store.db import Database


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database at this program's version. Raises SchemaError, and NoTables for an empty one."""
    database = ensure(settings)
    try:
        schema.check(database)
        yield database
    finally:
        database.close()


@contextmanager
def as_it_is(settings: Settings) -> Iterator[Database]:
    """The database whatever its version, and nothing is made where there is none."""
    database = Database(settings.url, secret=secret_of(settings))
    try:
        yield database
    finally:
        database.close()


def secret_of(settings: Settings) -> bytes:
    """The key of number hashes; without one they are only as secret as the numbers are few."""
    return settings.secret_key.get_secret_value().encode() if settings.secret_key else b""


def ensure(settings: Settings) -> Database:
    """The database; an empty one (a new SQLite file) raises NoTables, and so is given its tables first."""
    if not settings.database_url:
        Path(settings.url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    database = Database(settings.url, secret=secret_of(settings))
    if schema.version(database) is None:
        database.close()
        raise NoTables(settings.url)
    return database
