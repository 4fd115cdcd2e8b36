"""Which script fits a call best, and why: every condition must fit, and the more specific one wins."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.scripts.model import Condition, Library, Script


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known before the call. `cross_sell` is the propensity 0 to 1; `touch` comes from coverage."""

    reason: str
    direction: str
    tier: str = ""
    pyramid: str = ""
    style: str | None = None
    stage: str = ""
    cross_sell: float | None = None
    promotion_lines: frozenset[str] = frozenset()
    language: str = "en"
    touch: str = "low"


@dataclass(frozen=True, slots=True)
class Why:
    """One key that decided, and the situation's value for it."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen script, its points, and the keys that decided, heaviest first."""

    script: Script
    score: float
    why: tuple[Why, ...]


def choose(library: Library, situation: Situation, weights: Mapping[str, float]) -> Choice | None:
    """The best fitting script; None only for a library without a default script (which has a fault).

    `weights` are the policy's points by key. Points decide, then the number of conditions, then the fewer
    values listed in them, then the key that stands earlier in the weights, then the lower id: never chance.
    """
    fitting = [script for script in library.scripts if fits(script, situation)]
    if not fitting:
        return None
    best = min(fitting, key=lambda script: _rank(script, weights))
    return Choice(best, _score(best, weights), _why(best, situation, weights, library))


def fits(script: Script, situation: Situation) -> bool:
    """Whether every condition of a script fits the situation."""
    return all(_fits(condition, situation) for condition in script.when)


def _fits(condition: Condition, situation: Situation) -> bool:
    if condition.key == "cross_sell":
        return situation.cross_sell is not None and situation.cross_sell >= float(condition.values[0])
    if condition.key == "promotion":
        wanted = set(condition.values)
        return bool(situation.promotion_lines and ("any" in wanted or wanted & situation.promotion_lines))
    return getattr(situation, condition.key) in condition.values


def _score(script: Script, weights: Mapping[str, float]) -> float:
    return round(sum(weights.get(each.key, 0) for each in script.when), 6)


def _rank(
    script: Script, weights: Mapping[str, float]
) -> tuple[float, int, int, tuple[bool, ...], float, str]:
    listed = sum(len(each.values) for each in script.when)
    order = tuple(not script.condition(key) for key in weights)
    least = max(map(float, script.condition("cross_sell")), default=0.0)
    return -_score(script, weights), -len(script.when), listed, order, -least, script.id


def _why(
    script: Script, situation: Situation, weights: Mapping[str, float], library: Library
) -> tuple[Why, ...]:
    keys = sorted((each.key for each in script.when), key=lambda key: (-weights.get(key, 0), key))
    found = [Why(key, _value(script, key, situation)) for key in keys]
    if not situation.style and _styled(library, situation):
        found.append(Why("style", "unknown"))
    return tuple(found) or (Why("default", script.id),)


def _value(script: Script, key: str, situation: Situation) -> str:
    if key == "cross_sell":
        return f"{situation.cross_sell:.2f}"
    if key == "promotion":
        wanted = set(script.condition(key))
        lines = situation.promotion_lines if "any" in wanted else situation.promotion_lines & wanted
        return ", ".join(sorted(lines))
    return str(getattr(situation, key))


def _styled(library: Library, situation: Situation) -> bool:
    return any(
        script.condition("style") and script.condition("reason") == (situation.reason,)
        for script in library.scripts
    )
