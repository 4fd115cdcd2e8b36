"""Whether a lead is qualified: its fit with the ideal customer (ICP), and how much is known of BANT."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from bot.sales.policy import BantRules, Icp, Policy, Why
from bot.sales.policy.customers import Negative
from bot.sales.policy.why import why

BANT_FIELDS: Final = ("budget", "authority", "need", "timeline")
_FULL_BANT: Final = 4.0


@dataclass(frozen=True, slots=True)
class IcpFacts:
    """What is known of an account, empty where nobody asked; `lines` are what it wants or owns."""

    name: str = ""
    industry: str | None = None
    employees: int | None = None
    revenue: Decimal | float | None = None
    territory: str | None = None
    lines: tuple[str, ...] = ()
    credit: float | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the profile with its score (0-100), its weight, and whether it is known at all."""

    code: str
    score: float
    weight: float
    known: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """ICP fit of 0-100 with its parts; `disqualified_by` names every criterion that speaks against it."""

    score: float
    parts: tuple[Part, ...]
    disqualified_by: tuple[Why, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that nobody knows."""
        return tuple(part.code for part in self.parts if not part.known)


def icp_fit(facts: IcpFacts, rules: Icp) -> Fit:
    """Weighted mean of industry, size, territory and product fit: sum(w_i * s_i) / sum(w_i).

    s is 100 for what is wanted, `elsewhere` for what is known and not wanted, `unknown` for what nobody
    knows; for size it falls with the ratio to the nearer end of the best range. A negative criterion
    disqualifies whatever the score.
    """
    weights = rules.weights
    parts = (
        _listed("industry", facts.industry, rules.industries, weights.industry, rules),
        _size(facts.employees, rules),
        _listed("territory", facts.territory, rules.territories, weights.territory, rules),
        _product_fit(facts.lines, rules),
    )
    counted = tuple(part for part in parts if part.weight)
    total = sum(part.weight for part in counted)
    score = sum(part.score * part.weight for part in counted) / total
    against = (_against(facts, criterion) for criterion in rules.negative)
    return Fit(round(score, 1), counted, tuple(reason for reason in against if reason))


def _listed(code: str, given: str | None, wanted: tuple[str, ...], weight: float, rules: Icp) -> Part:
    if not given:
        return Part(code, rules.unknown, weight, known=False)
    return Part(code, 100.0 if not wanted or _has(given, wanted) else rules.elsewhere, weight, known=True)


def _size(employees: int | None, rules: Icp) -> Part:
    weight = rules.weights.size
    if employees is None:
        return Part("size", rules.unknown, weight, known=False)
    low, high = rules.best_employees
    ratio = employees / low if employees < low else high / employees if employees > high else 1.0
    return Part("size", round(100 * ratio, 1), weight, known=True)


def _product_fit(lines: tuple[str, ...], rules: Icp) -> Part:
    weight = rules.weights.product_fit
    if not lines:
        return Part("product_fit", rules.unknown, weight, known=False)
    fits = not rules.lines or any(_has(line, rules.lines) for line in lines)
    return Part("product_fit", 100.0 if fits else rules.elsewhere, weight, known=True)


def _has(given: str, words: Iterable[str]) -> bool:
    folded = given.casefold()
    return any(word.casefold() in folded for word in words)


def _against(facts: IcpFacts, criterion: Negative) -> Why | None:
    if criterion.field in ("employees", "revenue", "credit"):
        number: Decimal | float | None = getattr(facts, criterion.field)
        if number is None:
            return None
        under = criterion.below is not None and number < criterion.below
        over = criterion.above is not None and number > criterion.above
        return why(criterion.code, field=criterion.field, found=float(number)) if under or over else None
    texts = facts.tags if criterion.field == "tags" else (getattr(facts, criterion.field) or "",)
    hit = next((text for text in texts if _has(text, criterion.any_of)), None)
    return why(criterion.code, field=criterion.field, found=hit) if hit else None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a customer said: what, in which call, when, and whether it was understood without doubt."""

    value: str
    call_id: int | None
    at: datetime
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """The call that supports a field; unsure ones are shown as a guess."""

    field: str
    value: str
    call_id: int | None
    at: datetime
    sure: bool


@dataclass(frozen=True, slots=True)
class Bant:
    """Completeness of 0-4; the fields that are there, missing, too old to count; what supports them."""

    score: float
    have: tuple[str, ...]
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def bant(facts: Mapping[str, Fact], rules: BantRules, now: datetime) -> Bant:
    """4 * sum(w_i * c_i) / sum(w_i): c is 1 when sure, `unsure_counts` for a guess, 0 for none or old.

    A blank answer is none; one older than `fresh_days` is stale, hence missing again.
    """
    have: list[str] = []
    stale: list[str] = []
    score = total = 0.0
    for field in BANT_FIELDS:
        weight: float = getattr(rules.weights, field)
        total += weight
        fact = facts.get(field)
        if fact is None or not fact.value.strip():
            continue
        if now - fact.at > timedelta(days=rules.fresh_days):
            stale.append(field)
            continue
        have.append(field)
        score += weight * (1.0 if fact.sure else rules.unsure_counts)
    evidence = (Evidence(field, f.value, f.call_id, f.at, f.sure) for field in have if (f := facts[field]))
    missing = tuple(field for field in BANT_FIELDS if field not in have)
    return Bant(round(_FULL_BANT * score / total, 2), tuple(have), missing, tuple(stale), tuple(evidence))


@dataclass(frozen=True, slots=True)
class Check:
    """The answer to "is it qualified?", with the thresholds that were used and every reason."""

    icp: Fit
    bant: Bant
    tier: str
    icp_needed: float
    bant_needed: float
    missing: tuple[str, ...]
    qualified: bool
    why: tuple[Why, ...]


def check(account: IcpFacts, facts: Mapping[str, Fact], tier: str, policy: Policy, now: datetime) -> Check:
    """Both scores against the tier's thresholds; a negative criterion fails it. `why` tells each verdict."""
    thresholds = policy.tier(tier)
    fit = icp_fit(account, policy.icp)
    complete = bant(facts, policy.bant, now)
    fits, known = fit.score >= thresholds.icp, complete.score >= thresholds.bant
    reasons = (
        *(why("disqualified", reason=reason.code, **reason.facts()) for reason in fit.disqualified_by),
        why("icp_met" if fits else "icp_short", score=fit.score, needed=thresholds.icp),
        why("bant_met" if known else "bant_short", score=complete.score, needed=thresholds.bant),
        *(
            why("bant_stale" if field in complete.stale else "bant_missing", field=field)
            for field in complete.missing
        ),
        *(why("icp_unknown", part=part) for part in fit.missing),
    )
    return Check(
        fit,
        complete,
        tier,
        thresholds.icp,
        thresholds.bant,
        (*complete.missing, *fit.missing),
        fits and known and not fit.disqualified_by,
        reasons,
    )
