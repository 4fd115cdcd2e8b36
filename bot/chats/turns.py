"""A chat's turn at the database: what was shown there is written down, and what comes next is held."""

import asyncio
from functools import partial

from bot.chats.hints import Hints
from bot.chats.posting import PATIENCE, PATIENCE_SECONDS, Held, Posting, Shown
from bot.chats.together import Together
from bot.sales.people import Address
from store.crashpoints import reached
from store.db import Raced, Unavailable


async def turn(
    together: Together, posting: Posting, hints: Hints, *, done: Shown | None, place: Address | None
) -> Held | None:
    """Both in one transaction, shared with other chats' turns; nothing is held where no `place` is given.

    What was shown is written down even if the database is away for a moment. Raises Unavailable, Raced.
    """
    act = partial(posting.turn, done=done, place=place, hints=hints)
    for _ in range(PATIENCE if done is not None else 0):
        try:
            held = await together.do(act)
            break
        except (Unavailable, Raced):
            await asyncio.sleep(PATIENCE_SECONDS)
    else:
        held = await together.do(act)
    if done is not None:
        posting.held.pop(done[0].claim.queued.id, None)
        reached("message.recorded")
    if held is not None:
        posting.held[held.claim.queued.id] = held.claim
        reached("message.marked")
    return held
