"""The price that counts today, and the promotions a buyer may be told of."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.sales.money import Money
from bot.sales.offers.values import Buyer, OfferRules, Price, Product, Promoted, Promotion

_RULES = OfferRules()


def price_today(prices: Iterable[Price], tier: str | None, today: date, quantity: int = 1) -> Price | None:
    """The row of one product's price list that counts: the tier's own before the general one.

    Then the row for the larger quantity, then the one that began last, then the lower price.
    """
    valid = [
        row
        for row in prices
        if row.tier in (None, tier)
        and row.from_quantity <= quantity
        and _running(row.valid_from, row.valid_until, today)
    ]
    return max(
        valid,
        key=lambda row: (
            row.tier is not None,
            row.from_quantity,
            row.valid_from or date.min,
            -row.price.amount,
        ),
        default=None,
    )


def promotions_for(
    product: Product,
    buyer: Buyer,
    promotions: Iterable[Promotion],
    today: date,
    rules: OfferRules = _RULES,
) -> tuple[Promoted, ...]:
    """The promotions this buyer may be told of today, the largest saving first.

    One restricted to tiers, regions, stages or accounts is not for a caller nobody knows; one that would
    not lower the price, or is in another currency, is left out.
    """
    found = [
        promoted
        for promotion in promotions
        if _covers(promotion, product)
        and open_to(promotion, buyer, today)
        and (promoted := _apply(promotion, product, rules)) is not None
    ]
    return tuple(sorted(found, key=lambda each: (-each.saving.amount, each.from_quantity, each.code)))


def open_to(promotion: Promotion, buyer: Buyer, today: date) -> bool:
    """Whether a promotion runs today and this buyer may be told of it."""
    return (
        _running(promotion.valid_from, promotion.valid_until, today)
        and (not promotion.tiers or buyer.tier in promotion.tiers)
        and (not promotion.regions or buyer.region in promotion.regions)
        and (not promotion.stages or buyer.stage in promotion.stages)
        and (not promotion.accounts or buyer.account_id in promotion.accounts)
    )


def rounded(amount: Decimal, currency: str, rules: OfferRules = _RULES) -> Decimal:
    """The amount in whole units of the currency's smallest coin in use, halves up."""
    return amount.quantize(Decimal(1).scaleb(-rules.decimals.get(currency, 2)), ROUND_HALF_UP)


def _running(first: date | None, last: date | None, today: date) -> bool:
    return (first or date.min) <= today <= (last or date.max)


def _covers(promotion: Promotion, product: Product) -> bool:
    everything = not promotion.skus and not promotion.lines
    return everything or product.sku in promotion.skus or product.line in promotion.lines


def _apply(promotion: Promotion, product: Product, rules: OfferRules) -> Promoted | None:
    full = product.price
    if full is None or full.amount <= 0:
        return None
    price = _lowered(promotion, full)
    if price is None:
        return None
    price = rounded(max(price, Decimal(0)), full.currency, rules)
    saving = full.amount - price
    if saving <= 0:
        return None
    return Promoted(
        code=promotion.code,
        name=promotion.name,
        price=Money(price, full.currency),
        saving=Money(saving, full.currency),
        percent=float(round(saving * 100 / full.amount, 1)),
        until=promotion.valid_until,
        from_quantity=promotion.from_quantity,
    )


def _lowered(promotion: Promotion, full: Money) -> Decimal | None:
    if promotion.price is not None:
        return promotion.price.amount if promotion.price.currency == full.currency else None
    if promotion.amount_off is not None:
        same = promotion.amount_off.currency == full.currency
        return full.amount - promotion.amount_off.amount if same else None
    if promotion.percent is not None:
        return full.amount * (100 - promotion.percent) / 100
    return None
