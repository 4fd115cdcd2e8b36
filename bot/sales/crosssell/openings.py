"""Choosing the openings to show: what may be offered, how past answers weigh, the best first."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.sales.crosssell.ends import ageing, contract, warranty
from bot.sales.crosssell.history import History
from bot.sales.crosssell.rules import CrossSellRules
from bot.sales.crosssell.situation import Candidate, Opening, Situation
from bot.sales.crosssell.sources import (
    Source,
    alternative,
    association,
    best_promotion,
    product_rule,
    promotion,
    retarget,
)
from bot.sales.offers import Need, Phrase, Plain, alternatives, catalogue_of, in_stock, open_to, sellable

_SOURCES: tuple[Source, ...] = (
    alternative,
    contract,
    warranty,
    product_rule,
    ageing,
    association,
    retarget,
)
_MOST_REPLACED = 12  # an alternative is sought only for the most promising of what is out of stock

Proposed = dict[str, dict[str, Candidate]]


def openings(situation: Situation, rules: CrossSellRules, today: date) -> tuple[Opening, ...]:
    """At most `max_openings` things to offer this customer now, best first; ties by SKU.

    What several sources propose gains from each: 1 - Π(1 - weight·strength), times the answers in its line.
    """
    running = tuple(each for each in situation.promotions if open_to(each, situation.buyer, today))
    situation = replace(situation, promotions=running, catalogue=catalogue_of(situation.catalogue))
    history = History.of(situation, rules, today)
    proposed = _proposed(situation, rules, today, history)
    scored = [(_score(kinds, situation, rules, history), sku) for sku, kinds in proposed.items()]
    chosen: list[Opening] = []
    lines: dict[str, int] = {}
    for score, sku in sorted(scored, key=lambda row: (-row[0], row[1])):
        line = situation.catalogue[sku].line
        if score > 0 and lines.get(line, 0) < rules.max_per_line and len(chosen) < rules.max_openings:
            lines[line] = lines.get(line, 0) + 1
            chosen.append(_opening(situation, score, proposed[sku], rules, today))
    return tuple(chosen)


def _proposed(situation: Situation, rules: CrossSellRules, today: date, history: History) -> Proposed:
    """Every product that may be offered, with what speaks for it; promotions come last and add to the rest."""
    proposed: Proposed = {}
    short: list[Candidate] = []
    for source in _SOURCES:
        for candidate in source(situation, rules, today):
            _take(candidate, situation, history, proposed, short)
    short.sort(key=lambda each: (-_worth(each, rules), each.sku, each.kind))
    for candidate in short[:_MOST_REPLACED]:
        for instead in _instead(candidate, situation, rules, history):
            _keep(instead, proposed)
    for candidate in promotion(situation, rules, today, also=proposed):
        _take(candidate, situation, history, proposed, [])
    return proposed


def _take(
    candidate: Candidate, situation: Situation, history: History, proposed: Proposed, short: list[Candidate]
) -> None:
    """Keep a candidate that may be offered; one that stock or the buyer forbids goes to `short`."""
    product = situation.catalogue.get(candidate.sku)
    if product is None or history.forbids(product, candidate):
        return
    if sellable(product, situation.buyer) and in_stock(product, candidate.quantity):
        _keep(candidate, proposed)
    else:
        short.append(candidate)


def _keep(candidate: Candidate, proposed: Proposed) -> None:
    kinds = proposed.setdefault(candidate.sku, {})
    if candidate.kind not in kinds or kinds[candidate.kind].strength < candidate.strength:
        kinds[candidate.kind] = candidate


def _instead(
    raw: Candidate, situation: Situation, rules: CrossSellRules, history: History
) -> Iterator[Candidate]:
    """The best alternative to a candidate that cannot be had, unless the customer's history forbids it."""
    product = situation.catalogue[raw.sku]
    need = Need(raw.quantity, situation.buyer)
    for each in alternatives(product, situation.catalogue, need, rules.offers):
        instead = Candidate(
            each.sku,
            raw.kind,
            raw.strength * each.score / 100,
            Phrase(
                raw.reason.code,
                {**raw.reason.params, "instead_of": product.name, "instead_sku": product.sku},
            ),
            raw.quantity,
            raw.again,
        )
        if not history.forbids(situation.catalogue[each.sku], instead):
            yield instead
            return


def _score(
    kinds: dict[str, Candidate], situation: Situation, rules: CrossSellRules, history: History
) -> float:
    missing = math.prod(1 - _worth(each, rules) for each in kinds.values())
    sku = next(iter(kinds.values())).sku
    factor = 1.0 if "alternative" in kinds else history.favour(situation.catalogue[sku].line)
    return min(1.0, (1 - missing) * factor)


def _worth(candidate: Candidate, rules: CrossSellRules) -> float:
    return float(getattr(rules.weights, candidate.kind)) * candidate.strength


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
