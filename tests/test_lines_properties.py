"""Whatever is typed is read, in time that grows with the line; a draft put into words is read back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sales.draft import Bant, Draft, FollowUp, ProductLine
from bot.sales.money import Money
from tests.effort import steps
from tests.reading import NOW, read


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_an_error_and_the_same_twice(text: str) -> None:
    draft = read(text)
    assert draft == read(text)
    assert all(0 <= start <= end <= len(text) for start, end in draft.spans.values())


@pytest.mark.parametrize(
    "unit",
    [
        "王經理沒接 ", "預算九萬 ", "call back Wed 10am, ", "a", "一", "不要", "NB-14r5 三台 ", "\ud800", "，", "Q1 ",
        "Dell quoted 85k. ", "戴爾報85萬 ", "答應明天寄報價 ", "send specs on Friday; ", "聊了10分鐘 ", "五台NB-14r5不對六台",
    ],
)  # fmt: skip
def test_the_work_for_a_line_grows_no_faster_than_the_line(unit: str) -> None:
    read("what is read once")
    shorter, longer = (steps(read, (unit * size)[:size]) for size in (1_000, 8_000))
    assert longer < 8 * shorter * 1.5


NAMES = st.sampled_from(["周文彬", "林淑芬", "王經理", "陳總", "Mary Chen", "Will Price", "Bob Jones"])
TALKS = st.integers(1, 90)
QUANTITIES = st.integers(2, 400)
BUDGETS = st.integers(1, 999).map(lambda tens: tens * 10_000)
HOURS = st.integers(8, 18)
DAYS = st.integers(1, 6)


def spoken(number: int) -> str:
    return f"{number // 10_000}萬"


@given(NAMES, TALKS, QUANTITIES, BUDGETS, DAYS, HOURS, st.permutations(range(5)))
@settings(max_examples=200, deadline=None)
def test_a_draft_put_into_chinese_words_is_read_back(
    who: str, minutes: int, quantity: int, budget: int, days: int, hour: int, order: list[int]
) -> None:
    due = (NOW + timedelta(days=days)).replace(hour=hour)
    parts = [
        f"講了{minutes}分鐘", f"想要{quantity}台NB-14r5的報價", f"預算{spoken(budget)}", f"{due:%m/%d} {hour}:00再打", "老闆決定",
    ]  # fmt: skip
    draft = read(" ".join([who, *(parts[place] for place in order)]))
    assert replace(draft, spans={}, unsure=()) == Draft(
        who=who,
        disposition="quote_requested",
        minutes=minutes,
        follow_up=FollowUp("call", due),
        products=(ProductLine("NB-14r5", "14-inch notebook R5", quantity),),
        bant=Bant(budget=Money(Decimal(budget), "TWD"), authority="老闆"),
    )


@given(NAMES, TALKS, QUANTITIES, st.integers(2, 999), DAYS, HOURS, st.permutations(range(5)))
@settings(max_examples=200, deadline=None)
def test_a_draft_put_into_english_words_is_read_back(
    who: str, minutes: int, quantity: int, thousands: int, days: int, hour: int, order: list[int]
) -> None:
    due = (NOW + timedelta(days=days)).replace(hour=hour)
    parts = [
        f"talked {minutes} min", f"wants a quote for {quantity} NB-14r5", f"budget {thousands}k",
        f"call back {due:%b} {due.day} {hour:02}:00", "boss decides",
    ]  # fmt: skip
    draft = read(", ".join([who, *(parts[place] for place in order)]))
    assert replace(draft, spans={}, unsure=()) == Draft(
        who=who,
        disposition="quote_requested",
        minutes=minutes,
        follow_up=FollowUp("call", due),
        products=(ProductLine("NB-14r5", "14-inch notebook R5", quantity),),
        bant=Bant(budget=Money(Decimal(thousands * 1000), "TWD"), authority="boss"),
    )
