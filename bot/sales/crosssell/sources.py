"""Where openings come from: what belongs together, promotions, shortages, and earlier answers."""

from collections.abc import Callable, Iterable, Iterator, Set
from datetime import date
from itertools import islice

from bot.sales.crosssell.calendar import months_between
from bot.sales.crosssell.picking import has, pick
from bot.sales.crosssell.rules import CrossSellRules, ProductRule
from bot.sales.crosssell.situation import Answer, Candidate, Situation
from bot.sales.offers import (
    Need,
    Phrase,
    Plain,
    Product,
    Promoted,
    Promotion,
    alternatives,
    catalogue_of,
    in_stock,
    promotions_for,
    sellable,
)

Source = Callable[[Situation, CrossSellRules, date], Iterator[Candidate]]


def alternative(situation: Situation, rules: CrossSellRules, today: date) -> Iterator[Candidate]:
    """What can leave today in place of something on the table that cannot."""
    for sku, quantity in situation.basket.items():
        wanted = situation.catalogue.get(sku)
        if wanted is None or (sellable(wanted, situation.buyer) and in_stock(wanted, quantity)):
            continue
        need = Need(quantity, situation.buyer)
        for each in alternatives(wanted, situation.catalogue, need, rules.offers):
            reason = Phrase("alternative", {**each.line.params, "because": each.reason.code})
            strength = 0.5 + each.score / 200
            yield Candidate(each.sku, "alternative", strength, reason, quantity, again=True)


def association(situation: Situation, rules: CrossSellRules, today: date) -> Iterator[Candidate]:
    """What others bought together with what is on the table, or with what this account owns."""
    owned = {each.sku for each in situation.owned}
    for known, share in ((set(situation.basket), 1.0), (owned, rules.owned_share)):
        for likely in situation.associations.linked(known, rules):
            link = likely.link
            if link is None or link.lift < rules.min_lift or likely.chance < rules.min_confidence:
                continue
            facts: dict[str, Plain] = {
                "with_sku": link.having,
                "with_name": situation.name_of(link.having),
                "percent": round(100 * link.confidence),
                "lift": round(link.lift, 1),
                "orders": link.orders,
            }
            strength = share * min(1.0, likely.chance / rules.likely_full)
            yield Candidate(likely.sku, "association", strength, Phrase("bought_together", facts))


def product_rule(situation: Situation, rules: CrossSellRules, today: date) -> Iterator[Candidate]:
    """What a product on the table, or owned, needs beside it and is not there, or is used up."""
    for rule in rules.product_rules:
        if rule.when not in ("missing", "every"):
            continue
        for having in _holders(situation, rule.having):
            months = _months_since(situation, rule, today)
            if months is None and has(situation, rule.needs, today):
                continue
            if months is not None and months < (rule.months or 0):
                continue
            target = pick(situation, rule.needs, having)
            if target is None:
                continue
            share = 1.0 if having in situation.basket else rules.owned_share
            facts = {"with_sku": having, "with_name": situation.name_of(having), "months": months}
            quantity = situation.basket.get(having, 1)
            reason = Phrase(rule.reason, facts)
            again = rule.when == "every"
            yield Candidate(target.sku, "rule", rule.strength * share, reason, quantity, again)


def _holders(situation: Situation, name: str) -> list[str]:
    """The SKUs on the table, then owned, that are this SKU or of this line; each once."""
    skus = [*situation.basket, *(each.sku for each in situation.owned)]
    return [sku for sku in dict.fromkeys(skus) if name in (sku, situation.line_of(sku))]


def _months_since(situation: Situation, rule: ProductRule, today: date) -> int | None:
    if rule.when != "every":
        return None
    bought = [each.bought_on for each in situation.owned if rule.needs in (each.sku, each.line)]
    return months_between(max(bought), today) if bought else None


def promotion(
    situation: Situation, rules: CrossSellRules, today: date, also: Iterable[str] = ()
) -> Iterator[Candidate]:
    """What this buyer may have for less today, stronger in a line that he buys from.

    Of a whole line on promotion only the first that can be offered are looked at, since its percentage
    makes them alike; `also` are products that something else speaks for already.
    """
    lines = {situation.line_of(sku) for sku in situation.basket} | {each.line for each in situation.owned}
    known = {*situation.basket, *(each.sku for each in situation.owned)}
    known |= {each.sku for each in situation.answers} | set(also)
    wanted = dict.fromkeys(sku for sku in sorted(known) if sku in situation.catalogue)
    for running in situation.promotions:
        wanted |= dict.fromkeys(_covered(running, situation, lines, known, rules))
    for sku in wanted:
        product = situation.catalogue[sku]
        best = best_promotion(situation, product, rules, today)
        if best is not None:
            share = 1.0 if product.line in lines else 0.5
            strength = share * min(1.0, best.percent / rules.percent_full)
            yield Candidate(sku, "promotion", strength, Phrase("promotion", best.facts()))


def _covered(
    promotion: Promotion, situation: Situation, lines: Set[str | None], known: Set[str], rules: CrossSellRules
) -> Iterator[str]:
    """What a promotion covers and can be offered, as far as it could be chosen at all."""
    catalogue = catalogue_of(situation.catalogue)
    yield from (sku for sku in sorted(promotion.skus) if sku in catalogue)
    named = promotion.lines
    if not promotion.skus and not promotion.lines:
        named = frozenset(line for line in catalogue.lines() if line in lines) or frozenset(catalogue.lines())
    for line in sorted(named):
        fresh = (
            each.sku
            for each in catalogue.line(line)
            if each.sku not in known and sellable(each, situation.buyer) and in_stock(each)
        )
        yield from fresh if promotion.percent is None else islice(fresh, rules.max_openings)


def best_promotion(
    situation: Situation, product: Product, rules: CrossSellRules, today: date, quantity: int | None = None
) -> Promoted | None:
    """The promotion that saves this buyer most, of those that this quantity reaches (None: any)."""
    found = promotions_for(product, situation.buyer, situation.promotions, today, rules.offers)
    return next((each for each in found if quantity is None or each.from_quantity <= quantity), None)


def retarget(situation: Situation, rules: CrossSellRules, today: date) -> Iterator[Candidate]:
    """What was offered and left open, or was refused and is cheaper now."""
    last: dict[str, Answer] = {}
    for answer in sorted(situation.answers, key=lambda each: each.on):
        last[answer.sku] = answer
    for sku, answer in last.items():
        days = (today - answer.on).days
        product = situation.catalogue.get(sku)
        if product is None or not 0 <= days <= rules.retarget_days:
            continue
        strength = 1 - days / (rules.retarget_days + 1)
        if answer.answer == "offered":
            reason = Phrase("offered_before", {"on": answer.on.isoformat(), "days": days})
            yield Candidate(sku, "retarget", strength, reason)
        elif answer.answer == "refused" and (best := best_promotion(situation, product, rules, today)):
            facts = {**best.facts(), "on": answer.on.isoformat(), "days": days}
            yield Candidate(sku, "retarget", strength, Phrase("cheaper_now", facts))
