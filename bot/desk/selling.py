"""An order taken: its price and warranty, the stage, the deal won, and the service that follows."""

from collections.abc import Iterator

from bot.context import Context
from bot.desk import goods, next_step, taking_back
from bot.errors import UserError
from bot.replies import Reply, say
from bot.router import Router
from bot.sales import cadence, stages
from bot.sales.crosssell.calendar import add_months
from bot.sales.customers import Contact
from bot.sales.money import Money
from bot.sales.offers import Product, promotions_for, sellable
from bot.sales.policy import Disposition
from bot.sales.work import FollowUp
from store import accounts, cadences, followups, orders, products
from store.orders import Line, Taken

router = Router("selling")
one_more = router.button("order.more")
cross = router.button("crosssell.show")


def price_of(ctx: Context, contact: Contact, product: Product, quantity: int) -> Money | None:
    """What this buyer pays for a piece today: the best promotion that this quantity reaches, else the list."""
    found = promotions_for(
        product,
        goods.buyer_of(ctx, contact),
        products.promotions(ctx.session, ctx.local.date(), ctx.language),
        ctx.local.date(),
        ctx.policy.cross_sell.offers,
    )
    best = next((each for each in found if each.from_quantity <= quantity), None)
    return best.price if best else product.price


def product_for(ctx: Context, contact: Contact, product_id: int) -> Product:
    """The product of this number if this buyer may be sold it."""
    buyer = goods.buyer_of(ctx, contact)
    product = goods.catalogue(ctx, buyer).get(goods.sku_of(ctx, product_id) or "")
    if product is None:
        raise UserError("not_available")
    if not sellable(product, buyer):
        raise UserError("order.unsellable", product=product.name, company=contact.company or contact.name)
    return product


def take(
    ctx: Context,
    contact: Contact,
    product: Product,
    quantity: int,
    price: Money,
    note: str | None,
    extends: Taken | None,
) -> Iterator[Reply]:
    """Write the order (or its next line) with all that follows from it, told in one message."""
    today = ctx.local.date()
    until = add_months(today, product.warranty_months) if product.warranty_months else None
    line, region = Line(product.sku, quantity, price, until), goods.buyer_of(ctx, contact).region
    if extends is None:
        order = orders.add(ctx.session, contact, line, region, by=ctx.user.id, at=ctx.now, note=note)
    else:
        if extends.lines[0].unit_price.currency != price.currency:
            raise UserError("order.other_currency", currency=extends.lines[0].unit_price.currency)
        order = orders.extend(ctx.session, extends.id, line, region, extends.version)
    _stage(ctx, contact)
    deal = orders.win_opportunity(
        ctx.session,
        order,
        contact,
        stages.next_stage("opportunity", "order", ctx.policy),
        by=ctx.user.id,
        at=ctx.now,
    )
    planned = _serve(ctx, contact) if extends is None else []
    yield _told(ctx, contact, order, product, deal, planned)


def sale(ctx: Context) -> Disposition:
    """The disposition that stands for a sale; its cadence is what follows an order."""
    return next(row for row in ctx.policy.dispositions if row.sale)


def _stage(ctx: Context, contact: Contact) -> None:
    if contact.account is None:
        return
    stage = stages.next_stage(contact.account.stage, "order", ctx.policy)
    accounts.move_stage(ctx.session, contact.account.id, stage, ctx.now, by=ctx.user.id)


def _serve(ctx: Context, contact: Contact) -> list[FollowUp]:
    """The calls that were to bring the sale stop; the customer is looked after from now on."""
    running = cadences.active(ctx.session, contact.id)
    change = cadence.after_call(sale(ctx), "", running.run.cadence if running else "", ctx.policy)
    if running is not None and change.ends:
        next_step.stop(ctx, running, change.ends_why or "sale")
    goes_on = {one.id for one in followups.of_run(ctx.session, running.id)} if running else set()
    for one in followups.open_for(ctx.session, [contact.id]):
        if ctx.policy.follow_up_kind(one.kind).calls and one.id not in goes_on:
            next_step.cancel(ctx, one, "sold")
    if contact.do_not_call or not change.starts:
        return []
    return next_step.begin(ctx, contact, change.starts, ctx.now, None)


def _told(
    ctx: Context, contact: Contact, order: Taken, product: Product, deal: int | None, planned: list[FollowUp]
) -> Reply:
    last = order.lines[-1]
    short = product.stock is not None and last.taken < last.quantity
    return say(
        "order.saved",
        one_more(order.id, order.version),
        cross(contact.id),
        taking_back.button(ctx),
        card=f"order:{order.id}",
        order_id=order.id,
        number=order.number,
        contact_id=contact.id,
        name=contact.name,
        company=contact.company,
        lines=[
            {
                "sku": line.sku,
                "quantity": line.quantity,
                "unit_price": line.unit_price,
                "warranty_until": line.warranty_until,
            }
            for line in order.lines
        ],
        total=order.total,
        opportunity_id=deal,
        short=short,
        stock=last.taken if short else product.stock,
        restock_on=product.restock_on if short else None,
        follow_ups=[
            {"id": one.id, "kind": one.kind, "due": one.due, "reason": one.reason} for one in planned
        ],
    )
