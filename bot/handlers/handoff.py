"""Handoffs: checked, offered, answered."""

from bot.context import Context
from bot.errors import UserError
from bot.router import Press, Replies, Router

router = Router("handoff")


@router.pressed("handoff.check", may="handoff.offer")
@router.pressed("case.close", may="case.close")
@router.pressed("order.new", may="order.add")
def check(ctx: Context, press: Press) -> Replies:
    """Show."""
    raise UserError("not_available")
    yield
