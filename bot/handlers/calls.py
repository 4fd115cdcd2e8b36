"""Calling with a script."""

from bot.context import Context
from bot.errors import UserError
from bot.router import Press, Replies, Router

router = Router("calls")


@router.pressed("call.start", may="script.run")
def show(ctx: Context, press: Press) -> Replies:
    """Show."""
    raise UserError("not_available")
    yield
