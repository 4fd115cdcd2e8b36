"""The best call to make now, and why."""

from bot.context import Context
from bot.desk import choosing, lookup
from bot.router import Press, Replies, Router
from store import candidates

router = Router("next")


@router.said("next", "下一通", "下一个", "下一個", "下一个电话", may="nextcall.read")
def next_(ctx: Context, rest: str) -> Replies:
    """Whom to call now; asking again gives the same one until it was acted on."""
    yield from _propose(ctx)


@router.pressed("next.show", may="nextcall.read")
def show(ctx: Context, press: Press) -> Replies:
    """The same by a button."""
    yield from _propose(ctx)


@router.pressed("next.later", may="nextcall.read")
def later(ctx: Context, press: Press) -> Replies:
    """Not now: another one meanwhile."""
    choosing.put_aside(ctx, lookup.by_id(ctx, press.record).id, today=False)
    yield from _propose(ctx)


@router.pressed("next.skip", may="nextcall.read")
def skip(ctx: Context, press: Press) -> Replies:
    """Not this one today."""
    choosing.put_aside(ctx, lookup.by_id(ctx, press.record).id, today=True)
    yield from _propose(ctx)


def _propose(ctx: Context) -> Replies:
    found = choosing.best(ctx, ctx.user)
    if found is not None and not found.again:
        candidates.propose(ctx.session, ctx.user.id, found.person.contact_id, ctx.now)
    yield choosing.card(ctx, found)
