"""Undo: the last log or change is taken back, with its follow-ups and unsent messages."""

from datetime import datetime, timedelta

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
    event = undo.last_event(ctx.session, ctx.user.id, _since(ctx))
    yield from _taken_back(ctx, event, ctx.user.id)


@router.pressed("undo.last", may="undo.own")
def pressed(ctx: Context, press: Press) -> Replies:
    """Take back what the button stands under, unless something was built on it since."""
    if not press.args:
        yield from take_back(ctx, "")
        return
    mine = undo.events_of(ctx.session, ctx.user.id, _since(ctx))
    event = next((one for one in mine if taking_back.mark(one) == press.args[0]), None)
    if event is None:
        raise UserError("undo.gone", minutes=ctx.policy.undo.minutes)
    last = undo.last_event(ctx.session, ctx.user.id, _since(ctx))
    yield from _taken_back(ctx, event, ctx.user.id if event == last else None)


def _since(ctx: Context) -> datetime:
    return ctx.now - timedelta(minutes=ctx.policy.undo.minutes)


def _taken_back(ctx: Context, event: str | None, but_by: int | None) -> Replies:
    """Put back what an event changed; `but_by`: whose own later changes of it do not stand in the way."""
    if event is None:
        raise UserError("undo.nothing", minutes=ctx.policy.undo.minutes)
    if undo.acted_since(ctx.session, event, but_by):
        raise UserError("undo.acted" if but_by else "undo.built_on")
    done = taking_back.take_back(ctx, event)
    nouns = sorted({step.noun for step in done})
    yield say("undo.done", what=nouns, count=len(done), **taking_back.told(ctx, done))
    yield from taking_back.withdraw(ctx, event)
    yield from taking_back.shown_again(ctx, done)
