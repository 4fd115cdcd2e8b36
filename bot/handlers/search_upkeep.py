"""The search index kept in shape: new names folded in once there are enough of them."""

from bot.context import Context
from bot.router import Due, Replies, Router
from store import search, timers

router = Router("search_upkeep")


@router.daily
def plant(ctx: Context) -> Replies:
    """Fold now if there is something to fold."""
    if search.waiting(ctx.session):
        timers.plant(ctx.session, "search.fold", 0, ctx.now, occurrence=ctx.now.isoformat())
    yield from ()


@router.due("search.fold")
def fold(ctx: Context, timer: Due) -> Replies:
    """Fold one part; the rest follows in a transaction of its own, so that writers do not wait long."""
    if search.fold(ctx.session) and search.waiting(ctx.session):
        part = int(timer.params.get("part", 0)) + 1
        occurrence = f"{timer.due.isoformat()}+{part}"
        timers.plant(ctx.session, "search.fold", 0, timer.due, occurrence=occurrence, params={"part": part})
    yield from ()
