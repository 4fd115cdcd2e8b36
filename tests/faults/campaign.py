"""One desk: real processes, killed again and again while people work, brought to rest, and looked over."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGCONT, SIGSTOP, SIGTERM

from sqlalchemy import func, select

from store.db import Database, Unavailable
from store.models import Message, Timer
from tests.faults import players
from tests.faults.checks import Findings, check
from tests.faults.desk import open_desk
from tests.faults.processes import KILLED, Nursery, Process
from tests.faults.stage import staged
from tests.telegram_desk import free_port

POINTS = (
    "event.remembered", "event.before_commit", "event.committed", "update.before_acknowledging",
    "poll.before_offset", "envelope.before_acknowledging", "message.marked", "message.accepted",
    "message.recording", "message.recorded", "message.putting_back", "timer.claimed", "timer.fired.*",
    "timer.fired.digest", "timer.fired.handoff.full", "timer.fired.upkeep.seal", "timer.committed",
    "plant.before_commit", "lease.taking", "lease.held", "lease.renewing",
)  # fmt: skip
LONGEST = 2.5
DRAIN_SECONDS = 60.0


@dataclass
class Plan:
    """How much is done to one desk."""

    name: str
    url: str
    replicas: int
    kills: int
    seed: int
    folder: Path
    bug: str = ""
    quiet: float = 12.0


@dataclass
class Outcome:
    """What was done, and what was found."""

    plan: Plan
    kills: int = 0
    points: Counter[str] = field(default_factory=Counter)
    strange: list[str] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    seconds: float = 0.0
    faults: int = 0


class Campaign:
    """Runs a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.outcome = Outcome(plan)
        self.log = plan.folder / "serve.log"
        self.left = plan.kills
        self.living: dict[int, Process] = {}
        self.ports = [free_port() for _ in range(plan.replicas)]

    async def run(self) -> Outcome:
        """Play, kill, rest, look."""
        began = time.monotonic()
        open_desk(self.plan.url)
        database = Database(self.plan.url)
        async with staged(database, self.plan.seed) as stage:
            environ = {
                "BATON_DATABASE_URL": self.plan.url,
                "BATON_DATA": str(self.plan.folder),
                "BATON_FAULTS_BUG": self.plan.bug,
            }
            async with Nursery(environ | stage.environ, self.log) as nursery:
                self.stage, self.nursery = stage, nursery
                stop = asyncio.Event()
                cast = [asyncio.create_task(play(stage, stop)) for play in players.CAST]
                over = asyncio.Event()
                time_goes_on = asyncio.create_task(players.clock(stage, over))
                stage.trouble()
                await asyncio.gather(*(self._lives(number) for number in range(self.plan.replicas)))
                stage.peace()
                over.set()
                await self._curtain(stop, [*cast, time_goes_on])
                await self._rest()
                stage.healthy, over = True, asyncio.Event()
                time_goes_on = asyncio.create_task(players.clock(stage, over))
                await asyncio.sleep(self.plan.quiet)
                await self._curtain(over, [time_goes_on])
                await self._rest()
                await self._stop()
                self.outcome.findings = await asyncio.to_thread(check, stage, self.log)
                self.outcome.faults = len(stage.telegram.faults.fired) + len(stage.slack.faults.fired)
        database.close()
        self.outcome.kills = stage.kills
        self.outcome.seconds = time.monotonic() - began
        return self.outcome

    async def _lives(self, number: int) -> None:
        """A replica dies, and is started again at once, until enough have died."""
        while self.left > 0 and len(self.outcome.strange) < 5:
            self.left -= 1
            await self._life(number)
        self.living[number] = await self._born(number)

    async def _born(self, number: int, **environ: str) -> Process:
        real = self.stage.dice.random() < 0.03
        self._told(number).unlink(missing_ok=True)
        given = {
            "BATON_HTTP_PORT": str(self.ports[number]),
            "BATON_CRASH_AT": "",
            "BATON_FAULTS_READY": str(self._told(number)),
            **environ,
        }
        birth = self.nursery.start if real else self.nursery.fork
        return await birth("serve", **given)

    async def _life(self, number: int) -> None:
        dice = self.stage.dice
        point = self._next_point() if dice.random() < 0.6 else None
        crash = {"BATON_CRASH_AT": f"{point}:{dice.choice((1, 1, 2, 3))}"} if point else {}
        process = await self._born(number, **crash)
        self.living[number] = process
        if self.plan.replicas > 1 and dice.random() < 0.04:
            await self._pause(process)
        if dice.random() < 0.85:
            await self._ready(process, number)
        code = await process.within(LONGEST if point else dice.uniform(0.0, 1.2))
        if code is None:
            code = await process.kill()
        elif code == 137 and point:
            self.outcome.points[point] += 1
        if code in KILLED:
            self.stage.kills += 1
        else:
            self.outcome.strange.append(f"a process ended by itself with {code}")

    async def _ready(self, process: Process, number: int) -> None:
        """Until it works, or is dead."""
        told = self._told(number)
        for _ in range(1_500):
            if told.exists() or not process.alive:
                return
            await asyncio.sleep(0.02)
        self.outcome.strange.append("a process does not begin to work")

    def _told(self, number: int) -> Path:
        return self.plan.folder / f"ready-{number}"

    def _next_point(self) -> str:
        least = min(self.outcome.points[point] for point in POINTS)
        rare = [point for point in POINTS if self.outcome.points[point] == least]
        return self.stage.dice.choice(rare if self.stage.dice.random() < 0.5 else POINTS)

    async def _pause(self, process: Process) -> None:
        """A replica stands still for longer than its leases, and goes on."""
        await process.within(1.0)
        process.signal(SIGSTOP)
        self.stage.pauses += 1
        await asyncio.sleep(self.stage.dice.uniform(3.5, 6.0))
        process.signal(SIGCONT)

    async def _curtain(self, stop: asyncio.Event, cast: Sequence["asyncio.Task[None]"]) -> None:
        """People finish what they are at."""
        stop.set()
        for one in await asyncio.gather(*cast, return_exceptions=True):
            if isinstance(one, BaseException):
                self.outcome.strange.append(f"the play broke: {one!r}")

    async def _rest(self) -> None:
        """Wait until nothing is left to do."""
        end, calm = time.monotonic() + DRAIN_SECONDS, 0
        while calm < 4:
            await asyncio.sleep(0.5)
            calm = calm + 1 if await asyncio.to_thread(self._at_rest) else 0
            if time.monotonic() > end or not any(one.alive for one in self.living.values()):
                self.outcome.strange.append(
                    f"it does not come to rest: {await asyncio.to_thread(self._left)}"
                )
                return

    def _at_rest(self) -> bool:
        """Nothing waits; while time goes on, one reminder may be on its way."""
        queue, waiting, due = self._left()
        planned = max((due for _, due, _ in self.stage.planted.values()), default=0.0)
        return queue == 0 and waiting == due == 0 and planned < self.stage.now()

    def _left(self) -> tuple[int, int, int]:
        now = datetime.fromtimestamp(self.stage.now(), UTC)
        with suppress(Unavailable), self.stage.database.reading() as session:
            waiting = (
                session.scalar(select(func.count()).where(Message.state.in_(("pending", "sending")))) or 0
            )
            due = (
                session.scalar(
                    select(func.count()).where(Timer.done_at.is_(None), Timer.due <= now, Timer.tries < 3)
                )
                or 0
            )
            return len(self.stage.telegram.queue), waiting, due
        return (-1, -1, -1)

    async def _stop(self) -> None:
        for process in self.living.values():
            process.signal(SIGTERM)
        for process in self.living.values():
            code = await process.within(12)
            if code != 0:
                self.outcome.strange.append(f"asked to stop, it ended with {code}")
                await process.kill()
