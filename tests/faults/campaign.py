"""One desk: real processes, killed again and again while people work, brought to rest, and looked over."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGCONT, SIGSTOP

from store.db import Database
from tests.faults import players
from tests.faults.checks import check
from tests.faults.desk import open_desk
from tests.faults.findings import Findings
from tests.faults.house import House
from tests.faults.measures import measured
from tests.faults.processes import KILLED, Nursery, Process
from tests.faults.prompts import POINTS, prompt
from tests.faults.stage import staged

LONGEST = 1.5
DIRECTED_SECONDS = 60.0
SKEWS = ("3.5", "-4.5")  # seconds by which the replicas' own clocks are wrong


@dataclass
class Plan:
    """How much is done to one desk."""

    name: str
    url: str
    replicas: int
    kills: int
    seed: int
    folder: Path
    quiet: float = 10.0
    measure: int = 4


@dataclass
class Outcome:
    """What was done, and what was found."""

    plan: Plan
    kills: int = 0
    points: Counter[str] = field(default_factory=Counter)
    strange: list[str] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    seconds: float = 0.0
    faults: dict[str, int] = field(default_factory=dict)


class Campaign:
    """Runs a plan."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.outcome = Outcome(plan)
        self.left = plan.kills

    async def run(self) -> Outcome:
        """Die at each step on purpose, then by chance while people work; rest; measure; look."""
        began = time.monotonic()
        open_desk(self.plan.url)
        database = Database(self.plan.url)
        log = self.plan.folder / "serve.log"
        environ = {"BATON_DATABASE_URL": self.plan.url, "BATON_DATA": str(self.plan.folder)}
        async with staged(database, self.plan.seed) as stage, Nursery(log) as nursery:
            skews = SKEWS if self.plan.replicas > 1 else ("",)
            self.stage, self.house = stage, House(stage, nursery, environ, self.plan.folder, skews)
            stage.trouble()
            for point in POINTS:
                await self._die_at(point)
            await self._by_chance()
            stage.peace()
            await self.house.rest()
            await self._quiet_time()
            await self.house.stop()
            self.outcome.strange += self.house.strange
            self.outcome.findings = await asyncio.to_thread(check, stage, log)
            self.outcome.findings.figures |= self.figures
            self.outcome.faults = dict(stage.faults)
            self.outcome.kills = stage.kills
        database.close()
        self.outcome.seconds = time.monotonic() - began
        return self.outcome

    async def _die_at(self, point: str) -> None:
        """All replicas are to die at this step; what leads to it happens until one has."""
        self.left -= len(self.house.numbers)
        await asyncio.to_thread(self.house.free)
        living = [await self.house.born(n, BATON_CRASH_AT=f"{point}:1") for n in self.house.numbers]
        end, turn = time.monotonic() + DIRECTED_SECONDS, 0
        while all(one.alive for one in living) and time.monotonic() < end:
            await prompt(self.stage, point, turn)
            turn += 1
            await asyncio.wait({one.ended for one in living}, timeout=0.8, return_when="FIRST_COMPLETED")
        died = any(not one.alive and one.ended.result() == KILLED[1] for one in living)
        self.outcome.points[point] += died
        for number in self.house.numbers:
            await self.house.killed(number)

    async def _by_chance(self) -> None:
        """People work, and each replica dies and is started again at once, until enough have died."""
        over = asyncio.Event()
        acts = [asyncio.create_task(play(self.stage, over)) for play in (*players.CAST, players.clock)]
        await asyncio.gather(*(self._lives(number) for number in self.house.numbers))
        await self._curtain(over, acts)

    async def _lives(self, number: int) -> None:
        while self.left > 0 and len(self.house.strange) < 5:
            self.left -= 1
            await self._life(number)
        await self.house.born(number)

    async def _life(self, number: int) -> None:
        dice = self.stage.dice
        point = dice.choice(POINTS) if dice.random() < 0.6 else None
        crash = {"BATON_CRASH_AT": f"{point}:{dice.choice((1, 1, 2, 3))}"} if point else {}
        process = await self.house.born(number, **crash)
        if len(self.house.numbers) > 1 and dice.random() < 0.04:
            await self._pause(process)
        if dice.random() < 0.85:
            await self.house.ready(number)
        code = await process.within(LONGEST if point else dice.uniform(0.0, 1.2))
        if code == KILLED[1] and point:
            self.outcome.points[point] += 1
        await self.house.killed(number)

    async def _pause(self, process: Process) -> None:
        """A replica stands still for longer than its leases, and goes on."""
        await process.within(1.0)
        process.signal(SIGSTOP)
        self.stage.pauses += 1
        await asyncio.sleep(self.stage.dice.uniform(3.5, 6.0))
        process.signal(SIGCONT)

    async def _quiet_time(self) -> None:
        """Nothing fails: what falls due is told at once, also when a process has just died."""
        self.stage.healthy, over = True, asyncio.Event()
        acts = [asyncio.create_task(players.clock(self.stage, over))]
        await asyncio.sleep(self.plan.quiet)
        await self._curtain(over, acts)
        await self.house.rest()
        self.stage.healthy = False
        self.figures = await measured(self.house, self.plan.measure)
        await self.house.rest()

    async def _curtain(self, stop: asyncio.Event, cast: Sequence["asyncio.Task[None]"]) -> None:
        """People finish what they are at."""
        stop.set()
        for one in await asyncio.gather(*cast, return_exceptions=True):
            if isinstance(one, BaseException):
                self.house.strange.append(f"the play broke: {one!r}")
