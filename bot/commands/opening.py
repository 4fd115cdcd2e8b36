"""The database for commands that need no chat: opened, at this program's version, and closed again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import uuid4

from bot.commands.compose import ensure, secret_of
from bot.config import Settings
from store import audit, schema
from store.db import Database, Session


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database at this program's version; an empty one is given its tables. Raises SchemaError."""
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


@contextmanager
def changing(settings: Settings, action: str, now: datetime) -> Iterator[Session]:
    """A transaction whose changes are recorded as the command line's."""
    with opened(settings) as database, database.transaction() as session:
        audit.act_as(session, audit.Actor(None, f"command:{uuid4()}", action, now))
        yield session
