"""Products as the desk deals with them: which one is meant, for whom, what it costs and what fits instead."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.context import Context
from bot.desk import lexicon, lookup, saying
from bot.forms import Option
from bot.reading import whole
from bot.replies import Button, Reply, say
from bot.router import Router
from bot.sales import goods
from bot.sales.customers import Contact
from bot.sales.goods import Match
from bot.sales.lines import read_line
from bot.sales.offers import (
    Alternative,
    Buyer,
    Catalogue,
    Need,
    Phrase,
    Product,
    promotions_for,
    sellable,
    stock_answer,
)
from bot.sales.patterns import late
from store import contacts, focus, products

router = Router("goods")
MODEL = late(r"[A-Za-z][\w-]*\d|\d[\w-]*[A-Za-z]", re.ASCII)
ASKS = late(r"price|stock|how much|available|多少|[價价]|有[貨货]|[現现][貨货]|[庫库]存|缺[貨货]")
taken = router.button("product.taken")
waits = router.button("product.waits")
refused = router.button("product.refused")
take_order = router.button("order.new")
add_caller = router.button("contact.new")
open_product = router.choice("product.open")

MOST_ASKED = 5
WAITING = ("restocked", "ask_for_stock")


def at_hand(ctx: Context) -> Contact | None:
    """The contact whom the agent is dealing with, if he may see him."""
    contact_id = focus.current_contact(ctx.session, ctx.user.id, ctx.now)
    contact = contacts.get(ctx.session, contact_id) if contact_id is not None else None
    if contact is None or not ctx.may("contact.read", lookup.thing(ctx, contact)):
        return None
    return contact


def buyer_of(ctx: Context, contact: Contact | None) -> Buyer:
    """Who buys: the contact's company, or a caller of whom only the region is guessed."""
    account = contact.account if contact else None
    if account is None:
        return Buyer(region=ctx.user.region)
    return Buyer(account.id, account.tier, account.region, account.stage)


def catalogue(ctx: Context, buyer: Buyer, language: str | None = None) -> Catalogue:
    """The price list for a buyer today."""
    return products.catalogue(
        ctx.session,
        buyer=buyer,
        today=ctx.local.date(),
        language=language or ctx.language,
        currency=ctx.policy.company.currency,
    )


def find(ctx: Context, typed: str) -> list[Match]:
    """The products that words may mean, best first."""
    return goods.find(typed, products.index(ctx.session), most=MOST_ASKED)


def options(ctx: Context, typed: str) -> list[Option]:
    """Products for a form's search field; +7 is the product of number 7, which no SKU is written like."""
    numbers = products.ids(ctx.session)
    if typed.startswith("+") and (asked := whole(typed[1:])):
        sku = next((one for one, number in numbers.items() if number == asked), None)
        return [Option(typed, sku)] if sku else []
    found = find(ctx, typed) if typed else []
    winner = goods.clear(found)
    return [
        Option(f"+{numbers[one.sku]}", f"{one.sku} · {one.name}") for one in ([winner] if winner else found)
    ]


def sku_of(ctx: Context, product_id: int) -> str | None:
    """The SKU of a product's number."""
    return next((sku for sku, number in products.ids(ctx.session).items() if number == product_id), None)


def meant(ctx: Context, typed: str) -> tuple[str | None, int]:
    """The product that words name, and how many; a number of pieces may stand beside it."""
    winner = goods.clear(find(ctx, typed))
    if winner is not None:
        return winner.sku, 1
    told = read_line(typed, ctx.local, ctx.calendar, lexicon.of(ctx))
    if len(told.products) == 1 and "products" not in told.unsure:
        return told.products[0].sku, told.products[0].quantity or 1
    return None, 1


def asked_about(ctx: Context, text: str) -> str | None:
    """The one product whose number stands alone in a text, or in a question about its price or stock."""
    if not MODEL.search(text):
        return None
    plain = text.casefold()
    named = [sku for sku in products.ids(ctx.session) if sku.casefold() in plain]
    longest = max(named, key=len, default="")
    if not longest or any(sku not in longest for sku in named):
        return None
    left = plain.replace(longest.casefold(), " ").strip(" ?？!！.。")
    return longest if not left or ASKS.search(left) else None


def named(ctx: Context, typed: str) -> Reply | None:
    """The products that words name which name nobody; what is asked about them is left out."""
    words = ASKS.sub(" ", typed).strip(" ?？!！.。的了嗎吗")
    sku, quantity = meant(ctx, words) if words else (None, 1)
    if sku is not None:
        return card(ctx, sku, at_hand(ctx), quantity)
    found = find(ctx, words) if words else []
    return choices(ctx, typed, found) if found else None


def when_to_call(ctx: Context, contact: Contact, sku: str) -> tuple[datetime, str]:
    """When to call somebody who waits for a product, and why: it is here, or we ask when it comes."""
    product = catalogue(ctx, buyer_of(ctx, contact))[sku]
    today = ctx.local.date()
    known = product.restock_on if product.restock_on and product.restock_on > today else None
    on = ctx.calendar.add_business_days(known or today + timedelta(days=1), 0)
    due = datetime.combine(on, ctx.policy.follow_ups.usual_hour, tzinfo=ctx.zone)
    return due, WAITING[0] if known else WAITING[1]


def choices(ctx: Context, typed: str, found: Sequence[Match]) -> Reply:
    """Which product is meant: a few candidates, a button each."""
    numbers = products.ids(ctx.session)
    list_of = catalogue(ctx, buyer_of(ctx, at_hand(ctx)))
    names = [f"{one.sku} · {list_of[one.sku].name}" for one in found]
    buttons = [open_product(numbers[one.sku], words=name) for one, name in zip(found, names, strict=True)]
    return say(
        "product.choices",
        *buttons,
        query=typed,
        candidates=[{"sku": one.sku, "name": list_of[one.sku].name, "score": one.score} for one in found],
    )


def card(ctx: Context, sku: str, contact: Contact | None, quantity: int = 1) -> Reply:
    """What a caller is told about a product: price, stock, promotions, and what can be had instead."""
    buyer = buyer_of(ctx, contact)
    price_list = catalogue(ctx, buyer)
    product = price_list[sku]
    need = Need(quantity, buyer)
    answer = stock_answer(product, price_list, need, ctx.policy.cross_sell.offers)
    running = promotions_for(
        product,
        buyer,
        products.promotions(ctx.session, ctx.local.date(), ctx.language),
        ctx.local.date(),
        ctx.policy.cross_sell.offers,
    )
    return say(
        "product.card",
        *_buttons(ctx, product, contact, answer.state, answer.alternatives),
        card=f"product:{products.ids(ctx.session)[sku]}",
        sku=sku,
        name=product.name,
        quantity=quantity,
        price=product.price,
        stock=product.stock,
        restock_on=product.restock_on,
        supply=_supply(product, quantity),
        sellable=sellable(product, buyer),
        state=answer.state,
        promotions=[{**each.facts(), "code": each.code} for each in running],
        alternatives=[_alternative(ctx, each) for each in answer.alternatives],
        line=_line(ctx, sku, buyer, quantity, contact),
        contact_id=contact.id if contact else None,
        contact=contact.name if contact else None,
        tier=buyer.tier,
    )


def _line(ctx: Context, sku: str, buyer: Buyer, quantity: int, contact: Contact | None) -> str:
    """What to say, in the customer's language."""
    spoken = saying.language_of(ctx, contact)
    price_list = catalogue(ctx, buyer, spoken)
    told = stock_answer(price_list[sku], price_list, Need(quantity, buyer), ctx.policy.cross_sell.offers).line
    return saying.phrase(
        ctx, "product-line", Phrase(told.code, {"quantity": quantity, **told.params}), spoken
    )


def _alternative(ctx: Context, each: Alternative) -> dict[str, Any]:
    told = [saying.phrase(ctx, "product-reason", one, ctx.language) for one in each.reasons[:2]]
    return {
        "sku": each.sku,
        "name": each.name,
        "price": each.price,
        "stock": each.stock,
        "score": each.score,
        "reason": ("; " if ctx.language == "en" else "；").join(told),
    }


def _supply(product: Product, quantity: int) -> str:
    """How the stock is told: unlimited, available, some (not enough), until (a day is known), out."""
    if product.stock is None:
        return "unlimited"
    if product.stock >= quantity:
        return "available"
    if product.stock > 0:
        return "some"
    return "until" if product.restock_on else "out"


def _buttons(
    ctx: Context, product: Product, contact: Contact | None, state: str, instead: Sequence[Alternative]
) -> list[Button]:
    numbers = products.ids(ctx.session)
    mine, who = numbers[product.sku], contact.id if contact else 0
    if state == "available":
        return [take_order(who, 0, mine)] if contact else [add_caller(0, 0)]
    shown = [
        waits(mine, who),
        refused(mine, who, numbers[instead[0].sku] if instead else 0),
    ]
    if instead:
        shown.insert(0, taken(mine, who, numbers[instead[0].sku]))
    elif contact and state == "part":
        shown.insert(0, take_order(who, 0, mine))
    return [*shown, *(open_product(numbers[each.sku], words=each.sku) for each in instead[:2])]
