"""Times as people write them: what was agreed, working days, what is over or vague, spans, clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.sales.calendar import Calendar
from bot.sales.times import find_times, read_time
from tests.moments import NOW, TAIPEI, TW, read

NEW_YORK = ZoneInfo("America/New_York")


US = Calendar(NEW_YORK, "US")


def due(text: str) -> str:
    found = read(text)
    assert found is not None, text
    assert found.sure, (text, found.remarks)
    return f"{found.due:%Y-%m-%d %H:%M}"


SECTION_6 = {
    "2026-11-24 09:00": "tomorrow|明天|明早",
    "2026-11-25 09:00": "後天|后天",
    "2026-11-26 09:00": "大後天|大后天|in 3 days|三天後|三天后|in 3 business days|三個工作天後|三个工作日后",
    "2026-11-23 12:00": "in 2 hours|兩小時後|两小时后|noon|中午",
    "2026-11-23 10:30": "半小時後|in 30 min",
    "2026-11-27 09:00": "Friday|週五|周五|星期五|禮拜五|this Friday|這週五|这周五",
    "2026-12-04 09:00": "next Friday|下週五|下周五",
    "2026-11-30 09:00": "next week|下週|下周|月底|end of month",
    "2026-12-07 09:00": "下下週|兩週後|两周后|in two weeks",
    "2026-12-01 09:00": "next month|下個月|下个月",
    "2026-12-31 09:00": "年底",
    "2026-12-03 09:00": "12/3|12月3日|12-03|Dec 3|3 Dec|2026-12-03|3號|3号",
    "2026-12-23 09:00": "一個月後|in a month",
    "2026-11-23 16:30": "四點半|half past 4",
    "2026-11-23 15:15": "三點一刻",
    "2026-11-23 16:00": "4pm|16:00|1600",
    "2026-11-23 15:00": "三點|3 點|3:00",
    "2026-11-23 14:00": "下午|this afternoon",
    "2026-11-23 18:00": "傍晚|this evening",
    "2026-11-23 20:00": "晚上|tonight",
    "2027-01-04 09:00": "下一季|next quarter",
}


@pytest.mark.parametrize(("wanted", "texts"), SECTION_6.items())
def test_every_expression_that_was_agreed(wanted: str, texts: str) -> None:
    for text in texts.split("|"):
        assert due(text) == wanted, text


def test_clock_times_of_a_working_day() -> None:
    for hour in range(1, 8):
        assert due(f"tomorrow {hour}:00") == f"2026-11-24 {hour + 12}:00"
    for hour in range(8, 13):
        assert due(f"明天{hour}點") == f"2026-11-24 {hour:02}:00"


def test_a_weekday_is_the_next_one_still_to_come() -> None:
    assert due("Monday 3pm") == "2026-11-23 15:00"
    assert due("Monday 9:30") == "2026-11-30 09:30"
    sunday = datetime(2026, 11, 22, 10, tzinfo=TAIPEI)
    found = read("next Monday", sunday)
    assert found is not None
    assert found.due.date() == date(2026, 11, 23)


def test_business_days_follow_the_region() -> None:
    now = datetime(2026, 11, 25, 10, tzinfo=NEW_YORK)
    thanksgiving = read_time("in 1 business day", now, US)
    assert thanksgiving is not None
    assert thanksgiving.due == datetime(2026, 11, 27, 9, tzinfo=NEW_YORK)


def test_a_day_named_outright_is_kept_and_said_so() -> None:
    saturday, holiday = read("Saturday"), read("12/25")
    assert saturday is not None
    assert holiday is not None
    assert (saturday.sure, saturday.remarks) == (True, ("weekend",))
    assert (holiday.sure, holiday.remarks) == (True, ("holiday",))


@pytest.mark.parametrize(
    "text", ["this morning", "9am", "昨天", "last Friday", "三天前", "in 0 min", "今天早上八點"]
)
def test_what_is_over_is_asked_with_moments_to_come(text: str) -> None:
    found = read(text)
    assert found is not None
    assert "past" in found.remarks
    assert not found.sure
    assert found.options
    assert all(option > NOW for option in found.options)


@pytest.mark.parametrize(
    "text", ["EOD", "下班前", "過幾天", "這兩天", "週三或週四", "sometime next week", "年後", "2pm EST"]
)
def test_what_is_vague_is_asked(text: str) -> None:
    found = read(text) or find_times(text, NOW, TW)[0]
    assert not found.sure
    assert found.options


@pytest.mark.parametrize(
    "text",
    ["25:00", "99999-01-01", "in -1 h", "-1小時後", "2026-02-30", "13月5日", "in 999999999 days", "", " "],
)
def test_what_cannot_be_a_time_is_none(text: str) -> None:
    assert read(text) is None
    assert find_times(text, NOW, TW) == ()


@pytest.mark.parametrize("text", ["tomorrow 25:00", "明天25點", "30 Feb", "2月30日", "Friday 3 Dec"])
def test_a_part_that_cannot_be_is_never_passed_over(text: str) -> None:
    found = read(text)
    assert found is not None
    assert found.remarks == ("ambiguous",)


@pytest.mark.parametrize(
    "text",
    [
        "NB-14r5 3 台 預算 3萬",
        "講了 15 分鐘",
        "talked 15 min, wants 3 units",
        "02-5555-0162",
        "24/7 support",
        "有三點建議",
        "便宜一點",
        "每週五下午三點開會",
        "先付 1/3 訂金",
        "住中山路3號",
        "price 1600 for 16 GB",
    ],
)
def test_no_time_is_seen_where_there_is_none(text: str) -> None:
    assert find_times(text, NOW, TW) == ()


def test_spans_are_code_points_of_the_given_text() -> None:
    line = "👨‍👩‍👧 周文彬 ＮＢ　後天十點再談, then Fri 4pm"
    first, second = find_times(line, NOW, TW)
    assert (first.text, second.text) == ("後天十點", "Fri 4pm")
    for found in (first, second):
        assert line[found.start : found.end] == found.text


def test_an_hour_apart_from_its_day() -> None:
    line = "tomorrow call Amy at 10"
    (found,) = find_times(line, NOW, TW)
    assert found.due == datetime(2026, 11, 24, 10, tzinfo=TAIPEI)
    assert (found.text, [line[start:end] for start, end in found.also]) == ("tomorrow", ["10"])
    sure, doubtful = find_times("明天寄樣品，下午三點打", NOW, TW)
    assert sure.sure
    assert doubtful.options == (
        datetime(2026, 11, 24, 15, tzinfo=TAIPEI),
        datetime(2026, 11, 23, 15, tzinfo=TAIPEI),
    )


def test_clock_changes_are_said() -> None:
    gap = read_time("2027-03-14 02:30", datetime(2027, 3, 1, 9, tzinfo=NEW_YORK), US)
    fold_ = read_time("2026-11-01 01:30", datetime(2026, 10, 1, 9, tzinfo=NEW_YORK), US)
    assert gap is not None
    assert fold_ is not None
    assert (gap.due.isoformat(), gap.remarks) == ("2027-03-14T03:00:00-04:00", ("weekend", "gap"))
    assert (fold_.due.isoformat(), fold_.remarks) == ("2026-11-01T01:30:00-04:00", ("weekend", "fold"))
    night = datetime(2026, 11, 1, 0, 30, tzinfo=NEW_YORK)
    later = read_time("in 2 hours", night, US)
    assert later is not None
    assert later.due.astimezone(UTC) - night.astimezone(UTC) == timedelta(hours=2)


def test_a_naive_now_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        read_time("tomorrow", NOW.replace(tzinfo=None), TW)
