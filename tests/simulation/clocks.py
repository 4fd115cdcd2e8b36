"""The strict servers' clocks: the loop's time."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from tests.fakes.slack import Clock
from tests.fakes.slack.clock import Timer
from tests.simulation.loop import VirtualLoop


class TelegramClock:
    """The server's time is the loop's."""

    def __init__(self, loop: VirtualLoop, start: datetime) -> None:
        self._loop, self._start = loop, start.timestamp()

    def now(self) -> float:
        return self._start + self._loop.moment

    def call_in(self, seconds: float, act: Callable[[], None]) -> asyncio.TimerHandle:
        return self._loop.call_later(max(seconds, 0.0), act)


class SlackClock(Clock):
    """The same for Slack."""

    def __init__(self, loop: VirtualLoop, start: datetime) -> None:
        super().__init__()
        self._loop, self._start = loop, start.timestamp()

    def now(self) -> float:
        return self._start + self._loop.moment

    def call_later(self, delay: float, action: Callable[[], None]) -> Timer:
        timer = Timer(self.now() + delay, next(self._numbers), action)
        self._loop.call_later(max(delay, 0.0), lambda: None if timer.cancelled else action())
        return timer
