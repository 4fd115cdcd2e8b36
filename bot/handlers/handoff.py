"""Handing a lead over: checked, offered, listed, shown whole, forwarded as text."""

from dataclasses import replace
from datetime import timedelta

from bot.context import Context
from bot.desk import handing_over, handoff_brief, handoff_cards, lookup, qualifying, whom
from bot.replies import Button, Reply, say
from bot.router import Press, Replies, Router
from bot.sales.handoff import Handoff
from store import handoffs

router = Router("handoff")
show_whole = router.choice("handoff.brief")
forward_it = router.button("handoff.forward")
MOST_LISTED = 15
MOST_BUTTONS = 5
RECENT = timedelta(days=30)


@router.said("handoff", "轉交", "移交", may="handoff.offer")
def handoff(ctx: Context, rest: str) -> Replies:
    """Check a lead and offer it; without a name, what I gave and received."""
    if not rest:
        yield _list(ctx)
        return
    found = lookup.contact(ctx, rest)
    if isinstance(found, Reply):
        yield whom.onward(ctx, found, "handoff.check")
        return
    yield handing_over.checked(ctx, lookup.permitted(ctx, found, "handoff.offer"))


@router.pressed("handoff.check", may="handoff.offer")
def check(ctx: Context, press: Press) -> Replies:
    """Check the lead of a card."""
    yield handing_over.checked(ctx, lookup.by_id(ctx, press.record, "handoff.offer"))


@router.pressed("handoff.offer", may="handoff.offer")
def offer(ctx: Context, press: Press) -> Replies:
    """Hand it over; checked once more at this moment."""
    contact = lookup.by_id(ctx, press.record, "handoff.offer")
    verdict = qualifying.judge(ctx, contact)
    if not verdict.check.qualified:
        yield handing_over.checked(ctx, contact)
        return
    yield from handing_over.offer(ctx, verdict)


@router.pressed("handoff.brief", may="handoff.read")
def brief(ctx: Context, press: Press) -> Replies:
    """The whole brief, with what this person may do now."""
    one = handoff_cards.held(ctx, "handoff.read", press.record)
    yield _told(ctx, one, "handoff.brief", *handoff_cards.acts(ctx, one), forward_it(one.id))


@router.pressed("handoff.forward", may="handoff.read")
def forward(ctx: Context, press: Press) -> Replies:
    """The brief as plain text, to copy and send on."""
    found = _told(ctx, handoff_cards.held(ctx, "handoff.read", press.record), "handoff.forward")
    yield replace(found, card=None)  # beside the card, which keeps its buttons


def _told(ctx: Context, one: Handoff, key: str, *buttons: Button) -> Reply:
    contact = handoff_cards.contact_of(ctx, one)
    params = {**handoff_cards.facts(ctx, one), **handoff_brief.told(ctx, one, contact)}
    return handoff_cards.tell(key, params, *buttons)


def _list(ctx: Context) -> Reply:
    """Mine, given and received: what waits first, then what is under way, then what ended lately."""
    ctx.require("handoff.read")
    mine = handoffs.of_person(ctx.session, ctx.user.id, ctx.now - RECENT)[:MOST_LISTED]
    items = [
        {
            **handoff_cards.facts(ctx, one),
            "side": "given" if one.from_id == ctx.user.id else "received",
            "overdue": one.waits and one.sla_due < ctx.now,
            "waits": one.waits,
            "amount": one.amount,
        }
        for one in mine
    ]
    buttons = [
        show_whole(one.id, words=" · ".join(filter(None, (item["name"], item["company"]))))
        for one, item in zip(mine[:MOST_BUTTONS], items, strict=False)
    ]
    return say("handoff.list", *buttons, items=items, count=len(items))
