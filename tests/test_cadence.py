"""When the steps of a cadence fall: working days, hours, gaps, lawful times."""

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.sales.cadence import (
    Around,
    ContactState,
    Planned,
    Run,
    at_firing,
    next_step,
    plan,
)
from bot.sales.policy import Policy, load_policy
from tests.cadences import DAY, MONDAY, TAIPEI, at, with_contact

NEW_YORK = ZoneInfo("America/New_York")


def shown(steps: tuple[Planned, ...]) -> list[tuple[str, str]]:
    return [(step.kind, f"{step.due:%m-%d %H:%M}") for step in steps]


def test_an_enquiry_sends_today_calls_tomorrow_and_on_day_five_then_nurtures(around: Around) -> None:
    steps = plan(around.policy.cadence("enquiry"), at(11, 24, 10), around, at(11, 24, 10))
    assert shown(steps) == [
        ("spec_sheet", "11-24 12:00"),
        ("call", "11-25 09:00"),
        ("call", "11-30 09:00"),  # day five is a Sunday
        ("call", "12-29 09:00"),
    ]
    assert [step.reason for step in steps][:2] == ["send_specification", "ask_about_specification"]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (at(11, 23, 10), "11-23 12:00"),
        (at(11, 23, 17, 30), "11-23 18:00"),
        (at(11, 23, 19), "11-24 11:00"),
        (at(11, 28, 11), "11-30 11:00"),
        (at(11, 23, 7), "11-23 11:00"),
    ],
)
def test_the_same_day_means_before_closing_or_the_next_working_day(
    around: Around, start: datetime, due: str
) -> None:
    assert shown(plan(around.policy.cadence("enquiry"), start, around, start))[0] == ("spec_sheet", due)


def test_weekends_and_the_holidays_of_the_region_are_passed_over(policy: Policy) -> None:
    eve = at(9, 30, 10)  # before China's golden week; in Taiwan only the weekend and the tenth are off
    mainland = plan(policy.cadence("service"), eve, with_contact(policy, ContactState(), "CN"), eve)
    taiwan = plan(policy.cadence("service"), eve, with_contact(policy, ContactState()), eve)
    assert taiwan[0].due.date() == at(10, 2, 9).date()
    assert mainland[0].due.date() > at(10, 7, 9).date()


def test_a_customer_abroad_is_called_in_his_own_hours(policy: Policy, around: Around) -> None:
    abroad = replace(around, window=policy.call_window("America/New_York", "US"))
    due = plan(policy.cadence("service"), MONDAY, abroad, MONDAY)[0].due
    assert 8 <= due.astimezone(NEW_YORK).hour < 21
    assert due.tzinfo == TAIPEI


def test_retries_go_through_the_hours_of_the_day(around: Around) -> None:
    calls = list(plan(around.policy.cadence("no_answer"), MONDAY, around, MONDAY))
    hours = [step.due.hour for step in calls if step.kind == "call"]
    assert len(set(hours)) == len(hours) == 4


def test_the_hour_at_which_he_answers_is_tried_first(policy: Policy) -> None:
    connects = tuple(at(11, day, 15, 20) for day in (2, 3, 4))
    known = with_contact(policy, ContactState(connects=connects))
    assert plan(policy.cadence("no_answer"), MONDAY, known, MONDAY)[0].due.hour == 15
    tried = with_contact(policy, ContactState(connects=connects, tries=(at(11, 20, 15),)))
    assert plan(policy.cadence("no_answer"), MONDAY, tried, MONDAY)[0].due.hour != 15
    assert plan(policy.cadence("service"), MONDAY, tried, MONDAY)[0].due.hour == 15


def test_a_step_on_a_day_off_keeps_its_hour_on_the_next_working_day(policy: Policy) -> None:
    connects = tuple(at(11, day, 15, 20) for day in (2, 3, 4))
    around = with_contact(policy, ContactState(connects=connects))
    sunday = at(11, 22, 11)
    assert shown(plan(policy.cadence("reactivation"), sunday, around, sunday))[1] == ("call", "11-30 15:00")


def test_two_calls_keep_the_gap(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('[[cadences]]\ncode = "enquiry"\ngap_days = 4\n', encoding="utf-8")
    policy = load_policy(path)
    around = with_contact(policy, ContactState(tries=(MONDAY,)))
    calls = [
        step.due for step in plan(policy.cadence("enquiry"), MONDAY, around, MONDAY) if step.kind == "call"
    ]
    dates = [MONDAY.date(), *(due.date() for due in calls)]
    assert all(later - earlier >= 4 * DAY for earlier, later in itertools.pairwise(dates))
    assert calls[0].date() == at(11, 27, 9).date()


def test_do_not_call_plans_nothing_and_a_wrong_number_no_calls(policy: Policy) -> None:
    blocked = with_contact(policy, ContactState(do_not_call=True))
    assert plan(policy.cadence("enquiry"), MONDAY, blocked, MONDAY) == ()
    assert next_step(Run("enquiry", MONDAY), blocked, MONDAY) is None
    unworkable = with_contact(policy, ContactState(unworkable=True))
    kinds = [step.kind for step in plan(policy.cadence("gatekeeper"), MONDAY, unworkable, MONDAY)]
    assert kinds == ["email"]


def test_no_call_is_planned_beyond_the_number_of_attempts(policy: Policy) -> None:
    tries = tuple(MONDAY + timedelta(hours=count) for count in range(4))
    state = with_contact(policy, ContactState(tries=tries))
    kinds = [step.kind for step in plan(policy.cadence("no_answer"), MONDAY, state, MONDAY + DAY)]
    assert kinds == ["call", "call", "email"]


def test_a_contact_with_quiet_hours_all_day_gets_no_calls(policy: Policy, around: Around) -> None:
    quiet = policy.call_window(
        "Asia/Taipei", "TW", quiet=(MONDAY.replace(hour=6).time(), at(1, 1, 22).time())
    )
    silent = replace(around, window=quiet)
    assert [step.kind for step in plan(policy.cadence("enquiry"), MONDAY, silent, MONDAY)] == ["spec_sheet"]
    assert at_firing("call", MONDAY, silent).act == "end"


def test_a_renewal_counts_back_from_the_end_of_the_contract(around: Around) -> None:
    end = at(6, 30, 9, year=2027)
    renewal = around.policy.cadence("renewal")
    assert shown(plan(renewal, end, around, MONDAY)) == [
        ("contract_check", "01-04 09:00"),  # 1 January is a holiday, then a weekend
        ("call", "04-01 09:00"),
        ("quotation", "05-03 09:00"),
        ("call", "05-31 09:00"),
    ]


def test_a_step_missed_before_a_coming_date_is_done_now(around: Around) -> None:
    steps = plan(around.policy.cadence("renewal"), MONDAY + 80 * DAY, around, MONDAY)
    assert shown(steps)[0] == ("call", "11-23 10:00")
    assert len(steps) == 3
    assert plan(around.policy.cadence("renewal"), MONDAY - DAY, around, MONDAY) == ()
