"""Reading a file of one kind into typed rows, errors and notices; nothing here knows a database."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from store.imports.building import build
from store.imports.fields import AMOUNTS, DATES, READERS, REQUIRED, reader_of
from store.imports.headers import KINDS, HeaderMap, Target, map_headers
from store.imports.moments import day_order
from store.imports.money import decimal_habit, read_unit
from store.imports.quoting import bare
from store.imports.rows import AnyRow
from store.imports.sniff import Table, open_table
from store.imports.values import (
    BadCell,
    Cell,
    Column,
    Conventions,
    FileFacts,
    Notice,
    Refused,
    Remark,
    RowError,
    show,
)
from store.imports.words import says_nothing

Item = AnyRow | RowError | Notice
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#FORMULA"}
KEPT_AS_TYPED = frozenset({"custom.note", "note", "personal_notes", "quantity"})


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened file of one kind: what its columns mean, and its rows as often as they are asked for."""

    kind: str
    facts: FileFacts
    headers: HeaderMap
    columns: tuple[Column | None, ...]
    conventions: Conventions
    table: Table

    def items(self) -> Iterator[Item]:
        """Rows, errors and notices in the order of the file, streamed."""
        for number, row in self.table.body():
            yield from self._read(number, row)

    def _read(self, number: int, row: Sequence[Cell]) -> Iterator[Item]:
        values: dict[str, Any] = {}
        failed = False
        for cell, column in zip(row, self.columns, strict=False):
            if column is None or cell == "":
                continue
            try:
                self._take(values, column, cell)
            except BadCell as bad:
                failed = True
                yield RowError(number, column.header, show(cell), bad.key, bad.params)
            for key, params in column.notes:
                yield Notice(number, column.header, show(cell), key, params)
            column.notes.clear()
        spilled = [cell for cell in row[len(self.columns) :] if str(cell).strip()]
        if spilled:
            yield RowError(
                number, "", show(spilled[0]), "import.row-too-long", {"columns": len(self.columns)}
            )
            return
        if not failed:
            yield self._build(number, values)

    def _take(self, values: dict[str, Any], column: Column, cell: Cell) -> None:
        if isinstance(cell, str):
            cell = bare(cell.strip())
            if cell in ERRORS:
                raise BadCell("import.formula-blank" if cell == "#FORMULA" else "import.formula-error")
            if not cell or (column.field not in KEPT_AS_TYPED and says_nothing(cell)):
                return
        column.named = None
        value = column.reader(cell, column)
        if value is None or value in ("", ()):
            return
        if column.field.startswith("phone."):
            values["phones"] = (*values.get("phones", ()), *value)
        elif column.named and self.kind == "accounts" and column.named != self.conventions.currency:
            column.note("import.other-currency", currency=column.named)
            values[f"custom.{column.field}"] = f"{value} {column.named}"
        else:
            values[column.field] = value
            if column.named:
                values["currency named"] = column.named

    def _build(self, number: int, values: dict[str, Any]) -> AnyRow | RowError:
        for choices in REQUIRED[self.kind]:
            if not any(field in values for field in choices):
                return RowError(number, self._header_of(choices), "", "import.missing", {"field": choices[0]})
        values.pop("currency named", None) if self.kind == "accounts" else None
        try:
            return build(self.kind, number, values, self.conventions)
        except BadCell as bad:
            field = str(bad.params.get("field", ""))
            return RowError(number, self._header_of((field,)), show(values.get(field)), bad.key, bad.params)

    def _header_of(self, fields: Sequence[str]) -> str:
        named = (column.header for column in self.columns if column and column.field in fields)
        return next(named, fields[0])


def read(path: Path, kind: str, conventions: Conventions) -> Reading:
    """Open a file as a list of one kind; raises Refused where it cannot be read as such."""
    if kind not in KINDS:
        raise Refused("import.unknown-kind", kind=kind, known=", ".join(KINDS))
    table = open_table(path)
    if not table.facts.has_header:
        first = next((row for _, row in table.rows() if any(str(cell).strip() for cell in row)), [])
        guess = guess_header(kind, table, conventions)
        raise Refused("import.no-header", first=show(", ".join(map(str, first))), guess=",".join(guess))
    headers = map_headers(kind, table.facts.header)
    for choices in REQUIRED[kind]:
        if not headers.fields() & set(choices):
            raise Refused(
                "import.no-column", field=choices[0], kind=kind, header=", ".join(table.facts.header)
            )
    columns = tuple(_column(kind, target, conventions) if target else None for target in headers.targets)
    _settle(table, columns)
    return Reading(kind, table.facts, headers, columns, conventions, table)


def remarks(reading: Reading) -> tuple[Remark, ...]:
    """What the preview says about the file and its columns."""
    told = list(reading.facts.remarks)
    for key, names in (
        ("import.unknown-columns", reading.headers.unknown),
        ("import.ignored-columns", reading.headers.ignored),
        ("import.doubled-columns", reading.headers.doubled),
    ):
        if names:
            told.append(Remark(key, {"names": ", ".join(names)}))
    for column in reading.columns:
        if column and column.day_first is not None:
            told.append(Remark("import.day-order", {"column": column.header, "day_first": column.day_first}))
    return tuple(told)


def guess_header(kind: str, table: Table, conventions: Conventions) -> list[str]:
    """A first line that would fit a file without one, by what its columns hold; `?` where nobody can tell."""
    rows = [row for _, row in islice(table.body(), 50)]
    guess: list[str] = []
    fields = ("email", "tax_id", "phone.work", "ordered_at", "at", "due", "opened_at", "amount", "quantity")
    for place in range(max(len(row) for row in rows)):
        found = [row[place] for row in rows if place < len(row) and str(row[place]).strip()]
        fitting = (field for field in fields if _fits(kind, field, found, conventions) and field not in guess)
        guess.append(next(fitting, "?"))
    names = [place for place, field in enumerate(guess) if field == "?"]
    if names:
        guess[names[0]] = REQUIRED[kind][0][0]
    return [field.removesuffix(".work") for field in guess]


def _fits(kind: str, field: str, found: list[Cell], conventions: Conventions) -> bool:
    if not found or (field not in READERS[kind] and field not in ("email", "phone.work")):
        return False
    reader = reader_of(kind, field)
    column = Column("", field, conventions, reader)
    for cell in found:
        try:
            reader(cell, column)
        except BadCell:
            return False
    return not any(key.startswith("import.phone") for key, _ in column.notes)


def _column(kind: str, target: Target, conventions: Conventions) -> Column:
    currency, factor = read_unit(target.unit) if target.unit else (None, 1)
    reader = reader_of(kind, target.field)
    return Column(target.header, target.field, conventions, reader, currency, factor)


def _settle(table: Table, columns: Sequence[Column | None]) -> None:
    """Read the columns of days and amounts once: the habit that one value proves holds for the column."""
    days = [(place, column) for place, column in enumerate(columns) if column and column.reader in DATES]
    sums = [(place, column) for place, column in enumerate(columns) if column and column.reader in AMOUNTS]
    for _, row in table.body():
        for place, column in days:
            if column.day_first is None and place < len(row) and isinstance(row[place], str):
                column.day_first = day_order([str(row[place])])
        for place, column in sums:
            if column.comma_decimals is None and place < len(row) and isinstance(row[place], str):
                column.comma_decimals = decimal_habit([str(row[place])])
    _share([column for _, column in days], "day_first")
    _share([column for _, column in sums], "comma_decimals")


def _share(columns: Sequence[Column], habit: str) -> None:
    """A column that proves nothing follows the others of its file, where these agree."""
    proved = {getattr(column, habit) for column in columns} - {None}
    if len(proved) == 1:
        for column in columns:
            setattr(column, habit, proved.copy().pop())
