"""A line that its author changed in his chat: read again in place, or offered instead of what it had logged."""

from collections.abc import Iterator
from datetime import timedelta

from bot.context import Context
from bot.desk import clocked, drafting, taking_back
from bot.errors import UserError
from bot.replies import Reply
from store import drafts, events, undo
from store.drafts import Kept


def again(ctx: Context, first: str, line: str) -> Iterator[Reply]:
    """What a changed message becomes; nothing where it was no line of the log, or its draft was dropped.

    An open draft holds what the line says now. A saved one stands until its agent saves the new reading in its
    place; refused where the policy, the time or what was built on it forbids that.
    """
    event = events.known_as(ctx.session, first)
    kept = drafts.of_event(ctx.session, ctx.user.id, event) if event else None
    if kept is None:
        return
    if kept.state == "saved":
        _replaceable(ctx, kept)
    read = drafting.read(ctx, line, kept.body.get("contact_id"))
    replaces = kept.id if kept.state == "saved" else kept.body.get("replaces")
    body = {**read.body, "replaces": replaces} if replaces else read.body
    if kept.state == "saved":
        read_again = clocked.keep(ctx, line, body, said_in=event)
    else:
        read_again = clocked.read_again(ctx, kept, line, body)
    yield drafting.card(ctx, read_again, read.people)


def make_room(ctx: Context, kept: Kept) -> Iterator[Reply]:
    """Before a draft is written: what it is there to replace goes."""
    number = kept.body.get("replaces")
    old = drafts.get(ctx.session, number) if number else None
    if old is not None:
        event = _replaceable(ctx, old)
        taking_back.take_back(ctx, event)
        yield from taking_back.withdraw(ctx, event)


def _replaceable(ctx: Context, saved: Kept) -> str:
    """The event that saved a draft, where it can still give way; raises UserError."""
    since = ctx.now - timedelta(minutes=ctx.policy.undo.minutes)
    event = saved.saved_by
    if not ctx.policy.undo.edited_lines:
        raise UserError("edit.off", minutes=ctx.policy.undo.minutes)
    if event is None or not undo.known(ctx.session, event, since):
        raise UserError("edit.too_late", minutes=ctx.policy.undo.minutes)
    if undo.acted_since(ctx.session, event):
        raise UserError("edit.acted")
    return event
