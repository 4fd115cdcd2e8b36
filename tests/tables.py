"""Whether a database's tables are exactly the models."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from store.db import Base, Database
from store.schema import OLDEST


def differences(database: Database) -> list[Any]:
    """What Alembic would change, but for the note for older programs that stands beside its own table."""
    options = {"compare_type": True, "include_name": lambda name, kind, parents: name != OLDEST}
    with database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))
