"""A letter that did not go out: what is written down, and when its chat, or its platform, is tried again."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.chats import protocol
from bot.chats.hints import Hints
from bot.chats.lines import Lines
from bot.chats.posting import DOWN, Held, Posting
from bot.chats.protocol import Chat
from bot.chats.rates import LONGEST_WAIT, back_off
from bot.sales.people import Address
from store.outbox import UNCLEAR

log = structlog.get_logger()
PAUSE_SECONDS = 300.0


@dataclass(slots=True)
class Failures:
    """What one sender does about failures; `now` tells the seconds of its rates, `start` lets chats go on."""

    posting: Posting
    lines: Lines
    hints: Hints
    now: Callable[[], float]
    start: Callable[[Iterable[Address]], None]
    _paused: set[str] = field(default_factory=set)
    _down: dict[str, float] = field(default_factory=dict)  # since when a platform answers nobody

    async def over(self, platform: str) -> None:
        """A platform took a letter: whoever waited because it was away waits no longer."""
        self._paused.discard(platform)
        if self.now() - self._down.pop(platform, self.now()) >= LONGEST_WAIT:
            self.start(await asyncio.to_thread(self.posting.wake, platform))

    async def settle(self, chat: Chat, held: Held, error: protocol.Undelivered) -> str:
        """Write down how a letter failed, and when it is tried again; returns what happened in one word."""
        match error:
            case protocol.TooMany():
                await self.hush(error, held, error.done)
                return "too_many"
            case protocol.Down():
                self._down.setdefault(held.place.platform, self.now())
                return await self._wait(held, back_off(held.claim.tries), DOWN, error.done)
            case protocol.Unclear() if not held.letter.repeated:
                return await self._wait(held, 0, UNCLEAR, error.done)
            case protocol.Unclear():
                return await self._end(held, "ambiguous", UNCLEAR)
            case protocol.Blocked():
                self.start(await asyncio.to_thread(self.posting.blocked, held))
                return "blocked"
            case protocol.Migrated():
                self.start([await asyncio.to_thread(self.posting.moved, held, error.address)])
                return "migrated"
            case protocol.Revoked():
                await self._pause(chat, held)
                return await self._wait(held, PAUSE_SECONDS, "revoked", (), counted=False)
            case protocol.Gone():
                return await self._end(held, "cancelled", "gone")
        log.error("message is dead", key=held.letter.message.key, reason=str(error))
        return await self._end(held, "dead", str(error))

    async def hush(self, asked: protocol.TooMany, held: Held | None = None, done: Sequence[str] = ()) -> None:
        """Be silent in this scope, here at once and in every replica; what was to be sent waits as long."""
        self.lines.rates.freeze(asked.scope, asked.seconds, self.now())
        await asyncio.to_thread(self.posting.silence, asked)
        if held is not None:
            await self._wait(held, asked.seconds, "silence", done, counted=False)

    async def _end(self, held: Held, state: str, why: str) -> str:
        self.hints.used(held.letter)
        await asyncio.to_thread(self.posting.ended, held, state, why)
        return state

    async def _wait(
        self, held: Held, seconds: float, why: str, done: Sequence[str], *, counted: bool = True
    ) -> str:
        if seconds > 0:
            self.lines.wait(held.place, self.now() + seconds)
        await asyncio.to_thread(self.posting.later, held, seconds, why, done, counted=counted)
        return why

    async def _pause(self, chat: Chat, held: Held) -> None:
        """Every chat of the platform waits; the administrators hear of it once."""
        told = {"platform": (platform := held.place.platform)}
        for limit in chat.limits(held.place.address):
            self.lines.rates.freeze(limit.scope, PAUSE_SECONDS, self.now())
        if platform not in self._paused:
            self._paused.add(platform)
            self.start(await asyncio.to_thread(self.posting.warn, "delivery.token_refused", told))
