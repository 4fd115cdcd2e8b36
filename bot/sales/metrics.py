"""Figures of a call desk: calls, connects, talk, handling time, waiting, quota; days compared with days."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from statistics import mean, median
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class MetricRules(BaseModel):
    """How far back days are compared, how much the desk's answer rate weighs, which hours are called in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    compare_weeks: int = Field(8, ge=1)
    prior_calls: float = Field(4.0, gt=0)
    first_hour: int = Field(8, ge=0, le=23)
    last_hour: int = Field(19, ge=0, le=23)


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call. The flags are those of its disposition; `at` is aware; an abandoned call has no `user`.

    `minutes` is talk and hold; `wrap_up_seconds` the work after hanging up; `wait_seconds` before answering.
    """

    user: int | None
    at: datetime
    direction: Literal["inbound", "outbound"] = "outbound"
    disposition: str = ""
    reached: bool = False
    qualified: bool = False
    sale: bool = False
    minutes: float = 0.0
    wrap_up_seconds: int = 0
    wait_seconds: int | None = None
    abandoned: bool = False
    contact: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CallFigures:
    """The figures of a set of calls; None where there is nothing to divide by.

    Rates are shares 0-1. `aht_seconds`: (talk + hold + wrap-up) / calls that reached somebody.
    `abandon_rate`: abandoned / all inbound; `calls` leaves the abandoned out, for nobody handled them.
    """

    calls: int = 0
    connects: int = 0
    connect_rate: float | None = None
    talk_minutes: float = 0.0
    aht_seconds: int | None = None
    inbound: int = 0
    outbound: int = 0
    qualified: int = 0
    sales: int = 0
    abandoned: int = 0
    abandon_rate: float | None = None
    wait_seconds: int | None = None
    dispositions: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)


def figures(calls: Iterable[CallRecord]) -> CallFigures:
    """The figures of these calls; undone ones must have been left out."""
    every = list(calls)
    handled = [call for call in every if not call.abandoned]
    reached = [call for call in handled if call.reached]
    asked = [call for call in every if call.direction == "inbound"]
    waits = [call.wait_seconds for call in every if call.wait_seconds is not None]
    work = sum(call.minutes * 60 + call.wrap_up_seconds for call in reached)
    lost = len(every) - len(handled)
    return CallFigures(
        calls=len(handled),
        connects=len(reached),
        connect_rate=_share(len(reached), len(handled)),
        talk_minutes=round(sum(call.minutes for call in handled), 1),
        aht_seconds=round(work / len(reached)) if reached else None,
        inbound=len(asked) - lost,
        outbound=len(handled) - (len(asked) - lost),
        qualified=sum(call.qualified for call in handled),
        sales=sum(call.sale for call in handled),
        abandoned=lost,
        abandon_rate=_share(lost, len(asked)),
        wait_seconds=round(mean(waits)) if waits else None,
        dispositions=_counted(call.disposition for call in handled if call.disposition),
        reasons=_counted(call.reason for call in handled if call.reason),
    )


def by_person(calls: Iterable[CallRecord]) -> dict[int, CallFigures]:
    """The figures of each person who handled calls."""
    shares: dict[int, list[CallRecord]] = {}
    for call in calls:
        if call.user is not None:
            shares.setdefault(call.user, []).append(call)
    return {user: figures(own) for user, own in sorted(shares.items())}


def by_day(calls: Iterable[CallRecord], zone: tzinfo) -> dict[date, CallFigures]:
    """The figures of each local day that had calls."""
    days: dict[date, list[CallRecord]] = {}
    for call in calls:
        days.setdefault(call.at.astimezone(zone).date(), []).append(call)
    return {day: figures(own) for day, own in sorted(days.items())}


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _counted(codes: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(codes).items(), key=lambda row: (-row[1], row[0])))


@dataclass(frozen=True, slots=True)
class Delta:
    """One measure against its usual value: the difference, and as a share of the usual where there is one."""

    now: float | None
    usual: float | None
    difference: float | None
    share: float | None


@dataclass(frozen=True, slots=True)
class Compared:
    """A day against the same weekday before: how many such days there were, and each measure."""

    day: date
    days: int
    deltas: Mapping[str, Delta]


MEASURES = ("calls", "connects", "connect_rate", "talk_minutes", "aht_seconds", "qualified", "sales")


def compare(day: date, history: Mapping[date, CallFigures], rules: MetricRules | None = None) -> Compared:
    """A day against the average of the same weekday in the last `compare_weeks` weeks.

    A day without a row was not worked and does not count; without any such day the usual values are None.
    Rates are averaged by their calls, so that a quiet day does not weigh as much as a busy one.
    """
    weeks = (rules or MetricRules()).compare_weeks
    before = [history[past] for n in range(1, weeks + 1) if (past := day - timedelta(weeks=n)) in history]
    now = history.get(day, CallFigures())
    return Compared(day, len(before), {name: _delta(name, now, before) for name in MEASURES})


def _delta(name: str, now: CallFigures, before: list[CallFigures]) -> Delta:
    value: float | None = getattr(now, name)
    usual = _usual(name, before)
    if value is None or usual is None:
        return Delta(value, usual, None, None)
    return Delta(value, usual, value - usual, (value - usual) / usual if usual else None)


def _usual(name: str, before: list[CallFigures]) -> float | None:
    if name == "connect_rate":
        return _share(sum(each.connects for each in before), sum(each.calls for each in before))
    if name == "aht_seconds":
        spent = sum(each.aht_seconds * each.connects for each in before if each.aht_seconds is not None)
        connects = sum(each.connects for each in before)
        return spent / connects if connects else None
    return mean(float(getattr(each, name)) for each in before) if before else None


@dataclass(frozen=True, slots=True)
class AnswerHour:
    """The local hour at which a contact answers most likely, the chance, and on how many calls it rests."""

    hour: int
    rate: float
    calls: int


def best_answer_hour(
    calls: Iterable[CallRecord], contact: int | None, zone: tzinfo, rules: MetricRules | None = None
) -> AnswerHour | None:
    """When to call: a contact's outbound answer rate by hour, shrunk to the desk's rate of that hour.

    The rate is (answered + m·p) / (tried + m), p the desk's rate in that hour likewise shrunk to its rate
    over all hours, m = `prior_calls`. Ties go to the earlier hour; None before any outbound call.
    """
    rules = rules or MetricRules()
    tried: Counter[int] = Counter()
    answered: Counter[int] = Counter()
    own_tried: Counter[int] = Counter()
    own_answered: Counter[int] = Counter()
    for call in calls:
        if call.direction == "outbound" and not call.abandoned:
            hour = call.at.astimezone(zone).hour
            tried[hour] += 1
            answered[hour] += call.reached
            if contact is not None and call.contact == contact:
                own_tried[hour] += 1
                own_answered[hour] += call.reached
    if not tried:
        return None
    weight, overall = rules.prior_calls, answered.total() / tried.total()
    found = []
    for hour in range(rules.first_hour, rules.last_hour + 1):
        desk = (answered[hour] + weight * overall) / (tried[hour] + weight)
        rate = (own_answered[hour] + weight * desk) / (own_tried[hour] + weight)
        found.append(AnswerHour(hour, rate, own_tried[hour]))
    return max(found, key=lambda each: (each.rate, -each.hour), default=None)


def resolution_hours(cases: Iterable[tuple[datetime, datetime | None]]) -> float | None:
    """The median hours from opening to solving over solved cases; None when none is solved."""
    solved = [(end - start).total_seconds() / 3600 for start, end in cases if end is not None]
    return median(solved) if solved else None


@dataclass(frozen=True, slots=True)
class Attainment:
    """What of a quota is reached. `share` 0-1 and above; `pace` the share of the period gone; `gap` >= 0.

    All None where there is no quota: then only `done` says anything.
    """

    done: Decimal
    quota: Decimal | None
    share: float | None
    pace: float
    gap: Decimal | None

    @property
    def behind(self) -> float:
        """By how much of the quota the pace is missed, 0 when on pace."""
        return max(0.0, self.pace - self.share) if self.share is not None else 0.0


def attainment(done: Decimal, quota: Decimal | None, first: date, last: date, today: date) -> Attainment:
    """A result (amount or count) against its quota; today counts as not yet gone."""
    whole = (last - first).days + 1
    pace = min(1.0, max(0.0, (today - first).days / whole))
    if quota is None or quota <= 0:
        return Attainment(done, None, None, pace, None)
    return Attainment(done, quota, float(done / quota), pace, max(Decimal(0), quota - done))
