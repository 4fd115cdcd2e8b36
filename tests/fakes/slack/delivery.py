"""Bringing payloads to the app: 3 s for an answer, three more tries for events, and the 95 % rule."""

import asyncio
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, Protocol, TypeVar

from tests.fakes.slack.clock import Clock
from tests.fakes.slack.journal import Json
from tests.fakes.slack.payloads import Payloads
from tests.fakes.slack.signing import Signature
from tests.fakes.slack.world import World

Kind = Literal["event", "command", "interactive"]
T = TypeVar("T")
ACK_SECONDS = 3.0
RETRY_DELAYS = (0.0, 60.0, 300.0)
HOUR = 3600.0


@dataclass(slots=True)
class Attempt:
    """One try: what came back, or why nothing did (http_timeout, http_error, connection_failed)."""

    stamp: float
    retry_num: int
    status: int | None = None
    body: Any = None
    error: str | None = None
    no_retry: bool = False


@dataclass(slots=True)
class Delivery:
    """One payload on its way; `answer` is what the app said to the last try."""

    kind: Kind
    payload: Json
    attempts: list[Attempt] = field(default_factory=list)
    signature: Signature = "good"
    age: float = 0.0
    problems: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether a try was answered in time and well."""
        return bool(self.attempts) and self.attempts[-1].error is None

    @property
    def answer(self) -> Any:
        """The body of the last answer: a dict if it was JSON, else text."""
        return self.attempts[-1].body if self.attempts else None

    @property
    def error(self) -> str | None:
        """Why the last try failed."""
        return self.attempts[-1].error if self.attempts else "not_sent"


class Carrier(Protocol):
    """A way to the app: HTTP or a socket."""

    @property
    def ready(self) -> bool:
        """Whether anybody listens."""

    async def send(self, delivery: Delivery, attempt: Attempt, reason: str | None) -> None:
        """Send once and fill in the attempt; runs under a 3 s limit."""


class Postman:
    """Delivers over one carrier and keeps the count."""

    def __init__(self, world: World, payloads: Payloads, carrier: Carrier) -> None:
        self._world = world
        self._payloads = payloads
        self.carrier = carrier
        self.deliveries: list[Delivery] = []
        self.events_cut_off = False
        self.event_floor = 1000
        self.events_per_hour = 30_000
        self.ack_seconds = ACK_SECONDS
        self._recent: deque[tuple[float, bool]] = deque()
        self._sent: deque[float] = deque()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def deliver(self, delivery: Delivery) -> Delivery:
        """Make the first try; an event that fails is tried again by the clock."""
        if delivery.kind == "event" and not self._may_send_event(delivery):
            return delivery
        self.deliveries.append(delivery)
        await self._attempt(delivery, 0, None)
        return delivery

    def deliver_soon(self, delivery: Delivery) -> "asyncio.Task[Delivery]":
        """The same, in the background (echoes of the app's own messages)."""
        return self._start(self.deliver(delivery))

    async def settled(self, patience: float) -> None:
        """Wait until nothing is under way, or `patience` real seconds."""
        end = asyncio.get_running_loop().time() + patience
        while self._tasks and (left := end - asyncio.get_running_loop().time()) > 0:
            await asyncio.wait(set(self._tasks), timeout=left)

    async def stop(self) -> None:
        """Drop what is under way."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _may_send_event(self, delivery: Delivery) -> bool:
        now = self._world.clock.now()
        while self._sent and self._sent[0] <= now - HOUR:
            self._sent.popleft()
        if self.events_cut_off:
            return False
        if len(self._sent) == self.events_per_hour:
            self._sent.append(now)
            self.deliver_soon(Delivery("interactive", self._payloads.rate_limited()))
        if len(self._sent) >= self.events_per_hour:
            delivery.problems.append("app_rate_limited")
            return False
        self._sent.append(now)
        return True

    def _start_retry(self, delivery: Delivery, number: int, reason: str) -> None:
        self._start(self._retry(delivery, number, reason))

    async def _retry(self, delivery: Delivery, number: int, reason: str) -> None:
        if not self.events_cut_off:
            await self._attempt(delivery, number, reason)

    async def _attempt(self, delivery: Delivery, number: int, reason: str | None) -> None:
        attempt = Attempt(self._world.clock.now(), number)
        delivery.attempts.append(attempt)
        task = asyncio.ensure_future(self.carrier.send(delivery, attempt, reason))
        if not await _in_time(task, self._world.clock, self.ack_seconds):
            attempt.error = "http_timeout"
            self._world.violate("not_acknowledged_in_3_s", delivery.kind, str(delivery.payload.get("type")))
        if delivery.kind != "event":
            return
        self._count(attempt.error is None)
        if attempt.error is not None and not attempt.no_retry and number < len(RETRY_DELAYS):
            why = attempt.error
            again = partial(self._start_retry, delivery, number + 1, why)
            if RETRY_DELAYS[number] == 0:
                again()
            else:
                self._world.clock.call_later(RETRY_DELAYS[number], again)

    def _count(self, well: bool) -> None:
        now = self._world.clock.now()
        self._recent.append((now, well))
        while self._recent[0][0] <= now - HOUR:
            self._recent.popleft()
        answered = sum(1 for _, fine in self._recent if fine)
        if len(self._recent) >= self.event_floor and answered < 0.05 * len(self._recent):
            self.events_cut_off = True
            self._world.violate("events_cut_off", "event", f"{answered} of {len(self._recent)} answered")

    def _start(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _ring(bell: "asyncio.Future[None]") -> None:
    if not bell.done():
        bell.set_result(None)


async def _in_time(task: "asyncio.Future[None]", clock: Clock, seconds: float) -> bool:
    """Run the task under a limit on the server's clock and on the wall's; False if it was cut short."""
    late: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    timer = clock.call_later(seconds, partial(_ring, late))
    try:
        await asyncio.wait({task, late}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            task.result()
            return True
        task.cancel()
        await asyncio.wait({task}, timeout=1)
        return False
    finally:
        timer.cancel()
        late.cancel()
        if not task.done():
            task.cancel()
