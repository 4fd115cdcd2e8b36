"""Cells into typed values: texts, codes, e-mails, tax ids, lists; a reader raises BadCell with a reason."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as clock
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from store.imports import moments, money
from store.imports.values import BadCell, Cell, Column
from store.imports.words import codes_of, country_of_address, find_code, find_country, find_currency

Reader = Callable[[Cell, Column], Any]

EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@(?:[^@\s.,;<>\"]+\.)+[^@\s.,;<>\"\d]{2,24}")
TAIWAN_WEIGHTS = (1, 2, 1, 2, 1, 2, 4, 1)
SPLIT = re.compile(r"[;；|、\n]|,\s*")
LONG, SHORT = 20_000, 300


def text(cell: Cell, column: Column, most: int = SHORT) -> str:
    """One line of words: spaces made single, invisible marks out; an error value of a spreadsheet refused."""
    words = " ".join(long_text(cell, column).split())
    if len(words) > most:
        raise BadCell("import.too-long", most=most)
    return words


def long_text(cell: Cell, column: Column) -> str:
    """Words over several lines, as they stand."""
    words = cell.isoformat() if isinstance(cell, datetime | date) else str(cell)
    if len(words) > LONG:
        raise BadCell("import.too-long", most=LONG)
    if words.isprintable():
        return words.strip()
    kept = (
        sign for sign in words if sign in "\n\t\u200d" or unicodedata.category(sign) not in {"Cc", "Cf", "Co"}
    )
    return "".join(kept).strip()


def code_of(family: str) -> Reader:
    """A reader of words that stand for a code of this family."""

    def read(cell: Cell, column: Column) -> str:
        words = text(cell, column)
        if code := find_code(family, words):
            return code
        if words in column.conventions.codes.get(family, ()):
            return words
        raise BadCell("import.unknown-word", known=", ".join(codes_of(family)))

    return read


def yes_no(cell: Cell, column: Column) -> bool:
    """Yes or no in any of the three languages."""
    if isinstance(cell, bool):
        return cell
    return bool(code_of("yes_no")(cell, column) == "yes")


def only_yes(cell: Cell, column: Column) -> bool | None:
    """Do-not-call: may be set by a file, never cleared; a no says nothing."""
    return yes_no(cell, column) or None


def email(cell: Cell, column: Column) -> str:
    """One address, also out of `Amy Lin <amy@example.com>`; of several the first, and said so."""
    words = unicodedata.normalize("NFKC", text(cell, column)).removeprefix("mailto:")
    found = EMAIL.findall(words)
    if not found or ("@" in EMAIL.sub("", words)):
        raise BadCell("import.not-email")
    if len(found) > 1:
        column.note("import.first-email", kept=found[0], others=", ".join(found[1:]))
    elif EMAIL.fullmatch(words) is None and "<" not in words:
        raise BadCell("import.not-email")
    return str(found[0]).strip("'").lower()


def tax_id(cell: Cell, column: Column) -> str | None:
    """A tax id for telling companies apart; a placeholder such as 00000000 is none, and said so."""
    bare = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text(cell, column))).upper()
    if isinstance(cell, int | float) and column.conventions.region == "TW":
        bare = bare.zfill(8)
    if len(set(bare)) <= 1 or bare in ("12345678", "123456789", "NA", "N/A"):
        column.note("import.tax-id-placeholder")
        return None
    if not re.fullmatch(r"[A-Z0-9./]{2,30}", bare):
        raise BadCell("import.not-tax-id")
    if column.conventions.region == "TW" and re.fullmatch(r"\d{8}", bare) and not taiwan_tax_id(bare):
        column.note("import.tax-id-doubtful")
    return bare


def taiwan_tax_id(digits: str) -> bool:
    """The check of the Ministry of Finance on eight digits (divisor 5 since April 2023)."""
    total = sum(
        sum(divmod(int(sign) * weight, 10)) for sign, weight in zip(digits, TAIWAN_WEIGHTS, strict=True)
    )
    return total % 5 == 0 or (digits[6] == "7" and (total + 1) % 5 == 0)


def country(cell: Cell, column: Column) -> str:
    """ISO code of a country; a guessed spelling is said."""
    words = text(cell, column)
    found = find_country(words)
    if found is None:
        raise BadCell("import.unknown-country")
    if found[1]:
        column.note("import.country-guessed", country=found[0])
    return found[0]


def country_in(address: str | None, home: str) -> str:
    """The country an address names, else the company's own."""
    return country_of_address(address, home) if address else home


def currency(cell: Cell, column: Column) -> str:
    """ISO code of a currency."""
    words = text(cell, column)
    if found := find_currency(words):
        return found
    if re.fullmatch(r"[A-Za-z]{3}", words):
        return words.upper()
    raise BadCell("import.unknown-currency")


def whole(low: int = 0, high: int = 10**9) -> Reader:
    """A reader of whole numbers in a range."""

    def read(cell: Cell, column: Column) -> int:
        number = money.read_number(cell, column)
        if number != int(number):
            raise BadCell("import.not-whole")
        if not low <= number <= high:
            raise BadCell("import.out-of-range", low=low, high=high)
        return int(number)

    return read


def headcount(cell: Cell, column: Column) -> int:
    """A number of people; of a range (51-200, 50人以上) the lower end, and said so."""
    words = text(cell, column).replace(",", "")
    match = re.match(r"^\D{0,3}(\d+)\s*(?:人|people|employees)?\s*([-~～–至到+以].*)?$", words)
    if match is None:
        raise BadCell("import.not-whole")
    if match[2]:
        column.note("import.range-lower", kept=int(match[1]))
    return int(match[1])


def amount(cell: Cell, column: Column) -> Decimal:
    """Money; a currency that the cell or its header names is left on the column for the row."""
    value, column.named = money.read_money(cell, column)
    return value


def percent(cell: Cell, column: Column) -> Decimal:
    """A discount in per cent: 10, 10%, 九折 and 9折 are ten off; of a workbook 0.1 is too."""
    words = text(cell, column)
    if match := re.fullmatch(r"([\d.]+|[一二三四五六七八九]{1,2})折", words):
        digits = match[1].translate(str.maketrans("一二三四五六七八九", "123456789")).replace(".", "")
        return 100 - Decimal(digits) * (10 if len(digits) == 1 else 1)
    number = money.read_number(cell, column)
    if isinstance(cell, float) and 0 < number < 1:
        number *= 100
    if not 0 <= number <= 100:
        raise BadCell("import.out-of-range", low=0, high=100)
    return number


def day(cell: Cell, column: Column) -> date:
    """A day."""
    return moments.read_date(cell, column)


def moment(cell: Cell, column: Column) -> datetime:
    """A moment in UTC; a bare day is its midnight in the company's zone."""
    return moments.read_moment(cell, column)[0]


def time_of_day(cell: Cell, column: Column) -> clock:
    """A time of day from a column of its own."""
    return moments.read_clock(cell)


def zone(cell: Cell, column: Column) -> str:
    """An IANA time zone."""
    words = text(cell, column)
    if words not in _zones():
        raise BadCell("import.unknown-zone")
    return words


def listed(cell: Cell, column: Column) -> tuple[str, ...]:
    """Several words in one cell."""
    parts = (" ".join(part.split()) for part in SPLIT.split(long_text(cell, column)))
    return tuple(dict.fromkeys(part for part in parts if part))


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
