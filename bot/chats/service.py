"""What `baton serve` runs for a platform, and how its events reach the core."""

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Intake:
    """Applies events, each chat one at a time, in the order in which they came."""

    app: App
    _chats: dict[str, asyncio.Lock] = field(default_factory=dict)
    _waiting: dict[str, int] = field(default_factory=dict)

    async def apply(self, event: Event) -> list[Outgoing]:
        """Apply an event in a thread; when this returns it is committed. Raises Unavailable."""
        return await self.within(event.who.platform, event.who.place, lambda: self.app.handle(event))

    async def within(self, platform: str, place: str, act: Callable[[], list[Outgoing]]) -> list[Outgoing]:
        """Do something that commits, in a thread, when it is this chat's turn."""
        lock = self._chats.setdefault(place, asyncio.Lock())
        self._waiting[place] = self._waiting.get(place, 0) + 1
        began, outcome = time.perf_counter(), "failed"
        try:
            async with lock:
                done: list[Outgoing] = []
                with suppress(Raced):  # a copy of the same update was applied at the same moment
                    done = await asyncio.to_thread(act)
                outcome = "applied"
                return done
        except Unavailable:
            outcome = "unavailable"
            raise
        finally:
            metrics.UPDATES.labels(platform, outcome).inc()
            metrics.SECONDS.labels(platform).observe(time.perf_counter() - began)
            self._waiting[place] -= 1
            if not self._waiting[place]:
                del self._waiting[place], self._chats[place]
