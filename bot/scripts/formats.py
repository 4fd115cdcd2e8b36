"""How a value in a blank is written in each language: money with currency and thousands, absolute times."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol


class Amount(Protocol):
    """Money as the desk keeps it."""

    @property
    def amount(self) -> Decimal:
        """How much, in units of the currency."""

    @property
    def currency(self) -> str:
        """ISO 4217."""


Value = str | int | Decimal | date | datetime | Amount

_SIGNS = {"TWD": "NT$", "CNY": "¥", "USD": "US$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "HKD": "HK$"}
_DAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS_ZH = "一二三四五六日"


def money(value: Value, language: str) -> str:
    """NT$28,900; cents only where there are some. A text is left as it is."""
    if isinstance(value, int | Decimal):
        return _grouped(Decimal(value))
    if isinstance(value, str | date):
        return plain(value, language)
    sign = _SIGNS.get(value.currency, f"{value.currency} ")
    return f"{sign}{_grouped(Decimal(value.amount))}"


def _grouped(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"


def when(value: Value, language: str) -> str:
    """Tue 1 Dec 10:00 · 12/1（二）10:00 · 12月1日（周二）10:00; a date without a clock time has none."""
    if not isinstance(value, date):
        return plain(value, language)
    clock = f"{value:%H:%M}" if isinstance(value, datetime) else ""
    day = _DAYS_ZH[value.weekday()]
    if language == "zh-TW":
        return f"{value.month}/{value.day}（{day}）{clock}"
    if language == "zh-CN":
        return f"{value.month}月{value.day}日（周{day}）{clock}"
    english = f"{_DAYS_EN[value.weekday()]} {value.day} {_MONTHS_EN[value.month - 1]}"
    return f"{english} {clock}".rstrip()


def day(value: Value, language: str) -> str:
    """The same without the clock time."""
    return when(value.date() if isinstance(value, datetime) else value, language)


def plain(value: Value, language: str) -> str:
    """The value as text, literally; times and money as their filters write them."""
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return when(value, language)
    return str(value) if isinstance(value, int | Decimal) else money(value, language)


FILTERS: Mapping[str, Callable[[Value, str], str]] = {
    "": plain,
    "money": money,
    "when": when,
    "day": day,
}
