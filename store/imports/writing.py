"""Rows to be written, collected for a batch: parents first, children by reference, every change audited."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache, partial
from typing import Any, cast

from sqlalchemy import ColumnDefault, Connection, Table, bindparam, func, insert, select, text, update
from sqlalchemy.orm import Session

from store.db import Base
from store.imports.settings import Settings
from store.models import (
    Account,
    AccountName,
    Audit,
    Call,
    Contact,
    ContactName,
    FollowUp,
    Opportunity,
    Order,
    OrderLine,
    Phone,
    Price,
    Product,
    Promotion,
    Quota,
    StageChange,
    Stock,
    Team,
    User,
)

ORDER: tuple[type[Base], ...] = (
    Team, User, Quota, Product, Price, Stock, Promotion, Account, AccountName, Contact, ContactName, Phone,
    Order, OrderLine, Call, FollowUp, Opportunity, StageChange,
)  # fmt: skip


class Ref:
    """A record that will have its number once it is written; below zero in a preview."""

    __slots__ = ("id",)

    def __init__(self, number: int) -> None:
        self.id = number


@dataclass(slots=True)
class Writer:
    """Collects inserts and updates; `flush` writes them in one go each, or forgets them in a preview."""

    settings: Settings
    event: str
    action: str
    inserts: dict[type[Base], list[tuple[Ref, dict[str, Any]]]] = field(default_factory=dict)
    updates: dict[type[Base], dict[int, dict[str, Any]]] = field(default_factory=dict)
    last: int = 0

    def add(self, model: type[Base], values: dict[str, Any]) -> Ref:
        """A record to insert; values may hold the Ref of another one."""
        self.last -= 1
        ref = Ref(self.last)
        self.inserts.setdefault(model, []).append((ref, values))
        return ref

    def change(self, model: type[Base], ref: Ref, values: Mapping[str, Any]) -> None:
        """Values to set on a record, written or still to be written."""
        if ref.id > 0:
            self.updates.setdefault(model, {}).setdefault(ref.id, {}).update(values)
            return
        for known, row in self.inserts.get(model, ()):
            if known is ref:
                row.update(values)
                return

    def flush(self, session: Session) -> None:
        """Write the batch: numbers are drawn first, so that each table takes one statement."""
        if self.settings.write:
            connection = session.connection()
            audits = [audit for model in ORDER for audit in self._number(connection, model)]
            for model in ORDER:
                self._insert(connection, model)
            audits += [audit for model in ORDER for audit in self._update(connection, model)]
            if audits:
                connection.execute(insert(_table(Audit)), audits)
        self.inserts.clear()
        self.updates.clear()

    def _number(self, connection: Connection, model: type[Base]) -> list[dict[str, Any]]:
        """Give the new records their numbers; their audit records."""
        waiting = self.inserts.get(model, [])
        if waiting:
            for (ref, _), number in zip(waiting, draw_numbers(connection, model, len(waiting)), strict=True):
                ref.id = number
        return [self._audit(model, ref.id, "add", row) for ref, row in waiting if hasattr(model, "__audit__")]

    def _insert(self, connection: Connection, model: type[Base]) -> None:
        waiting = self.inserts.get(model)
        if waiting:
            blank = _blank(model)
            rows = [
                {name: _plain(row[name]) if name in row else make() for name, make in blank.items()}
                | {"id": ref.id}
                for ref, row in waiting
            ]
            connection.execute(insert(_table(model)), rows)

    def _update(self, connection: Connection, model: type[Base]) -> list[dict[str, Any]]:
        waiting = self.updates.get(model, {})
        alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for number, row in waiting.items():
            plain = {name: _plain(value) for name, value in row.items()} | {"of": number}
            alike.setdefault(tuple(sorted(row)), []).append(plain)
        table = _table(model)
        for names, rows in alike.items():
            values: dict[str, Any] = {name: bindparam(name) for name in names}
            connection.execute(update(table).where(table.c.id == bindparam("of")).values(values), rows)
        return [
            self._audit(model, number, "change", row)
            for number, row in waiting.items()
            if hasattr(model, "__audit__")
        ]

    def _audit(self, model: type[Base], number: int, change: str, row: Mapping[str, Any]) -> dict[str, Any]:
        return {
            "at": self.settings.now,
            "user_id": self.settings.by,
            "event": self.event,
            "action": self.action,
            "change": change,
            "noun": model.__audit__,  # type: ignore[attr-defined]
            "noun_id": number,
            "fields": sorted(name for name in row if name != "version"),
        }


def draw_numbers(connection: Connection, model: type[Base], count: int) -> Sequence[int]:
    """So many new numbers for a table; on SQLite the write lock that every transaction holds keeps them ours."""
    table = _table(model)
    if connection.dialect.name == "postgresql":
        drawn = text("SELECT nextval(pg_get_serial_sequence(:table, 'id')) FROM generate_series(1, :count)")
        return connection.execute(drawn, {"table": table.name, "count": count}).scalars().all()
    last = connection.execute(select(func.max(table.c.id))).scalar() or 0
    return range(last + 1, last + 1 + count)


def _table(model: type[Base]) -> Table:
    return cast(Table, model.__table__)


@cache
def _blank(model: type[Base]) -> dict[str, Callable[[], Any]]:
    """What each column of a new record holds where a row says nothing: one shape for all rows of an insert."""
    made: dict[str, Callable[[], Any]] = {}
    for column in model.__table__.columns:
        default = column.default
        if column.name == "id":
            continue
        if isinstance(default, ColumnDefault) and default.is_callable:
            made[column.name] = partial(default.arg, None)
        else:
            made[column.name] = partial(_same, default.arg if isinstance(default, ColumnDefault) else None)
    return made


def _same(value: Any) -> Any:
    return value


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, Ref) else value


def difference(
    current: Mapping[str, Any], wanted: Mapping[str, Any], *, fill_only: bool = False
) -> dict[str, Any]:
    """What a row changes on a record: never to a blank, custom fields one by one; `fill_only`: only blanks."""
    changes: dict[str, Any] = {}
    for name, value in wanted.items():
        had = current.get(name)
        if value is None or value in ("", (), [], {}):
            continue
        if isinstance(value, Ref):
            if (had is None or not fill_only) and _plain(had) != value.id:
                changes[name] = value
            continue
        if isinstance(value, dict):
            kept = {**value, **(had or {})} if fill_only else {**(had or {}), **value}
            if kept != (had or {}):
                changes[name] = kept
            continue
        value = rounded(value)
        if (had in (None, "", []) or not fill_only) and had != value:
            changes[name] = value
    return changes


def rounded(value: Any) -> Any:
    """A value as the database will give it back: four decimals, lists and not tuples."""
    if isinstance(value, Decimal):
        return value.quantize(Decimal("0.0001")).normalize() + 0
    return list(value) if isinstance(value, tuple) else value


def shown(value: Any) -> object:
    """A value for a preview."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
