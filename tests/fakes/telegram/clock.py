"""Where the server takes its time from: a clock that tests move, or the wall clock."""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


class Timer(Protocol):
    """A call waiting for its time."""

    def cancel(self) -> None:
        """Never mind."""


class Clock(Protocol):
    """Seconds since 1970, and calls at a later time."""

    def now(self) -> float:
        """Unix time in seconds."""

    def call_in(self, seconds: float, act: Callable[[], None]) -> Timer:
        """Do `act` when so many seconds have passed."""


class RealClock:
    """The wall clock, for the server as a program."""

    def now(self) -> float:
        """Unix time in seconds."""
        return time.time()

    def call_in(self, seconds: float, act: Callable[[], None]) -> Timer:
        """Do `act` in the running loop when so many seconds have passed."""
        return asyncio.get_running_loop().call_later(seconds, act)


@dataclass(order=True, slots=True)
class _Due:
    when: float
    order: int
    act: Callable[[], None] | None = field(compare=False)

    def cancel(self) -> None:
        self.act = None


class ManualClock:
    """Stands still until a test advances it."""

    def __init__(self, start: float = 1_795_399_200.0) -> None:
        """`start` is in unix seconds; by default Monday 2026-11-23 10:00 in Taipei."""
        self._now = start
        self._due: list[_Due] = []
        self._order = itertools.count()

    def now(self) -> float:
        """Unix time in seconds."""
        return self._now

    def call_in(self, seconds: float, act: Callable[[], None]) -> Timer:
        """Do `act` when the clock has been advanced so far."""
        due = _Due(self._now + max(seconds, 0.0), next(self._order), act)
        heapq.heappush(self._due, due)
        return due

    def advance(self, seconds: float) -> None:
        """Let time pass: everything due on the way happens at its own time, in order."""
        end = self._now + seconds
        while self._due and self._due[0].when <= end:
            due = heapq.heappop(self._due)
            self._now = max(self._now, due.when)
            if due.act is not None:
                due.act()
        self._now = end
