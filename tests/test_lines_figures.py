"""Lengths, amounts and numbers in a line."""

from decimal import Decimal

import pytest

from bot.sales.lines import read_minutes
from bot.sales.money import Money, format_money, read_money
from bot.sales.numerals import read_number
from tests.reading import read


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("12分鐘", 12), ("半小時", 30), ("一刻鐘", 15), ("一刻钟", 15), ("講了一刻鐘", 15), ("1h 5m", 65), ("1.5 hrs", 90),
        ("90s", 2), ("兩個半小時", 150), ("１２分鐘", 12), ("three quarters of an hour", 45), ("half an hour", 30),
        ("an hour and a half", 90), ("5分30秒", 6), ("二十分鐘", 20), ("王經理", None), ("", None), ("12", None),
    ],
)  # fmt: skip
def test_lengths(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize(
    "line", ["半小時後再打", "call back in 30 min", "十分鐘前打的", "車程40分鐘", "30 min demo on Friday"]
)
def test_what_is_no_length_of_the_call(line: str) -> None:
    assert read(line).minutes is None


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("120萬", "1200000", "TWD"), ("三万五", "35000", "TWD"), ("$4,500", "4500", "TWD"), ("50k", "50000", "TWD"),
        ("NT$1.2m", "1200000", "TWD"), ("九萬", "90000", "TWD"), ("９，０００元", "9000", "TWD"), ("US$4,500", "4500", "USD"),
        ("half a million", "500000", "TWD"), ("三點五萬", "35000", "TWD"), ("12w", "120000", "TWD"), ("￥3000", "3000", "CNY"),
        ("5 萬", "50000", "TWD"), ("一百二十萬", "1200000", "TWD"), ("twelve hundred", "1200", "TWD"),
    ],
)  # fmt: skip
def test_amounts(text: str, amount: str, currency: str) -> None:
    money = read_money(text, "TWD")
    assert money is not None
    assert money.as_fact() == {"amount": amount, "currency": currency}


@pytest.mark.parametrize(
    "text", ["NaN", "1e309", "-0", "1.000", "1,00", "٣", "²", "3,5", "", "萬", "k", "王經理"]
)
def test_what_could_mean_two_things_is_no_amount(text: str) -> None:
    assert read_money(text, "TWD") is None


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("28900", "TWD", "en", "NT$28,900"),
        ("1200000", "TWD", "en", "NT$1.2 m"),
        ("1200000", "TWD", "zh-TW", "NT$120 萬"),
        ("1200000", "CNY", "zh-CN", "¥120 万"),
        ("90000", "TWD", "zh-TW", "NT$90,000"),
        ("1234567", "TWD", "en", "NT$1,234,567"),
        ("4500.5", "USD", "en", "US$4,500.50"),
        ("-500", "TWD", "en", "-NT$500"),
    ],
)
def test_amounts_are_written_exactly(amount: str, currency: str, language: str, written: str) -> None:
    assert format_money(Money(Decimal(amount), currency), language) == written


def test_a_rounded_amount_is_asked_for() -> None:
    assert format_money(Money(Decimal(38_412_345), "TWD"), "en", rounded=True) == "NT$38.4 m"


@pytest.mark.parametrize(
    ("words", "number"),
    [("十五", 15), ("兩百", 200), ("1,000", 1000), ("３", 3), ("a dozen", 12), ("twenty five", 25)],
)
def test_numbers(words: str, number: int) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize(
    "line",
    ["王經理問T480還有沒有", "他們有三萬名員工", "王經理 4K螢幕", "分機218", "手機0912-345-678", "營收三億"],
)
def test_numbers_that_are_no_money(line: str) -> None:
    draft = read(line)
    assert draft.amount is None
    assert draft.bant.budget is None
