"""Who is meant by what was typed: shared by find, call, log, follow and the rest."""

from bot.context import Context


def resolves(ctx: Context, typed: str) -> bool:
    """Whether words name exactly one contact or product (for an alias glued to a name)."""
    return False
