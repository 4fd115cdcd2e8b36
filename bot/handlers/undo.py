"""Undo: the last log or change is taken back, with its follow-ups and unsent messages."""

from datetime import timedelta

from bot.context import Context
from bot.errors import UserError
from bot.replies import say
from bot.router import Press, Replies, Router
from store import followups, messages, undo

router = Router("undo")


@router.said("undo", "復原", "撤销", may="undo.own")
def take_back(ctx: Context, rest: str) -> Replies:
    """Take back the last change; refused when it is too old or somebody acted on it."""
    since = ctx.now - timedelta(minutes=ctx.policy.undo.minutes)
    event = undo.last_event(ctx.session, ctx.user.id, since)
    if event is None:
        raise UserError("undo.nothing", minutes=ctx.policy.undo.minutes)
    if undo.acted_since(ctx.session, event, ctx.user.id):
        raise UserError("undo.acted")
    done = undo.take_back(ctx.session, event)
    seen = messages.withdraw(ctx.session, event, "undone")
    for step in done:
        if step.noun == "follow_up" and not step.added:
            _remind_again(ctx, step.noun_id)
    yield say("undo.done", what=sorted({step.noun for step in done}), count=len(done))
    for one in seen:
        if one.user_id not in (None, ctx.user.id):
            seen_of = one.body["params"]
            names = {"name": seen_of.get("name"), "company": seen_of.get("company")}
            yield say(
                "undo.withdrawn", to=one.user_id, card=one.card, by=ctx.user.name, about=one.key, **names
            )


def _remind_again(ctx: Context, follow_up_id: int) -> None:
    """A follow-up that is open again reminds again: its version has moved on."""
    one = followups.get(ctx.session, follow_up_id)
    if one is not None and one.state == "open":
        followups.remind(ctx.session, one.id, one.due, one.version)


@router.pressed("undo.last", may="undo.own")
def pressed(ctx: Context, press: Press) -> Replies:
    """The same by its button."""
    yield from take_back(ctx, "")
