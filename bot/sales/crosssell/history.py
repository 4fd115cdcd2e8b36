"""What a customer bought and answered before, read once: what that forbids, and which lines it favours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from bot.sales.crosssell.rules import CrossSellRules
from bot.sales.crosssell.situation import Answer, Candidate, Situation
from bot.sales.offers import Product


@dataclass(frozen=True, slots=True)
class History:
    """The day each SKU was last bought, the SKUs that may not be offered again yet, the favour of lines."""

    today: date
    taken_days: int
    basket: frozenset[str]
    bought: Mapping[str, date]
    answered: frozenset[str]
    favours: Mapping[str | None, float]

    @classmethod
    def of(cls, situation: Situation, rules: CrossSellRules, today: date) -> Self:
        """Read a customer's purchases and answers."""
        bought: dict[str, date] = {}
        for each in situation.owned:
            bought[each.sku] = max(each.bought_on, bought.get(each.sku, each.bought_on))
        days = {
            "refused": rules.refused_days,
            "irrelevant": rules.irrelevant_days,
            "offered": rules.offered_days,
            "taken": rules.taken_days,
        }
        closed = frozenset(
            each.sku for each in situation.answers if (today - each.on).days < days[each.answer]
        )
        favours = _favours(situation, rules, today)
        return cls(today, rules.taken_days, frozenset(situation.basket), bought, closed, favours)

    def forbids(self, product: Product, candidate: Candidate) -> bool:
        """Whether the product is on the table, owned (and not to be bought again), or was answered lately."""
        if product.sku in self.basket or product.sku in self.answered:
            return True
        last = self.bought.get(product.sku)
        if last is None or candidate.again:
            return False
        return not product.consumable or (self.today - last).days < self.taken_days

    def favour(self, line: str) -> float:
        """How past answers in a line raise or lower it."""
        return self.favours.get(line, 1.0)


def _favours(situation: Situation, rules: CrossSellRules, today: date) -> dict[str | None, float]:
    """The product of each line's answers, each of which fades to 1 over `memory_days`."""
    factors = {
        "taken": rules.taken_factor,
        "refused": rules.refused_factor,
        "irrelevant": rules.irrelevant_factor,
        "offered": 1.0,
    }
    favours: dict[str | None, float] = {}
    for each in situation.answers:
        line = situation.line_of(each.sku)
        favours[line] = favours.get(line, 1.0) * factors[each.answer] ** _fresh(each, rules, today)
    return favours


def _fresh(answer: Answer, rules: CrossSellRules, today: date) -> float:
    age = max(0, (today - answer.on).days)
    return max(0.0, 1 - age / rules.memory_days)
