"""What Alembic runs: always on a connection handed in by store.schema, in one transaction."""

from typing import Any, Literal

from alembic import context

from store import models
from store.db import Base, BigId, Exact, Json, UtcDateTime

assert models.User.metadata is Base.metadata  # noqa: S101 - the tables must be loaded before comparing


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types by their names, so that a migration reads like the models."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime | Exact):
        return f"db.{type(item).__name__}()"
    return "db.Json" if item is Json else "db.BigId" if repr(item) == repr(BigId) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render_item,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
