"""Runs of a cadence: step by step, what ends them, which of two goes on."""

import itertools
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sales.cadence import (
    Around,
    Change,
    ContactState,
    Firing,
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
from tests.cadences import DAY, MONDAY, at, with_contact


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
