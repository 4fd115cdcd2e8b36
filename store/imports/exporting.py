"""Lists out again, as CSV or XLSX: what is written here, the import reads back and changes nothing."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.sales.rights import Actor
from store.db import Base
from store.imports.headers import KINDS
from store.imports.leaving import LISTS, Line
from store.imports.quoting import safe
from store.imports.reach import within
from store.imports.values import MAX_COLUMNS, Refused

MODE = {".xlsx": "xlsx"}


def export(session: Session, kind: str, out: Path, actor: Actor | None = None) -> int:
    """Write the records of a kind, streamed, as XLSX where the name ends so and as CSV else; gives their number.

    An `actor` gets those that the rights leave him, nobody (the company's own shell) all. Cells that would start a formula are quoted (see quoting.py); numbers of telephones are text.
    """
    if kind not in KINDS:
        raise Refused("import.unknown-kind", kind=kind, known=", ".join(KINDS))
    fields, lines, model = LISTS[kind]
    own = _custom_fields(session, model) if model is not None else []
    header = [*fields, *(f"custom.{name}" for name in own)]
    wanted = lines(session) if actor is None else within(session, kind, lines(session), actor)
    rows = (_cells(fields, own, line) for line in wanted)
    if MODE.get(out.suffix.lower()) == "xlsx":
        return _write_xlsx(out, header, rows)
    return _write_csv(out, header, rows)


def _cells(fields: Sequence[str], own: Sequence[str], line: Line) -> list[str]:
    custom = line.get("custom") or {}
    values = [line.get(field) for field in fields] + [custom.get(name) for name in own]
    return [safe(_text(value)) for value in values]


def _text(value: Any) -> str:
    """A value as the import reads it back: ISO days, plain numbers, lists with semicolons."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, list | tuple):
        return "; ".join(_text(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_text(part)}" for name, part in value.items())
    return str(value)


def _number(value: Decimal) -> str:
    """A number that cannot be read in two ways: 33.333 is written 33.3330."""
    text = f"{value:f}"
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def _custom_fields(session: Session, model: type[Base]) -> list[str]:
    names: dict[str, None] = {}
    found = session.scalars(select(model.custom).execution_options(yield_per=1000))  # type: ignore[attr-defined]
    for custom in found:
        names |= dict.fromkeys(custom or {})
    return list(names)[: MAX_COLUMNS - 60]


def _write_csv(out: Path, header: Iterable[str], rows: Iterator[list[str]]) -> int:
    count = 0
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_MINIMAL)
        writer.writerow(header)
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is the answer
            writer.writerow(row)
    return count


def _write_xlsx(out: Path, header: Iterable[str], rows: Iterator[list[str]]) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Baton")
    sheet.append(list(header))
    count = 0
    for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is the answer
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    book.save(out)
    return count
