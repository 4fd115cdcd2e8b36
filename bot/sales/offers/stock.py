"""What fits instead when stock is out, so that nobody who calls is sent away."""

from collections.abc import Mapping

from bot.sales.money import Money
from bot.sales.offers import specs
from bot.sales.offers.catalogue import catalogue_of
from bot.sales.offers.values import (
    Alternative,
    Buyer,
    Need,
    OfferRules,
    Phrase,
    Plain,
    Product,
    StockAnswer,
)

_RULES = OfferRules()
_NEED = Need()


def sellable(product: Product, buyer: Buyer) -> bool:
    """Whether this buyer may be sold the product at all; an unknown tier or region shuts nothing out."""
    return (
        product.active
        and (not product.tiers or buyer.tier is None or buyer.tier in product.tiers)
        and (not product.regions or buyer.region is None or buyer.region in product.regions)
    )


def in_stock(product: Product, quantity: int = 1) -> bool:
    """Whether that many pieces can leave today."""
    return product.stock is None or product.stock >= max(1, quantity)


def alternatives(
    product: Product,
    catalogue: Mapping[str, Product],
    need: Need = _NEED,
    rules: OfferRules = _RULES,
) -> tuple[Alternative, ...]:
    """What can be sold today instead, best first: declared substitutes, then the same line.

    Within each by likeness in price and specifications (score 0-100); one of the same line must lie
    within `max_price_gap` of the price. Nothing this buyer cannot be sold, nothing short of stock.
    """
    places = {sku: place for place, sku in enumerate(product.substitutes)}
    declared = [catalogue[sku] for sku in places if sku in catalogue]
    alike = [other for other in catalogue_of(catalogue).line(product.line) if other.sku not in places]
    fitting = [
        _alternative(product, other, rules)
        for other in (*declared, *alike)
        if _fits(product, other, need, rules)
    ]
    last = len(places)
    fitting.sort(key=lambda each: (each.sku not in places, -each.score, places.get(each.sku, last), each.sku))
    return tuple(fitting[: rules.max_alternatives])


def stock_answer(
    product: Product,
    catalogue: Mapping[str, Product],
    need: Need = _NEED,
    rules: OfferRules = _RULES,
) -> StockAnswer:
    """What to tell someone who wants this product in this quantity; a shortage comes with alternatives."""
    may = sellable(product, need.buyer)
    facts: dict[str, Plain] = {
        "sku": product.sku,
        "name": product.name,
        "quantity": need.quantity,
        "stock": product.stock,
        "restock_on": product.restock_on.isoformat() if product.restock_on else None,
    }
    if may and in_stock(product, need.quantity):
        return StockAnswer("available", Phrase("in_stock", facts))
    others = alternatives(product, catalogue, need, rules)
    if others:
        return StockAnswer("alternatives", others[0].line, others)
    if may and product.stock and product.stock > 0:
        return StockAnswer("part", Phrase("part_now", facts))
    if may and product.restock_on:
        return StockAnswer("wait", Phrase("wait_until", facts))
    return StockAnswer("source", Phrase("find_and_call_back", facts))


def _fits(product: Product, other: Product, need: Need, rules: OfferRules) -> bool:
    if other.sku == product.sku or not sellable(other, need.buyer) or not in_stock(other, need.quantity):
        return False
    if not specs.meets(other.specs, need.specs, rules) or _above(other.price, need.max_price):
        return False
    if other.sku in product.substitutes:
        return True
    gap = _gap(product.price, other.price)
    return other.line == product.line and (gap is None or abs(gap) <= rules.max_price_gap)


def _above(price: Money | None, limit: Money | None) -> bool:
    if price is None or limit is None or price.currency != limit.currency:
        return False
    return price.amount > limit.amount


def _gap(ours: Money | None, theirs: Money | None) -> float | None:
    """How much dearer the other is, as a share of our price; None where they cannot be compared."""
    if ours is None or theirs is None or ours.currency != theirs.currency or ours.amount <= 0:
        return None
    return float((theirs.amount - ours.amount) / ours.amount)


def _alternative(product: Product, other: Product, rules: OfferRules) -> Alternative:
    gap = _gap(product.price, other.price)
    near = 0.5 if gap is None else max(0.0, 1 - abs(gap) / rules.max_price_gap)
    parts = (
        (rules.declared_weight, float(other.sku in product.substitutes)),
        (rules.price_weight, near),
        (rules.spec_weight, specs.likeness(product.specs, other.specs, rules)),
    )
    total = sum(weight for weight, _ in parts) or 1.0
    facts: dict[str, Plain] = {
        "sku": other.sku,
        "name": other.name,
        "stock": other.stock,
        "price": other.price.as_fact() if other.price else None,
        "instead_of": product.name,
        "instead_sku": product.sku,
        "restock_on": product.restock_on.isoformat() if product.restock_on else None,
    }
    price = _price_reason(product.price, other.price, rules)
    return Alternative(
        sku=other.sku,
        name=other.name,
        price=other.price,
        stock=other.stock,
        score=round(100 * sum(weight * part for weight, part in parts) / total),
        reasons=_reasons(product, other, price, rules),
        line=Phrase(f"instead_{price.code}", {**facts, **price.params})
        if price
        else Phrase("instead", facts),
    )


def _price_reason(ours: Money | None, theirs: Money | None, rules: OfferRules) -> Phrase | None:
    gap = _gap(ours, theirs)
    if gap is None or ours is None or theirs is None:
        return None
    if abs(gap) <= rules.same_price_within:
        return Phrase("same_price")
    by = Money(abs(theirs.amount - ours.amount), ours.currency).as_fact()
    return Phrase("cheaper" if gap < 0 else "dearer", {"by": by, "percent": round(abs(gap) * 100)})


def _reasons(product: Product, other: Product, price: Phrase | None, rules: OfferRules) -> tuple[Phrase, ...]:
    """What speaks for it first, a higher price last."""
    declared = (Phrase("declared"),) if other.sku in product.substitutes else (Phrase("same_line"),)
    good = (price,) if price and price.code != "dearer" else ()
    dear = (price,) if price and price.code == "dearer" else ()
    return good + specs.reasons(product.specs, other.specs, rules) + declared + dear
