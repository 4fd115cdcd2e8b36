"""Finding the one product that fills a need, and telling whether the need is filled already."""

from datetime import date

from bot.sales.crosssell.situation import Owned, Situation
from bot.sales.offers import Product, catalogue_of, in_stock, sellable


def has(situation: Situation, name: str, today: date, since: date | None = None) -> bool:
    """Whether a SKU, or anything of a line, is on the table or owned and still running.

    `since` counts only what was bought from that day on.
    """
    if any(name in (sku, situation.line_of(sku)) for sku in situation.basket):
        return True
    return any(
        name in (each.sku, each.line)
        and not _over(each, today)
        and (since is None or each.bought_on >= since)
        for each in situation.owned
    )


def _over(owned: Owned, today: date) -> bool:
    return owned.contract_until is not None and owned.contract_until < today


def pick(situation: Situation, name: str, having: str | None = None) -> Product | None:
    """The product of this SKU, or the best of this line to go with `having`.

    Of a line: what names `having` (or its line) as fitting, what can leave today, the lower price, the SKU.
    """
    if name in situation.catalogue:
        return situation.catalogue[name]
    fitting = [
        product
        for product in catalogue_of(situation.catalogue).line(name)
        if sellable(product, situation.buyer) and _goes(situation, product, having)
    ]
    return min(
        fitting,
        key=lambda each: (
            not each.fits,
            not in_stock(each),
            each.price is None,
            each.price.amount if each.price else 0,
            each.sku,
        ),
        default=None,
    )


def _goes(situation: Situation, product: Product, having: str | None) -> bool:
    if not product.fits or having is None:
        return not product.fits or having is None
    return having in product.fits or situation.line_of(having) in product.fits
