"""What a script may offer: promotions running today for this account, and how likely he buys more."""

from typing import Any

from bot import texts
from bot.context import Context
from bot.sales.customers import Contact
from store import promotions


def promotion_lines(ctx: Context, contact: Contact | None) -> frozenset[str]:
    """The product lines with a promotion that this account may have today."""
    return frozenset(one.line for one in _running(ctx, contact) if one.line)


def propensity(ctx: Context, contact: Contact) -> float | None:
    """How inclined this account is to buy more, 0 to 1; None when nothing was ever offered."""
    return promotions.taken_share(ctx.session, contact.id)


def values(ctx: Context, contact: Contact, language: str) -> dict[str, Any]:
    """The promotion's blanks, the one that ends first; empty where none runs for this account."""
    running = sorted(_running(ctx, contact), key=lambda one: (one.valid_until, one.code))
    if not running:
        return {}
    first = running[0]
    params = {
        "name": first.names.get(language) or first.code,
        "percent": first.percent,
        "line": first.line or "",
    }
    return {
        "promotion.text": texts.render(language, "promotion-line", params),
        "promotion.until": first.valid_until,
    }


def _running(ctx: Context, contact: Contact | None) -> list[promotions.Running]:
    tier = contact.account.tier if contact and contact.account else ctx.policy.segments.unknown_tier
    region = contact.account.region if contact and contact.account else ctx.user.region
    return promotions.running(ctx.session, ctx.local.date(), tier, region)
