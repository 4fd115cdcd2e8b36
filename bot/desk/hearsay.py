"""What was heard on the market: which kind it is, and about whom."""

from bot.context import Context
from bot.desk import lexicon
from bot.sales.draft import Intel
from bot.sales.lines import read_line
from bot.sales.lines.words import default_words
from bot.sales.money import find_money
from bot.sales.numerals import fold


def read(ctx: Context, text: str) -> Intel:
    """A line as intelligence: competitor, price, complaint, or other when it is none of these."""
    told = read_line(text, ctx.local, ctx.calendar, lexicon.of(ctx))
    if told.intel:
        return Intel(told.intel[0].kind, told.intel[0].competitor, text)
    words, folded = default_words(), fold(text)
    if words["complaint_words"].anywhere.search(folded):
        return Intel("complaint", None, text)
    marked = any(found.marked or found.scaled for found in find_money(text, ctx.policy.company.currency))
    if marked or words["price_words"].anywhere.search(folded):
        return Intel("price", None, text)
    return Intel("other", None, text)
