from datetime import UTC, datetime, timedelta

import pytest

from bot.sales.coverage import Assignment, Candidate, CoverageFacts, choose_manager
from bot.sales.policy import CoverageRule, load_policy

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
RULES = load_policy().coverage
MID = CoverageFacts("midmarket", territory="Taipei", industry="packaging", lines=("server",))


def field(user_id: int, **facts: object) -> Candidate:
    return Candidate(user_id, ("field",), **facts)  # type: ignore[arg-type]


def choose(account: CoverageFacts, *people: Candidate, exclude: frozenset[int] = frozenset()) -> Assignment:
    return choose_manager(account, people, RULES, NOW, exclude=exclude)


def codes(found: Assignment) -> list[str]:
    return [reason.code for reason in found.why]


def owned(by: int) -> CoverageFacts:
    return CoverageFacts("midmarket", territory="Taipei", account_manager_id=by)


def test_the_existing_owner_comes_first_even_with_the_heaviest_load() -> None:
    found = choose(owned(2), field(1, territories=("Taipei",)), field(2, load=99, cap=5))
    assert (found.user_id, codes(found)) == (2, ["owner"])


def test_an_owner_who_left_or_is_excluded_is_passed_over() -> None:
    assert choose(owned(2), field(1), field(2, active=False)).user_id == 1
    assert choose(owned(2), field(1), field(2), exclude=frozenset({2})).user_id == 1


def test_an_inside_owner_does_not_receive_the_handoff() -> None:
    assert choose(owned(9), field(1), Candidate(9, ("agent",))).user_id == 1


def test_territory_then_industry_then_line_then_load() -> None:
    taipei = ("Taipei",)
    found = choose(
        MID,
        field(1, territories=("Tainan",)),
        field(2, territories=taipei, industries=("food",)),
        field(3, territories=taipei, industries=("Packaging",), lines=("printer",)),
        field(4, territories=taipei, industries=("packaging",), lines=("server",), load=3),
        field(5, territories=taipei, industries=("packaging",), lines=("server",), load=2),
        field(6),
    )
    assert found.user_id == 5
    assert codes(found) == ["rule", "territory", "industry", "line", "lightest_load"]
    assert found.why[0].facts() == {"rule": "midmarket", "role": "field"}


def test_who_serves_everything_comes_before_who_serves_another_place() -> None:
    assert choose(MID, field(1, territories=("Tainan",)), field(2, load=50)).user_id == 2


def test_somebody_elsewhere_is_better_than_nobody_and_said_so() -> None:
    found = choose(MID, field(1, territories=("Tainan",)))
    assert found.user_id == 1
    assert "uncovered" in codes(found)


def test_a_territory_covers_its_parts() -> None:
    account = CoverageFacts("midmarket", territory="TW-TPE-4")
    assert choose(account, field(1, territories=("TW-TPX",)), field(2, territories=("TW-TPE",))).user_id == 2


def test_the_lightest_load_and_then_the_lowest_id() -> None:
    assert choose(MID, field(3, load=1), field(2, load=1), field(1, load=2)).user_id == 2


def test_the_full_are_spared_unless_all_are_full() -> None:
    assert choose(MID, field(1, load=5, cap=5), field(2, load=8)).user_id == 2
    found = choose(MID, field(1, load=5, cap=5), field(2, load=6, cap=6))
    assert (found.user_id, codes(found)[-1]) == (1, "all_full")


def test_the_absent_owner_is_replaced_by_his_delegate() -> None:
    found = choose(owned(1), field(1, absent_until=LATER, delegate_id=2), field(2), field(3))
    assert (found.user_id, found.via_delegate_of, codes(found)) == (2, 1, ["owner", "delegate"])


def test_absence_that_is_over_is_no_absence() -> None:
    assert choose(owned(1), field(1, absent_until=NOW, delegate_id=2), field(2)).user_id == 1


def test_a_chain_of_delegates_leads_to_the_first_who_is_there() -> None:
    found = choose(
        owned(1),
        field(1, absent_until=LATER, delegate_id=2),
        field(2, absent_until=LATER, delegate_id=3),
        field(3),
    )
    assert (found.user_id, found.via_delegate_of) == (3, 1)


def test_a_circle_of_delegates_ends_with_somebody_else() -> None:
    circle = (
        field(1, absent_until=LATER, delegate_id=2),
        field(2, absent_until=LATER, delegate_id=1),
        field(4, absent_until=LATER, delegate_id=4),
    )
    assert choose(owned(1), *circle, field(3, load=50)).user_id == 3
    assert choose(owned(1), *circle).user_id is None
    loop = (
        field(1, absent_until=LATER, delegate_id=2),
        field(2, absent_until=LATER, delegate_id=3),
        field(3, absent_until=LATER, delegate_id=2),
    )
    assert choose(owned(1), *loop).user_id is None


def test_a_delegate_who_must_not_get_it_passes_it_to_his_own() -> None:
    people = (field(1, absent_until=LATER, delegate_id=2), field(2, delegate_id=3), field(3), field(4))
    assert choose(owned(1), *people, exclude=frozenset({2})).user_id == 3


def test_the_whole_territory_away_goes_to_its_delegate() -> None:
    found = choose(
        MID,
        field(1, territories=("Taipei",), absent_until=LATER, delegate_id=2),
        field(2, territories=("Tainan",)),
        field(3, territories=("Tainan",)),
    )
    assert (found.user_id, found.via_delegate_of) == (2, 1)


def test_the_territory_away_without_delegate_goes_to_whoever_is_there() -> None:
    found = choose(
        MID, field(1, territories=("Taipei",), absent_until=LATER), field(2, territories=("Tainan",))
    )
    assert (found.user_id, found.via_delegate_of) == (2, None)
    assert codes(found) == ["rule", "covering_away"]


def test_nobody_in_the_role_goes_to_a_manager_and_says_so() -> None:
    managers = (Candidate(8, ("manager",), load=3), Candidate(9, ("manager",)))
    found = choose(MID, Candidate(1, ("agent",)), *managers)
    assert (found.user_id, codes(found)) == (9, ["no_one_covers", "team_manager"])
    nobody = choose(MID, Candidate(1, ("agent",)))
    assert (nobody.user_id, codes(nobody)) == (None, ["nobody"])


def test_a_strategic_account_goes_to_the_key_account_manager_with_specialists() -> None:
    account = CoverageFacts("strategic", lines=("server", "storage"))
    found = choose(
        account,
        field(1),
        Candidate(2, ("field", "kam"), load=40),
        Candidate(3, ("specialist",), lines=("storage",)),
        Candidate(4, ("specialist",), lines=("printer",)),
        Candidate(5, ("specialist",), lines=("server",), absent_until=LATER),
    )
    assert (found.user_id, found.specialists, found.rule) == (2, (3,), "strategic")


def test_duty_tells_daily_service_from_handoffs() -> None:
    people = (Candidate(1, ("agent",)), field(2))
    account = CoverageFacts("smb")
    assert choose_manager(account, people, RULES, NOW, duty="lead").user_id == 1
    assert choose_manager(account, people, RULES, NOW, duty="handoff").user_id == 2


@pytest.mark.parametrize(
    ("account", "user_id"),
    [
        (CoverageFacts("smb", industry="Medical devices", territory="TW-TPE"), 2),
        (CoverageFacts("smb", industry="medical", territory="TW-TPE"), 1),
        (CoverageFacts("smb", industry="medical", territory="CN"), 2),
        (CoverageFacts("smb", industry="medical"), 2),
    ],
)
def test_the_first_fitting_row_decides(account: CoverageFacts, user_id: int) -> None:
    own = CoverageRule(
        code="hospitals",
        industries=("medical",),
        territories=("TW",),
        lead=("kam",),
        handoff=("kam",),
    )
    people = (Candidate(1, ("kam",)), field(2))
    assert choose_manager(account, people, (own, *RULES), NOW).user_id == user_id
