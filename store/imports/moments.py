"""Dates and times as people and spreadsheets write them; a column shows whether day or month comes first."""

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from store.imports.values import BadCell, Cell, Column

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
            "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
REPUBLIC = re.compile(
    r"(?:(?:中華)?民國\s*(\d{1,3})|(\d{2,3}))\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
COMPACT_REPUBLIC = re.compile(r"(0\d{2}|1\d{2})(\d{2})(\d{2})(?!\d)")
DAY_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([a-z]{3,9})\.?,?[\s\-]+(\d{4})")
MONTH_NAMED = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
WEEKDAY = re.compile(
    r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+|\s*\((?:週|周|星期)?[一二三四五六日]\)"
)
CLOCK = re.compile(
    r"^[t\s,]*(上午|早上|下午|晚上|中午|凌晨)?\s*(\d{1,2})[:點点时時](\d{1,2})分?(?::?(\d{1,2})秒?(?:\.(\d{1,6})\d*)?)?"
    r"\s*([ap]\.?m\.?)?\s*(z|utc|[+-]\d{2}:?\d{2})?$"
)
MORNING, AFTERNOON = {"am", "上午", "凌晨", "早上"}, {"pm", "下午", "晚上", "中午"}
SERIAL_ZERO = date(1899, 12, 30)
REPUBLIC_OFFSET = 1911
REPUBLIC_FROM, REPUBLIC_UNTIL = 32, 150


def day_order(texts: list[str]) -> bool | None:
    """Whether a column of 3/1/2017 puts the day first: True or False once some value proves it."""
    day = month = 0
    for text in texts:
        if match := YEAR_LAST.match(text.strip()):
            day += int(match[1]) > 12 >= int(match[2])
            month += int(match[2]) > 12 >= int(match[1])
    return None if day == month == 0 else day > month


def read_date(cell: Cell, column: Column) -> date:
    """The day that a cell names; a time behind it is passed over."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _split(cell, column)[0]


def read_moment(cell: Cell, column: Column) -> tuple[datetime, bool]:
    """The moment that a cell names, in UTC, and whether it named a time of day (else midnight there)."""
    zone = ZoneInfo(column.conventions.zone)
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=zone).astimezone(UTC), cell.time() != time(0)
    if isinstance(cell, date):
        return datetime.combine(cell, time(0), zone).astimezone(UTC), False
    day, rest = _split(cell, column)
    if not rest.strip():
        return datetime.combine(day, time(0), zone).astimezone(UTC), False
    at, offset = _clock(rest)
    return datetime.combine(day, at, offset or zone).astimezone(UTC), True


def read_clock(cell: Cell) -> time:
    """A time of day by itself, from its own column."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, timedelta) and timedelta(0) <= cell < timedelta(days=1):
        return (datetime(2000, 1, 1, tzinfo=UTC) + cell).time()
    if not isinstance(cell, str):
        raise BadCell("import.not-time")
    return _clock(unicodedata.normalize("NFKC", cell).strip().casefold())[0]


def read_founded(cell: Cell, column: Column) -> str:
    """A day of founding as ISO text, or its year: `2013 (1888)` is 2013; what is neither stays as written."""
    try:
        return read_date(cell, column).isoformat()
    except BadCell:
        year = re.match(r"\s*(1[5-9]\d\d|20\d\d)(?!\d)", str(cell))
        return year[1] if year else str(cell).strip()


def _split(cell: Cell, column: Column) -> tuple[date, str]:
    """The day at the start of a text, and what follows it."""
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        raise BadCell("import.not-date")
    text = WEEKDAY.sub("", unicodedata.normalize("NFKC", str(cell)).strip().casefold())
    found = _year_first(text) or _named_month(text) or _year_last(text, column) or _serial(text, column)
    if found is None:
        raise BadCell("import.not-date")
    (year, month, day), end = found
    try:
        return date(year, month, day), text[end:]
    except ValueError as error:
        raise BadCell("import.no-such-day") from error


def _year_first(text: str) -> tuple[tuple[int, int, int], int] | None:
    for pattern in (YEAR_FIRST, COMPACT):
        if match := pattern.match(text):
            return (int(match[1]), int(match[2]), int(match[3])), match.end()
    if match := COMPACT_REPUBLIC.match(text):
        return (int(match[1]) + REPUBLIC_OFFSET, int(match[2]), int(match[3])), match.end()
    if match := REPUBLIC.match(text):
        year = int(match[1] or match[2])
        if match[1] or REPUBLIC_FROM <= year <= REPUBLIC_UNTIL:
            return (year + REPUBLIC_OFFSET, int(match[3]), int(match[4])), match.end()
    return None


def _named_month(text: str) -> tuple[tuple[int, int, int], int] | None:
    if (match := DAY_NAMED.match(text)) and match[2] in MONTHS:
        return (int(match[3]), MONTHS[match[2]], int(match[1])), match.end()
    if (match := MONTH_NAMED.match(text)) and match[1] in MONTHS:
        return (int(match[3]), MONTHS[match[1]], int(match[2])), match.end()
    return None


def _year_last(text: str, column: Column) -> tuple[tuple[int, int, int], int] | None:
    match = YEAR_LAST.match(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    day_first = column.day_first
    if day_first is None:
        day_first = not column.conventions.month_first
        if first <= 12 and second <= 12 and first != second:
            column.note("import.day-order-guessed", day_first=day_first)
    if len(match[3]) == 2:
        year += 2000 if year < 70 else 1900
    return ((year, second, first) if day_first else (year, first, second)), match.end()


def _serial(text: str, column: Column) -> tuple[tuple[int, int, int], int] | None:
    """A spreadsheet's day number that lost its format: 42663 is 2016-10-20."""
    if not re.fullmatch(r"[2-6]\d{4}", text):
        return None
    day = SERIAL_ZERO + timedelta(days=int(text))
    column.note("import.date-from-serial", date=day.isoformat())
    return (day.year, day.month, day.day), len(text)


def _clock(text: str) -> tuple[time, tzinfo | None]:
    match = CLOCK.match(text.strip())
    if match is None:
        raise BadCell("import.not-time")
    hour, half = int(match[2]), (match[1] or match[6] or "").replace(".", "")
    if half in AFTERNOON and hour < 12:
        hour += 12
    elif half in MORNING and hour == 12:
        hour = 0
    try:
        at = time(hour, int(match[3]), int(match[4] or 0), int((match[5] or "").ljust(6, "0")))
    except ValueError as error:
        raise BadCell("import.not-time") from error
    if not match[7]:
        return at, None
    if match[7] in ("z", "utc"):
        return at, UTC
    sign = -1 if match[7][0] == "-" else 1
    return at, timezone(sign * timedelta(hours=int(match[7][1:3]), minutes=int(match[7][-2:])))
