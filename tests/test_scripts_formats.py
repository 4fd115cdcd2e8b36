"""How values in blanks are written."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from bot.sales.money import Money
from bot.scripts.blanks import fill
from bot.scripts.formats import Value

TAIPEI = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Money(Decimal("28900"), "TWD"), "NT$28,900"),
        (Money(Decimal("28900.00"), "CNY"), "¥28,900"),
        (Money(Decimal("1234.5"), "USD"), "US$1,234.50"),
        (Money(Decimal("7"), "CHF"), "CHF 7"),
        (28900, "28,900"),
        ("NT$28,900", "NT$28,900"),
    ],
)
def test_money(value: Money | int | str, said: str) -> None:
    assert fill("{product.price|money}", {"product.price": value}, "zh-TW") == said


@pytest.mark.parametrize(
    ("language", "with_clock", "without"),
    [
        ("en", "Tue 1 Dec 10:00", "Tue 1 Dec"),
        ("zh-TW", "12/1（二）10:00", "12/1（二）"),
        ("zh-CN", "12月1日（周二）10:00", "12月1日（周二）"),
    ],
)
def test_times_are_absolute_with_weekday(language: str, with_clock: str, without: str) -> None:
    moment = datetime(2026, 12, 1, 10, 0, tzinfo=TAIPEI)
    values: dict[str, Value] = {"at": moment, "on": date(2026, 12, 1), "said": "next week"}
    assert fill("{at|when}", values, language) == with_clock
    assert fill("{at}", values, language) == with_clock
    assert fill("{at|day}", values, language) == without
    assert fill("{on|when}", values, language) == without
    assert fill("{said|when}", values, language) == "next week"
