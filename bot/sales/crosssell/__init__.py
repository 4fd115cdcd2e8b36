"""Cross-sell and second sale: what to offer this customer now, why, and what to say."""

from bot.sales.crosssell.association import Associations, Likely, Link, learn
from bot.sales.crosssell.openings import openings
from bot.sales.crosssell.rules import CrossSellRules, KindWeights, ProductRule
from bot.sales.crosssell.situation import Answer, Kind, Opening, Owned, Situation

__all__ = [
    "Answer",
    "Associations",
    "CrossSellRules",
    "Kind",
    "KindWeights",
    "Likely",
    "Link",
    "Opening",
    "Owned",
    "ProductRule",
    "Situation",
    "learn",
    "openings",
]
