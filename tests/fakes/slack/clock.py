"""The server's time: frozen until advanced, or running with the wall clock; timers either way."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(order=True, slots=True)
class Timer:
    """A thing to do at a moment; `cancel` makes it never happen."""

    due: float
    number: int
    action: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Take the timer back."""
        self.cancelled = True


class Clock:
    """Seconds since 1970. Frozen at `start`, or (start=None) the wall clock plus what it was advanced by."""

    def __init__(self, start: float | None = 1_770_000_000.0) -> None:
        self._base = start
        self._offset = 0.0
        self._timers: list[Timer] = []
        self._numbers = itertools.count()
        self._wake: asyncio.TimerHandle | None = None

    @classmethod
    def running(cls) -> "Clock":
        """A clock that goes with the wall clock, for the server as a program."""
        return cls(None)

    def now(self) -> float:
        """The server's present."""
        return (time.time() if self._base is None else self._base) + self._offset

    def call_later(self, delay: float, action: Callable[[], None]) -> Timer:
        """Do this `delay` seconds from now; only `advance` or a running clock brings it about."""
        timer = Timer(self.now() + delay, next(self._numbers), action)
        heapq.heappush(self._timers, timer)
        self._arm()
        return timer

    def next_due(self) -> float | None:
        """When the next timer is due, if there is one."""
        while self._timers and self._timers[0].cancelled:
            heapq.heappop(self._timers)
        return self._timers[0].due if self._timers else None

    def forward(self, moment: float) -> None:
        """Set the time forward to a moment and do what is due by then."""
        self._offset += max(0.0, moment - self.now())
        self._fire()
        self._arm()

    def stop(self) -> None:
        """Forget all timers."""
        self._timers.clear()
        if self._wake is not None:
            self._wake.cancel()

    def _fire(self) -> None:
        while (due := self.next_due()) is not None and due <= self.now() + 1e-6:
            heapq.heappop(self._timers).action()

    def _arm(self) -> None:
        if self._base is not None:
            return
        if self._wake is not None:
            self._wake.cancel()
        due = self.next_due()
        if due is not None:
            loop = asyncio.get_running_loop()
            self._wake = loop.call_later(max(0.0, due - self.now()), self._woken)

    def _woken(self) -> None:
        self._fire()
        self._arm()
