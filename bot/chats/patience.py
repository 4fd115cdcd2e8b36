"""Doing something until a platform lets it be done, however long it is away."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager

import structlog

from bot.chats.protocol import Down, Rejected, Revoked, TooMany, Unclear, Undelivered
from bot.chats.rates import back_off

log = structlog.get_logger()
REFUSED_SECONDS, REVOKED_SECONDS = 5.0, 60.0
PROBLEMS: Mapping[type[Undelivered], str] = {
    Revoked: "it refuses the token; `baton doctor` says what to do",
    Down: "it cannot be reached, or the database does not answer",
    Unclear: "it gives no answer that can be read",
    TooMany: "it asks for silence",
}


async def until_done(
    act: Callable[[], Awaitable[None]],
    platform: str,
    narrowed: Callable[[str], AbstractContextManager[None]],
    pause: Callable[[float], Awaitable[None]],
) -> None:
    """Do it again until it is done; `narrowed` turns a library's errors into those of the protocol."""
    for tries in range(1, 1_000_000):
        try:
            with narrowed(platform):
                await act()
        except Undelivered as error:
            problem = PROBLEMS.get(type(error), str(error))
            log.warning("platform does not answer", platform=platform, problem=problem, tries=tries)
            await pause(wait_after(error, tries))
        else:
            return


def wait_after(error: Undelivered, tries: int) -> float:
    """How many seconds to wait after something failed so often."""
    match error:
        case TooMany():
            return error.seconds
        case Revoked():
            return REVOKED_SECONDS
        case Rejected():
            return REFUSED_SECONDS
    return back_off(min(tries, 10))
