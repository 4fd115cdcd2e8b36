"""What a product costs today, which promotions fit a buyer, and what to offer when stock is out."""

from bot.sales.offers.catalogue import Catalogue, catalogue_of
from bot.sales.offers.prices import open_to, price_today, promotions_for, rounded
from bot.sales.offers.stock import alternatives, in_stock, sellable, stock_answer
from bot.sales.offers.values import (
    Alternative,
    Buyer,
    Need,
    OfferRules,
    Phrase,
    Plain,
    Price,
    Product,
    Promoted,
    Promotion,
    StockAnswer,
)

__all__ = [
    "Alternative",
    "Buyer",
    "Catalogue",
    "Need",
    "OfferRules",
    "Phrase",
    "Plain",
    "Price",
    "Product",
    "Promoted",
    "Promotion",
    "StockAnswer",
    "alternatives",
    "catalogue_of",
    "in_stock",
    "open_to",
    "price_today",
    "promotions_for",
    "rounded",
    "sellable",
    "stock_answer",
]
