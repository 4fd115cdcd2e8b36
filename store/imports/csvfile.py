"""Reading a delimited text file: which delimiter, and rows that are checked while they stream."""

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TextIO

from store.imports.headers import likeness
from store.imports.values import MAX_COLUMNS, MAX_FIELD, MAX_ROWS, Cell, Refused

DELIMITERS = ",;\t|"
SAMPLE_ROWS = 50
SAMPLE_SIGNS = 256 * 1024
LONGEST_LINE = MAX_COLUMNS * MAX_FIELD // 100
CAUSES = {
    "field larger than field limit": "import.field-too-long",
    "unexpected end of data": "import.quote-open",
    "expected after": "import.quote-broken",
}


def find_delimiter(path: Path, encoding: str) -> str:
    """The delimiter that cuts the first rows most evenly; a first row of known names weighs most."""
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_SIGNS)
    if mark := re.match(r"sep=(.)\r?\n", sample, re.IGNORECASE):
        return mark[1]
    return max(DELIMITERS, key=lambda delimiter: _fitness(sample, delimiter))


def _fitness(sample: str, delimiter: str) -> tuple[int, float, int]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > SAMPLE_ROWS:
                break
    except csv.Error:
        return 0, 0.0, 0
    if not rows:
        return 0, 0.0, 0
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    if usual == 1:
        return 0, 0.0, 0
    known = max(likeness(row)[0] for row in rows[:3])
    return known, widths.count(usual) / len(widths), usual


def csv_rows(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[Cell]]]:
    """Number (as a spreadsheet counts) and cells of each row; Refused, with its row, where one is broken.

    Streaming: one row is held at a time. Blank rows come too, so that numbers stay true.
    """
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
        number = 0
        while True:
            began = reader.line_num + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                raise _refusal(error, began, reader.line_num) from error
            number += 1
            if number == 1 and re.fullmatch(r"sep=.?", "".join(row), re.IGNORECASE):
                continue
            if len(row) > MAX_COLUMNS:
                raise Refused("import.too-many-columns", row=number, columns=len(row), most=MAX_COLUMNS)
            if number > MAX_ROWS:
                raise Refused("import.too-many-rows", most=MAX_ROWS)
            yield number, list(row)


def _lines(file: TextIO) -> Iterator[str]:
    """The lines; of one that does not end no more is read than may be in a line."""
    for number, line in enumerate(iter(partial(file.readline, LONGEST_LINE + 1), ""), start=1):
        if "\x00" in line:
            raise Refused("import.nul", row=number)
        if len(line) > LONGEST_LINE:
            raise Refused("import.field-too-long", row=number, most=MAX_FIELD)
        yield line


def _refusal(error: csv.Error, began: int, ended: int) -> Refused:
    for words, key in CAUSES.items():
        if words in str(error):
            return Refused(key, row=began, until=ended, most=MAX_FIELD)
    return Refused("import.row-broken", row=began, until=ended)
