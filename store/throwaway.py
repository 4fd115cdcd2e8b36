"""A database that nobody will miss: fast, because it need not survive a power cut."""

from typing import Any

from sqlalchemy import event

from store.db import Database


def careless(database: Database) -> None:
    """Have SQLite not wait for the disk; for demonstrations, never for a company's own data."""

    def hurry(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", hurry)
        database.engine.dispose()
