"""Pushing updates to a webhook, as WebhookActor.cpp does.

One update of a chat at a time, in order; the next of that chat waits until the one before was taken with
2xx. After a failure: at once, then after 2, 4, 8 ... up to 60-120 seconds, or as long as the answer's
Retry-After says (at most an hour), until the update expires. 410 for 23 hours ends the webhook.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

from tests.fakes.telegram.clock import Clock
from tests.fakes.telegram.updates import Update, UpdateQueue

_LONGEST_WAIT = 60
_LONGEST_RETRY_AFTER = 3600
_GONE_FOR = 23 * 3600


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """What setWebhook said."""

    url: str
    secret: str = ""
    max_connections: int = 40


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt: status None where no answer came."""

    at: float
    update_id: int
    lane: str
    status: int | None
    error: str = ""


@dataclass(slots=True)
class WebhookPusher:
    """Delivers the queue to one webhook until it is closed."""

    settings: WebhookSettings
    queue: UpdateQueue
    clock: Clock
    session: aiohttp.ClientSession
    deliveries: list[Delivery]
    on_gone: Callable[[], None]
    changed: Callable[[], None]
    last_error: Delivery | None = None
    _lanes: dict[str, deque[Update]] = field(default_factory=dict)
    _ready: deque[str] = field(default_factory=deque)
    _delays: dict[int, int] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _first_gone: float | None = None
    _closed: bool = False

    def start(self) -> None:
        """Take over what is waiting, and every update from now on."""
        for update in self.queue.waiting():
            self._line_up(update)
        self.queue.listeners.append(self._on_update)
        self._kick()

    def close(self) -> None:
        """Deliver no more; what is on its way may still arrive."""
        if not self._closed:
            self._closed = True
            self.queue.listeners.remove(self._on_update)

    async def finish(self) -> None:
        """Close and drop what is on its way."""
        self.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    @property
    def idle(self) -> bool:
        """Nothing on its way and nothing ready to go; what failed may wait for its time."""
        return not self._tasks and not self._ready

    async def send(self, update: Update) -> tuple[Delivery, int]:
        """One attempt, and the Retry-After of its answer, 0 without one."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.settings.secret} if self.settings.secret else {}
        status, words, wait = None, "", 0
        try:
            async with self.session.post(self.settings.url, json=update.json(), headers=headers) as answer:
                await answer.read()
                status = answer.status
                raw = answer.headers.get("Retry-After", "")
                wait = min(int(raw), _LONGEST_RETRY_AFTER) if raw.isdecimal() else 0
                if not 200 <= status <= 299:
                    words = f"Wrong response from the webhook: {status} {answer.reason}"
        except (aiohttp.ClientError, TimeoutError) as lost:
            words = f"Webhook connection closed: {type(lost).__name__}"
        delivery = Delivery(self.clock.now(), update.id, update.lane, status, words)
        self.deliveries.append(delivery)
        return delivery, wait

    def _on_update(self, update: Update) -> None:
        self._line_up(update)
        self._kick()

    def _line_up(self, update: Update) -> None:
        lane = self._lanes.setdefault(update.lane, deque())
        lane.append(update)
        if len(lane) == 1:
            self._ready.append(update.lane)

    def _kick(self) -> None:
        while self._ready and not self._closed and len(self._tasks) < self.settings.max_connections:
            lane = self._lanes[self._ready.popleft()]
            while lane and lane[0].expires <= self.clock.now():
                self.queue.forget(lane.popleft().id)
            if lane:
                task = asyncio.get_running_loop().create_task(self._push(lane))
                self._tasks.add(task)
                task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        self._kick()
        self.changed()

    async def _push(self, lane: deque[Update]) -> None:
        update = lane[0]
        delivery, wait = await self.send(update)
        if not delivery.error:
            self._first_gone = None
            self._next_of(lane)
            return
        self.last_error = delivery
        self._check_gone(delivery)
        if wait == 0:
            wait = self._back_off(update.id)
        if self.clock.now() + wait > update.expires:
            self._next_of(lane)
        elif wait == 0:
            self._ready.append(update.lane)
        else:
            self.clock.call_in(wait, lambda: self._again(update.lane))

    def _next_of(self, lane: deque[Update]) -> None:
        update = lane.popleft()
        self._delays.pop(update.id, None)
        self.queue.forget(update.id)
        if lane:
            self._ready.append(update.lane)

    def _again(self, lane: str) -> None:
        self._ready.append(lane)
        self._kick()

    def _back_off(self, number: int) -> int:
        if number not in self._delays:
            self._delays[number] = 1
            return 0
        longest = random.Random(number).randrange(_LONGEST_WAIT, 2 * _LONGEST_WAIT)  # noqa: S311
        self._delays[number] = min(longest, 2 * self._delays[number])
        return self._delays[number]

    def _check_gone(self, delivery: Delivery) -> None:
        if delivery.status != 410:
            self._first_gone = None
        elif self._first_gone is None:
            self._first_gone = delivery.at
        elif delivery.at > self._first_gone + _GONE_FOR:
            self.on_gone()
