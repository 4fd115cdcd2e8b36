"""What is bought together, learnt from baskets of real orders."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Self

from bot.sales.crosssell.rules import CrossSellRules

_RULES = CrossSellRules()


@dataclass(frozen=True, slots=True)
class Link:
    """An association rule: who buys `having` also buys `sku`.

    `orders` hold both; `support` = orders / baskets; `confidence` is shrunk towards `base`, the share of
    all baskets that hold `sku`; `lift` = confidence / base.
    """

    having: str
    sku: str
    orders: int
    support: float
    confidence: float
    base: float

    @property
    def lift(self) -> float:
        """How many times likelier than for just anybody."""
        return self.confidence / self.base


@dataclass(frozen=True, slots=True)
class Likely:
    """A product with the chance that it completes a basket, and the rule that speaks for it most, if any."""

    sku: str
    chance: float
    link: Link | None


@dataclass(frozen=True, slots=True)
class Associations:
    """How often each product, and each pair frequent enough, was bought; all rules follow from it."""

    baskets: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def link(self, having: str, sku: str, rules: CrossSellRules = _RULES) -> Link | None:
        """The rule from one product to another; None where too few orders hold both.

        Confidence is the m-estimate (n_ab + m·p_b) / (n_a + m), with m = `prior_weight`:
        Cestnik, "Estimating probabilities: a crucial task in machine learning", ECAI 1990.
        """
        orders = self.pairs.get(having, {}).get(sku, 0)
        if orders < max(rules.min_orders, rules.min_support * self.baskets):
            return None
        base = self.counts[sku] / self.baskets
        weight = rules.prior_weight
        confidence = (orders + weight * base) / (self.counts[having] + weight)
        return Link(having, sku, orders, orders / self.baskets, confidence, base)

    def likely(self, basket: Iterable[str], rules: CrossSellRules = _RULES) -> tuple[Likely, ...]:
        """Every product not in the basket, likeliest first; ties by SKU.

        The chance is the base rate times the lifts of the known products, damped by their number n:
        p_b · (Π lift)^(1 / n^damping), a naive Bayes whose evidence is not taken for independent.
        """
        held = {sku for sku in basket if sku in self.counts}
        linked = {each.sku: each for each in self.linked(held, rules)}
        found = [
            linked.get(sku) or Likely(sku, count / self.baskets, None)
            for sku, count in self.counts.items()
            if sku not in held
        ]
        return tuple(sorted(found, key=lambda each: (-each.chance, each.sku)))

    def linked(self, basket: Iterable[str], rules: CrossSellRules = _RULES) -> tuple[Likely, ...]:
        """Those of `likely` that some product of the basket speaks for or against, in no set order."""
        held = dict.fromkeys(sorted(sku for sku in basket if sku in self.counts))
        spread = max(len(held), 1) ** rules.damping
        evidence: dict[str, list[Link]] = {}
        for having in held:
            for sku in self.pairs.get(having, {}):
                if sku not in held and (link := self.link(having, sku, rules)) is not None:
                    evidence.setdefault(sku, []).append(link)
        return tuple(self._likely(sku, links, spread) for sku, links in evidence.items())

    def _likely(self, sku: str, links: list[Link], spread: float) -> Likely:
        base = self.counts[sku] / self.baskets
        log_lift = sum(math.log(link.lift) for link in links) / spread
        best = max(links, key=lambda link: (link.lift, link.orders))
        return Likely(sku, min(1.0, base * math.exp(log_lift)), best)

    def to_plain(self) -> dict[str, Any]:
        """The counts as JSON takes them, each pair once."""
        once = {
            first: {second: n for second, n in others.items() if second > first}
            for first, others in self.pairs.items()
        }
        return {
            "baskets": self.baskets,
            "counts": dict(self.counts),
            "pairs": {first: others for first, others in once.items() if others},
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Self:
        """The counts back from `to_plain`."""
        each = ((a, b, n) for a, others in plain["pairs"].items() for b, n in others.items())
        return cls(plain["baskets"], dict(plain["counts"]), _both_ways(each))


def learn(baskets: Iterable[frozenset[str]], rules: CrossSellRules = _RULES) -> Associations:
    """Count products and pairs over baskets (orders, or all that an account bought); empty ones are skipped.

    Pairs in fewer than `min_orders` baskets are dropped, which keeps the result small.
    """
    total = 0
    counts: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for basket in baskets:
        if basket:
            total += 1
            counts.update(basket)
            together.update(combinations(sorted(basket), 2))
    least = max(rules.min_orders, rules.min_support * total)
    kept = ((a, b, n) for (a, b), n in sorted(together.items()) if n >= least)
    return Associations(total, dict(sorted(counts.items())), _both_ways(kept))


def _both_ways(pairs: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for first, second, orders in pairs:
        found.setdefault(first, {})[second] = orders
        found.setdefault(second, {})[first] = orders
    return found
