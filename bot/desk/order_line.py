"""One line that takes an order: `Ann Price 3 NB-14r5`, 訂單 楊秀蘭 三台 NB-14r5."""

from dataclasses import dataclass

from bot.context import Context
from bot.desk import goods, lexicon, lookup
from bot.replies import Reply
from bot.sales.customers import Contact
from bot.sales.lines import read_line
from store import products

JOINTS = frozenset(("for", "to", "and", "給", "给", "和", "跟", ",", "，", "、", ":", "："))


@dataclass(frozen=True, slots=True)
class Line:
    """Who orders (or the question which one; None: nobody is named or at hand), and what, where one product is told."""

    found: Contact | Reply | None
    product: str | None = None
    quantity: int | None = None
    rest: str = ""


def read(ctx: Context, typed: str) -> Line:
    """Understand a line; without a product it is a name."""
    told = read_line(typed, ctx.local, ctx.calendar, lexicon.of(ctx)) if typed else None
    spans = sorted(span for name, span in told.spans.items() if name.startswith("products.")) if told else []
    if told is None or not spans:
        return Line(lookup.contact(ctx, typed) if typed else goods.at_hand(ctx))
    who = typed
    for start, end in reversed(spans):
        who = f"{who[:start]} {who[end:]}"
    who = " ".join(word for word in who.split() if word.casefold() not in JOINTS)
    found = lookup.contact(ctx, who) if who else goods.at_hand(ctx)
    number = products.ids(ctx.session).get(told.products[0].sku or "")
    if len(told.products) != 1 or "products" in told.unsure or number is None:
        return Line(found)
    return Line(found, f"+{number}", told.products[0].quantity, typed[spans[0][0] : spans[0][1]].strip())
