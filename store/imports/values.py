"""Plain values that all parts of the import share: what a file is, what is wrong in it, how to read it."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

Cell = str | int | float | bool | datetime | date | time | timedelta

MAX_ROWS = 500_000
MAX_BYTES = 200 * 1024 * 1024
MAX_COLUMNS = 500
MAX_FIELD = 131_072
SHOWN = 200


class Refused(Exception):  # noqa: N818 - the file is refused, as the person is told
    """The whole file is refused and nothing imported: a reason key and what fills its words."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


class BadCell(ValueError):  # noqa: N818 - never leaves the row reader, which turns it into a RowError
    """A cell that cannot be read: a reason key and what fills its words."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that does not go in: its number as a spreadsheet shows it, the column, the value, the reason."""

    row: int
    column: str
    value: str
    reason: str
    params: dict[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something done or guessed that the person should see; the row goes in all the same."""

    row: int
    column: str
    value: str
    reason: str
    params: dict[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the file as a whole, for the preview: a reason key and its parameters."""

    reason: str
    params: dict[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the bytes of a file say about it: `header_row` counts from 1, 0 when there is no header."""

    kind: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    header_row: int = 0
    rows: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def has_header(self) -> bool:
        """Whether a row that names the columns was found."""
        return self.header_row > 0


@dataclass(frozen=True, slots=True)
class Conventions:
    """How the company writes: region for phones and dates, currency of bare amounts, zone of bare times.

    `codes` are the codes that the policy adds to a family of words (disposition, reason, tier...);
    `comma_decimals` is the habit where a file does not show it by itself (1.000,50 and not 1,000.50).
    """

    region: str = "TW"
    currency: str = "TWD"
    zone: str = "Asia/Taipei"
    month_first: bool = False
    comma_decimals: bool = False
    codes: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PhoneValue:
    """A number as written, as E.164 where it could be understood, its extension, and the doubt if any."""

    raw: str
    e164: str | None
    extension: str | None
    kind: str = "work"
    doubt: str | None = None


@dataclass(slots=True)
class Column:
    """How one column is read: its header, what the survey found in it, and notices of the cell at hand."""

    header: str
    field: str
    conventions: Conventions
    reader: Callable[[Cell, "Column"], Any]
    currency: str | None = None
    factor: int = 1
    day_first: bool | None = None
    comma_decimals: bool | None = None
    named: str | None = None
    notes: list[tuple[str, dict[str, object]]] = dataclasses.field(default_factory=list)

    def note(self, key: str, **params: object) -> None:
        """Remember something to tell about the cell at hand."""
        self.notes.append((key, params))


def show(cell: Cell | None) -> str:
    """A cell as words for an error list, cut to a readable length."""
    text = "" if cell is None else str(cell)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def unknown(noun: str, nearest: str) -> BadCell:
    """Something that nobody knows, with the nearest name that is known, if one is near."""
    if nearest:
        return BadCell(f"import.unknown-{noun}-near", field=noun, nearest=nearest)
    return BadCell(f"import.unknown-{noun}", field=noun)
