"""Sending what waits: at once after a commit, and by a loop what was left; each chat in order, at its rate.

A chat's lane sends one message after the other until nothing waits or the chat has to; the loop starts it again.
"""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial

import structlog

from bot.app import App
from bot.chats import metrics, protocol
from bot.chats.hints import Hints
from bot.chats.posting import DOWN, Held, Posting, Shown
from bot.chats.protocol import Chat, Undelivered
from bot.chats.rates import LONGEST_WAIT, Rates, back_off
from bot.chats.showing import show, strip
from bot.chats.together import Together
from bot.chats.turns import turn
from bot.sales.people import Address
from bot.sending import Outgoing
from store.crashpoints import reached
from store.db import Raced, Unavailable
from store.outbox import UNCLEAR

log = structlog.get_logger()
LOOK_SECONDS, PAUSE_SECONDS = 0.5, 300.0


class Delivery:
    """Sends for the platforms added; messages younger than `grace` are left to who wrote them, to send at once."""

    def __init__(self, app: App, grace: timedelta = timedelta(seconds=2)) -> None:
        self.app = app
        self.chats: dict[str, Chat] = {}
        self.posting = Posting(app, ())
        self.rates = Rates()
        self._together = Together(app.database)
        self.passed_at = 0.0
        self._grace = grace
        self._lanes: dict[Address, asyncio.Task[None]] = {}
        self.waiting_until: dict[Address, float] = {}
        self._hints = Hints()
        self._paused: set[str] = set()
        self._down: dict[str, float] = {}  # since when a platform answers nobody
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
        self._hints.keep(outgoing, here, under)
        self.start(dict.fromkeys(Address(one.message.platform, one.message.address) for one in outgoing))

    def start(self, places: Iterable[Address]) -> None:
        """Let these chats' lanes run, unless they do."""
        for place in places:
            if place.platform not in self.chats or self._closing:
                continue
            if place in self._lanes:
                self.waiting_until[place] = 0.0
                continue
            self.waiting_until.pop(place, None)
            self._lanes[place] = lane = asyncio.create_task(self._lane(self.chats[place.platform], place))
            lane.add_done_callback(partial(self._ended, place))

    async def round(self) -> None:
        """Start the lane of every chat where something waits that may be sent now."""
        waiting = await asyncio.to_thread(self.posting.waiting, self.app.clock() - self._grace)
        self.rates.keep(await asyncio.to_thread(self.posting.silences), self._now())
        ready = [place for place in waiting if self.waiting_until.get(place, 0.0) <= self._now()]
        self.start(dict.fromkeys([*ready, *self._due()]))

    async def run(self, leading: Callable[[], bool] = lambda: True) -> None:
        """Send what was left, for ever: what others left only while this process leads."""
        looked = 0.0
        while True:
            if time.monotonic() >= looked + LOOK_SECONDS:
                with suppress(Unavailable):
                    if leading():
                        await self.round()
                    self.passed_at = time.monotonic()
                looked = time.monotonic()
            self.start(self._due())
            self._wake.clear()
            soonest = min((at - self._now() for at in self.waiting_until.values()), default=LOOK_SECONDS)
            with suppress(TimeoutError):
                async with asyncio.timeout(min(LOOK_SECONDS, max(0.01, soonest))):
                    await self._wake.wait()

    def _due(self) -> list[Address]:
        """Chats that waited long enough."""
        late = [place for place, at in self.waiting_until.items() if at <= self._now()]
        return [place for place in late if place not in self._lanes]

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
        self.posting.let_go(place)
        if not lane.cancelled() and (error := lane.exception()) is not None:
            log.error("lane ended", platform=place.platform, exc_info=error)
            self.waiting_until[place] = self._now() + back_off(3)
        elif self.waiting_until.get(place) == 0.0:
            self.start([place])
        if place in self.waiting_until:
            self._wake.set()

    async def _lane(self, chat: Chat, place: Address) -> None:
        limits = chat.limits(place.address)
        done: Shown | None = None
        while True:
            wait = self.rates.wait(limits, self._now())
            more = wait <= 0 and not self._closing
            if more:
                self.rates.take(limits, self._now())
            held = await self._turn(place, done, more=more)
            if done is not None and (asked := await strip(chat, done[0])) is not None:
                await self.hush(asked, held, held.claim.done if held else ())
                self.posting.held.pop(held.claim.queued.id if held else 0, None)
                held = None
            if not more and wait > 0:
                self.waiting_until[place] = self._now() + wait
            if held is None:
                if more:
                    self.rates.give_back(limits)
                return
            if held.letter.edit is not None:
                counted = chat.limits(place.address, edit=True)
                self.rates.give_back([limit for limit in limits if limit not in counted])
            done = await self._post(chat, held)

    async def _turn(self, place: Address, done: Shown | None, *, more: bool) -> Held | None:
        """Write down what was shown and hold what comes next, if it may go."""
        if done is None and not more:
            return None
        try:
            here = place if more else None
            held = await turn(self._together, self.posting, self._hints, done=done, place=here)
        except (Unavailable, Raced):
            if done is not None:
                raise
            self.waiting_until[place] = self._now() + 1.0
            return None
        if done is not None:
            self.start(done[0].copies)
        return held

    async def _post(self, chat: Chat, held: Held) -> Shown | None:
        """Show a letter; None when it could not be, which is written down."""
        why = "sent"
        try:
            external_id = await show(chat, held)
        except Undelivered as error:
            why = await self._settle(held, error)
            self.posting.held.pop(held.claim.queued.id, None)
            return None
        finally:
            metrics.MESSAGES.labels(chat.platform, why).inc()
        reached("message.accepted")
        self._hints.used(held.letter)
        self._paused.discard(chat.platform)
        self.rates.take(chat.limits(held.place.address), self._now(), external_id.count(" "))
        if self._now() - self._down.pop(chat.platform, self._now()) >= LONGEST_WAIT:
            self.start(await asyncio.to_thread(self.posting.wake, chat.platform))
        return held, external_id

    async def _settle(self, held: Held, error: Undelivered) -> str:
        """Write down how a letter failed, and when it is tried again; returns what happened in one word."""
        match error:
            case protocol.TooMany():
                await self.hush(error, held, error.done)
                return "too_many"
            case protocol.Down():
                self._down.setdefault(held.place.platform, self._now())
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
                await self._pause(held)
                return await self._wait(held, PAUSE_SECONDS, "revoked", (), counted=False)
            case protocol.Gone():
                return await self._end(held, "cancelled", "gone")
        log.error("message is dead", key=held.letter.message.key, reason=str(error))
        return await self._end(held, "dead", str(error))

    async def hush(self, asked: protocol.TooMany, held: Held | None = None, done: Sequence[str] = ()) -> None:
        """Be silent in this scope, here at once and in every replica; what was to be sent waits as long."""
        self.rates.freeze(asked.scope, asked.seconds, self._now())
        await asyncio.to_thread(self.posting.silence, asked)
        if held is not None:
            await self._wait(held, asked.seconds, "silence", done, counted=False)

    async def _end(self, held: Held, state: str, why: str) -> str:
        self._hints.used(held.letter)
        await asyncio.to_thread(self.posting.ended, held, state, why)
        return state

    async def _wait(
        self, held: Held, seconds: float, why: str, done: Sequence[str], *, counted: bool = True
    ) -> str:
        if seconds > 0:
            self.waiting_until[held.place] = self._now() + seconds
        await asyncio.to_thread(self.posting.later, held, seconds, why, done, counted=counted)
        return why

    async def _pause(self, held: Held) -> None:
        """Every chat of the platform waits; the administrators hear of it once."""
        told = {"platform": (platform := held.place.platform)}
        for limit in self.chats[platform].limits(held.place.address):
            self.rates.freeze(limit.scope, PAUSE_SECONDS, self._now())
        if platform not in self._paused:
            self._paused.add(platform)
            self.start(await asyncio.to_thread(self.posting.warn, "delivery.token_refused", told))
