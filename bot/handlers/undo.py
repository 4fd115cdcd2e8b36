"""Undo: the last log or change is taken back, with its follow-ups and unsent messages."""

from datetime import timedelta

from bot.context import Context
from bot.desk import taking_back
from bot.errors import UserError
from bot.replies import say
from bot.router import Press, Replies, Router
from store import undo

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
    done = taking_back.take_back(ctx, event)
    nouns = sorted({step.noun for step in done})
    yield say("undo.done", what=nouns, count=len(done), **taking_back.told(ctx, done))
    yield from taking_back.withdraw(ctx, event)


@router.pressed("undo.last", may="undo.own")
def pressed(ctx: Context, press: Press) -> Replies:
    """The same by its button."""
    yield from take_back(ctx, "")
