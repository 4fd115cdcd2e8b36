"""The best call to make now: due work, value, stage and the likely answer hour, weighed by policy."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.sales.policy import NextCall, Policy, Why
from bot.sales.policy.why import why
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


def rank(candidates: Iterable[CallCandidate], now: datetime, policy: Policy) -> tuple[Ranked, ...]:
    """Candidates worth a call now, best first; equal scores by due time, then by id.

    score = 100 * sum(w_i * x_i) / sum(w_i) with x_i in 0-1: value / 100; due = how near within the horizon;
    overdue = days over / days that count as full; stage = 4 * win * (1 - win); likely_hour = chance to be
    answered at this hour; cadence = rank of the series under way / 99; returned = 1 until called again.
    Nobody is on the list who may not be called, or was called lately and has nothing due.
    """
    listed = [person for person in candidates if _may_be_next(person, now, policy.next_call)]
    latest = now + timedelta(days=36500)
    scored = [(_scored(person, now, policy), person) for person in listed]
    scored.sort(key=lambda pair: (-pair[0].score, pair[1].due or latest, pair[1].contact_id))
    return tuple(ranked for ranked, _ in scored)


def _may_be_next(person: CallCandidate, now: datetime, rules: NextCall) -> bool:
    due = person.due is not None and person.due <= now
    rested = person.last_call_at is None or now - person.last_call_at >= timedelta(hours=rules.rest_hours)
    return person.callable and (due or rested)


def _scored(person: CallCandidate, now: datetime, policy: Policy) -> Ranked:
    rules = policy.next_call
    parts = (
        ("value", (person.value or 0) / 100, why("value", value=person.value)),
        ("due", *_due(person, now, rules)),
        ("overdue", *_overdue(person, now, rules)),
        ("stage", open_chance(person.stage, policy), why("stage", stage=person.stage)),
        ("likely_hour", *_likely_hour(person, rules)),
        ("cadence", *_cadence(person, policy)),
        ("returned", *_returned(person)),
    )
    weights = rules.weights.model_dump()
    earned = [(weights[name] * min(1.0, max(0.0, share)), reason) for name, share, reason in parts]
    reasons = sorted((part for part in earned if part[0] and part[1]), key=lambda part: -part[0])
    score = 100 * sum(points for points, _ in earned) / sum(weights.values())
    return Ranked(person.contact_id, round(score, 1), tuple(reason for _, reason in reasons if reason))


_Share = tuple[float, Why | None]


def _due(person: CallCandidate, now: datetime, rules: NextCall) -> _Share:
    if person.due is None:
        return 0.0, None
    ahead = max(0.0, (person.due - now) / _HOUR)
    return 1 - ahead / rules.due_within_hours, why("due", due=person.due.isoformat())


def _overdue(person: CallCandidate, now: datetime, rules: NextCall) -> _Share:
    if person.due is None or person.due >= now:
        return 0.0, None
    days = (now - person.due) / _DAY
    return days / rules.overdue_full_days, why("overdue", days=round(days, 1))


def _likely_hour(person: CallCandidate, rules: NextCall) -> _Share:
    chance = answer_chance(person.connects, person.local_hour, rules.hours_needed)
    if chance is None:
        return _UNKNOWN_HOUR, None
    return chance, why("likely_hour", hour=person.local_hour) if chance > _UNKNOWN_HOUR else None


def _cadence(person: CallCandidate, policy: Policy) -> _Share:
    if not person.cadence:
        return 0.0, None
    rank_of = {row.code: row.rank for row in policy.cadences}
    return rank_of.get(person.cadence, 0) / _HIGHEST_RANK, why("cadence", cadence=person.cadence)


def _returned(person: CallCandidate) -> _Share:
    if person.returned_at is None or (person.last_call_at and person.last_call_at >= person.returned_at):
        return 0.0, None
    return 1.0, why("returned")


def answer_chance(connects: Sequence[int], hour: int, needed: int) -> float | None:
    """How well this hour did against the best one, 0-1, each connect counting half for the hours beside it.

    None with fewer than `needed` connects: too little to say.
    """
    if len(connects) < needed:
        return None
    weights = _by_hour(connects)
    return weights[hour] / max(weights.values())


def best_hour(connects: Sequence[int], needed: int) -> int | None:
    """The hour at which people answered most (the earliest of equals); None with too few to say."""
    if len(connects) < needed:
        return None
    weights = _by_hour(connects)
    return min((hour for hour in set(connects)), key=lambda hour: (-weights[hour], hour))


def _by_hour(connects: Sequence[int]) -> Counter[int]:
    weights: Counter[int] = Counter()
    for hour in connects:
        weights.update({hour: 2, (hour - 1) % 24: 1, (hour + 1) % 24: 1})
    return weights
