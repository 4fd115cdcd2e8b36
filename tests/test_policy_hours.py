"""Hours in the policy: over midnight, quiet, and lawful for those who are phoned."""

from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.sales.policy import Policy, Span, load_policy, word
from bot.sales.policy.company import WEEKDAYS
from tests.policies import faults_of, written

TAIPEI = ZoneInfo("Asia/Taipei")


@pytest.mark.parametrize(
    ("at", "inside"), [("20:59", False), ("21:00", True), ("00:00", True), ("08:00", False)]
)
def test_hours_over_midnight(at: str, inside: bool) -> None:
    night = Span(21 * 60, 8 * 60)
    assert night.over_midnight
    assert night.covers(time.fromisoformat(at)) is inside
    assert str(night) == "21:00-08:00"
    assert night.clocks() == (time(21), time(8))


def test_the_calendar_takes_a_persons_quiet_hours_or_the_companys(policy: Policy) -> None:
    usual = policy.calendar("Asia/Taipei", "TW")
    assert (usual.quiet_from, usual.quiet_until) == (time(21), time(8))
    own = policy.calendar("Asia/Taipei", "TW", quiet=(time(12), time(13)))
    assert own.next_open(datetime(2026, 11, 23, 12, 30, tzinfo=TAIPEI)).time() == time(13)


def test_customers_are_phoned_in_their_own_lawful_hours(policy: Policy) -> None:
    paris, zone = policy.call_window("Europe/Paris", "FR"), ZoneInfo("Europe/Paris")

    def opens(month: int, day: int, hour: int) -> str:
        return f"{paris.next_open(datetime(2026, month, day, hour, tzinfo=zone)):%m-%d %H:%M}"

    assert paris.is_open(datetime(2026, 11, 23, 17, 30, tzinfo=TAIPEI))
    assert not paris.is_open(datetime(2026, 11, 23, 16, 30, tzinfo=TAIPEI))
    assert opens(11, 23, 13) == "11-23 14:00"  # lunch
    assert opens(11, 27, 20) == "11-30 10:00"  # the weekend
    assert opens(12, 25, 11) == "12-28 10:00"  # a holiday
    quiet = policy.call_window("Europe/Paris", "FR", quiet=(time(9), time(15)))
    assert quiet.next_open(datetime(2026, 11, 23, 10, tzinfo=zone)) == datetime(2026, 11, 23, 15, tzinfo=zone)


def test_a_region_without_hours_of_its_own_takes_its_countrys_or_the_rest(policy: Policy) -> None:
    assert policy.calling_hours_in("US-CA").region == "US"
    assert policy.calling_hours_in("JP").region == "*"


def test_calling_hours_may_run_over_midnight_and_a_day_may_be_empty(tmp_path: Path) -> None:
    text = '[[calling_hours]]\nregion = "TW"\nmon = ["21:00-08:00"]\ntue = []\nwed = ["00:00-24:00"]\n'
    policy = load_policy(written(tmp_path, text + '[quiet_hours]\ncustomers = ""\n'))
    window = policy.call_window("Asia/Taipei", "TW")

    def at(day: int, hour: int) -> datetime:
        return datetime(2026, 11, day, hour, tzinfo=TAIPEI)

    assert window.is_open(at(24, 7))  # Tuesday morning belongs to Monday's night
    assert window.next_open(at(24, 8)) == at(25, 0)
    assert window.is_open(at(25, 23))
    assert window.next_open(at(23, 5)) == at(23, 21)


def test_a_region_in_which_nobody_may_ever_be_phoned_is_refused(tmp_path: Path) -> None:
    days = "".join(f"{day} = []\n" for day in WEEKDAYS)
    assert "calling_hours.TW" in faults_of(tmp_path, f'[[calling_hours]]\nregion = "TW"\n{days}')


def test_quiet_hours_that_cover_every_lawful_hour_leave_none(policy: Policy) -> None:
    window = policy.call_window("Asia/Taipei", "TW", quiet=(time(6), time(22)))
    assert window.next_open(datetime(2026, 11, 23, tzinfo=TAIPEI)) is None


def test_word_falls_back_to_the_nearest_language() -> None:
    assert word({"zh-TW": "報價", "en": "quote"}, "zh-CN", "x") == "報價"
    assert word({}, "en", "quote_requested") == "quote_requested"
