"""Cross-sell openings: shown and answered."""

from bot.context import Context
from bot.errors import UserError
from bot.router import Press, Replies, Router

router = Router("crosssell")


@router.pressed("crosssell.show", may="crosssell.answer")
def show(ctx: Context, press: Press) -> Replies:
    """Show."""
    raise UserError("not_available")
    yield
