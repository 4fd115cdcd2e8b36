"""The administrators hear of what failed, each in the chat in which he is reached."""

from bot.context import Context
from bot.replies import Reply
from bot.router import Due, Replies, Router
from store import users
from store.troubles import TROUBLE

router = Router("troubles")


@router.due(TROUBLE)
def trouble(ctx: Context, timer: Due) -> Replies:
    """Something failed; the first of its kind in this hour is told."""
    for admin in users.everybody(ctx.session, role="admin"):
        yield Reply("trouble.told", timer.params, to=admin.id)
