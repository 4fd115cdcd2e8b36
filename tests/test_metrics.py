from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.sales.metrics import (
    CallFigures,
    CallRecord,
    MetricRules,
    attainment,
    best_answer_hour,
    by_day,
    by_person,
    compare,
    figures,
    resolution_hours,
)

TAIPEI = ZoneInfo("Asia/Taipei")
FRIDAY = date(2026, 11, 20)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TAIPEI)


def call(hour: int = 10, day: date = FRIDAY, **more: object) -> CallRecord:
    return replace(CallRecord(1, at(day, hour), disposition="no_answer"), **more)  # type: ignore[arg-type]


CALLS = [
    call(reached=True, disposition="callback", minutes=10, wrap_up_seconds=60),
    call(reached=True, disposition="qualified", minutes=5, qualified=True, user=2),
    call(),
    call(),
    call(
        reached=True,
        disposition="sale",
        sale=True,
        minutes=6,
        direction="inbound",
        wait_seconds=20,
        reason="enquiry",
    ),
    call(user=None, direction="inbound", abandoned=True, wait_seconds=50, disposition=""),
]


def test_the_figures_of_a_day() -> None:
    found = figures(CALLS)
    assert (found.calls, found.connects, found.connect_rate) == (5, 3, 0.6)
    assert (found.talk_minutes, found.aht_seconds) == (21.0, 440)
    assert (found.inbound, found.outbound, found.qualified, found.sales) == (1, 4, 1, 1)
    assert (found.abandoned, found.abandon_rate, found.wait_seconds) == (1, 0.5, 35)
    assert list(found.dispositions.items()) == [
        ("no_answer", 2),
        ("callback", 1),
        ("qualified", 1),
        ("sale", 1),
    ]
    assert found.reasons == {"enquiry": 1}


def test_nothing_gives_no_rates_and_no_fault() -> None:
    assert figures([]) == CallFigures()
    only_lost = figures([CALLS[-1]])
    assert (only_lost.calls, only_lost.connect_rate, only_lost.abandon_rate) == (0, None, 1.0)


def test_each_person_has_his_own_calls_and_nobody_the_abandoned() -> None:
    found = by_person(CALLS)
    assert {user: own.calls for user, own in found.items()} == {1: 4, 2: 1}


def test_days_are_local_days() -> None:
    late = call().at.replace(hour=23, minute=30)
    calls = [call(at=late.astimezone(UTC)), call(at=(late + timedelta(hours=1)).astimezone(UTC))]
    assert {day: own.calls for day, own in by_day(calls, TAIPEI).items()} == {
        FRIDAY: 1,
        date(2026, 11, 21): 1,
    }


def test_a_friday_is_compared_with_the_last_eight_fridays_that_were_worked() -> None:
    week = timedelta(weeks=1)
    history = {FRIDAY - n * week: CallFigures(calls=100, connects=40, connect_rate=0.4) for n in range(1, 9)}
    del history[FRIDAY - 3 * week]
    history[FRIDAY - 9 * week] = CallFigures(calls=9999)
    history[FRIDAY - timedelta(days=1)] = CallFigures(calls=9999)
    history[FRIDAY] = CallFigures(calls=142, connects=61, connect_rate=61 / 142)
    found = compare(FRIDAY, history)
    assert found.days == 7
    calls, rate = found.deltas["calls"], found.deltas["connect_rate"]
    assert (calls.now, calls.usual, calls.difference, calls.share) == (142, 100, 42, pytest.approx(0.42))
    assert rate.difference == pytest.approx(61 / 142 - 0.4)
    assert found.deltas["aht_seconds"].difference is None
    assert compare(FRIDAY, history, MetricRules(compare_weeks=9)).deltas["calls"].usual == pytest.approx(
        10699 / 8
    )


def test_rates_are_averaged_by_their_calls_and_no_history_is_said() -> None:
    history = {
        FRIDAY - timedelta(weeks=1): CallFigures(calls=90, connects=9, connect_rate=0.1, aht_seconds=100),
        FRIDAY - timedelta(weeks=2): CallFigures(calls=10, connects=10, connect_rate=1.0, aht_seconds=290),
    }
    deltas = compare(FRIDAY, history).deltas
    assert deltas["connect_rate"].usual == pytest.approx(0.19)
    assert deltas["aht_seconds"].usual == pytest.approx((900 + 2900) / 19)
    assert (deltas["calls"].now, deltas["calls"].share) == (0, -1)
    alone = compare(FRIDAY, {FRIDAY: CallFigures(calls=5)})
    assert alone.days == 0
    assert alone.deltas["calls"].now == 5
    assert all(delta.usual is None and delta.difference is None for delta in alone.deltas.values())
    flat = compare(FRIDAY, {FRIDAY - timedelta(weeks=1): CallFigures()}).deltas["calls"]
    assert (flat.usual, flat.share) == (0, None)


def test_the_best_hour_is_the_contacts_own_once_he_has_answered_often_enough() -> None:
    desk = [call(9, contact=2, reached=n < 8) for n in range(10)]
    desk += [call(15, contact=2, reached=n < 3) for n in range(10)]
    found = best_answer_hour(desk, 1, TAIPEI)
    assert found is not None
    assert (found.hour, found.calls) == (9, 0)
    own = (
        desk + [call(9, contact=1) for _ in range(5)] + [call(15, contact=1, reached=True) for _ in range(5)]
    )
    found = best_answer_hour(own, 1, TAIPEI)
    assert found is not None
    assert (found.hour, found.calls) == (15, 5)
    assert best_answer_hour([call(direction="inbound", reached=True)], 1, TAIPEI) is None
    night = best_answer_hour([call(3, contact=1, reached=True)], 1, TAIPEI)
    assert night is not None
    assert 8 <= night.hour <= 19


def test_time_to_resolution_is_the_median_of_what_was_solved() -> None:
    start = at(FRIDAY, 9)
    cases = [(start, start + timedelta(hours=h)) for h in (1, 3, 50)]
    assert resolution_hours([*cases, (start, None)]) == 3
    assert resolution_hours([(start, None)]) is None


def test_a_quota_is_measured_against_the_part_of_the_period_that_is_gone() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    found = attainment(Decimal(300), Decimal(1000), first, last, date(2026, 11, 16))
    assert (found.share, found.pace, found.gap) == (0.3, 0.5, 700)
    assert found.behind == pytest.approx(0.2)
    over = attainment(Decimal(1200), Decimal(1000), first, last, date(2026, 12, 5))
    assert (over.share, over.pace, over.gap, over.behind) == (1.2, 1.0, 0, 0.0)
    none = attainment(Decimal(5), None, first, last, first)
    assert (none.share, none.gap, none.behind) == (None, None, 0.0)
    assert attainment(Decimal(5), Decimal(0), first, last, first).share is None
