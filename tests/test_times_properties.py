"""Times read and told: back and forth, no text that breaks them, effort, both scripts, the sets."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from bot.sales.calendar import Calendar
from bot.sales.times import find_times, format_when, read_time
from bot.sales.times.folding import fold
from bot.sales.times.scanning import RULES
from tests.accuracy_times import LANGUAGES, measure, rows
from tests.effort import steps
from tests.moments import NOW, TAIPEI, TW, read


def test_words() -> None:
    at = datetime(2026, 12, 1, 10, tzinfo=TAIPEI)
    assert format_when(at, "en") == "Tue 1 Dec 10:00"
    assert format_when(at, "zh-TW") == "12/1（二）10:00"
    assert format_when(at, "zh-CN") == "12月1日（周二）10:00"
    next_year = datetime(2027, 1, 5, 9, 5, tzinfo=TAIPEI)
    assert format_when(next_year, "en", NOW) == "Tue 5 Jan 2027 09:05"
    assert format_when(next_year, "zh-TW", NOW) == "2027/1/5（二）09:05"
    assert format_when(next_year, "zh-CN", NOW) == "2027年1月5日（周二）09:05"
    with pytest.raises(ValueError, match="language"):
        format_when(at, "fr")


minutes_ahead = st.integers(1, 2 * 365 * 24 * 60)


nows = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda m: datetime(2026, 1, 1, tzinfo=TAIPEI) + timedelta(minutes=m)
)


@given(st.sampled_from(sorted(LANGUAGES)), nows, minutes_ahead)
def test_what_is_shown_can_be_read_back(language: str, now: datetime, ahead: int) -> None:
    at = now + timedelta(minutes=ahead)
    words = format_when(at, language, now)
    for found in (read_time(words, now, TW), *find_times(f"call {words} ok", now, TW)):
        assert found is not None
        assert found.due == at
        assert found.sure or (1 <= at.hour <= 7 and found.remarks[0] == "ambiguous")


scraps = st.sampled_from(
    [*"0123456789一二三十百點点半刻下上個周週月年日號后後前過再在到或/:-.()，,~ \n", "tomorrow", "next", "week", "in ",
     "half", "at", "pm", "Friday", "or", "end of", "Dec", "the", "3rd", "業", "分鐘", "小時", "工作天", "99999", "𠮷", "²"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), st.lists(scraps, max_size=20).map("".join)), nows)
def test_no_text_breaks_it(text: str, now: datetime) -> None:
    assert len(fold(text)) == len(text)
    for found in (*find_times(text, now, TW), read_time(text, now, TW)):
        if found is not None:
            assert text[found.start : found.end] == found.text
            assert found.due.tzinfo == now.tzinfo
            assert not found.sure or found.due.astimezone(UTC) > now.astimezone(UTC)
            assert all(option.astimezone(UTC) > now.astimezone(UTC) for option in found.options)


def _steps(text: str) -> int:
    find_times(text, NOW, TW)  # patterns are compiled when first used
    return steps(find_times, text, NOW, TW)


@pytest.mark.parametrize(
    "piece",
    [
        "周文彬 後天十點再談 要三台 NB-14r5 ",
        "call back Fri at 4 re 3 units ",
        "明天",
        "1 ",
        "in 3 ",
        "十",
        " ",
        "(",
        "每週",
    ],
)
def test_the_work_for_a_long_text_grows_no_faster_than_the_text(piece: str) -> None:
    assert _steps((piece * 10_000)[:10_000]) < 10 * 10_000
    assert _steps("3" + piece * (9_000 // len(piece)) + "點") < 10 * 9_000


def test_a_line_is_read_in_few_steps() -> None:
    lines = [
        "周文彬 講了一刻鐘 想看三台 NB-14r5 的報價 老闆點頭才行 預算九萬 後天十點再談 並寄規格書",
        "call back Fri at 4",
    ]
    assert all(_steps(line) < 600 for line in lines)


def test_rules_start_with_the_characters_they_name() -> None:
    """A rule that is not filed under a character it can start with would never be tried."""
    for text in (
        "january 5",
        "half past 4",
        "年底",
        "拜五",
        "稍後再打",
        "晚點再打",
        "eod",
        "q1 2027",
        "半小時後",
    ):
        assert read(text) is not None or find_times(text, NOW, TW), text
    assert all(rule.starts for rule in RULES)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_sets_are_read_right(language: str) -> None:
    assert len(rows(language)) >= 300
    for part in ("tuning", "held"):
        figures = measure(part)[language]
        assert figures["accuracy"] >= 0.98
        assert figures["silent"] <= 0.005


def test_first_thing_is_when_the_desk_opens() -> None:
    early = Calendar(TAIPEI, "TW", opens=time(8, 30))
    for text in ("first thing tomorrow", "明天一早"):
        found = read_time(text, NOW, early)
        assert found is not None
        assert found.due == datetime(2026, 11, 24, 8, 30, tzinfo=TAIPEI)


def test_every_character_of_the_rules_is_found_in_both_scripts() -> None:
    to_traditional = [OpenCC(name) for name in ("s2t", "s2tw")]
    known = {character for rule in RULES for character in rule.pattern if "\u4e00" <= character <= "\u9fff"}
    for character in known:
        for converter in to_traditional:
            assert fold(converter.convert(character)) == character
