"""Where a simulated week takes place: the strict servers as plain objects, one virtual clock, a fresh desk."""

import asyncio
import random
import shutil
import traceback
from collections import Counter
from contextvars import Context
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import event

from bot.commands.compose import load_rules
from bot.config import Settings
from tests.fakes.faults import Fault
from tests.fakes.slack import Application, SlackServer
from tests.fakes.telegram import FakeTelegram
from tests.faults.desk import MANAGERS, SLACK, TELEGRAM, open_desk
from tests.faults.stage import SLACK_FAULTS, TELEGRAM_FAULTS, Stage
from tests.simulation.clocks import SlackClock, TelegramClock
from tests.simulation.house import House
from tests.simulation.loop import Died, VirtualLoop
from tests.simulation.process import RUNNING, Ground
from tests.simulation.wires import Requests, Wires
from tests.slack_desk import manifest

# Weeks from Monday to Monday: nothing special; clocks change in America, in Europe, in Australia.
WEEKS = tuple(
    datetime(year, month, day, 1, 30, tzinfo=UTC)
    for year, month, day in ((2026, 11, 23), (2027, 3, 8), (2027, 3, 22), (2027, 3, 29))
)
LEADS = 40
SOON = 0.3  # an answer's way and a step of the database
MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory


@dataclass
class Scene(Stage):
    """A stage whose time is the loop's."""

    house: House = None  # type: ignore[assignment]
    loop: VirtualLoop = None  # type: ignore[assignment]
    strange: list[str] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)

    def now(self) -> float:
        return self.telegram_clock.now()

    def marks_of(self, kind: str) -> int:
        """The next number of a kind."""
        self.numbers[kind] += 1
        return self.numbers[kind] - 1

    def prepare(self) -> None:
        """Tasks belong to the process that starts them; what no task looks at is strange."""
        self.loop.set_task_factory(_owned)  # type: ignore[arg-type]
        self.loop.set_exception_handler(self._odd)

    def _odd(self, _loop: object, about: dict[str, Any]) -> None:
        error = about.get("exception")
        if not isinstance(error, Died):
            where = "".join(traceback.format_exception(error)[-6:]) if error else ""
            self.strange.append(f"{about.get('message')}: {error!r} {where}")

    async def kill(self) -> None:
        """A process dies at this very moment; once, before it has long begun to live, once more."""
        for _ in range(self.dice.choice((1, 1, 2))):
            process = self.house.listener()
            if process is not None:
                process.die()
            await asyncio.sleep(self.dice.uniform(0.3, 1.5))

    async def pause(self) -> None:
        """A process stands still for longer than its leases: now, or while the next answer is on its way to it."""
        process = self.house.listener()
        if process is not None:
            self.pauses += 1
            process.nap = self.dice.uniform(2.5, 20.0)
            if self.dice.random() < 0.3:
                process.doze()

    async def database_away(self) -> None:
        """The next so many transactions are refused."""
        self.house.database.away = self.dice.choice((1, 2, 5, 15))

    async def outage(self) -> None:
        """A platform answers nothing but 503 for up to an hour and a half."""
        self.house.wires.down[self.dice.choice(("telegram", "slack"))] = self.loop.moment + self.dice.uniform(
            60, 5400
        )

    async def weather(self) -> None:
        """How often requests fail from now on."""
        rate = self.dice.choice(WEATHER)
        self.telegram.faults.clear()
        self.slack.faults.clear()
        for method in ("sendMessage", "editMessageText", "sendPhoto"):
            self.telegram.faults.sometimes(TELEGRAM_TROUBLE, rate, method=method)
        for method in ("getUpdates", "answerCallbackQuery", "editMessageReplyMarkup"):
            self.telegram.faults.sometimes(
                (Fault.server_error(502), Fault.reset_before()), rate / 4, method=method
            )
        for method in ("chat.postMessage", "chat.update"):
            self.slack.faults.sometimes(SLACK_TROUBLE, rate, method=method)


def _owned(
    loop: asyncio.AbstractEventLoop, work: Any, context: Context | None = None, **more: Any
) -> "asyncio.Task[Any]":
    owner = context.get(RUNNING) if context is not None else RUNNING.get()
    task: asyncio.Task[Any] = asyncio.Task(work, loop=loop, context=context, **more)
    if owner is not None:
        owner.tasks[task] = None
        task.add_done_callback(lambda done: owner.tasks.pop(done, None))
        if not owner.alive:
            task.cancel()
    return task


WEATHER = (0.0, 0.01, 0.05, 0.2)
TELEGRAM_TROUBLE = (*TELEGRAM_FAULTS, Fault.hang(), Fault.hang(applied=True), Fault.rate_limited(30))
SLACK_TROUBLE = (*SLACK_FAULTS, Fault.rate_limited(30))


@cache
def template(start: datetime) -> Path:
    """A file with the desk as it stands on that Monday."""
    folder = Path(mkdtemp(prefix="baton-simulation-", dir=MEMORY if MEMORY.exists() else None))
    open_desk(f"sqlite:///{folder / 'desk.db'}", leads=LEADS, start=start)
    database = Ground(f"sqlite:///{folder / 'desk.db'}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
        connection.exec_driver_sql("BEGIN")
    database.close()
    return folder / "desk.db"


@cache
def rules() -> object:
    return load_rules(Settings())


_compiled: dict[str, object] = {}


def ground(start: datetime, folder: Path) -> Ground:
    """A copy of it; nothing waits for a disk, and what was compiled for another play is used again."""
    shutil.copy(template(start), folder / "desk.db")
    database = Ground(f"sqlite:///{folder / 'desk.db'}")
    dialect = _compiled.setdefault("dialect", database.engine.dialect)
    database.engine.dialect = dialect  # type: ignore[assignment]
    database.engine.update_execution_options(compiled_cache=_compiled.setdefault("statements", {}))

    def quick(connection: object, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=MEMORY")  # type: ignore[attr-defined]
        connection.execute("PRAGMA synchronous=OFF")  # type: ignore[attr-defined]

    event.listen(database.engine, "connect", quick)
    event.listen(database.engine, "begin", database.refuse)
    return database


def scene(loop: VirtualLoop, seed: int, start: datetime, folder: Path, replicas: int) -> Scene:
    """Everything stands ready, nobody has acted."""
    dice = random.Random(seed)  # noqa: S311
    clock, slack_clock = TelegramClock(loop, start), SlackClock(loop, start)
    telegram = FakeTelegram(clock=clock, seed=seed)
    slack = SlackServer(Application.from_manifest(manifest()), mode="socket", clock=slack_clock)
    slack.world.base = "http://slack"
    wires = Wires(loop, telegram, slack, lambda: dice.uniform(0.01, 0.12))
    Requests.wires = wires
    database = ground(start, folder)
    house = House(database, wires, rules(), dice, start, replicas)  # type: ignore[arg-type]
    slack.postman.carrier = Carrier(house)
    made = Scene(
        database,
        telegram,
        slack,
        clock,
        slack_clock,
        0.0,
        dice,
        start=start,
        house=house,
        loop=loop,  # type: ignore[arg-type]
    )
    for handle, number in TELEGRAM.items() | {(f"mgr{n}", 100 + n) for n in range(MANAGERS)}:
        made.people[handle] = telegram.person(number, handle.title())
        made.people[handle].chat.started = True
    for handle, name in sorted(SLACK.items()):
        made.slackers[handle] = slack.person(name, handle.title())
    made.deaths, made.heard = house.deaths, SOON
    return made


class Carrier:
    """Slack's way to whichever process listens."""

    ready = True

    def __init__(self, house: House) -> None:
        self.house = house

    async def send(self, delivery: object, attempt: object, reason: str | None) -> None:
        process = self.house.listener()
        if process is None:
            attempt.error = "connection_failed"  # type: ignore[attr-defined]
            return
        task = process.start(process.take(delivery.payload))  # type: ignore[attr-defined]
        await asyncio.wait([task])
        if task.cancelled() or task.exception() is not None:
            attempt.error = "connection_failed"  # type: ignore[attr-defined]
        elif task.result() is None:
            attempt.status, attempt.error = 503, "http_error"  # type: ignore[attr-defined]
        else:
            attempt.status, attempt.body = 200, task.result()  # type: ignore[attr-defined]
