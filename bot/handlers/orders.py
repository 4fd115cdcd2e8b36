"""An order taken, line by line."""

from dataclasses import dataclass

from bot import forms
from bot.context import Context
from bot.desk import goods, lookup, order_line, selling, whom
from bot.errors import UserError
from bot.forms import Option
from bot.reading import marked
from bot.replies import Reply, say
from bot.router import Press, Replies, Router
from bot.sales.money import Money
from store import orders
from store.orders import Taken

router = Router("orders")
MOST_PIECES = 100_000


def usual_pieces(ctx: Context) -> list[Option]:
    """Round quantities to tap."""
    return [Option(str(count), str(count)) for count in (1, 2, 3, 5, 10, 20)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOrder:
    """One product for a customer; `order` is the order that it is added to."""

    contact: int = forms.pick(lookup.options)
    product: int = forms.pick(goods.options)
    quantity: int = forms.number(at_least=1, at_most=MOST_PIECES, quick=usual_pieces)
    price: Money | None = forms.money(optional=True)
    note: str | None = forms.text(optional=True, multiline=True)
    order: str | None = forms.hidden(optional=True)


take_order = router.form("take_order")


@router.said("order", "訂單", "订单", may="order.add")
def order(ctx: Context, rest: str) -> Replies:
    """Take an order for whoever is meant (without a name, for the contact at hand), perhaps of a product already."""
    line = order_line.read(ctx, rest)
    if not isinstance(line.found, Reply):
        yield _asked(ctx, line.found.id if line.found else None, line.product, line.quantity)
    elif line.product:
        kept = {"product": line.product, "quantity": line.quantity}
        yield whom.keep(ctx, line.found, "order.whom", line.rest, kept)
    else:
        yield whom.onward(ctx, line.found, "order.new")


@router.pressed("order.whom", may="order.add")
def told_whom(ctx: Context, press: Press) -> Replies:
    """The person meant was chosen: asked is what was not typed beside the name."""
    contact_id, kept = whom.chosen(ctx, press)
    yield _asked(ctx, contact_id, kept["product"], kept["quantity"])


@router.pressed("order.new", may="order.add")
def new(ctx: Context, press: Press) -> Replies:
    """Take an order for the contact of a card; the product may be known already."""
    contact = lookup.by_id(ctx, press.record, "order.add")
    product = f"+{press.number}" if goods.sku_of(ctx, press.number) else None
    yield take_order(contact=contact.id, product=product)


@router.pressed("order.more", may="order.add")
def more(ctx: Context, press: Press) -> Replies:
    """Another product for an order just taken."""
    kept = _open_order(ctx, press.record, press.version)
    yield take_order(contact=kept.contact_id, note="", order=f"{kept.id}.{press.version}")


@router.submitted(TakeOrder, may="order.add")
def save(ctx: Context, form: TakeOrder) -> Replies:
    """Write the order; a price that nobody knows is asked for."""
    contact = lookup.by_id(ctx, form.contact, "order.add")
    product = selling.product_for(ctx, contact, form.product)
    price = form.price or selling.price_of(ctx, contact, product, form.quantity)
    if price is None:
        yield say("order.no_price", sku=product.sku, name=product.name)
        yield take_order(
            contact=contact.id, product=f"+{form.product}", quantity=form.quantity, order=form.order
        )
        return
    kept = _open_order(ctx, *marked(form.order)) if form.order else None
    if kept is not None and kept.contact_id != contact.id:
        raise UserError("not_available")
    yield from selling.take(ctx, contact, product, form.quantity, price, form.note, kept)


def _asked(ctx: Context, contact_id: int | None, product: str | None, quantity: int | None) -> Reply:
    contact = lookup.by_id(ctx, contact_id, "order.add") if contact_id else None
    return take_order(contact=contact.id if contact else None, product=product, quantity=quantity)


def _open_order(ctx: Context, order_id: int, version: int) -> Taken:
    """An order that he took himself and that is as he saw it."""
    kept = orders.get(ctx.session, order_id)
    if kept is None or kept.user_id != ctx.user.id or kept.contact_id is None:
        raise UserError("not_available")
    if kept.version != version or kept.status != "open":
        raise UserError("order.moved_on", number=kept.number)
    return kept
