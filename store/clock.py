"""The database's own clock, which all processes of one database share."""

from datetime import datetime

from sqlalchemy import func, select

from store.db import Database


def told(database: Database) -> datetime | None:
    """What the server's clock says now; None for a file, which has none. Raises Unavailable."""
    if database.engine.dialect.name == "sqlite":
        return None
    with database.reading() as session:
        return session.scalar(select(func.clock_timestamp()))
