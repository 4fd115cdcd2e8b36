"""The company policy: what is policy, what a company may change, what of it is kept."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.sales.policy import Policy, Span, check_policy, load_policy
from tests.policies import faults_of, written


def test_the_shipped_policy_holds_every_code_that_other_programs_read(policy: Policy) -> None:
    reached = [
        "sale",
        "quote_requested",
        "callback",
        "qualified",
        "not_now",
        "not_a_fit",
        "complaint",
        "service",
        "do_not_call",
    ]
    others = ["no_answer", "busy", "voicemail", "wrong_number", "gatekeeper"]
    assert {row.code for row in policy.dispositions} == {*reached, *others}
    assert {row.code for row in policy.dispositions if row.reached} == set(reached)
    assert [row.code for row in policy.stages] == [
        "suspect", "prospect", "opportunity", "customer", "user", "dormant", "lost",
    ]  # fmt: skip
    assert [row.code for row in policy.tiers] == ["strategic", "enterprise", "midmarket", "smb", "soho"]
    assert {row.code for row in policy.contact_reasons} == {
        "enquiry",
        "price_request",
        "out_of_stock",
        "order_status",
        "complaint",
        "renewal",
        "reactivation",
        "event_invitation",
        "event_followup",
        "cross_sell",
        "payment",
        "competitor_switch",
        "survey",
        "new_lead",
    }
    assert {row.code for row in policy.follow_up_kinds} == {
        "call",
        "email",
        "spec_sheet",
        "quotation",
        "visit",
        "invitation",
        "contract_check",
        "other",
    }
    assert policy.undo.minutes == 10
    assert check_policy() == ()


def test_flags_and_the_cadence_by_contact_reason(policy: Policy) -> None:
    assert policy.disposition("sale").flags == {"reached", "decision_maker", "sale"}
    assert policy.disposition("do_not_call").flags == {"reached", "do_not_call", "closes"}
    quote = policy.disposition("quote_requested")
    assert (quote.cadence_for("enquiry"), quote.cadence_for("renewal")) == ("enquiry", "quote_requested")
    with pytest.raises(KeyError):
        policy.disposition("nonsense")


def test_a_policy_cannot_be_changed_once_loaded(policy: Policy) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        policy.undo.minutes = 99  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Span(0, 60).opens = 5  # type: ignore[misc]


def test_a_companys_file_changes_what_it_names_and_nothing_else(tmp_path: Path, policy: Policy) -> None:
    own = load_policy(
        written(
            tmp_path,
            """
            [company]
            name = "Globex"
            [[tiers]]
            code = "smb"
            handoff_hours = 6
            [[dispositions]]
            code = "demo_booked"
            label = { en = "demo booked", zh-TW = "已約展示" }
            reached = true
            starts = "enquiry"
            [[calling_hours]]
            region = "TW"
            sat = []
            [value.weights]
            sales = 50
            """,
        )
    )
    assert own.company.name == {"en": "Globex", "zh-TW": "Globex", "zh-CN": "Globex"}
    assert own.company.region == policy.company.region
    assert own.tier("smb").handoff_hours == 6
    assert own.tier("smb").bant == policy.tier("smb").bant
    assert own.tier("midmarket") == policy.tier("midmarket")
    assert len(own.dispositions) == len(policy.dispositions) + 1
    assert own.disposition("demo_booked").flags == {"reached"}
    assert own.calling_hours_in("TW").sat == ()
    assert own.calling_hours_in("TW").mon == policy.calling_hours_in("TW").mon
    assert (own.value.weights.sales, own.value.weights.profit) == (50, policy.value.weights.profit)


def test_a_row_switched_off_is_not_offered_and_still_read(tmp_path: Path) -> None:
    policy = load_policy(written(tmp_path, '[[dispositions]]\ncode = "voicemail"\noff = true\n'))
    assert "voicemail" not in {row.code for row in policy.dispositions}
    assert policy.disposition("voicemail").starts == "no_answer"


def test_stages_and_tiers_cannot_be_switched_off(tmp_path: Path) -> None:
    fault = faults_of(tmp_path, '[[tiers]]\ncode = "soho"\noff = true\n')["tiers.soho.off"]
    assert (fault.line, fault.code) == (3, "not_allowed")


def test_own_coverage_rows_come_before_the_shipped_ones(tmp_path: Path) -> None:
    text = '[[coverage]]\ncode = "hospitals"\nindustries = ["medical"]\nlead = ["kam"]\nhandoff = ["kam"]\n'
    policy = load_policy(written(tmp_path, text))
    assert [row.code for row in policy.coverage][:2] == ["hospitals", "strategic"]


def test_a_new_pyramid_level_stands_before_the_one_that_takes_the_rest(tmp_path: Path) -> None:
    policy = load_policy(written(tmp_path, '[[pyramid]]\ncode = "silver"\npercent = 10.0\n'))
    assert [row.code for row in policy.pyramid] == ["platinum", "gold", "iron", "silver", "bronze"]
