"""Where reminders go: away from a chat that is to be silent, and back to it."""

from bot.context import Context
from bot.replies import say
from bot.router import Press, Replies, Router
from store import users

router = Router("linking")
here = router.button("reminders.here")


@router.said("stop", may="settings.own")
def stop(ctx: Context, rest: str) -> Replies:
    """No reminders in this chat any more: they go to another app, else wait in the terminal."""
    others = [one.platform for one in users.addresses(ctx.session, ctx.user.id)]
    elsewhere = next((one for one in others if one not in (ctx.who.platform, "terminal")), "terminal")
    users.change(ctx.session, ctx.user.id, {"reminders_to": elsewhere})
    other = elsewhere if elsewhere != ctx.who.platform else None
    buttons = [here()] if other else []
    yield say("reminders.stopped", *buttons, chat=ctx.who.platform, goes_to=other)


@router.pressed("reminders.here", may="settings.own")
def again(ctx: Context, press: Press) -> Replies:
    """Reminders come here again."""
    users.change(ctx.session, ctx.user.id, {"reminders_to": ctx.who.platform})
    yield say("reminders.here", chat=ctx.who.platform)
