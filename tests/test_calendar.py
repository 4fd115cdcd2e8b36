from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sales.calendar import Calendar, local_moment

TAIPEI = ZoneInfo("Asia/Taipei")
NEW_YORK = ZoneInfo("America/New_York")
TW = Calendar(TAIPEI, "TW")
CN = Calendar(ZoneInfo("Asia/Shanghai"), "CN")
US = Calendar(NEW_YORK, "US")
HOUR = timedelta(hours=1)


def taipei(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=TAIPEI)


def test_weekends_and_the_holidays_of_the_region_are_not_worked() -> None:
    assert TW.is_business_day(date(2026, 11, 23))
    assert not TW.is_business_day(date(2026, 11, 22))
    assert not TW.is_business_day(date(2026, 12, 25)), "Constitution Day"
    assert CN.is_business_day(date(2026, 12, 25))
    assert not US.is_business_day(date(2026, 11, 26)), "Thanksgiving"
    assert TW.is_business_day(date(2026, 11, 26))


def test_weekend_days_that_make_up_for_a_bridge_day_are_worked() -> None:
    assert CN.is_business_day(date(2026, 2, 14))
    assert CN.is_business_day(date(2026, 10, 10))
    assert not TW.is_business_day(date(2026, 10, 10))
    assert TW.is_business_day(date(2025, 2, 8))
    assert CN.next_business_day(date(2026, 2, 13)) == date(2026, 2, 14)


def test_a_subdivision_and_the_companys_own_days_off() -> None:
    assert not Calendar(NEW_YORK, "US-CA").is_business_day(date(2027, 3, 31)), "Cesar Chavez Day"
    assert US.is_business_day(date(2027, 3, 31))
    closed = Calendar(TAIPEI, "TW", extra_holidays=frozenset({date(2026, 11, 23)}))
    assert not closed.is_business_day(date(2026, 11, 23))
    assert closed.add_business_days(date(2026, 11, 20), 1) == date(2026, 11, 24)


def test_counting_business_days_forth_and_back() -> None:
    assert TW.add_business_days(date(2026, 11, 23), 3) == date(2026, 11, 26)
    assert TW.add_business_days(date(2026, 11, 26), 3) == date(2026, 12, 1)
    assert TW.add_business_days(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert US.add_business_days(date(2026, 11, 25), 1) == date(2026, 11, 27)
    assert TW.add_business_days(date(2026, 11, 23), -1) == date(2026, 11, 20)
    assert TW.add_business_days(date(2026, 11, 22), 0) == date(2026, 11, 23)
    assert TW.add_business_days(date(2026, 11, 24), 0) == date(2026, 11, 24)


def test_first_and_last_business_day_of_a_month() -> None:
    assert TW.last_business_day_of_month(2026, 11) == date(2026, 11, 30)
    assert TW.last_business_day_of_month(2026, 12) == date(2026, 12, 31)
    assert TW.last_business_day_of_month(2026, 10) == date(2026, 10, 30)
    assert TW.first_business_day_of_month(2027, 1) == date(2027, 1, 4)
    assert CN.first_business_day_of_month(2026, 10) == date(2026, 10, 8)


def test_the_next_open_moment() -> None:
    assert TW.next_open(taipei(11, 23, 10)) == taipei(11, 23, 10)
    assert TW.next_open(taipei(11, 23, 7)) == taipei(11, 23, 9)
    assert TW.next_open(taipei(11, 20, 18)) == taipei(11, 23, 9)
    assert TW.is_open(taipei(11, 23, 17, 59))
    assert not TW.is_open(taipei(11, 23, 18))


def test_quiet_hours_inside_business_hours_are_left_out() -> None:
    noon = Calendar(TAIPEI, "TW", quiet_from=time(12), quiet_until=time(13, 30))
    assert noon.next_open(taipei(11, 23, 12, 10)) == taipei(11, 23, 13, 30)
    assert noon.next_open(taipei(11, 23, 11, 59)) == taipei(11, 23, 11, 59)
    assert noon.outside_quiet(taipei(11, 22, 12, 10)) == taipei(11, 22, 13, 30)
    assert noon.outside_quiet(taipei(11, 22, 13, 30)) == taipei(11, 22, 13, 30)


def test_quiet_hours_over_midnight() -> None:
    night = Calendar(TAIPEI, "TW", quiet_from=time(21), quiet_until=time(8))
    assert night.outside_quiet(taipei(11, 23, 23)) == taipei(11, 24, 8)
    assert night.outside_quiet(taipei(11, 24, 7, 59)) == taipei(11, 24, 8)
    assert night.outside_quiet(taipei(11, 24, 20, 59)) == taipei(11, 24, 20, 59)


def test_business_hours_over_midnight_belong_to_the_day_they_start_on() -> None:
    night = Calendar(TAIPEI, "TW", opens=time(21), closes=time(8))
    assert night.is_open(taipei(11, 24, 3))
    assert night.is_open(taipei(11, 28, 3)), "Friday's shift"
    assert night.next_open(taipei(11, 28, 9)) == taipei(11, 30, 21)
    assert night.add_business_time(taipei(11, 23, 23), 10 * HOUR) == taipei(11, 24, 22)
    quiet = Calendar(TAIPEI, "TW", opens=time(21), closes=time(8), quiet_from=time(22), quiet_until=time(7))
    assert quiet.next_open(taipei(11, 23, 22, 30)) == taipei(11, 24, 7)


def test_round_the_clock() -> None:
    always = Calendar(TAIPEI, "TW", opens=time(0), closes=time(0), weekdays=frozenset(range(7)))
    assert always.add_business_time(taipei(11, 21, 22), 5 * HOUR) == taipei(11, 22, 3)


def test_the_sla_clock_stands_still_outside_business_hours() -> None:
    assert TW.add_business_time(taipei(11, 23, 10), 4 * HOUR) == taipei(11, 23, 14)
    assert TW.add_business_time(taipei(11, 20, 16), 4 * HOUR) == taipei(11, 23, 11)
    assert TW.add_business_time(taipei(11, 22, 16), 4 * HOUR) == taipei(11, 23, 13)
    assert TW.add_business_time(taipei(11, 23, 17), HOUR) == taipei(11, 23, 18)
    assert TW.add_business_time(taipei(11, 22, 17), timedelta(0)) == taipei(11, 23, 9)
    assert TW.business_time_between(taipei(11, 20, 16), taipei(11, 23, 11)) == 4 * HOUR
    assert TW.business_time_between(taipei(11, 23, 11), taipei(11, 20, 16)) == -4 * HOUR
    assert TW.business_time_between(taipei(11, 21, 11), taipei(11, 22, 16)) == timedelta(0)


def test_clock_changes() -> None:
    gap = local_moment(date(2027, 3, 14), time(2, 30), NEW_YORK)
    assert (gap.at.isoformat(), gap.shift) == ("2027-03-14T03:00:00-04:00", "gap")
    fold = local_moment(date(2026, 11, 1), time(1, 30), NEW_YORK)
    assert (fold.at.isoformat(), fold.shift) == ("2026-11-01T01:30:00-04:00", "fold")
    assert local_moment(date(2026, 11, 2), time(1, 30), NEW_YORK).shift is None
    skipped = local_moment(date(2011, 12, 30), time(9), ZoneInfo("Pacific/Apia"))
    assert (skipped.at.date(), skipped.shift) == (date(2011, 12, 31), "gap")
    night = Calendar(NEW_YORK, "US", opens=time(0), closes=time(6), weekdays=frozenset(range(7)))
    start = datetime(2026, 11, 1, 0, tzinfo=NEW_YORK)
    assert night.business_time_between(start, start.replace(hour=6)) == 7 * HOUR


@pytest.mark.parametrize(
    "change",
    [
        {"weekdays": frozenset()},
        {"weekdays": frozenset({7})},
        {"region": "XX"},
        {"region": "US-ZZ"},
        {"quiet_from": time(8)},
        {"quiet_from": time(8), "quiet_until": time(19)},
    ],
)
def test_a_calendar_without_a_moment_to_work_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        Calendar(**({"zone": TAIPEI, "region": "TW"} | change))  # type: ignore[arg-type]


def test_amounts_out_of_all_reason_are_refused() -> None:
    with pytest.raises(ValueError):
        TW.add_business_time(taipei(11, 23), -HOUR)
    with pytest.raises(ValueError):
        TW.add_business_time(taipei(11, 23), timedelta(days=10**6))


moments = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
calendars = st.sampled_from([TW, CN, US, Calendar(TAIPEI, "TW", opens=time(21), closes=time(8))])


@given(calendars, moments, st.timedeltas(timedelta(0), timedelta(hours=60)))
def test_time_added_is_the_time_between(calendar: Calendar, at: datetime, amount: timedelta) -> None:
    assert calendar.business_time_between(at, calendar.add_business_time(at, amount)) == amount


@given(calendars, moments)
def test_the_next_open_moment_is_open_and_not_before(calendar: Calendar, at: datetime) -> None:
    opened = calendar.next_open(at)
    assert opened >= at
    assert calendar.is_open(opened)
    assert calendar.business_time_between(at, opened) == timedelta(0)
