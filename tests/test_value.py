from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.sales.policy import Policy, PyramidLevel, load_policy
from bot.sales.policy.customers import StageEvent
from bot.sales.stages import dwell, is_silent, next_stage, open_chance, stage_after_call
from bot.sales.value import AccountFacts, Size, account_value, classify_tier, pyramid

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def test_value_is_the_weighted_mean_of_what_is_known(policy: Policy) -> None:
    facts = AccountFacts(
        sales=Decimal(2_500_000), expected=10_000_000, credit=80, profit=Decimal(500_000), demonstration=5
    )
    value = account_value(facts, policy.value)
    assert value.score == pytest.approx(35 * 0.5 + 25 * 1 + 10 * 0.8 + 20 * 0.5 + 10 * 0.5)
    assert (value.confidence, value.missing) == (1.0, ())


def test_what_is_missing_lowers_the_confidence_and_not_the_score(policy: Policy) -> None:
    known = account_value(AccountFacts(sales=2_500_000), policy.value)
    assert known.score == 50.0
    assert known.confidence == 0.35
    assert known.missing == ("expected", "credit", "profit", "demonstration")
    assert account_value(AccountFacts(), policy.value).confidence == 0
    assert account_value(AccountFacts(sales=0), policy.value).missing == known.missing


@pytest.mark.parametrize(("sales", "score"), [(-1, 0), (10**18, 100), (float("nan"), 0), (float("inf"), 0)])
def test_value_stays_between_0_and_100(policy: Policy, sales: float, score: float) -> None:
    assert account_value(AccountFacts(sales=sales), policy.value).score == score


def test_an_input_of_no_weight_is_never_missing(policy: Policy) -> None:
    weights = policy.value.weights.model_copy(update={"demonstration": 0.0})
    rules = policy.value.model_copy(update={"weights": weights})
    value = account_value(AccountFacts(sales=1, expected=1, credit=1, profit=1), rules)
    assert (value.confidence, value.missing) == (1.0, ())


def test_the_pyramid_cuts_at_1_4_and_15_per_cent(policy: Policy) -> None:
    levels = pyramid({account: float(account) for account in range(1, 1001)}, policy.pyramid)
    counts = {code: list(levels.values()).count(code) for code in ("platinum", "gold", "iron", "bronze")}
    assert counts == {"platinum": 10, "gold": 40, "iron": 150, "bronze": 800}
    assert levels[1000] == "platinum"
    assert (levels[990], levels[951], levels[950]) == ("gold", "gold", "iron")


def test_equal_scores_rank_by_id_in_any_order_given(policy: Policy) -> None:
    accounts = list(range(1, 101))
    forwards = pyramid(dict.fromkeys(accounts, 50.0), policy.pyramid)
    backwards = pyramid(dict.fromkeys(reversed(accounts), 50.0), policy.pyramid)
    assert forwards == backwards
    assert [account for account in accounts if forwards[account] == "platinum"] == [1]


def test_cut_offs_are_not_moved_by_binary_fractions() -> None:
    percents = {"top": 0.1, "next": 0.2, "rest": None}
    levels = tuple(PyramidLevel(code=code, percent=percent) for code, percent in percents.items())
    placed = pyramid({account: float(account) for account in range(1, 1001)}, levels)
    assert [list(placed.values()).count(code) for code in percents] == [1, 2, 997]


def test_short_lists_and_unknown_worth(policy: Policy) -> None:
    assert pyramid({}, policy.pyramid) == {}
    assert pyramid({7: 12.0, 8: 11.0}, policy.pyramid) == {7: "platinum", 8: "bronze"}
    assert pyramid({7: None, 8: 0.0}, policy.pyramid) == {7: "bronze", 8: "bronze"}


@pytest.mark.parametrize(
    ("size", "tier", "why"),
    [
        (Size(named=True), "strategic", "named"),
        (Size(employees=500), "enterprise", "employees"),
        (Size(employees=499), "midmarket", "employees"),
        (Size(employees=20, revenue=Decimal(300_000_000)), "midmarket", "revenue"),
        (Size(employees=5), "smb", "employees"),
        (Size(employees=1), "soho", "employees"),
        (Size(revenue=0), "soho", "revenue"),
        (Size(), "smb", "size_unknown"),
    ],
)
def test_a_tier_by_size(policy: Policy, size: Size, tier: str, why: str) -> None:
    found = classify_tier(size, policy)
    assert (found.tier, found.why.code) == (tier, why)


@pytest.mark.parametrize(
    ("stage", "event", "then"),
    [
        ("suspect", "reached", "prospect"),
        ("prospect", "reached", "prospect"),
        ("suspect", "quote_requested", "opportunity"),
        ("prospect", "need_found", "opportunity"),
        ("opportunity", "order", "customer"),
        ("customer", "delivered", "user"),
        ("user", "need_found", "opportunity"),
        ("customer", "qualified", "opportunity"),
        ("user", "order", "user"),
        ("customer", "reached", "customer"),
        ("opportunity", "reached", "opportunity"),
        ("opportunity", "deal_lost", "lost"),
        ("customer", "not_a_fit", "customer"),
        ("user", "silent", "dormant"),
        ("dormant", "reached", "prospect"),
        ("dormant", "order", "customer"),
        ("lost", "handoff_accepted", "opportunity"),
        ("suspect", "delivered", "suspect"),
    ],
)
def test_stages_go_forward_or_into_a_new_round(
    policy: Policy, stage: str, event: StageEvent, then: str
) -> None:
    assert next_stage(stage, event, policy) == then


def test_an_event_named_twice_leads_to_the_further_stage(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text('[[stages]]\ncode = "prospect"\nentered_on = ["reached", "order"]\n', encoding="utf-8")
    assert next_stage("suspect", "order", load_policy(path)) == "customer"


def test_a_lost_repurchase_does_not_lose_the_customer(policy: Policy) -> None:
    assert next_stage("opportunity", "deal_lost", policy, ordered_before=True) == "user"


@pytest.mark.parametrize(
    ("stage", "disposition", "then"),
    [
        ("suspect", "callback", "prospect"),
        ("suspect", "no_answer", "suspect"),
        ("suspect", "complaint", "prospect"),
        ("suspect", "not_a_fit", "lost"),
        ("suspect", "do_not_call", "suspect"),
        ("user", "not_a_fit", "user"),
        ("user", "callback", "user"),
        ("user", "quote_requested", "opportunity"),
        ("prospect", "sale", "customer"),
        ("user", "sale", "user"),
    ],
)
def test_a_call_never_moves_a_stage_back(policy: Policy, stage: str, disposition: str, then: str) -> None:
    assert stage_after_call(stage, policy.disposition(disposition), policy) == then


def test_no_event_and_no_call_makes_a_customer_a_prospect_again(policy: Policy) -> None:
    order = {row.code: row.order for row in policy.stages}
    for current in ("customer", "user", "opportunity"):
        for row in policy.dispositions:
            then = stage_after_call(current, row, policy)
            assert order[then] >= order[current] or then == "opportunity"


def test_each_stage_stalls_by_its_own_limit(policy: Policy) -> None:
    late = dwell("prospect", NOW - timedelta(days=22), NOW, policy)
    assert (late.days, late.usual_days, late.over_days, late.stalled) == (22.0, 11, 1.0, True)
    assert not dwell("opportunity", NOW - timedelta(days=22), NOW, policy).stalled
    assert not dwell("lost", NOW - timedelta(days=3000), NOW, policy).stalled
    assert dwell("prospect", NOW + timedelta(days=1), NOW, policy).days == 0


def test_silence_makes_dormant_after_the_days_of_the_policy(policy: Policy) -> None:
    assert not is_silent(NOW - timedelta(days=364), NOW, policy)
    assert is_silent(NOW - timedelta(days=365), NOW, policy)


def test_a_call_can_move_an_open_deal_most(policy: Policy) -> None:
    assert open_chance("opportunity", policy) > open_chance("user", policy) > open_chance("suspect", policy)
    assert open_chance("customer", policy) == open_chance("lost", policy) == 0
