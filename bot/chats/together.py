"""Writes of many chats in one transaction: what is asked for while one runs goes into the next."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from store.db import Database, Session

T = TypeVar("T")
Act = Callable[[Session], Any]
MOST = 50


class Together:
    """One writer over a database. With one chat at work a write begins at once; with many they share commits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[Act, asyncio.Future[Any]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def do(self, act: Callable[[Session], T]) -> T:
        """Do something in a transaction; when this returns, it is committed. Raises what it raises."""
        mine: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((act, mine))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        return await mine

    async def _write(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                ends = await self._done([act for act, _ in batch])
                for (_, asked), end in zip(batch, ends, strict=True):
                    if asked.cancelled():
                        continue
                    if isinstance(end, BaseException):
                        asked.set_exception(end)
                    else:
                        asked.set_result(end)
        finally:
            self._writing = None

    async def _done(self, acts: Sequence[Act]) -> list[Any]:
        """What each returned or raised; where one of several raises, each is done again on its own."""
        tried = asyncio.to_thread(self._in_one, acts)
        ended: list[Any] | BaseException = (await asyncio.gather(tried, return_exceptions=True))[0]
        if not isinstance(ended, BaseException):
            return ended
        return [ended] if len(acts) == 1 else [end for act in acts for end in await self._done([act])]

    def _in_one(self, acts: Sequence[Act]) -> list[Any]:
        with self._database.transaction() as session:
            return [act(session) for act in acts]
