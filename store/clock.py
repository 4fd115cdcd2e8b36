"""The database's own clock, which all processes of one database share."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import InterfaceError, OperationalError

from store.db import Database, Unavailable


def told(database: Database) -> datetime | None:
    """What the server's clock says now; None for a file, which has none. Raises Unavailable."""
    if database.engine.dialect.name == "sqlite":
        return None
    try:
        with database.reading() as session:
            return session.scalar(select(func.clock_timestamp()))
    except (OperationalError, InterfaceError) as error:
        raise Unavailable(str(error.orig)) from error
