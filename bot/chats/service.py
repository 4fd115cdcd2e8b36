"""What `baton serve` runs for a platform, and how its events reach the core."""

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from starlette.routing import Route

from bot.app import App
from bot.chats import metrics
from bot.chats.protocol import Chat
from bot.events import Event
from bot.sending import Outgoing
from store.db import Raced, Unavailable


class Service(Protocol):
    """One platform, running."""

    @property
    def chat(self) -> Chat:
        """How it sends."""
        ...

    def routes(self) -> Sequence[Route]:
        """Its paths on the HTTP server; empty where it needs none."""
        ...

    async def run(self, leading: Callable[[], bool]) -> None:
        """Connect, then receive until cancelled; `leading` says whether this process may poll."""
        ...

    async def close(self) -> None:
        """Finish what is in hand and disconnect."""
        ...


MOST_WAITING = 40  # a second of a busy machine: what is pushed beyond it had better come again
MOST_OF_ONE = 20
RACES = 5


class Intake:
    """Applies events, each chat one at a time, in the order in which they came; chats take turns."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._threads = ThreadPoolExecutor(app.database.writers, "intake")
        self._chats: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}
        self._all = 0

    def full(self, place: str = "") -> bool:
        """Whether so much waits, in all or of one chat, that what a platform pushes should come again later."""
        return self._all >= MOST_WAITING or self._waiting.get(place, 0) >= MOST_OF_ONE

    async def apply(self, event: Event) -> list[Outgoing]:
        """Apply an event in a thread; when this returns it is committed. Raises Unavailable."""
        return await self.within(event.who.platform, event.who.place, lambda: self.app.handle(event))

    async def within(self, platform: str, place: str, act: Callable[[], list[Outgoing]]) -> list[Outgoing]:
        """Do something that commits, in a thread, when it is this chat's turn."""
        lock = self._chats.setdefault(place, asyncio.Lock())
        self._waiting[place] = self._waiting.get(place, 0) + 1
        self._all += 1
        began, outcome = time.perf_counter(), "failed"
        try:
            async with lock:
                done = await self._done(act)
                outcome = "applied"
                return done
        except Unavailable:
            outcome = "unavailable"
            raise
        finally:
            metrics.UPDATES.labels(platform, outcome).inc()
            metrics.SECONDS.labels(platform).observe(time.perf_counter() - began)
            self._all -= 1
            self._waiting[place] -= 1
            if not self._waiting[place]:
                del self._waiting[place], self._chats[place]

    async def _done(self, act: Callable[[], list[Outgoing]]) -> list[Outgoing]:
        """Whoever raced does it again: what it raced with stands by then, and a copy of it changes nothing.

        One that races each time is raised: its update is recorded as failed, and nobody takes it for applied.
        """
        loop = asyncio.get_running_loop()
        for _ in range(RACES):
            try:
                return await loop.run_in_executor(self._threads, act)
            except Raced:
                continue
        return await loop.run_in_executor(self._threads, act)
