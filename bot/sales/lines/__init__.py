"""The reader of a one-line call log: any order, any mixture of English and Chinese, no network, no guessing in silence."""

from bot.sales.lines.lexicon import Competitor, Lexicon, Product
from bot.sales.lines.minutes import read_minutes
from bot.sales.lines.reader import read_line

__all__ = ["Competitor", "Lexicon", "Product", "read_line", "read_minutes"]
