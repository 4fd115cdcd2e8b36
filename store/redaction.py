"""Taking a person's traces out of the records of others: texts and JSON, wherever they are quoted."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Table, Text, cast, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.types import JSON, String

from store.db import Base
from store.subject import Traces, escaped

GONE = "—"
CHUNK = 10
APART = frozenset(
    ("product", "price", "stock", "promotion", "team", "user_account", "chat_address", "invitation", "quota",
     "phone", "audit", "learnt", "do_not_call", "search_gram", "search_post", "search_delta", "search_upto",
     "account_name")
)  # fmt: skip
NAMES_OF_FIRMS = frozenset({"name", "short_name", "english_name", "website", "address"})


def redact(session: Session, traces: Traces) -> int:
    """Replace every trace by a dash; returns how many records held one."""
    changed = 0
    for table in Base.metadata.sorted_tables:
        if table.name in APART:
            continue
        texts = [one for one in table.columns if isinstance(one.type, String) and not one.primary_key]
        if table.name == "account":
            texts = [one for one in texts if one.name not in NAMES_OF_FIRMS]
        bodies = [one for one in table.columns if isinstance(one.type, JSON)]
        changed += _table(session, table, [*texts, *bodies], traces.texts)
    return changed


def _table(session: Session, table: Table, columns: list[Any], traces: tuple[str, ...]) -> int:
    if not columns or "id" not in table.columns:
        return 0
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(traces), CHUNK):
        part = traces[start : start + CHUNK]
        holds = or_(*(_holds(column, trace) for column in columns for trace in part))
        for held in session.execute(select(table.c.id, *columns).where(holds)).mappings():
            found.setdefault(held["id"], dict(held))
    for number, row in found.items():
        clean = {name: without(value, traces) for name, value in row.items() if name != "id"}
        new = {name: value for name, value in clean.items() if value != row[name]}
        for name in new:
            if any(index.unique for index in table.indexes if name in index.columns) or _unique(table, name):
                new[name] = f"{GONE}{number}"
        session.execute(update(table).where(table.c.id == number).values(new))
    return len(found)


def _unique(table: Table, name: str) -> bool:
    return any(
        name in getattr(one, "columns", ()) and type(one).__name__ == "UniqueConstraint"
        for one in table.constraints
    )


def _holds(column: Any, trace: str) -> ColumnElement[bool]:
    if isinstance(column.type, JSON):
        text = cast(column, Text)
        return or_(text.contains(trace, autoescape=True), text.contains(escaped(trace), autoescape=True))
    held: ColumnElement[bool] = column.contains(trace, autoescape=True)
    return held


def without(value: Any, traces: Iterable[str]) -> Any:
    """A value with every trace replaced, the longest first."""
    if isinstance(value, str):
        for trace in traces:
            value = value.replace(trace, GONE)
        return value
    if isinstance(value, dict):
        return {name: without(one, traces) for name, one in value.items()}
    if isinstance(value, list):
        return [without(one, traces) for one in value]
    return value
