"""Cross-sell openings for a contact, after a call and on demand."""

from collections.abc import Iterator

from bot.context import Context
from bot.replies import Reply
from bot.sales.customers import Contact


def openings_after_call(ctx: Context, contact: Contact, basket: tuple[str, ...]) -> Iterator[Reply]:
    """The openings worth a line right after a call."""
    yield from ()
