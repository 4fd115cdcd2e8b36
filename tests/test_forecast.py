from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Literal

import pytest

from bot.sales.forecast import (
    Deal,
    ForecastRules,
    Period,
    StageChange,
    forecast,
    period_of,
    pipeline_table,
    stuck_deals,
)
from bot.sales.money import Money

TODAY = date(2026, 11, 16)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
RULES = ForecastRules()


@dataclass(frozen=True)
class Norm:
    code: str
    order: int
    usual_days: int
    win: float
    side: bool = False


STAGES = (
    Norm("lost", 9, 180, 0.0, side=True),
    Norm("opportunity", 3, 20, 0.5),
    Norm("prospect", 2, 10, 0.1),
    Norm("customer", 4, 14, 1.0),
)


def deal(number: int, amount: int | None = 100, **more: Any) -> Deal:
    base = Deal(
        number,
        "opportunity",
        "open",
        None if amount is None else Money(Decimal(amount), "TWD"),
        TODAY - timedelta(days=5),
        close_on=date(2026, 11, 25),
        owner=1,
    )
    return replace(base, **more)


@pytest.mark.parametrize(
    ("today", "kind", "starts", "first", "last"),
    [
        (date(2026, 11, 16), "month", 1, date(2026, 11, 1), date(2026, 11, 30)),
        (date(2026, 11, 16), "quarter", 1, date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 2, 16), "year", 4, date(2025, 4, 1), date(2026, 3, 31)),
        (date(2026, 1, 16), "quarter", 12, date(2025, 12, 1), date(2026, 2, 28)),
        (date(2026, 12, 31), "month", 1, date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_the_period_that_today_lies_in(
    today: date, kind: Literal["month", "quarter", "year"], starts: int, first: date, last: date
) -> None:
    assert period_of(today, kind, starts) == Period(first, last)


def test_weighted_and_commit_against_quota() -> None:
    deals = [
        deal(1, 1000, state="won", closed_on=date(2026, 11, 3)),
        deal(2, 400),
        deal(3, 200, committed=True),
        deal(4, 300, probability=0.8),
        deal(5, 5000, state="lost"),
        deal(6, 700, state="won", closed_on=date(2026, 10, 31)),
        deal(7, 900, close_on=date(2026, 12, 1)),
        deal(8, None),
    ]
    found = forecast(deals, NOVEMBER, TODAY, STAGES, RULES, Decimal(4000))
    assert found.won == 1000
    assert found.weighted == 1000 + 200 + 100 + 240
    assert found.commit == 1000 + 200 + 300
    assert (found.open, found.deals, found.won_count) == (900, 3, 1)
    assert (found.quota.share, found.quota.gap) == (0.25, 3000)


def test_a_slipped_deal_counts_now_and_an_undated_one_apart() -> None:
    slipped, undated = deal(1, close_on=date(2026, 9, 1)), deal(2, close_on=None)
    found = forecast([slipped, undated], NOVEMBER, TODAY, STAGES, RULES)
    assert (found.weighted, found.undated) == (50, 50)
    december = Period(date(2026, 12, 1), date(2026, 12, 31))
    assert forecast([slipped], december, TODAY, STAGES, RULES).weighted == 0
    far = deal(3, close_on=date(2028, 1, 1))
    assert forecast([far], Period(date(2028, 1, 1), date(2028, 1, 31)), TODAY, STAGES, RULES).open == 0


def test_each_person_and_currencies_without_a_rate() -> None:
    deals = [deal(1), deal(2, owner=2), deal(3, owner=2)]
    deals.append(replace(deal(4), amount=Money(Decimal(10), "USD")))
    team = forecast(deals, NOVEMBER, TODAY, STAGES, RULES)
    assert (team.weighted, team.unconverted) == (150, (Money(Decimal(10), "USD"),))
    assert [forecast(deals, NOVEMBER, TODAY, STAGES, RULES, owner=n).weighted for n in (1, 2, 3)] == [
        50,
        100,
        0,
    ]
    rated = ForecastRules(rates={"USD": Decimal(32)})
    assert forecast(deals, NOVEMBER, TODAY, STAGES, rated, owner=1).weighted == 50 + 160


def test_deals_that_stay_too_long_lose_weight_only_where_the_policy_says_so() -> None:
    old = deal(1, since=TODAY - timedelta(days=50))
    assert forecast([old], NOVEMBER, TODAY, STAGES, RULES).weighted == 50
    fading = ForecastRules(half_life_days=30)
    assert forecast([old], NOVEMBER, TODAY, STAGES, fading).weighted == 25
    assert forecast([deal(2)], NOVEMBER, TODAY, STAGES, fading).weighted == 50
    unknown = deal(3, stage="nowhere")
    assert forecast([unknown], NOVEMBER, TODAY, STAGES, fading).weighted == 0


def moved(number: int, *steps: tuple[str, int]) -> list[StageChange]:
    before: str | None = None
    found = []
    for stage, days in steps:
        found.append(StageChange(number, before, stage, TODAY - timedelta(days=days)))
        before = stage
    return found


def test_the_pipeline_by_stage_with_conversion_dwell_and_where_it_sticks() -> None:
    deals = [
        deal(1, 100, stage="prospect", since=TODAY - timedelta(days=30)),
        deal(2, 200, stage="prospect", since=TODAY - timedelta(days=19)),
        deal(3, 400, stage="opportunity", since=TODAY - timedelta(days=4)),
        deal(4, 800, stage="opportunity", state="won", closed_on=TODAY - timedelta(days=2)),
        deal(5, 50, stage="prospect", state="lost", closed_on=TODAY - timedelta(days=1)),
    ]
    changes = [
        *moved(1, ("prospect", 30)),
        *moved(2, ("prospect", 19)),
        *moved(3, ("prospect", 14), ("opportunity", 4)),
        *moved(4, ("prospect", 40), ("opportunity", 22)),
        *moved(5, ("prospect", 20)),
        *moved(99, ("prospect", 400), ("opportunity", 380), ("lost", 370)),
    ]
    rows = pipeline_table(deals, changes, TODAY, STAGES, RULES)
    assert [(row.stage, row.next_stage) for row in rows] == [
        ("prospect", "opportunity"), ("opportunity", "customer"), ("customer", None),
    ]  # fmt: skip
    prospect, opportunity, customer = rows
    assert (prospect.count, prospect.amount, prospect.entered, prospect.moved_on) == (2, 300, 5, 2)
    assert prospect.conversion == 0.4
    assert (prospect.dwell_median, prospect.dwell_mean, prospect.usual, prospect.ratio) == (19, 19.2, 10, 1.9)
    assert (opportunity.entered, opportunity.moved_on, opportunity.dwell_median) == (2, 1, 12)
    assert [row.stage for row in rows if row.stuck] == ["prospect"]
    assert (customer.count, customer.conversion, customer.dwell_median, customer.ratio) == (
        0,
        None,
        None,
        None,
    )


def test_without_history_a_deal_stays_where_it_is_since_it_says() -> None:
    [prospect, *_] = pipeline_table([deal(1, stage="prospect")], [], TODAY, STAGES, RULES)
    assert (prospect.entered, prospect.dwell_median, prospect.stuck) == (1, 5, False)
    assert not any(row.stuck or row.count for row in pipeline_table([], [], TODAY, STAGES, RULES))


def test_stuck_deals_come_with_the_most_at_stake_first() -> None:
    deals = [
        deal(1, 100, since=TODAY - timedelta(days=25)),
        deal(2, 900, since=TODAY - timedelta(days=40)),
        deal(3, 9999, since=TODAY - timedelta(days=24)),
        deal(4, 9999, since=TODAY - timedelta(days=99), state="won"),
        deal(5, None, since=TODAY - timedelta(days=99)),
    ]
    found = stuck_deals(deals, TODAY, STAGES, RULES)
    assert [(each.deal.id, each.days, each.usual) for each in found] == [
        (2, 40, 20),
        (1, 25, 20),
        (5, 99, 20),
    ]
