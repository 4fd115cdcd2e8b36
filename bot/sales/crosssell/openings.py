"""Choosing the openings to show: what may be offered, how past answers weigh, the best first."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.sales.crosssell.ends import ageing, contract, warranty
from bot.sales.crosssell.rules import CrossSellRules
from bot.sales.crosssell.situation import Answer, Candidate, Opening, Situation
from bot.sales.crosssell.sources import (
    Source,
    alternative,
    association,
    best_promotion,
    product_rule,
    promotion,
    retarget,
)
from bot.sales.offers import Need, Phrase, Plain, Product, alternatives, in_stock, open_to, sellable

_RULES = CrossSellRules()
_SOURCES: tuple[Source, ...] = (
    alternative,
    contract,
    warranty,
    product_rule,
    ageing,
    association,
    retarget,
    promotion,
)


def openings(situation: Situation, rules: CrossSellRules, today: date) -> tuple[Opening, ...]:
    """At most `max_openings` things to offer this customer now, best first; ties by SKU.

    What several sources propose gains from each: 1 - Π(1 - weight·strength), times the answers in its line.
    """
    running = tuple(each for each in situation.promotions if open_to(each, situation.buyer, today))
    situation = replace(situation, promotions=running)
    proposed: dict[str, dict[str, Candidate]] = {}
    for source in _SOURCES:
        for raw in source(situation, rules, today):
            for candidate in _offerable(raw, situation, rules, today):
                kinds = proposed.setdefault(candidate.sku, {})
                if candidate.kind not in kinds or kinds[candidate.kind].strength < candidate.strength:
                    kinds[candidate.kind] = candidate
    scored = [(_score(kinds, situation, rules, today), sku) for sku, kinds in proposed.items()]
    chosen: list[Opening] = []
    lines: dict[str, int] = {}
    for score, sku in sorted(scored, key=lambda row: (-row[0], row[1])):
        line = situation.catalogue[sku].line
        if score > 0 and lines.get(line, 0) < rules.max_per_line and len(chosen) < rules.max_openings:
            lines[line] = lines.get(line, 0) + 1
            chosen.append(_opening(situation, score, proposed[sku], rules, today))
    return tuple(chosen)


def _offerable(
    raw: Candidate, situation: Situation, rules: CrossSellRules, today: date
) -> Iterator[Candidate]:
    """The candidate if it may be offered; where stock or the buyer forbids it, its best alternative."""
    product = situation.catalogue.get(raw.sku)
    if product is None or _blocked(product, raw, situation, rules, today):
        return
    if sellable(product, situation.buyer) and in_stock(product, raw.quantity):
        yield raw
        return
    need = Need(raw.quantity, situation.buyer)
    for each in alternatives(product, situation.catalogue, need, rules.offers):
        instead = Candidate(
            each.sku,
            raw.kind,
            raw.strength * each.score / 100,
            Phrase(raw.reason.code, {**raw.reason.params, "instead_of": product.name}),
            raw.quantity,
            raw.again,
        )
        if not _blocked(situation.catalogue[each.sku], instead, situation, rules, today):
            yield instead
            return


def _blocked(
    product: Product, candidate: Candidate, situation: Situation, rules: CrossSellRules, today: date
) -> bool:
    if product.sku in situation.basket or _answered(product.sku, situation, rules, today):
        return True
    bought = [each.bought_on for each in situation.owned if each.sku == product.sku]
    if not bought or candidate.again:
        return False
    return not product.consumable or (today - max(bought)).days < rules.taken_days


def _answered(sku: str, situation: Situation, rules: CrossSellRules, today: date) -> bool:
    """Whether an earlier answer still forbids offering this product."""
    days = {
        "refused": rules.refused_days,
        "irrelevant": rules.irrelevant_days,
        "offered": rules.offered_days,
        "taken": rules.taken_days,
    }
    return any(each.sku == sku and (today - each.on).days < days[each.answer] for each in situation.answers)


def _score(kinds: dict[str, Candidate], situation: Situation, rules: CrossSellRules, today: date) -> float:
    missing = math.prod(1 - _worth(each, rules) for each in kinds.values())
    sku = next(iter(kinds.values())).sku
    factor = (
        1.0 if "alternative" in kinds else _favour(situation.catalogue[sku].line, situation, rules, today)
    )
    return min(1.0, (1 - missing) * factor)


def _worth(candidate: Candidate, rules: CrossSellRules) -> float:
    return float(getattr(rules.weights, candidate.kind)) * candidate.strength


def _favour(line: str, situation: Situation, rules: CrossSellRules, today: date) -> float:
    """How past answers in a line raise or lower it: each factor fades to 1 over `memory_days`."""
    factors = {
        "taken": rules.taken_factor,
        "refused": rules.refused_factor,
        "irrelevant": rules.irrelevant_factor,
        "offered": 1.0,
    }
    favour = 1.0
    for each in situation.answers:
        if situation.line_of(each.sku) == line:
            favour *= factors[each.answer] ** _fresh(each, rules, today)
    return favour


def _fresh(answer: Answer, rules: CrossSellRules, today: date) -> float:
    age = max(0, (today - answer.on).days)
    return max(0.0, 1 - age / rules.memory_days)


def _opening(
    situation: Situation, score: float, kinds: dict[str, Candidate], rules: CrossSellRules, today: date
) -> Opening:
    first, *others = sorted(kinds.values(), key=lambda each: (-_worth(each, rules), each.kind))
    product = situation.catalogue[first.sku]
    also = [each.reason for each in others if each.kind != "promotion"]
    best = best_promotion(situation, product, rules, today, max(1, first.quantity))
    if best is not None and first.kind != "promotion":
        also.append(Phrase("promotion", best.facts()))
    price = best.price if best else product.price
    facts: dict[str, Plain] = {
        **first.reason.params,
        "sku": product.sku,
        "name": product.name,
        "pieces": first.quantity,
        "price": price.as_fact() if price else None,
    }
    return Opening(
        sku=product.sku,
        name=product.name,
        kind=first.kind,
        score=round(100 * score),
        reason=first.reason,
        line=Phrase(first.reason.code, facts),
        also=tuple(also),
    )
