"""A draft before it is saved: whose it is, changed in the form, shown again, dropped."""

from bot.context import Context
from bot.desk import drafting, lookup
from bot.replies import say
from bot.router import Press, Replies, Router
from store import drafts

router = Router("log_drafts")
add_contact = router.form("add_contact")


@router.pressed("log.who", may="call.log")
def who(ctx: Context, press: Press) -> Replies:
    """The person meant by a line was chosen."""
    yield drafting.belongs(ctx, press.record, lookup.by_id(ctx, press.number, "call.log"), press.version)


@router.pressed("log.newcomer", may="contact.add")
def newcomer(ctx: Context, press: Press) -> Replies:
    """Add whom the line tells of; the draft goes on from there."""
    kept = drafting.mine(ctx, press.record)
    yield add_contact(name=kept.body.get("who"), draft=kept.id)


@router.pressed("log.edit", may="call.log")
def edit(ctx: Context, press: Press) -> Replies:
    """Change the draft in the form."""
    yield drafting.ask_missing(ctx, drafting.mine(ctx, press.record), everything=True)


@router.pressed("log.show", may="call.log")
def show(ctx: Context, press: Press) -> Replies:
    """The draft as it stands: its form was closed without being taken."""
    yield drafting.card(ctx, drafting.mine(ctx, press.record))


@router.pressed("log.drop", may="call.log")
def drop(ctx: Context, press: Press) -> Replies:
    """The draft is not wanted; nothing was written."""
    drafts.close(ctx.session, drafting.mine(ctx, press.record).id, "dropped", press.version)
    yield say("log.dropped")
