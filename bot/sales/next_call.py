"""The best call to make now: due work, value, stage and the likely answer hour, weighed by policy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from typing import Final

from bot.sales.policy import NextCall, Policy, Why
from bot.sales.policy.why import Fact
from bot.sales.stages import open_chance

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_UNKNOWN_HOUR: Final = 0.5
_HIGHEST_RANK: Final = 99


@dataclass(frozen=True, slots=True)
class CallCandidate:
    """What is known of somebody who could be called now.

    `due` is his next follow-up; `local_hour` his hour now, `connects` the local hours at which he (or his
    company) was reached before; `cadence` the series under way; `returned_at` when a handoff came back.
    `callable` says that calling hours, quiet hours and do-not-call allow it.
    """

    contact_id: int
    stage: str
    local_hour: int
    value: float | None = None
    due: datetime | None = None
    connects: tuple[int, ...] = ()
    cadence: str = ""
    last_call_at: datetime | None = None
    returned_at: datetime | None = None
    callable: bool = True


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with his score of 0-100 and what earned it, the weightiest first."""

    contact_id: int
    score: float
    why: tuple[Why, ...]


def rank(
    candidates: Iterable[CallCandidate], now: datetime, policy: Policy, best: int | None = None
) -> tuple[Ranked, ...]:
    """Candidates worth a call now, best first (so many of them); equal scores by due time, then by id.

    score = 100 * sum(w_i * x_i) / sum(w_i) with x_i in 0-1: value / 100; due = how near within the horizon;
    overdue = days over / days that count as full; stage = 4 * win * (1 - win); likely_hour = chance to be
    answered at this hour; cadence = rank of the series under way / 99; returned = 1 until called again.
    Nobody is on the list who may not be called, or was called lately and has nothing due.
    """
    scale = _Scale.of(policy)
    latest = now + timedelta(days=36500)
    scored = [
        (-_score(points), person.due or latest, person.contact_id, person, points)
        for person in candidates
        if _may_be_next(person, now, scale.rules)
        for points in (_points(person, now, scale),)
    ]
    scored.sort(key=itemgetter(0, 1, 2))
    return tuple(
        Ranked(person.contact_id, round(-score / scale.total, 1), _reasons(person, now, points, scale.rules))
        for score, _, _, person, points in scored[:best]
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    """The policy's numbers, looked up once for a whole list."""

    rules: NextCall
    weights: dict[str, float]
    total: float
    stages: dict[str, float]
    ranks: dict[str, float]

    @classmethod
    def of(cls, policy: Policy) -> "_Scale":
        weights = policy.next_call.weights.model_dump()
        stages = {row.code: open_chance(row.code, policy) for row in policy.stages}
        ranks = {row.code: row.rank / _HIGHEST_RANK for row in policy.cadences}
        return cls(policy.next_call, weights, sum(weights.values()) / 100, stages, ranks)


_Points = tuple[tuple[str, float], ...]


def _may_be_next(person: CallCandidate, now: datetime, rules: NextCall) -> bool:
    due = person.due is not None and person.due <= now
    rested = person.last_call_at is None or now - person.last_call_at >= timedelta(hours=rules.rest_hours)
    return person.callable and (due or rested)


def _score(points: _Points) -> float:
    return sum(earned for _, earned in points)


def _points(person: CallCandidate, now: datetime, scale: _Scale) -> _Points:
    rules = scale.rules
    ahead = None if person.due is None else (person.due - now) / _HOUR
    chance = answer_chance(person.connects, person.local_hour, rules.hours_needed)
    shares = {
        "value": (person.value or 0) / 100,
        "due": 0.0 if ahead is None else 1 - max(0.0, ahead) / rules.due_within_hours,
        "overdue": 0.0 if ahead is None else -ahead / 24 / rules.overdue_full_days,
        "stage": scale.stages.get(person.stage, 0.0),
        "likely_hour": _UNKNOWN_HOUR if chance is None else chance,
        "cadence": scale.ranks.get(person.cadence, 0.0),
        "returned": 1.0 if _is_returned(person) else 0.0,
    }
    return tuple((name, scale.weights[name] * min(1.0, max(0.0, share))) for name, share in shares.items())


def _is_returned(person: CallCandidate) -> bool:
    called_since = person.last_call_at and person.returned_at and person.last_call_at >= person.returned_at
    return person.returned_at is not None and not called_since


def _reasons(person: CallCandidate, now: datetime, points: _Points, rules: NextCall) -> tuple[Why, ...]:
    """What earned points, the weightiest first; an hour about which too little is known earned none."""
    facts: dict[str, tuple[str, Fact]] = {
        "value": ("value", person.value),
        "due": ("due", person.due.isoformat() if person.due else None),
        "overdue": ("days", round((now - person.due) / _DAY, 1) if person.due else None),
        "stage": ("stage", person.stage),
        "likely_hour": ("hour", person.local_hour),
        "cadence": ("cadence", person.cadence),
        "returned": ("at", person.returned_at.isoformat() if person.returned_at else None),
    }
    weighty = sorted((point for point in points if point[1]), key=lambda point: -point[1])
    likely = len(person.connects) >= rules.hours_needed and person.local_hour in person.connects
    return tuple(Why(name, (facts[name],)) for name, _ in weighty if name != "likely_hour" or likely)


def answer_chance(connects: Sequence[int], hour: int, needed: int) -> float | None:
    """How well this hour did against the best one, 0-1, each connect counting half for the hours beside it.

    None with fewer than `needed` connects: too little to say.
    """
    if len(connects) < needed:
        return None
    weights = _by_hour(connects)
    return weights[hour] / max(weights)


def best_hour(connects: Sequence[int], needed: int) -> int | None:
    """The hour at which people answered most (the earliest of equals); None with too few to say."""
    if len(connects) < needed:
        return None
    weights = _by_hour(connects)
    return min((hour for hour in set(connects)), key=lambda hour: (-weights[hour], hour))


def _by_hour(connects: Sequence[int]) -> list[int]:
    weights = [0] * 24
    for hour in connects:
        weights[hour] += 2
        weights[hour - 1] += 1
        weights[(hour + 1) % 24] += 1
    return weights
