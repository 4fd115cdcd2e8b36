"""Cross-sell openings for a contact: sought, told with reason and line, after a call and on demand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.context import Context
from bot.desk import goods, saying
from bot.replies import Button, Reply, say
from bot.router import Router
from bot.sales.crosssell import Opening, Situation, openings
from bot.sales.customers import Contact
from store import brief, calls, learnt, orders, products
from store import openings as kept
from store.openings import Shown

router = Router("offers")
offered = router.button("crosssell.offered")
taken = router.button("crosssell.taken")
refused = router.button("crosssell.refused")
irrelevant = router.button("crosssell.irrelevant")
other = router.choice("crosssell.open")


def openings_after_call(ctx: Context, contact: Contact, basket: tuple[str, ...]) -> Iterator[Reply]:
    """The openings worth a line right after a call; silence when there is none."""
    pieces = dict.fromkeys(basket, 1)
    found = [one for one in seek(ctx, contact, pieces) if one.score >= ctx.policy.cross_sell.worth_a_line]
    if found:
        yield card(ctx, contact, found, pieces)


def openings_now(ctx: Context, contact: Contact) -> Reply:
    """The openings for a contact on demand; what the last call was about is on the table."""
    basket = on_the_table(ctx, contact)
    found = seek(ctx, contact, basket)
    if not found:
        return say("crosssell.none", contact_id=contact.id, name=contact.name, card=f"crosssell:{contact.id}")
    return card(ctx, contact, found, basket)


def one_opening(ctx: Context, contact: Contact, shown: Shown) -> Reply | None:
    """One opening of several, with its own buttons; None when it may not be offered any more."""
    basket = {str(sku): int(pieces) for sku, pieces in (shown.params.get("basket") or {}).items()}
    found = seek(ctx, contact, basket)
    first = [one for one in found if one.sku == shown.sku]
    return card(ctx, contact, first, basket) if first else None


def seek(ctx: Context, contact: Contact, basket: Mapping[str, int]) -> list[Opening]:
    """What to offer this contact now, best first, in the agent's words."""
    return list(openings(situation(ctx, contact, basket), ctx.policy.cross_sell, ctx.local.date()))


def situation(ctx: Context, contact: Contact, basket: Mapping[str, int]) -> Situation:
    """What is known of a contact when an opening is sought."""
    buyer = goods.buyer_of(ctx, contact)
    return Situation(
        catalogue=goods.catalogue(ctx, buyer),
        buyer=buyer,
        owned=orders.owned(ctx.session, contact, ctx.zone),
        basket=basket,
        answers=kept.answers(ctx.session, contact, ctx.zone),
        promotions=products.promotions(ctx.session, ctx.local.date(), ctx.language),
        associations=learnt.associations(ctx.session, ctx.policy.cross_sell, ctx.now),
    )


def on_the_table(ctx: Context, contact: Contact) -> dict[str, int]:
    """The products of the contact's last call, if it was held lately: SKU and pieces."""
    last = brief.past_calls(ctx.session, contact.id, 1)
    if not last or (ctx.now - last[0].at).days > ctx.policy.cross_sell.table_days:
        return {}
    return {sku: pieces or 1 for sku, pieces in calls.products_of(ctx.session, last[0].id)}


def card(ctx: Context, contact: Contact, found: Sequence[Opening], basket: Mapping[str, int]) -> Reply:
    """Openings with reason and line; the first can be answered at once, the others are a tap away."""
    shown = kept.show(ctx.session, contact, found, basket, ctx.user.id, ctx.now)
    buttons = [
        *answer_buttons(shown[0]),
        *(
            other(row.id, row.version, words=f"{number}. {one.name}")
            for number, (row, one) in enumerate(zip(shown[1:], found[1:], strict=True), 2)
        ),
    ]
    return say(
        "crosssell.offer",
        *buttons,
        card=f"crosssell:{contact.id}",
        contact_id=contact.id,
        name=contact.name,
        openings=[_facts(ctx, contact, row, one) for row, one in zip(shown, found, strict=True)],
    )


def answer_buttons(shown: Shown) -> list[Button]:
    """What the customer may answer."""
    return [make(shown.id, shown.version) for make in (offered, taken, refused, irrelevant)]


def _facts(ctx: Context, contact: Contact, row: Shown, one: Opening) -> dict[str, Any]:
    promoted = next((also for also in one.also if also.code == "promotion"), None)
    spoken = saying.language_of(ctx, contact)
    return {
        "opening_id": row.id,
        "sku": one.sku,
        "name": one.name,
        "kind": one.kind,
        "code": one.reason.code,
        "score": one.score,
        "reason": saying.reason(ctx, one),
        "line": saying.line(ctx, one, contact, goods.catalogue(ctx, goods.buyer_of(ctx, contact), spoken)),
        "price": one.line.params.get("price"),
        "promotion": dict(promoted.params) if promoted else None,
    }
