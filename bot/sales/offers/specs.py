"""Specifications of two products side by side: what is the same, what is better."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from bot.sales.offers.values import OfferRules, Phrase


def meets(specs: Mapping[str, str], wanted: Mapping[str, str], rules: OfferRules) -> bool:
    """Whether a product has everything the customer insists on, or better."""
    return all(
        key in specs and (specs[key] == value or better(key, value, specs[key], rules))
        for key, value in wanted.items()
    )


def better(key: str, ours: str, theirs: str, rules: OfferRules) -> bool:
    """Whether `theirs` is the better value of a specification; False where values have no order."""
    return _order(key, theirs, rules) > _order(key, ours, rules)


def likeness(ours: Mapping[str, str], theirs: Mapping[str, str], rules: OfferRules) -> float:
    """The share (0-1) of our specifications that the other equals or betters; 0.5 when none are known."""
    if not ours:
        return 0.5
    good = sum(
        key in theirs and (theirs[key] == value or better(key, value, theirs[key], rules))
        for key, value in ours.items()
    )
    return good / len(ours)


def reasons(ours: Mapping[str, str], theirs: Mapping[str, str], rules: OfferRules) -> tuple[Phrase, ...]:
    """What speaks for the other product: each better specification, then each equal one."""
    both = sorted(key for key in ours if key in theirs)
    more = tuple(
        Phrase("better_spec", {"spec": key, "value": theirs[key], "instead_of": ours[key]})
        for key in both
        if better(key, ours[key], theirs[key], rules)
    )
    same = tuple(
        Phrase("same_spec", {"spec": key, "value": theirs[key]}) for key in both if ours[key] == theirs[key]
    )
    return more + same


def _order(key: str, value: str, rules: OfferRules) -> Decimal:
    if key in rules.ranks:
        ranked = rules.ranks[key]
        return Decimal(ranked.index(value)) if value in ranked else Decimal(-1)
    if key not in rules.more_is_better:
        return Decimal(0)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return Decimal(-1)
    return number if number.is_finite() else Decimal(-1)
