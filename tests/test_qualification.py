from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sales.policy import Policy, load_policy
from bot.sales.qualification import Fact, IcpFacts, bant, check, icp_fit

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
WANTED = """
[icp]
industries = ["packaging", "包裝"]
territories = ["Taipei"]
lines = ["notebook"]
best_employees = [100, 400]
[[icp.negative]]
code = "too_small"
field = "employees"
below = 3.0
[[icp.negative]]
code = "gambling"
field = "industry"
any_of = ["casino"]
"""


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    path: Path = tmp_path_factory.mktemp("policy") / "policy.toml"
    path.write_text(WANTED, encoding="utf-8")
    return load_policy(path)


def said(*fields: str, sure: bool = True, days_ago: int = 0) -> dict[str, Fact]:
    at = NOW - timedelta(days=days_ago)
    return {field: Fact("something", 7, at, sure) for field in fields}


ALL = ("budget", "authority", "need", "timeline")
GOOD = IcpFacts("宏昇包裝", "Packaging & print", 200, territory="Taipei", lines=("Notebook",))


def test_a_perfect_account_fits_in_full(policy: Policy) -> None:
    fit = icp_fit(GOOD, policy.icp)
    assert (fit.score, fit.missing, fit.disqualified_by) == (100.0, (), ())


def test_fit_is_the_weighted_mean_of_its_parts(policy: Policy) -> None:
    fit = icp_fit(IcpFacts(industry="shipping", employees=50, territory="Tainan"), policy.icp)
    parts = {part.code: part.score for part in fit.parts}
    assert parts == {"industry": 40, "size": 50, "territory": 40, "product_fit": 50}
    assert fit.score == pytest.approx((30 * 40 + 30 * 50 + 15 * 40 + 25 * 50) / 100)
    assert fit.missing == ("product_fit",)


@pytest.mark.parametrize(("employees", "score"), [(100, 100), (400, 100), (800, 50), (25, 25), (0, 0)])
def test_size_falls_with_the_ratio_to_the_best_range(policy: Policy, employees: int, score: float) -> None:
    fit = icp_fit(IcpFacts(employees=employees), policy.icp)
    assert next(part.score for part in fit.parts if part.code == "size") == score


def test_an_empty_list_welcomes_all() -> None:
    fit = icp_fit(
        IcpFacts(industry="anything", employees=100, territory="x", lines=("y",)), load_policy().icp
    )
    assert fit.score == 100


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (IcpFacts(employees=2), "too_small"),
        (IcpFacts(industry="Casino resorts"), "gambling"),
        (IcpFacts(credit=10), "bad_credit"),
        (IcpFacts(tags=("歇業",)), "out_of_business"),
    ],
)
def test_a_negative_criterion_disqualifies_with_its_reason(
    policy: Policy, facts: IcpFacts, code: str
) -> None:
    (reason,) = icp_fit(facts, policy.icp).disqualified_by
    assert reason.code == code
    assert reason.facts()["found"]


def test_what_nobody_knows_does_not_disqualify(policy: Policy) -> None:
    assert icp_fit(IcpFacts(), policy.icp).disqualified_by == ()


def test_bant_counts_what_is_there_and_names_its_evidence(policy: Policy) -> None:
    found = bant(said("budget", "need"), policy.bant, NOW)
    assert (found.score, found.have, found.missing) == (2.0, ("budget", "need"), ("authority", "timeline"))
    assert [(piece.field, piece.call_id, piece.sure) for piece in found.evidence] == [
        ("budget", 7, True),
        ("need", 7, True),
    ]


def test_a_guess_counts_half_and_an_old_or_blank_answer_nothing(policy: Policy) -> None:
    assert bant(said(*ALL, sure=False), policy.bant, NOW).score == 2.0
    old = bant(said("budget", days_ago=366), policy.bant, NOW)
    assert (old.score, old.stale, old.missing) == (0.0, ("budget",), ALL)
    assert bant({"budget": Fact("  ", 1, NOW)}, policy.bant, NOW).have == ()
    assert bant(said("horoscope"), policy.bant, NOW).score == 0


def test_bant_weights_scale_to_four(policy: Policy) -> None:
    rules = policy.bant.model_copy(update={"weights": policy.bant.weights.model_copy(update={"budget": 5.0})})
    assert bant(said(*ALL), rules, NOW).score == 4.0
    assert bant(said("budget"), rules, NOW).score == 2.5


def test_qualified_when_both_thresholds_of_the_tier_are_met(policy: Policy) -> None:
    three = said("budget", "authority", "need")
    assert check(GOOD, three, "midmarket", policy, NOW).qualified
    smb = check(GOOD, three, "smb", policy, NOW)
    assert not smb.qualified
    assert (smb.bant_needed, smb.icp_needed, smb.missing) == (4, 60, ("timeline",))
    assert {reason.code for reason in smb.why} == {"icp_met", "bant_short", "bant_missing"}


def test_a_threshold_that_is_just_reached_is_met(policy: Policy) -> None:
    exact = IcpFacts("x", "shipping", 200, territory="Taipei", lines=("notebook",))
    assert icp_fit(exact, policy.icp).score == 82
    strict = policy.tier("midmarket").model_copy(update={"icp": 82.0})
    rules = policy.model_copy(update={"tiers": (strict,)})
    assert check(exact, said(*ALL), "midmarket", rules, NOW).qualified


def test_a_bad_fit_fails_however_complete_the_answers(policy: Policy) -> None:
    poor = IcpFacts(industry="shipping", employees=10, territory="Tainan", lines=("server",))
    result = check(poor, said(*ALL), "midmarket", policy, NOW)
    assert not result.qualified
    assert [reason.code for reason in result.why] == ["icp_short", "bant_met"]
    assert result.why[0].facts() == {"score": result.icp.score, "needed": 60}


def test_a_disqualified_account_fails_and_says_why(policy: Policy) -> None:
    owing = IcpFacts("x", "packaging", 200, territory="Taipei", lines=("notebook",), credit=5)
    result = check(owing, said(*ALL), "midmarket", policy, NOW)
    assert not result.qualified
    assert result.icp.score == 100
    assert result.why[0].code == "disqualified"
    assert result.why[0].facts()["reason"] == "bad_credit"


def test_nothing_known_is_not_qualified_and_tells_what_to_ask(policy: Policy) -> None:
    result = check(IcpFacts(), {}, "strategic", policy, NOW)
    assert not result.qualified
    assert result.missing == (*ALL, "industry", "size", "territory", "product_fit")
