"""How a value in a blank is written in each language; the words come from the trade's own writers."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from bot.sales.money import Money, format_money
from bot.sales.times import format_day, format_when

Value = str | int | Decimal | date | datetime | Money


def plain(value: Value, language: str) -> str:
    """The value as text: a text literally, a time and an amount as their filters write them."""
    if isinstance(value, Money):
        return format_money(value, language)
    if isinstance(value, datetime):
        return format_when(value, language)
    return format_day(value, language) if isinstance(value, date) else str(value)


def money(value: Value, language: str) -> str:
    """An amount: NT$28,900; a bare number with its thousands; a text as it is."""
    return f"{value:,}" if isinstance(value, int | Decimal) else plain(value, language)


def day(value: Value, language: str) -> str:
    """A time without its clock: Tue 1 Dec, 12/1（二）, 12月1日（周二）."""
    return format_day(value, language) if isinstance(value, date) else plain(value, language)


FILTERS: Mapping[str, Callable[[Value, str], str]] = {"": plain, "money": money, "when": plain, "day": day}
