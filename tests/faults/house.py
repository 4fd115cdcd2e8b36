"""A desk's replicas: each is born, becomes ready, dies, and all come to rest together."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGTERM

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from bot.commands.leading import NAME
from store import leases
from store.db import Raced, Unavailable
from store.models import Message, Timer
from tests.faults.processes import KILLED, Nursery, Process
from tests.faults.stage import Stage
from tests.telegram_desk import free_port

SERVED = ("telegram", "slack")
DRAIN_SECONDS, READY_SECONDS, STOP_SECONDS = 120.0, 120.0, 30.0


class House:
    """Replicas by number, one for each of the `skews`, seconds by which its clock is wrong.

    `real` is the share of births that run the real command in a new interpreter.
    """

    def __init__(
        self,
        stage: Stage,
        nursery: Nursery,
        environ: Mapping[str, str],
        folder: Path,
        skews: Sequence[str] = ("",),
        real: float = 0.02,
    ) -> None:
        self.stage = stage
        self.strange: list[str] = []
        self.numbers = range(len(skews))
        self._nursery = nursery
        self._environ = dict(environ)
        self._folder = folder
        self._skews = skews
        self._real = real
        self._ports = [free_port() for _ in skews]
        self._living: dict[int, Process] = {}

    async def born(self, number: int, *, real: bool | None = None, **environ: str) -> Process:
        """Start a replica; a few are started as the real command is, the others forked."""
        self._told(number).unlink(missing_ok=True)
        given = {
            **self.stage.environ,
            **self._environ,
            "BATON_HTTP_PORT": str(self._ports[number]),
            "BATON_CRASH_AT": "",
            "BATON_STAND_AT": "",
            "BATON_FAULTS_SKEW": self._skews[number],
            "BATON_FAULTS_READY": str(self._told(number)),
            **environ,
        }
        wholly = self.stage.dice.random() < self._real if real is None else real
        birth = self._nursery.start if wholly else self._nursery.fork
        self._living[number] = await birth("serve", **given)
        return self._living[number]

    def free(self) -> None:
        """All are dead, so nobody need wait for the lease of one of them."""
        with suppress(Unavailable, Raced), self.stage.database.transaction() as session:
            leases.free(session, NAME, datetime.fromtimestamp(self.stage.now(), UTC))

    async def ready(self, number: int) -> None:
        """Until it works, or is dead; how long that takes is the machine's affair."""
        end = time.monotonic() + READY_SECONDS
        while self._living[number].alive and not self._told(number).exists():
            if time.monotonic() > end:
                self.strange.append("a process does not begin to work")
                return
            await asyncio.sleep(0.02)

    async def killed(self, number: int) -> None:
        """Kill it, unless it is dead; it must have died of a kill."""
        process = self._living[number]
        code = await process.kill()
        if code in KILLED:
            self.stage.deaths.append(process.died_at + self.stage.offset)
        else:
            self.strange.append(f"a process ended by itself with {code}")

    async def rest(self) -> None:
        """Wait until nothing is left to do."""
        end, calm = time.monotonic() + DRAIN_SECONDS, 0
        while calm < 3:
            await asyncio.sleep(0.4)
            left = await asyncio.to_thread(self._left)
            calm = calm + 1 if left == (0, 0, 0) else 0
            if time.monotonic() > end or not any(one.alive for one in self._living.values()):
                self.strange.append(f"it does not come to rest: {left} updates, messages, timers")
                return

    async def stop(self) -> None:
        """Ask all to end; they must, in order."""
        for process in self._living.values():
            process.signal(SIGTERM)
        for process in self._living.values():
            code = await process.within(STOP_SECONDS)
            if code != 0:
                self.strange.append(f"asked to stop, it ended with {code}")
                await process.kill()

    def _left(self) -> tuple[int, int, int]:
        """Updates, messages and timers that wait; a reminder may still be to come."""
        now = datetime.fromtimestamp(self.stage.now(), UTC)
        unsent = select(func.count()).where(
            Message.state.in_(("pending", "sending")), Message.platform.in_(SERVED)
        )
        due = select(func.count()).where(Timer.done_at.is_(None), Timer.due <= now, Timer.tries < 3)
        planned = max((due for _, due, _ in self.stage.planted.values()), default=0.0)
        if planned >= self.stage.now():
            return (0, 0, 1)
        with suppress(DBAPIError), self.stage.database.reading() as session:
            waiting = session.scalar(unsent) or 0, session.scalar(due) or 0
            return len(self.stage.telegram.queue), *waiting
        return (-1, -1, -1)

    def _told(self, number: int) -> Path:
        return self._folder / f"ready-{number}"
