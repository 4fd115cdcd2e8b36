"""Products: price, stock, promotions, and what can be had instead, also for a caller nobody knows."""

from bot.context import Context
from bot.desk import followup_cards, goods, lookup, next_step
from bot.errors import UserError
from bot.replies import say
from bot.router import Press, Replies, Router
from bot.sales.customers import Contact
from store import followups, openings

router = Router("products")
take_order = router.button("order.new")
add_caller = router.button("contact.new")
follow_up = router.button("followup.new")
cross = router.button("crosssell.show")


@router.said("product", "產品", "产品", may="product.read")
def product(ctx: Context, rest: str) -> Replies:
    """What a product costs, whether it can leave today, and what else fits."""
    if not rest:
        raise UserError("product.which")
    sku, quantity = goods.meant(ctx, rest)
    if sku is not None:
        yield goods.card(ctx, sku, goods.at_hand(ctx), quantity)
        return
    found = goods.find(ctx, rest)
    yield goods.choices(ctx, rest, found) if found else say("product.none", query=rest)


@router.otherwise(80, may="product.read")
def asked(ctx: Context, text: str) -> Replies:
    """A product's number alone, or a question about one, is no name."""
    if sku := goods.asked_about(ctx, text):
        yield goods.card(ctx, sku, goods.at_hand(ctx))


@router.pressed("product.open", may="product.read")
def open_card(ctx: Context, press: Press) -> Replies:
    """A candidate or an alternative was chosen."""
    yield goods.card(ctx, _sku(ctx, press.record), goods.at_hand(ctx))


@router.pressed("product.taken", may="crosssell.answer")
def taken(ctx: Context, press: Press) -> Replies:
    """The caller takes the alternative: noted, and ordered as soon as we know who he is."""
    contact = _caller(ctx, press)
    instead = _number(press.rest)
    sku = _sku(ctx, instead)
    if contact is None:
        yield say("product.who", add_caller(0, 0), sku=sku, then="taken")
        return
    openings.note(ctx.session, contact, sku, "taken", ctx.user.id, ctx.now)
    yield say(
        "product.taken",
        take_order(contact.id, 0, instead),
        cross(contact.id),
        contact_id=contact.id,
        contact=contact.name,
        sku=sku,
    )


@router.pressed("product.waits", may="followup.plan")
def waits(ctx: Context, press: Press) -> Replies:
    """The caller waits: he is called when more is here, or when we know more."""
    contact = _caller(ctx, press)
    sku = _sku(ctx, press.record)
    if contact is None:
        yield say("product.who", add_caller(0, 0), sku=sku, then="waits")
        return
    if contact.do_not_call:
        raise UserError("contact.do_not_call")
    for one in followups.open_for(ctx.session, [contact.id]):
        if one.reason in goods.WAITING and one.note == sku:
            raise UserError("product.waits_already", due=one.due)
    due, reason = goods.when_to_call(ctx, contact, sku)
    one = next_step.plan(ctx, contact, "call", due, reason, owner_id=ctx.user.id, note=sku)
    yield followup_cards.planned(ctx, one)


@router.pressed("product.refused", may="crosssell.answer")
def refused(ctx: Context, press: Press) -> Replies:
    """The caller wants neither: noted, and he is not let go without a way to reach him."""
    contact = _caller(ctx, press)
    sku = _sku(ctx, press.record)
    if contact is None:
        yield say("product.refused", add_caller(0, 0), sku=sku, contact_id=None, contact=None)
        return
    if instead := _number(press.rest):
        openings.note(ctx.session, contact, _sku(ctx, instead), "refused", ctx.user.id, ctx.now)
    yield say("product.refused", follow_up(contact.id), sku=sku, contact_id=contact.id, contact=contact.name)


def _caller(ctx: Context, press: Press) -> Contact | None:
    """Who is calling: known when the card was shown, or by now."""
    if press.version:
        return lookup.by_id(ctx, press.version)
    return goods.at_hand(ctx)


def _sku(ctx: Context, product_id: int) -> str:
    sku = goods.sku_of(ctx, product_id)
    if sku is None:
        raise UserError("not_available")
    return sku


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
