from datetime import UTC, datetime, timedelta

import pytest

from bot.sales.next_call import CallCandidate, answer_chance, best_hour, rank
from bot.sales.policy import Policy

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def someone(contact_id: int, **facts: object) -> CallCandidate:
    return CallCandidate(contact_id, **{"stage": "prospect", "local_hour": 10, **facts})  # type: ignore[arg-type]


def order(policy: Policy, *people: CallCandidate) -> list[int]:
    return [ranked.contact_id for ranked in rank(people, NOW, policy)]


@pytest.mark.parametrize(
    "better",
    [
        {"value": 90.0},
        {"due": NOW},
        {"due": NOW - DAY},
        {"stage": "opportunity"},
        {"connects": (10, 10, 10)},
        {"cadence": "complaint"},
        {"returned_at": NOW - HOUR},
    ],
)
def test_each_fact_alone_brings_somebody_forward(policy: Policy, better: dict[str, object]) -> None:
    assert order(policy, someone(1), someone(2, **better)) == [2, 1]


def test_the_score_is_the_weighted_sum_and_the_reasons_come_weightiest_first(policy: Policy) -> None:
    person = someone(1, value=50.0, due=NOW - 5 * DAY, stage="opportunity", cadence="complaint")
    (ranked,) = rank([person], NOW, policy)
    points = 20 * 0.5 + 20 + 25 + 10 * 0.91 + 10 * 0.5 + 5 * 90 / 99
    assert ranked.score == pytest.approx(points, abs=0.05)
    assert [reason.code for reason in ranked.why] == ["overdue", "due", "value", "stage", "cadence"]
    assert ranked.why[0].facts() == {"days": 5.0}


def test_a_score_never_leaves_0_to_100(policy: Policy) -> None:
    best = someone(
        1,
        value=500.0,
        due=NOW - 900 * DAY,
        stage="opportunity",
        connects=(10,) * 9,
        cadence="complaint",
        returned_at=NOW,
    )
    (ranked,) = rank([best], NOW, policy)
    assert 95 < ranked.score <= 100
    assert rank([someone(2, due=NOW + 400 * DAY, value=-5.0)], NOW, policy)[0].score >= 0


def test_nobody_who_may_not_be_called_is_on_the_list(policy: Policy) -> None:
    assert order(policy, someone(1, callable=False, due=NOW)) == []


def test_somebody_called_lately_rests_unless_something_is_due(policy: Policy) -> None:
    assert order(policy, someone(1, last_call_at=NOW - HOUR)) == []
    assert order(policy, someone(1, last_call_at=NOW - HOUR, due=NOW)) == [1]
    assert order(policy, someone(1, last_call_at=NOW - DAY)) == [1]


def test_a_returned_handoff_counts_until_the_next_call(policy: Policy) -> None:
    back = someone(1, returned_at=NOW - 2 * DAY, last_call_at=NOW - 3 * DAY)
    called_since = someone(2, returned_at=NOW - 2 * DAY, last_call_at=NOW - DAY)
    first, second = rank([called_since, back], NOW, policy)
    assert "returned" in [reason.code for reason in first.why]
    assert first.contact_id == 1
    assert "returned" not in [reason.code for reason in second.why]


def test_only_as_many_as_asked_for(policy: Policy) -> None:
    people = [someone(contact_id, value=float(contact_id)) for contact_id in range(1, 9)]
    assert [ranked.contact_id for ranked in rank(people, NOW, policy, best=2)] == [8, 7]


def test_the_hour_is_a_reason_only_where_he_answered_at_it(policy: Policy) -> None:
    def reasons(*connects: int) -> list[str]:
        return [reason.code for reason in rank([someone(1, connects=connects)], NOW, policy)[0].why]

    assert "likely_hour" in reasons(10, 10, 10)
    assert "likely_hour" not in reasons(10, 10)
    assert "likely_hour" not in reasons(15, 15, 15)


def test_equal_scores_keep_one_order_whatever_comes_in_first(policy: Policy) -> None:
    people = [someone(contact_id) for contact_id in range(1, 30)]
    assert order(policy, *people) == order(policy, *reversed(people)) == list(range(1, 30))


def test_a_run_of_a_cadence_that_the_policy_dropped_counts_nothing(policy: Policy) -> None:
    assert (
        rank([someone(1, cadence="gone")], NOW, policy)[0].score == rank([someone(1)], NOW, policy)[0].score
    )


def test_answer_chance_of_an_hour_leans_on_the_hours_beside_it() -> None:
    assert answer_chance((10, 10), 10, 3) is None
    assert answer_chance((10, 10, 10), 10, 3) == 1
    assert answer_chance((10, 10, 10), 11, 3) == 0.5
    assert answer_chance((10, 10, 10), 15, 3) == 0
    assert answer_chance((23, 23, 23), 0, 3) == 0.5


def test_best_hour_is_the_one_answered_most() -> None:
    assert best_hour((9, 14, 14, 16), 3) == 14
    assert best_hour((15, 9, 15, 9), 3) == 9
    assert best_hour((14, 14), 3) is None
