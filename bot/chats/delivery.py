"""Sending what waits: at once after a commit, and by a loop what was left; each chat in order, at its rate.

Every chat has a lane: one message on its way, the next after it. A lane ends when nothing waits or when the
chat has to wait (its rate, a 429, a platform that is down); the loop starts it again.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial

import structlog

from bot.app import App
from bot.chats import metrics
from bot.chats.hints import Hints
from bot.chats.posting import Held, Posting, back_off
from bot.chats.protocol import (
    Blocked,
    Chat,
    Down,
    Gone,
    Migrated,
    Revoked,
    TooMany,
    Unclear,
    Undelivered,
)
from bot.chats.rates import Rates
from bot.sales.people import Address
from bot.sending import Outgoing
from store.db import Raced, Unavailable
from store.outbox import UNCLEAR

log = structlog.get_logger()
LOOK_SECONDS = 0.5
PAUSE_SECONDS = 300.0


class Delivery:
    """Sends for the platforms added; messages younger than `grace` are left to who wrote them, to send at once."""

    def __init__(self, app: App, grace: timedelta = timedelta(seconds=2)) -> None:
        self.app = app
        self.chats: dict[str, Chat] = {}
        self.posting = Posting(app, ())
        self.rates = Rates()
        self.passed_at = 0.0
        self._grace = grace
        self._lanes: dict[Address, asyncio.Task[None]] = {}
        self.waiting_until: dict[Address, float] = {}
        self._hints = Hints()
        self._paused: set[str] = set()
        self._wake = asyncio.Event()
        self._closing = False

    def add(self, chat: Chat) -> None:
        """Send for this platform too."""
        self.chats[chat.platform] = chat
        self.posting = Posting(self.app, tuple(self.chats))

    def send(
        self, outgoing: Sequence[Outgoing], *, here: Address | None = None, under: str | None = None
    ) -> None:
        """Send at once what was just committed, each chat on its own; returns without waiting.

        `under` is the external id of the message whose button was pressed in the chat `here`.
        """
        places = dict.fromkeys(Address(one.message.platform, one.message.address) for one in outgoing)
        self._hints.keep(outgoing, here, under)
        self.start(places)

    def start(self, places: Iterable[Address]) -> None:
        """Let these chats' lanes run, unless they do."""
        for place in places:
            if place.platform not in self.chats or self._closing:
                continue
            if place in self._lanes:
                self.waiting_until[place] = 0.0
                continue
            self.waiting_until.pop(place, None)
            lane = asyncio.create_task(self._lane(self.chats[place.platform], place))
            self._lanes[place] = lane
            lane.add_done_callback(partial(self._ended, place))

    async def round(self) -> None:
        """Start the lane of every chat where something waits that may be sent now."""
        now = self._now()
        waiting = await asyncio.to_thread(self.posting.waiting, self.app.clock() - self._grace)
        due = [place for place, at in self.waiting_until.items() if at <= now]
        ready = [place for place in waiting if self.waiting_until.get(place, now) <= now]
        self.start(dict.fromkeys([*ready, *due]))

    async def run(self, leading: Callable[[], bool] = lambda: True) -> None:
        """Send what was left, for ever; only while this process leads."""
        while True:
            with suppress(Unavailable):
                if leading():
                    await self.round()
                self.passed_at = time.monotonic()
            self._wake.clear()
            soonest = min((at - self._now() for at in self.waiting_until.values()), default=LOOK_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(min(LOOK_SECONDS, max(0.01, soonest))):
                    await self._wake.wait()

    async def idle(self) -> None:
        """Wait until no message is on its way."""
        while self._lanes:
            await asyncio.gather(*self._lanes.values(), return_exceptions=True)
            await asyncio.sleep(0)

    async def close(self, within: float) -> None:
        """Start nothing more; finish what is on its way, for so many seconds."""
        self._closing = True
        with suppress(TimeoutError):
            async with asyncio.timeout(within):
                await self.idle()

    def _now(self) -> float:
        return self.app.clock().timestamp()

    def _ended(self, place: Address, lane: asyncio.Task[None]) -> None:
        self._lanes.pop(place, None)
        if lane.cancelled():
            return
        error = lane.exception()
        if error is not None:
            log.error("lane ended", platform=place.platform, exc_info=error)
            self.waiting_until[place] = self._now() + back_off(3)
        elif self.waiting_until.get(place) == 0.0:
            self.start([place])
        self._wake.set()

    async def _lane(self, chat: Chat, place: Address) -> None:
        limits = chat.limits(place.address)
        while not self._closing:
            wait = self.rates.wait(limits, self._now())
            if wait > 0:
                self.waiting_until[place] = self._now() + wait
                return
            self.rates.take(limits, self._now())
            try:
                held = await asyncio.to_thread(self.posting.claim, place, self._hints)
            except (Unavailable, Raced):
                self.waiting_until[place] = self._now() + 1.0
                held = None
            if held is None:
                self.rates.give_back(limits)
                return
            if held.letter.edit is not None:
                counted = chat.limits(place.address, edit=True)
                self.rates.give_back([limit for limit in limits if limit not in counted])
            await self._post(chat, held)

    async def _post(self, chat: Chat, held: Held) -> None:
        letter, why = held.letter, "sent"
        self.posting.held[letter.message.id] = held.claim.fence
        try:
            found = await chat.find(letter) if letter.repeated else None
            external_id = found or await self._sent(chat, held)
        except Undelivered as error:
            why = await self._settle(held, error)
        else:
            await asyncio.to_thread(self.posting.sent, held, external_id)
            self._hints.used(letter)
            self._paused.discard(chat.platform)
            self.start(held.copies)
            await self._strip(chat, held)
        finally:
            self.posting.held.pop(letter.message.id, None)
        metrics.MESSAGES.labels(chat.platform, why).inc()

    async def _sent(self, chat: Chat, held: Held) -> str:
        """Send a letter; where the message to edit is gone, it is posted anew (a copy is not)."""
        try:
            return await chat.send(held.letter)
        except Gone:
            if held.claim.edits is not None:
                raise
        return await chat.send(replace(held.letter, edit=None))

    async def _settle(self, held: Held, error: Undelivered) -> str:
        """Write down how a letter failed, and when it is tried again; returns what happened in one word."""
        match error:
            case TooMany():
                self.rates.freeze(error.scope, error.seconds, self._now())
                await self._wait(held, error.seconds, None, error.done, counted=False)
                return "too_many"
            case Down():
                await self._wait(held, back_off(held.claim.tries), "down", error.done)
                return "down"
            case Unclear() if not held.letter.repeated:
                await self._wait(held, 0, UNCLEAR, error.done)
                return "unclear"
            case Unclear():
                return await self._end(held, "ambiguous", UNCLEAR)
            case Blocked():
                self.start(await asyncio.to_thread(self.posting.blocked, held))
                return "blocked"
            case Migrated():
                self.start([await asyncio.to_thread(self.posting.moved, held, error.address)])
                return "migrated"
            case Revoked():
                await self._pause(held)
                return "revoked"
            case Gone():
                return await self._end(held, "cancelled", "gone")
        log.error("message is dead", key=held.letter.message.key, reason=str(error))
        return await self._end(held, "dead", str(error))

    async def _end(self, held: Held, state: str, why: str) -> str:
        self._hints.used(held.letter)
        await asyncio.to_thread(self.posting.ended, held, state, why)
        return state

    async def _wait(
        self, held: Held, seconds: float, why: str | None, done: Sequence[str], *, counted: bool = True
    ) -> None:
        if seconds > 0:
            self.waiting_until[held.place] = self._now() + seconds
        await asyncio.to_thread(self.posting.later, held, seconds, why, done, counted=counted)

    async def _pause(self, held: Held) -> None:
        """Every chat of the platform waits; the administrators hear of it once."""
        platform = held.place.platform
        for limit in self.chats[platform].limits(held.place.address):
            self.rates.freeze(limit.scope, PAUSE_SECONDS, self._now())
        await self._wait(held, PAUSE_SECONDS, "revoked", (), counted=False)
        if platform not in self._paused:
            self._paused.add(platform)
            self.start(await asyncio.to_thread(self.posting.revoked, platform))

    async def _strip(self, chat: Chat, held: Held) -> None:
        """Take dead buttons off; where that fails they answer what became of the thing."""
        for standing in held.dead:
            if standing.pressable:
                try:
                    await chat.strip(held.letter.address, standing.external_id)
                except TooMany as error:
                    self.rates.freeze(error.scope, error.seconds, self._now())
                    return
                except Undelivered as error:
                    log.info("buttons stay", platform=chat.platform, reason=type(error).__name__)
