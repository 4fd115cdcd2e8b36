"""What an account is worth: value from five inputs, its place in the pyramid, its tier by size."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, isfinite
from typing import Final

from bot.sales.policy import Policy, PyramidLevel, ValueRules, Why
from bot.sales.policy.customers import Scale
from bot.sales.policy.why import why

Number = Decimal | float | int
INPUTS: Final = ("sales", "expected", "credit", "profit", "demonstration")


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The five inputs, None where unknown; money in the company's currency.

    `sales` and `profit` are of the last 12 months, `expected` is open pipeline and predicted lifetime value,
    `credit` is 0-100 and `demonstration` 0-10 on the shipped scales.
    """

    sales: Number | None = None
    expected: Number | None = None
    credit: Number | None = None
    profit: Number | None = None
    demonstration: Number | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A score of 0-100, how sure it is (0-1), and the inputs that nobody knows."""

    score: float
    confidence: float
    missing: tuple[str, ...]


def account_value(facts: AccountFacts, rules: ValueRules) -> Value:
    """Weighted mean of the known inputs; what is missing lowers the confidence and not the score.

    score = 100 * sum(w_i * s_i) / sum(w_i), s_i = min(1, x_i / full_i) ** exponent_i, over known i;
    confidence = sum(w_i over known i) / sum(w_i over all i). Below zero counts as zero.
    """
    parts: list[tuple[float, float]] = []
    missing: list[str] = []
    total = 0.0
    for name in INPUTS:
        weight: float = getattr(rules.weights, name)
        given: Number | None = getattr(facts, name)
        total += weight
        if given is None or not isfinite(given):
            missing += [name] if weight else []
        else:
            parts.append((weight, _share(float(given), getattr(rules.scales, name))))
    known = sum(weight for weight, _ in parts)
    score = 100 * sum(weight * share for weight, share in parts) / known if known else 0.0
    return Value(round(score, 1), round(known / total, 3), tuple(missing))


def _share(given: float, scale: Scale) -> float:
    return float(min(1.0, max(0.0, given) / scale.full) ** scale.exponent)


def pyramid(scores: Mapping[int, float | None], levels: tuple[PyramidLevel, ...]) -> dict[int, str]:
    """The level of each account by its rank: the first `percent` of all are in the first level, and so on.

    A level ends at ceil(n * cumulated percent / 100), so the best of a short list is in the top level. Equal
    scores rank by id, the older account first. An account worth nothing, or of unknown worth, takes the last.
    """
    ranked = sorted(scores, key=lambda account: (-(scores[account] or 0), account))
    last = levels[-1].code
    placed = dict.fromkeys(ranked, last)
    cumulated, begin = 0.0, 0
    for level in levels[:-1]:
        cumulated += level.percent or 0
        end = ceil(len(ranked) * cumulated / 100 - 1e-9)
        placed.update((account, level.code) for account in ranked[begin:end] if scores[account])
        begin = max(begin, end)
    return placed


@dataclass(frozen=True, slots=True)
class Size:
    """How large an account is; revenue a year in the company's currency; `named` is said by hand."""

    employees: int | None = None
    revenue: Number | None = None
    named: bool = False


@dataclass(frozen=True, slots=True)
class Tiering:
    """A tier and what decided it."""

    tier: str
    why: Why


def classify_tier(size: Size, policy: Policy) -> Tiering:
    """The highest tier whose employees or revenue are reached; the policy's answer when neither is known."""
    for tier in sorted(policy.tiers, key=lambda tier: tier.order):
        if tier.named:
            if size.named:
                return Tiering(tier.code, why("named"))
            continue
        if _reaches(size.employees, tier.min_employees):
            return Tiering(tier.code, why("employees", employees=size.employees, least=tier.min_employees))
        if _reaches(size.revenue, tier.min_revenue):
            return Tiering(
                tier.code, why("revenue", revenue=float(size.revenue or 0), least=tier.min_revenue)
            )
    return Tiering(policy.segments.unknown_tier, why("size_unknown"))


def _reaches(given: Number | None, least: int | None) -> bool:
    return given is not None and least is not None and given >= least
