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
from bot.chats import metrics
from bot.chats.failures import Failures
from bot.chats.hints import Hints
from bot.chats.lines import Lines
from bot.chats.posting import Held, Posting, Shown
from bot.chats.protocol import Chat, Undelivered
from bot.chats.rates import Rates, back_off
from bot.chats.showing import show, strip
from bot.chats.together import Together
from bot.chats.turns import turn
from bot.sales.people import Address
from bot.sending import Outgoing
from store.crashpoints import reached
from store.db import Raced, Unavailable
from store.outbox import REPLY

log = structlog.get_logger()
LOOK_SECONDS = 0.5


class Delivery:
    """Sends for the platforms added; messages younger than `grace` are left to who wrote them, to send at once."""

    def __init__(self, app: App, grace: timedelta = timedelta(seconds=2)) -> None:
        self.app = app
        self.chats: dict[str, Chat] = {}
        self.posting = Posting(app, self.chats)
        self.rates = Rates()
        self._together = Together(app.database)
        self.passed_at = 0.0
        self._grace = grace
        self._lanes: dict[Address, asyncio.Task[None]] = {}
        self._again: set[Address] = set()  # something came while their lanes ran
        self.lines = Lines(self.rates)
        self._hints = Hints()
        self.failures = Failures(self.posting, self.lines, self._hints, self._now, self.start)
        self._wake = asyncio.Event()
        self._closing = False

    def add(self, chat: Chat) -> None:
        """Send for this platform too."""
        self.chats[chat.platform] = chat

    def send(
        self,
        outgoing: Sequence[Outgoing],
        *,
        here: Address | None = None,
        under: str | None = None,
        rank: int = REPLY,
    ) -> None:
        """Send at once what was just committed, each chat on its own; returns without waiting.

        `under` is the external id of the message whose button was pressed in the chat `here`.
        """
        self._hints.keep(outgoing, here, under)
        self.start((Address(one.message.platform, one.message.address) for one in outgoing), rank)

    def start(self, places: Iterable[Address], rank: int = REPLY) -> None:
        """Let these chats' lanes run, unless they do or wait in line."""
        for place in places:
            if place.platform not in self.chats or self._closing or self.lines.in_line(place, rank):
                continue
            if place in self._lanes:
                self._again.add(place)
                continue
            self.lines.leave(place)
            self._lanes[place] = lane = asyncio.create_task(
                self._lane(self.chats[place.platform], place, rank)
            )
            lane.add_done_callback(partial(self._ended, place))

    async def round(self) -> None:
        """Start the lane of every chat where something waits that may be sent now."""
        waiting = await asyncio.to_thread(self.posting.waiting, self.app.clock() - self._grace)
        self.rates.keep(await asyncio.to_thread(self.posting.silences), self._now())
        for place, rank in waiting:
            self.lines.ranked(place, rank)
            if place not in self.lines:
                self.start([place], rank)
        self.go_on()

    async def run(self, leading: Callable[[], bool] = lambda: True) -> None:
        """Send what was left, for ever: what others left only while this process leads."""
        pacing = asyncio.create_task(self.pace())
        try:
            while not pacing.done():
                with suppress(Unavailable):
                    if leading():
                        await self.round()
                    self.passed_at = time.monotonic()
                await asyncio.wait([pacing], timeout=LOOK_SECONDS)
            pacing.result()
        finally:
            pacing.cancel()

    async def pace(self) -> None:
        """Let go on who waited long enough, each at its moment, for ever."""
        while True:
            self.go_on()
            self._wake.clear()
            soonest = self.lines.soonest(now := self._now())
            with suppress(TimeoutError):
                async with asyncio.timeout(None if soonest is None else max(0.01, soonest - now)):
                    await self._wake.wait()

    def go_on(self) -> None:
        """Start the lanes of chats that waited long enough."""
        for place, rank in self.lines.due(self._now()):
            self.start([place], rank)

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
            self.lines.wait(place, self._now() + back_off(3))
        elif place in self._again and place not in self.lines:
            self.start([place])
        self._again.discard(place)
        if place in self.lines:
            self._wake.set()

    async def _lane(self, chat: Chat, place: Address, rank: int) -> None:
        limits = chat.limits(place.address)
        done: Shown | None = None
        while True:
            wait = self.rates.wait(limits, self._now())
            more = wait <= 0 and not self._closing
            if more:
                self.rates.take(limits, self._now())
            held = await self._turn(place, done, more=more)
            if done is not None and (asked := await strip(chat, done[0])) is not None:
                await self.failures.hush(asked, held, held.claim.done if held else ())
                self.posting.held.pop(held.claim.queued.id if held else 0, None)
                held = None
            if not more and wait > 0:
                self.lines.line_up(place, limits, rank, self._now())
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
            self.lines.wait(place, self._now() + 1.0)
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
            why = await self.failures.settle(chat, held, error)
            self.posting.held.pop(held.claim.queued.id, None)
            return None
        finally:
            metrics.MESSAGES.labels(chat.platform, why).inc()
        reached("message.accepted")
        self._hints.used(held.letter)
        self.rates.take(chat.limits(held.place.address), self._now(), external_id.count(" "))
        await self.failures.over(chat.platform)
        return held, external_id
