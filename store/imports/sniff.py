"""What a file is, by its bytes and never by its name: encoding, delimiter, sheet, header row, size."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from store.imports.csvfile import csv_rows, find_delimiter
from store.imports.encodings import find_encoding
from store.imports.headers import likeness
from store.imports.package import OLE, ZIP, check_package, refuse_ole
from store.imports.values import MAX_BYTES, Cell, FileFacts, Refused, Remark
from store.imports.xlsxfile import Workbook, open_workbook, xlsx_rows

HEADER_WITHIN = 10
OTHERS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"SQLite format", "SQLite"),
)


@dataclass(slots=True)
class Table:
    """An opened file: its facts, and its rows as often as they are asked for."""

    path: Path
    facts: FileFacts
    book: Workbook | None = None

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Number and cells of every row, the header too, blank rows included."""
        if self.book is not None:
            return xlsx_rows(self.book)
        return csv_rows(self.path, self.facts.encoding, self.facts.delimiter)

    def body(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows under the header that hold something and are no second header."""
        for number, row in self.rows():
            if number > self.facts.header_row and not is_blank(row) and not self.repeats(row):
                yield number, row

    def repeats(self, row: list[Cell]) -> bool:
        """Whether a row says the header once more."""
        return bool(self.facts.header) and tuple(str(cell).strip() for cell in row) == self.facts.header


def sniff(path: Path) -> FileFacts:
    """The facts of a file; raises Refused, with the reason, where it cannot be a list to import."""
    return open_table(path).facts


def open_table(path: Path) -> Table:
    """Open a CSV or XLSX file and read it once through, so that a broken one is refused before any row."""
    start = _first_bytes(path)
    if start.startswith(OLE):
        refuse_ole(path)
    if start.startswith(ZIP):
        book = open_workbook(path, check_package(path))
        facts = FileFacts("xlsx", sheet=book.name, sheets=book.sheets, remarks=book.remarks)
        if path.suffix.lower() in {".csv", ".txt", ".tsv"}:
            facts = replace(facts, remarks=(*facts.remarks, Remark("import.really-xlsx")))
        return _survey(Table(path, facts, book))
    for mark, name in OTHERS:
        if start.startswith(mark):
            raise Refused("import.other-kind", kind=name)
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xls"}:
        raise Refused("import.really-text")
    encoding = find_encoding(path)
    return _survey(Table(path, FileFacts("csv", encoding, find_delimiter(path, encoding))))


def is_blank(row: list[Cell]) -> bool:
    """Whether a row holds nothing but empty cells."""
    return not any(str(cell).strip() for cell in row)


def _first_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(64)
    except FileNotFoundError as error:
        raise Refused("import.no-file", name=path.name) from error
    except OSError as error:
        raise Refused("import.unreadable", name=path.name) from error
    if size == 0:
        raise Refused("import.no-rows")
    if size > MAX_BYTES:
        raise Refused("import.too-big", most=MAX_BYTES // 1024**2)
    return start


def _survey(table: Table) -> Table:
    """Find the header, then read all rows once: a file that breaks further down is refused whole."""
    filled = ((number, row) for number, row in table.rows() if not is_blank(row))
    header_row, header = _find_header(list(islice(filled, HEADER_WITHIN)))
    table.facts = replace(table.facts, header=header, header_row=header_row)
    rows = blank = ragged = repeated = 0
    for number, row in table.rows():
        if is_blank(row):
            blank += 1
        elif number > header_row and table.repeats(row):
            repeated += 1
        elif number > header_row:
            rows += 1
            ragged += header_row > 0 and len(row) != len(header)
    if rows == 0:
        raise Refused("import.no-rows")
    told = (("import.header-repeated", repeated), ("import.blank-rows", blank), ("import.ragged", ragged))
    remarks = tuple(Remark(key, {"count": count}) for key, count in told if count)
    table.facts = replace(table.facts, rows=rows, remarks=(*table.facts.remarks, *remarks))
    return table


def _find_header(head: list[tuple[int, list[Cell]]]) -> tuple[int, tuple[str, ...]]:
    """Row number and names of the header: the row with most known names, else a first row of bare words."""
    best, best_known = None, 0
    for number, row in head:
        known, filled = likeness(str(cell) for cell in row)
        if known > best_known and known * 3 >= filled:
            best, best_known = (number, row), known
    if best is None and len(head) > 1 and _words_only(head[0][1]) and not _words_only(head[1][1]):
        best = head[0]
    if best is None:
        return 0, ()
    return best[0], tuple(str(cell).strip() for cell in best[1])


def _words_only(row: list[Cell]) -> bool:
    return not any(_datum(cell) for cell in row)


def _datum(cell: Cell) -> bool:
    if isinstance(cell, int | float | datetime | date | time | timedelta):
        return True
    with suppress(ValueError):
        float(cell.replace(",", ""))
        return True
    return "@" in cell or sum(sign.isdigit() for sign in cell) * 2 > len(cell)
