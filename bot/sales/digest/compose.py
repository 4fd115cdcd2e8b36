"""The figures of a manager's day, in the shape in which programs read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from bot.sales.digest.actions import actions
from bot.sales.digest.desk import Action, DeskToday, DigestRules
from bot.sales.forecast import Forecast, StageRow
from bot.sales.metrics import Attainment, CallFigures, MetricRules, compare
from bot.sales.money import Money


@dataclass(frozen=True, slots=True)
class HandoffCounts:
    """Yesterday's answers, and what waits this morning; `breached` of the waiting are beyond their SLA."""

    accepted: int = 0
    returned: int = 0
    waiting: int = 0
    breached: int = 0


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One person's day: results first."""

    id: int
    name: str
    calls: CallFigures = field(default_factory=CallFigures)
    qualified: int = 0
    handoffs_accepted: int = 0
    won: Decimal = Decimal(0)
    quota: Attainment | None = None
    away: bool = False


@dataclass(frozen=True, slots=True)
class DigestInput:
    """All that a digest is made of. `days`: call figures by local day, worked days only, `day` among them."""

    for_: str
    day: date
    today: date
    days: Mapping[date, CallFigures]
    currency: str
    qualified: int = 0
    handoffs: HandoffCounts = field(default_factory=HandoffCounts)
    follow_ups_done: int = 0
    follow_ups_overdue: int = 0
    offered: int = 0
    taken: int = 0
    pipeline: Sequence[StageRow] = ()
    forecast: Forecast | None = None
    people: Sequence[PersonDay] = ()
    desk: DeskToday = field(default_factory=DeskToday)


@dataclass(frozen=True, slots=True)
class DigestFigures:
    """The facts of `digest.daily`; `params()` names them as other programs read them."""

    for_: str
    date: str
    calls: int
    connects: int
    connect_rate: float | None
    talk_minutes: float
    aht_seconds: int | None
    abandoned: int
    abandon_rate: float | None
    wait_seconds: int | None
    dispositions: Mapping[str, int]
    qualified: int
    handoffs: Mapping[str, int]
    follow_ups: Mapping[str, int]
    conversion: tuple[Mapping[str, Any], ...]
    dwell: tuple[Mapping[str, Any], ...]
    cross_sell: Mapping[str, int]
    pipeline: Mapping[str, Any]
    forecast: Mapping[str, Any]
    people: tuple[Mapping[str, Any], ...]
    actions: tuple[Action, ...]
    compared_with: Mapping[str, Any]

    @property
    def quiet(self) -> bool:
        """Whether nothing happened: such a day is told in one line, with what waits."""
        answered = self.handoffs["accepted"] + self.handoffs["returned"]
        counts = (self.calls, self.abandoned, self.qualified, answered, self.follow_ups["done"])
        return not any((*counts, *self.cross_sell.values()))

    def params(self) -> dict[str, Any]:
        """The facts by their names in `digest.daily`."""
        facts = {name.rstrip("_"): getattr(self, name) for name in self.__dataclass_fields__}
        facts["actions"] = [
            {"code": each.code, **each.params, "buttons": list(each.buttons)} for each in self.actions
        ]
        for name in ("conversion", "dwell", "people"):
            facts[name] = [dict(each) for each in facts[name]]
        return facts


def compose(
    given: DigestInput, rules: DigestRules | None = None, metrics: MetricRules | None = None
) -> DigestFigures:
    """The digest of one day for one manager, compared with the same weekday before."""
    figures = given.days.get(given.day, CallFigures())
    return DigestFigures(
        for_=given.for_,
        date=given.day.isoformat(),
        calls=figures.calls,
        connects=figures.connects,
        connect_rate=_rate(figures.connect_rate),
        talk_minutes=figures.talk_minutes,
        aht_seconds=figures.aht_seconds,
        abandoned=figures.abandoned,
        abandon_rate=_rate(figures.abandon_rate),
        wait_seconds=figures.wait_seconds,
        dispositions=dict(figures.dispositions),
        qualified=given.qualified,
        handoffs={
            name: getattr(given.handoffs, name) for name in ("accepted", "returned", "waiting", "breached")
        },
        follow_ups={"done": given.follow_ups_done, "overdue": given.follow_ups_overdue},
        conversion=tuple(_conversion(row) for row in given.pipeline if row.next_stage),
        dwell=tuple(_dwell(row) for row in given.pipeline if row.dwell_median is not None),
        cross_sell={"offered": given.offered, "taken": given.taken},
        pipeline=_pipeline(given.pipeline, given.currency),
        forecast=_forecast(given.forecast, given.currency),
        people=tuple(_person(each, given.currency) for each in sorted(given.people, key=_results_first)),
        actions=actions(given.desk, given.today, rules or DigestRules()),
        compared_with=_compared(given, metrics),
    )


def _rate(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _conversion(row: StageRow) -> dict[str, Any]:
    return {
        "stage": row.stage,
        "next": row.next_stage,
        "entered": row.entered,
        "moved_on": row.moved_on,
        "rate": _rate(row.conversion),
    }


def _dwell(row: StageRow) -> dict[str, Any]:
    return {
        "stage": row.stage,
        "next": row.next_stage,
        "days": row.dwell_median,
        "mean": row.dwell_mean,
        "usual": row.usual,
        "stuck": row.stuck,
    }


def _pipeline(rows: Sequence[StageRow], currency: str) -> dict[str, Any]:
    return {
        "count": sum(row.count for row in rows),
        "amount": Money(sum((row.amount for row in rows), Decimal(0)), currency).as_fact(),
        "stages": [
            {"stage": row.stage, "count": row.count, "amount": Money(row.amount, currency).as_fact()}
            for row in rows
        ],
        "stuck": next((row.stage for row in rows if row.stuck), None),
    }


def _forecast(forecast: Forecast | None, currency: str) -> dict[str, Any]:
    def fact(amount: Decimal | None) -> dict[str, str] | None:
        return None if amount is None else Money(amount, currency).as_fact()

    if forecast is None:
        return {"weighted": fact(Decimal(0)), "commit": fact(Decimal(0)), "quota": None, "share": None}
    quota = forecast.quota.quota
    return {
        "weighted": fact(forecast.weighted),
        "commit": fact(forecast.commit),
        "won": fact(forecast.won),
        "quota": fact(quota),
        "share": _rate(float(forecast.weighted / quota)) if quota else None,
        "attained": _rate(forecast.quota.share),
    }


def _results_first(each: PersonDay) -> tuple[Any, ...]:
    return (each.away, -each.won, -each.qualified, -each.handoffs_accepted, each.name, each.id)


def _person(each: PersonDay, currency: str) -> dict[str, Any]:
    return {
        "person_id": each.id,
        "name": each.name,
        "away": each.away,
        "won": Money(each.won, currency).as_fact(),
        "qualified": each.qualified,
        "handoffs_accepted": each.handoffs_accepted,
        "quota_share": _rate(each.quota.share) if each.quota else None,
        "calls": each.calls.calls,
        "connects": each.calls.connects,
        "connect_rate": _rate(each.calls.connect_rate),
        "talk_minutes": each.calls.talk_minutes,
        "aht_seconds": each.calls.aht_seconds,
    }


def _compared(given: DigestInput, metrics: MetricRules | None) -> dict[str, Any]:
    compared = compare(given.day, given.days, metrics)
    deltas = {
        name: {
            "usual": _rate(delta.usual),
            "difference": _rate(delta.difference),
            "share": _rate(delta.share),
        }
        for name, delta in compared.deltas.items()
    }
    return {"weekday": given.day.isoweekday(), "days": compared.days, **deltas}
