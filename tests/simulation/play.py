"""One seed: a week of acts, faults and deaths, then rest, then the look over everything; and its digest."""

import asyncio
import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from unittest.mock import patch

import structlog
from sqlalchemy import text

from bot import ticker
from bot.chats import delivery, drawing, posting, rates, slack_members, telegram_client
from bot.commands import leading
from bot.sales import picture
from store import crashpoints
from tests.fakes.telegram.harness import picture as any_picture
from tests.faults.checks import check
from tests.simulation.loop import VirtualLoop
from tests.simulation.people import CAST
from tests.simulation.process import PLANT, RUNNING
from tests.simulation.scene import MEMORY, WEEKS, Scene, scene
from tests.simulation.wires import Requests

DAY, HOUR = 86_400.0, 3_600.0
DAYS, ACTS = 7, 45
REST = 3 * HOUR
KEPT = ("seen", "message", "timer", "follow_up", "handoff", "handoff_event", "absence", "call", "lease")


@dataclass
class Outcome:
    """What a seed came to."""

    seed: int
    digest: str
    broken: dict[str, list[str]]
    looked: Counter[str]
    figures: dict[str, float]
    counted: Counter[str]
    points: Counter[str]
    seconds: float
    lines: list[str] = field(default_factory=list)


def play(seed: int, days: int = DAYS, acts: int = ACTS, *, replicas: int | None = None) -> Outcome:
    """Play a seed; the same seed gives the same outcome, to the byte."""
    began = time.process_time()
    dice = random.Random(seed)  # noqa: S311
    loop = VirtualLoop(lambda: dice.uniform(0.001, 0.02))
    logged: list[str] = []
    size = replicas or dice.choice((1, 1, 2))
    with ExitStack() as stack:
        folder = stack.enter_context(
            TemporaryDirectory(prefix="baton-week-", dir=MEMORY if MEMORY.exists() else None)
        )
        _imagined(stack, loop, logged, seed)
        made = scene(loop, seed, dice.choice(WEEKS), Path(folder), size)
        crashpoints.arm(made.house.reached)
        stack.callback(crashpoints.disarm)
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(_week(made, days, acts))
            made.excused = made.house.wires.excused()
            found = check(made)
            lines = list(_told(made))
        finally:
            _close(loop)
            made.house.file.close()
            made.database.close()
    for line in logged:
        found.hold("no error in the log", False, line)
    found.hold("no error in the log", True)
    found.hold("loop sound", not made.strange, made.strange)
    counted = made.house.counted + Counter(
        kills=made.kills, faults=sum(made.faults.values()), calls=len(made.telegram.calls),
        slack=len(made.slack.journal.entries), replicas=size, pauses=made.pauses,
    )  # fmt: skip
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    return Outcome(
        seed, digest, found.broken, found.looked, found.figures, counted, made.house.points,
        time.process_time() - began, lines,
    )  # fmt: skip


def _imagined(stack: ExitStack, loop: VirtualLoop, logged: list[str], seed: int) -> None:
    """The program's clocks are the loop's, its chance is the seed's, its pictures are all one."""
    clock = SimpleNamespace(monotonic=loop.time, perf_counter=loop.time, sleep=lambda _: None, time=loop.time)
    stack.enter_context(patch.object(ticker, "PLANT_EVERY", timedelta(seconds=PLANT)))
    for module in (delivery, posting, leading, slack_members):
        stack.enter_context(patch.object(module, "time", clock))
    stack.enter_context(patch.object(rates, "random", random.Random(seed + 1)))  # noqa: S311
    one = any_picture()
    stack.enter_context(patch.object(drawing.pictures, "draw", lambda _: one))
    assert drawing.pictures is picture

    def keep(_logger: object, level: str, event: dict[str, object]) -> str:
        process = RUNNING.get()
        if (
            level in ("error", "critical")
            and event.get("event") != "work is late"
            and (process is None or process.alive)
        ):
            logged.append(f"{event} at {loop.moment}")
        raise structlog.DropEvent

    stack.callback(structlog.configure, **structlog.get_config())
    stack.enter_context(patch.object(telegram_client, "Requests", Requests))
    structlog.configure(processors=[structlog.processors.format_exc_info, keep])


async def _week(made: Scene, days: int, acts: int) -> None:
    made.prepare()
    for number in range(made.house.size):
        made.house.born(number, made.house.doom())
    plan = sorted(_plan(made, days, acts), key=lambda one: one[0])
    running = []
    for at, act in plan:
        await asyncio.sleep(max(0.0, at - made.loop.moment))
        running.append(asyncio.ensure_future(act()))
    await asyncio.sleep(max(0.0, days * DAY - made.loop.moment))
    made.peace()
    made.house.end()
    await asyncio.sleep(REST)
    ended = await asyncio.gather(*running, return_exceptions=True)
    made.strange += [repr(one) for one in ended if isinstance(one, BaseException)]
    for process in list(made.house.living.values()):
        process.die()
    await asyncio.sleep(1)


def _plan(made: Scene, days: int, acts: int) -> Iterator[tuple[float, object]]:
    """What happens when: people by day mostly, trouble at any time."""
    dice = made.dice
    weights, cast = zip(*CAST, strict=True)
    for day in range(days):
        for _ in range(acts if day % 7 < 5 else acts // 6):
            at = day * DAY + (dice.uniform(0, 8.5 * HOUR) if dice.random() < 0.9 else dice.uniform(0, DAY))
            act = dice.choices(cast, weights)[0]
            yield at, lambda act=act: act(made)
        for _ in range(dice.randrange(9)):
            yield day * DAY + dice.uniform(0, 10 * HOUR), made.kill
        for _ in range(dice.randrange(3)):
            yield day * DAY + dice.uniform(0, 10 * HOUR), made.pause
        for _ in range(dice.randrange(3)):
            yield day * DAY + dice.uniform(0, 10 * HOUR), made.database_away
        if dice.random() < 0.25:
            yield day * DAY + dice.uniform(0, 8 * HOUR), made.outage
        yield day * DAY, made.weather


def _told(made: Scene) -> Iterator[str]:
    """Everything that was asked and answered, and what is kept."""
    for call in made.telegram.calls:
        words = call.args.get("text") or call.args.get("caption") or ""
        fault = call.fault.kind.value if call.fault else ""
        yield f"{call.at:.6f} {call.method} {call.chat} {call.status} {fault} {call.description} {words!r}"
    for entry in made.slack.journal.entries:
        place = entry.payload.get("channel")
        yield f"{entry.stamp:.6f} {entry.method} {place} {entry.status} {entry.fault} {entry.payload.get('text')!r}"
    for caught in made.slack.postman.deliveries:
        for one in caught.attempts:
            yield f"{one.stamp:.6f} {caught.kind} {one.retry_num} {one.status} {one.error}"
    with made.database.engine.connect() as connection:
        for table in KEPT:
            for row in connection.execute(text(f'SELECT * FROM "{table}" ORDER BY 1')):
                yield f"{table} {json.dumps([str(value) for value in row], ensure_ascii=False)}"


def _close(loop: VirtualLoop) -> None:
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.call_soon(loop.stop)
    loop.run_forever()
    asyncio.set_event_loop(None)
    loop.close()
