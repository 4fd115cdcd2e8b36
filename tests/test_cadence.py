import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.sales.cadence import (
    Around,
    Change,
    ContactState,
    Firing,
    Planned,
    Run,
    advance,
    after_call,
    at_firing,
    follow_on,
    next_step,
    plan,
    stop,
)
from bot.sales.policy import Policy, load_policy

TAIPEI = ZoneInfo("Asia/Taipei")
NEW_YORK = ZoneInfo("America/New_York")
DAY = timedelta(days=1)


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=TAIPEI)


MONDAY = at(11, 23, 10)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


@pytest.fixture(scope="module")
def around(policy: Policy) -> Around:
    return with_contact(policy, ContactState())


def with_contact(policy: Policy, contact: ContactState, region: str = "TW") -> Around:
    window = policy.call_window("Asia/Taipei", "TW")
    return Around(policy.calendar("Asia/Taipei", region), window, contact, policy)


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


def test_a_run_goes_step_by_step_and_repeats_until_its_number_is_full(around: Around) -> None:
    policy = around.policy
    run: Run | None = Run("not_now", MONDAY)
    dues: list[str] = []
    while run is not None:
        step = next_step(run, around, MONDAY)
        assert step is not None
        assert (step.step, step.repeat) == (run.step, run.repeats)
        dues.append(f"{step.due:%Y-%m-%d}")
        run = advance(run, policy)
    assert dues == ["2026-12-23", "2027-02-22", "2027-05-24", "2027-08-20", "2027-11-18"]


def test_the_next_step_is_never_in_the_past(around: Around) -> None:
    late = MONDAY + 40 * DAY
    step = next_step(Run("enquiry", MONDAY, step=1), around, late)
    assert step is not None
    assert step.due >= late
    assert around.calendar.is_open(step.due)


def test_steps_that_fall_away_are_passed_over(policy: Policy) -> None:
    unworkable = with_contact(policy, ContactState(unworkable=True))
    step = next_step(Run("gatekeeper", MONDAY), unworkable, MONDAY)
    assert step is not None
    assert (step.kind, step.step) == ("email", 1)


def test_a_run_whose_cadence_the_policy_dropped_has_ended(around: Around) -> None:
    gone = Run("gone", MONDAY)
    assert next_step(gone, around, MONDAY) is None
    assert advance(gone, around.policy) is None
    assert follow_on(gone, around.policy) == ""
    assert advance(Run("service", MONDAY, step=5), around.policy) is None


def test_an_unanswered_series_is_followed_by_nurture(policy: Policy) -> None:
    assert follow_on(Run("no_answer", MONDAY), policy) == "nurture"
    assert follow_on(Run("enquiry", MONDAY), policy) == ""
    assert policy.cadence("nurture").owner == "marketing"


def test_the_wanted_answer_stops_a_cadence(policy: Policy) -> None:
    assert stop(policy.cadence("no_answer"), {"reached"}) == "reached"
    assert stop(policy.cadence("enquiry"), {"reached"}) is None
    assert stop(policy.cadence("enquiry"), {"closes", "do_not_call"}) == "do_not_call"


@pytest.mark.parametrize(
    ("disposition", "reason", "running", "change"),
    [
        ("quote_requested", "enquiry", "", Change(starts="enquiry")),
        ("quote_requested", "renewal", "", Change(starts="quote_requested")),
        ("quote_requested", "enquiry", "no_answer", Change("no_answer", "reached", "enquiry")),
        ("no_answer", "enquiry", "enquiry", Change()),
        ("no_answer", "enquiry", "no_answer", Change()),
        ("no_answer", "new_lead", "nurture", Change("nurture", "replaced", "no_answer")),
        ("complaint", "complaint", "enquiry", Change("enquiry", "replaced", "complaint")),
        ("sale", "enquiry", "enquiry", Change("enquiry", "sale", "after_sale")),
        ("not_a_fit", "enquiry", "enquiry", Change("enquiry", "closes", "")),
        ("do_not_call", "enquiry", "after_sale", Change("after_sale", "do_not_call", "")),
        ("do_not_call", "enquiry", "", Change()),
        ("callback", "enquiry", "gone", Change(starts="callback")),
    ],
)
def test_two_cadences_never_run_at_once(
    policy: Policy, disposition: str, reason: str, running: str, change: Change
) -> None:
    assert after_call(policy.disposition(disposition), reason, running, policy) == change


def test_of_two_cadences_of_equal_rank_the_first_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('[[cadences]]\ncode = "enquiry"\nrank = 65\n', encoding="utf-8")
    policy = load_policy(path)
    assert policy.cadence("quote_requested").rank == 65
    assert after_call(policy.disposition("quote_requested"), "renewal", "enquiry", policy) == Change()


def test_do_not_call_starts_nothing_even_where_a_company_says_so(policy: Policy) -> None:
    row = policy.disposition("do_not_call").model_copy(update={"starts": "nurture"})
    assert after_call(row, "enquiry", "", policy).starts == ""


def test_what_was_planned_is_checked_again_when_it_fires(policy: Policy, around: Around) -> None:
    blocked = with_contact(policy, ContactState(do_not_call=True))
    assert [at_firing(kind, MONDAY, blocked).act for kind in ("call", "email", "other")] == [
        "end",
        "end",
        "send",
    ]
    assert at_firing("call", MONDAY, with_contact(policy, ContactState(unworkable=True))).act == "end"
    assert at_firing("call", MONDAY, around) == Firing("send")
    night = at_firing("call", at(11, 23, 22), around)
    assert (night.act, night.at) == ("move", at(11, 24, 8, 30))
    assert night.why is not None
    assert night.why.code == "calling_hours"
    assert at_firing("spec_sheet", at(11, 23, 22), around) == Firing("send")


def test_no_plan_of_any_cadence_at_any_hour_breaks_the_rules(around: Around) -> None:
    for cadence in around.policy.cadences:
        for hours in range(0, 24 * 14, 5):
            now = MONDAY + timedelta(hours=hours)
            start = now if cadence.counts == "from_call" else now + 100 * DAY
            steps = plan(cadence, start, around, now)
            assert all(step.due >= now for step in steps)
            calls = [step.due for step in steps if step.kind == "call"]
            assert all(around.calendar.is_open(due) and around.window.is_open(due) for due in calls)
            assert calls == sorted(calls)
            gap = cadence.gap_days * DAY
            assert all(b.date() - a.date() >= gap for a, b in itertools.pairwise(calls))
