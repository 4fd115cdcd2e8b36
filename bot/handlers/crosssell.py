"""Cross-sell openings: shown, answered, and learnt anew every night."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from bot.context import Context
from bot.desk import goods, lookup, offers, whom
from bot.errors import UserError
from bot.replies import Button, Reply, say
from bot.router import Due, Press, Replies, Router
from bot.sales.customers import Contact
from store import learnt, openings, products, timers
from store.openings import Shown

router = Router("crosssell")
show_more = router.button("crosssell.show")
take_order = router.button("order.new")
AT_NIGHT = time(2, 30)
GROWN = 0.02  # a share of new order lines that is learnt from at once (an import), not only at night


@router.said("cross", "加購", "加购", may="crosssell.answer")
def cross(ctx: Context, rest: str) -> Replies:
    """The openings for whoever is meant; without a name, for the contact at hand."""
    found = lookup.contact(ctx, rest) if rest else goods.at_hand(ctx)
    if found is None:
        raise UserError("contact.who")
    yield whom.onward(ctx, found, "crosssell.show") if isinstance(found, Reply) else _openings(ctx, found.id)


@router.pressed("crosssell.show", may="crosssell.answer")
def show(ctx: Context, press: Press) -> Replies:
    """The openings for the contact of this card."""
    yield _openings(ctx, press.record)


@router.pressed("crosssell.open", may="crosssell.answer")
def open_one(ctx: Context, press: Press) -> Replies:
    """One of several openings, to be answered; it must still hold today."""
    shown, contact = _mine(ctx, press)
    yield offers.one_opening(ctx, contact, shown) or say("crosssell.gone", sku=shown.sku)


@router.pressed("crosssell.offered", may="crosssell.answer")
@router.pressed("crosssell.taken", may="crosssell.answer")
@router.pressed("crosssell.refused", may="crosssell.answer")
@router.pressed("crosssell.irrelevant", may="crosssell.answer")
def answered(ctx: Context, press: Press) -> Replies:
    """What the customer said to an opening; who was offered something may still take or refuse it."""
    shown, contact = _mine(ctx, press)
    answer = press.action.partition(".")[2]
    if shown.answer == answer:
        raise UserError("crosssell.answered", answer=answer)
    yield _answered(ctx, contact, shown, answer)


@router.daily
def tonight(ctx: Context) -> Iterator[Reply]:
    """Learn again in the night; at once when nothing was learnt yet or many orders came in."""
    night = datetime.combine(ctx.local.date(), AT_NIGHT, tzinfo=ctx.zone)
    night += timedelta(days=1) if night < ctx.local else timedelta()
    timers.plant(ctx.session, "crosssell.learn", 0, night, occurrence=f"{night:%Y-%m-%d}")
    known, newest = learnt.state(ctx.session), learnt.last_line(ctx.session)
    if newest and (known is None or newest - known.last_line > GROWN * newest):
        timers.plant(ctx.session, "crosssell.learn", 0, ctx.now, occurrence=f"line-{newest}")
    yield from ()


@router.due("crosssell.learn")
def learn(ctx: Context, timer: Due) -> Replies:
    """What is bought together, from every order there is."""
    learnt.relearn(ctx.session, ctx.policy.cross_sell, ctx.now)
    yield from ()


def _openings(ctx: Context, contact_id: int) -> Reply:
    return offers.openings_now(ctx, lookup.by_id(ctx, contact_id, "crosssell.answer"))


def _mine(ctx: Context, press: Press) -> tuple[Shown, Contact]:
    """The opening that was shown to him and still waits for this answer."""
    shown = openings.get(ctx.session, press.record)
    if shown is None or shown.user_id not in ctx.acts_for | {ctx.user.id}:
        raise UserError("not_available")
    contact = lookup.by_id(ctx, shown.contact_id, "crosssell.answer")
    if shown.answer is not None and (shown.version != press.version or shown.answer in openings.FINAL):
        raise UserError("crosssell.answered", answer=shown.answer)
    return shown, contact


def _answered(ctx: Context, contact: Contact, shown: Shown, answer: str) -> Reply:
    now = openings.answer(ctx.session, shown.id, answer, shown.version, ctx.now)
    names = goods.catalogue(ctx, goods.buyer_of(ctx, contact))
    return say(
        "crosssell.answered",
        *_next(ctx, contact, now),
        card=f"crosssell:{contact.id}",
        opening_id=shown.id,
        contact_id=contact.id,
        contact=contact.name,
        sku=shown.sku,
        name=names[shown.sku].name if shown.sku in names else shown.sku,
        answer=answer,
        again_days=_rest(ctx, answer),
    )


def _next(ctx: Context, contact: Contact, shown: Shown) -> list[Button]:
    more = show_more(contact.id)
    if shown.answer == "taken":
        return [take_order(contact.id, 0, products.ids(ctx.session).get(shown.sku, 0)), more]
    if shown.answer == "offered":
        return [offers.taken(shown.id, shown.version), offers.refused(shown.id, shown.version), more]
    return [more]


def _rest(ctx: Context, answer: str) -> int:
    rules = ctx.policy.cross_sell
    return {"refused": rules.refused_days, "irrelevant": rules.irrelevant_days}.get(answer, 0)
