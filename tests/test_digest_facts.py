"""The facts of a digest: figures, people, three things to act on."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.sales.digest import (
    DeskToday,
    DigestInput,
    DigestRules,
    HandoffCounts,
    OverdueWork,
    PersonDay,
    Renewal,
    StalledDeal,
    WaitingHandoff,
    WithoutCalls,
    actions,
    compose,
)
from bot.sales.forecast import Forecast, StageRow
from bot.sales.metrics import Attainment, CallFigures, attainment
from bot.sales.money import Money

FRIDAY, TODAY = date(2026, 11, 20), date(2026, 11, 23)


RULES = DigestRules()


DAILY = {
    "for", "date", "calls", "connects", "connect_rate", "talk_minutes", "aht_seconds", "dispositions", "qualified",
    "handoffs", "follow_ups", "conversion", "dwell", "cross_sell", "pipeline", "forecast", "people", "actions",
    "compared_with", "abandoned", "abandon_rate", "wait_seconds",
}  # fmt: skip


HANDOFF = WaitingHandoff(12, 3, "宏昇包裝", "蔡宗翰", 9.0, 5.0, 4.0, Money(Decimal(1_200_000), "TWD"))


DESK = DeskToday(
    handoffs=(HANDOFF,),
    overdue=(OverdueWork(7, "何雅婷", 8, away=True), OverdueWork(8, "Amy", 2)),
    stalled=(StalledDeal(4, 1, "Acme", "prospect", 19, 11),),
    renewals=(Renewal(9, "晨光食品", "support", TODAY + timedelta(days=30)),),
    without_calls=(WithoutCalls(6, "Bo", 3),),
)


def days() -> dict[date, CallFigures]:
    usual = CallFigures(calls=130, connects=58, connect_rate=58 / 130)
    found = {FRIDAY - timedelta(weeks=n): usual for n in range(1, 9)}
    found[FRIDAY] = CallFigures(
        calls=142,
        connects=61,
        connect_rate=61 / 142,
        talk_minutes=310.5,
        aht_seconds=300,
        dispositions={"sale": 2},
    )
    return found


def given_day(**more: Any) -> DigestInput:
    quota = attainment(Decimal(4_600_000), Decimal(14_000_000), date(2026, 11, 1), date(2026, 11, 30), TODAY)
    base = DigestInput(
        for_="lin",
        day=FRIDAY,
        today=TODAY,
        days=days(),
        currency="TWD",
        qualified=6,
        handoffs=HandoffCounts(3, 0, 1, 1),
        follow_ups_done=40,
        follow_ups_overdue=10,
        offered=9,
        taken=3,
        pipeline=(
            StageRow(
                "prospect", 31, Decimal(8_400_000), 20, 8, 0.4, 19.0, 19.2, 11.0, 1.73, True, "opportunity"
            ),
            StageRow("opportunity", 0, Decimal(0), 0, 0, None, None, None, 21.0, None, False, None),
        ),
        forecast=Forecast(
            None,
            Decimal(4_600_000),
            Decimal(11_200_000),
            Decimal(7_900_000),
            Decimal(1),
            5,
            2,
            Decimal(0),
            (),
            quota,
        ),
        people=(
            PersonDay(1, "Amy", CallFigures(calls=80), qualified=1),
            PersonDay(2, "Bo", CallFigures(calls=20), won=Decimal(500_000)),
            PersonDay(3, "何雅婷", won=Decimal(900_000), away=True),
        ),
        desk=DESK,
    )
    return replace(base, **more)


def test_the_digest_has_exactly_the_facts_that_programs_read() -> None:
    facts = compose(given_day()).params()
    assert set(facts) == DAILY
    assert json.loads(json.dumps(facts)) == facts
    assert (facts["for"], facts["date"], facts["calls"], facts["connect_rate"]) == (
        "lin",
        "2026-11-20",
        142,
        0.4296,
    )
    assert facts["handoffs"] == {"accepted": 3, "returned": 0, "waiting": 1, "breached": 1}
    assert facts["forecast"]["weighted"] == {"amount": "11200000", "currency": "TWD"}
    assert (facts["forecast"]["share"], facts["forecast"]["attained"]) == (0.8, 0.3286)
    assert facts["pipeline"]["stuck"] == "prospect"
    assert [(row["stage"], row["rate"]) for row in facts["conversion"]] == [("prospect", 0.4)]
    assert [(row["stage"], row["days"], row["usual"]) for row in facts["dwell"]] == [("prospect", 19.0, 11.0)]
    assert facts["compared_with"]["calls"] == {"usual": 130, "difference": 12, "share": 0.0923}
    assert (facts["compared_with"]["weekday"], facts["compared_with"]["days"]) == (5, 8)


def test_people_stand_by_results_before_activity_and_the_absent_last() -> None:
    assert [each["name"] for each in compose(given_day()).people] == ["Bo", "Amy", "何雅婷"]


def test_three_things_to_act_on_with_their_buttons() -> None:
    found = actions(DESK, TODAY, RULES)
    assert [(each.code, each.buttons) for each in found] == [
        ("handoff_breached", ("handoff.remind:12.3", "handoff.reassign:12.3")),
        ("overdue_absent", ("away.delegate:7",)),
        ("renewal", ("contact.company:9",)),
    ]
    assert found[0].params["over_hours"] == 5.0
    assert found[0].params["amount"] == {"amount": "1200000", "currency": "TWD"}
    assert found[2].params["days"] == 30
    everything = actions(DESK, TODAY, DigestRules(actions=10))
    assert [each.code for each in everything][3:] == ["deal_stuck", "without_calls"]
    pattern = re.compile(r"^[a-z_]+\.[a-z_]+(:[0-9A-Za-z_+\-.]*)?$")
    assert all(pattern.match(one) and len(one.encode()) <= 64 for each in everything for one in each.buttons)


def test_kinds_vary_before_one_kind_fills_the_list() -> None:
    many = tuple(replace(HANDOFF, id=n, over_hours=float(n)) for n in range(1, 6))
    found = actions(replace(DESK, handoffs=many), TODAY, RULES)
    assert [each.code for each in found] == ["handoff_breached", "overdue_absent", "renewal"]
    assert found[0].params["handoff_id"] == 5
    alone = actions(DeskToday(handoffs=many), TODAY, RULES)
    assert [each.params["handoff_id"] for each in alone] == [5, 4, 3]


@pytest.mark.parametrize(
    ("desk", "codes"),
    [
        (DeskToday(handoffs=(replace(HANDOFF, over_hours=0, waited_hours=2),)), ["handoff_waiting"]),
        (DeskToday(handoffs=(replace(HANDOFF, over_hours=0, waited_hours=1.9),)), []),
        (DeskToday(overdue=(OverdueWork(1, "A", 4),)), []),
        (DeskToday(overdue=(OverdueWork(1, "A", 5),)), ["overdue"]),
        (DeskToday(overdue=(OverdueWork(1, "A", 0, away=True),)), []),
        (DeskToday(renewals=(Renewal(1, "A", "p", TODAY + timedelta(days=46)),)), []),
        (DeskToday(without_calls=(WithoutCalls(1, "A", 1),)), []),
        (
            DeskToday(quota=Attainment(Decimal(1), Decimal(10), 0.1, 0.5, Decimal(9)), currency="TWD"),
            ["quota_gap"],
        ),
        (DeskToday(quota=Attainment(Decimal(1), Decimal(10), 0.45, 0.5, Decimal(5)), currency="TWD"), []),
        (DeskToday(quota=Attainment(Decimal(1), None, None, 0.5, None)), []),
    ],
)
def test_only_what_needs_acting_on_is_named(desk: DeskToday, codes: list[str]) -> None:
    assert [each.code for each in actions(desk, TODAY, RULES)] == codes


def test_a_quiet_day_is_one_where_nobody_worked_whatever_waits() -> None:
    empty = DigestInput("lin", FRIDAY, TODAY, {}, "TWD")
    found = compose(empty)
    assert found.quiet
    assert set(found.params()) == DAILY
    assert (found.calls, found.connect_rate, found.compared_with["days"]) == (0, None, 0)
    assert compose(replace(empty, follow_ups_overdue=1)).quiet
    assert compose(replace(empty, desk=DESK)).quiet
    assert not compose(given_day()).quiet
