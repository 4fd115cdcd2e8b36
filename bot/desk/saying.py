"""Reasons and lines in words: reasons as the agent reads them, lines as the customer hears them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from bot import texts
from bot.context import Context
from bot.sales.crosssell import Opening
from bot.sales.customers import Contact
from bot.sales.money import plain
from bot.sales.offers import Phrase, Product
from bot.sales.patterns import late

KNOWN = (
    *(
        "with_sku",
        "with_name",
        "instead_of",
        "quantity",
        "pieces",
        "months",
        "days",
        "on",
        "until",
        "percent",
    ),
    *("lift", "orders", "price", "saving", "name", "sku", "stock", "restock_on", "because", "by", "spec"),
    *("value", "promotion", "from_quantity"),
)
OTHERWISE = "goes_with"
SIGN = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
BETWEEN_SIGNS = late(f"(?<={SIGN}) +(?={SIGN})")


def language_of(ctx: Context, contact: Contact | None) -> str:
    """The language a contact is spoken to in; for somebody unknown the agent's own."""
    told = contact.language if contact else None
    return told if told in texts.LANGUAGES else ctx.language


def phrase(ctx: Context, kind: str, told: Phrase, language: str) -> str:
    """A phrase in words; a reason that only a company's own rules know is told as something that goes with it."""
    key = f"{kind}-{told.code}".replace("_", "-")
    if not texts.has(language, key):
        key = f"{kind}-{OTHERWISE}".replace("_", "-")
    words = texts.render(language, key, _whole(told.params), now=ctx.now)
    return words if language == "en" else BETWEEN_SIGNS.sub("", words)


def reason(ctx: Context, opening: Opening) -> str:
    """Why an opening is there: the first reason, and a promotion that helps it."""
    promoted = [also for also in opening.also if also.code == "promotion"]
    told = [phrase(ctx, "crosssell-reason", one, ctx.language) for one in (opening.reason, *promoted[:1])]
    return ("; " if ctx.language == "en" else "；").join(told)


def line(ctx: Context, opening: Opening, contact: Contact, names: Mapping[str, Product]) -> str:
    """What to say to a contact: the line itself, and the price that holds only for now.

    `names` is the price list in his language.
    """
    language = language_of(ctx, contact)
    told = [phrase(ctx, "crosssell-line", _named(opening.line, names), language)]
    promoted = next((also for also in opening.also if also.code == "promotion"), None)
    if promoted is not None:
        told.append(phrase(ctx, "crosssell-line", Phrase("with_promotion", promoted.params), language))
    return (" " if language == "en" else "").join(told)


def _named(told: Phrase, names: Mapping[str, Product]) -> Phrase:
    """The same phrase with every product called by its name there."""
    params = dict(told.params)
    for number, name in (("sku", "name"), ("with_sku", "with_name"), ("instead_sku", "instead_of")):
        sku = params.get(number)
        if isinstance(sku, str) and sku in names:
            params[name] = names[sku].name
    return Phrase(told.code, params)


def _whole(params: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with every name that words may ask for; a discount also as Chinese shops put it."""
    whole = {name: params.get(name) for name in (*KNOWN, *params)}
    percent = params.get("percent")
    left = 100 - Decimal(str(percent)) if isinstance(percent, int | float) else None
    whole["tenths"] = plain(left / 10) if left is not None else ""
    whole["digits"] = plain(left / 10).replace(".", "") if left is not None else ""
    return whole
