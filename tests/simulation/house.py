"""Processes of Baton on the virtual clock: what `baton serve` runs, born, dying at a step or at any moment, reborn."""

import asyncio
import contextvars
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import OperationalError

from bot import ticker
from bot.chats.delivery import LOOK_SECONDS, Delivery
from bot.chats.service import Intake
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_desk import SlackDesk
from bot.chats.telegram import Telegram
from bot.chats.web import Health
from bot.commands.clock import Clock
from bot.commands.compose import build
from bot.commands.leading import Lead
from bot.commands.serve import FAR
from bot.config import Settings
from bot.events import Event
from bot.rules import Rules
from store.crashpoints import reached
from store.db import Database, Raced, Session, Unavailable
from tests.fakes.slack.methods_files import receive
from tests.faults.prompts import POINTS
from tests.simulation.loop import Died
from tests.simulation.wires import Wires

T = TypeVar("T")
RUNNING: "contextvars.ContextVar[Process | None]" = contextvars.ContextVar("running", default=None)
BEAT, IDLE, PLANT = 1.9, 3.0, 3 * 3_600.0


class Ground(Database):
    """The database of a play: it can be away for some transactions, and tells when something was written."""

    away = 0
    written: Callable[[], None] = staticmethod(lambda: None)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with super().transaction() as session:
            yield session
        self.written()

    def refuse(self, _connection: object) -> None:
        """For the engine's begin: no transaction begins while the database is away."""
        if self._refuses():
            raise OperationalError("BEGIN", {}, ConnectionError("away"))

    def _refuses(self) -> bool:
        if self.away <= 0 or RUNNING.get() is None:
            return False
        self.away -= 1
        return True


class Process:
    """One `baton serve`, without its network and its scheduler."""

    def __init__(self, house: "House", number: int, doom: tuple[str, int] | None) -> None:
        self.house, self.number, self.doom = house, number, doom
        self.alive, self.idle, self.paused_until, self.nap = True, False, 0.0, 0.0
        self.tasks: dict[asyncio.Task[Any], None] = {}
        self.phase = house.dice.uniform(0.0, 0.5)
        self.beaten_at, self.planted = -BEAT, -PLANT
        self.wake = asyncio.Event()
        self.beaten = asyncio.Event()
        clock = Clock(wall=house.now)
        self.app = build(Settings(), clock, database=house.database, rules=house.rules)
        self.delivery = Delivery(self.app)
        self.lead = Lead(self.app, self.delivery, Health(), f"p{house.births}", clock)
        self.intake = Intake(self.app)
        wires = house.wires
        self.telegram = Telegram(
            self.app, wires.telegram.token, "http://telegram", self.intake, self.delivery, pause=self._pause
        )
        web = AsyncWebClient(token=wires.slack.app.bot_token, base_url="http://slack/api/", retry_handlers=[])
        wires.slack_client(web)
        web.session = _Uploads(wires)  # type: ignore[assignment]
        self.slack = SlackDesk(self.app, SlackChat(web, house.seconds), self.intake, self.delivery)
        self.slack.members.team, self.slack.bot_user = house.team, wires.slack.app.bot_user
        for chat in (self.telegram.chat, self.slack.chat):
            self.delivery.add(chat)

    def start(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Something that this process does; it ends with it."""
        context = contextvars.copy_context()
        context.run(RUNNING.set, self)
        return asyncio.get_running_loop().create_task(work, context=context)

    async def live(self) -> None:
        """As `Serving.run`: free what a dead one held, then beat, tick and send until the end."""
        if self.house.only_one:
            with suppress(Unavailable):
                await asyncio.to_thread(self.delivery.posting.release, self.app.clock() + FAR)
                await asyncio.to_thread(self.lead.free)
        self.start(self.telegram.run(self.lead.leads))
        while True:
            await self._round()
            began = self.house.loop.moment
            while (now := self.house.loop.moment) < (at := self.house.due(self, began)):
                self.wake.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(at - now):
                        await self.wake.wait()

    async def _round(self) -> None:
        """A beat, and for the one that leads a tick and a look at what was left."""
        await self.stands()
        now, look = self.house.loop.moment, self.house.look()
        if now >= self.beaten_at + BEAT or not self.lead.leads():
            self.beaten_at = now
            await asyncio.to_thread(self.lead.beat)
            self.beaten.set()
            self.beaten = asyncio.Event()
        if self.lead.leads():
            if now >= self.planted + PLANT or (look.timer is not None and look.timer <= now):
                await self._tick()
            if look.pending is not None or look.lease is not None:
                with suppress(Unavailable):
                    await self.delivery.round()
        self.delivery.start(self.delivery._due())

    async def _tick(self) -> None:
        try:
            written = await asyncio.to_thread(ticker.tick, self.app, self.app.clock())
        except (Raced, Unavailable):
            self.house.counted["tick failed"] += 1
            return
        self.planted = self.house.loop.moment
        self.delivery.send(written)

    def doze(self) -> None:
        """Stand still from now on, if that was decided."""
        if self.nap:
            self.paused_until, self.nap = self.house.loop.moment + self.nap, 0.0

    async def stands(self) -> None:
        """A process that is paused does nothing, and no answer reaches it."""
        while (left := self.paused_until - self.house.loop.moment) > 0:
            await asyncio.sleep(left)

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.idle = not self.lead.leads()
        if self.idle:
            await self.beaten.wait()
        self.idle = False

    async def take(self, payload: Mapping[str, Any]) -> Any:
        """A payload of Slack, as Bolt hands it over."""
        answer = await self.slack.taken(payload) if not self.intake.full() else None
        if answer is not None:
            reached("envelope.before_acknowledging")
        return answer

    async def apply(self, event: Event) -> None:
        """An event whose platform asks again until it is told that it was taken."""
        self.delivery.send(await self.intake.apply(event))

    def die(self) -> None:
        """Nothing that is not committed is left."""
        if not self.alive:
            return
        self.alive = False
        self.delivery._closing = True
        self.delivery.chats.clear()
        for task in list(self.tasks):
            task.cancel()
        self.house.buried(self)


@dataclass(frozen=True, slots=True)
class Look:
    """When the next timer is due, when a message may be sent, when a sender's lease ends; None where there is none."""

    timer: float | None
    pending: float | None
    lease: float | None


class House:
    """The processes of one database."""

    def __init__(
        self, database: Ground, wires: Wires, rules: Rules, dice: random.Random, start: datetime, size: int
    ) -> None:
        self.database, self.wires, self.rules, self.dice, self.begin = database, wires, rules, dice, start
        self.loop = wires.loop
        self.team = str(wires.slack.world.team.team_id)
        self.living: dict[int, Process] = {}
        self.size, self.births = size, 0
        self.counted, self.points = Counter[str](), Counter[str]()
        self.deaths: list[float] = []
        self.ended = False
        database.written = self.written
        self.file = sqlite3.connect(database.engine.url.database or "", isolation_level=None)
        self._seen: Look | None = None
        wires.running = RUNNING.get
        wires.telegram.queue.listeners.append(lambda _: self.stirred())

    @property
    def only_one(self) -> bool:
        """Whether this is the desk on one file."""
        return self.size == 1

    def now(self) -> datetime:
        return self.begin + timedelta(seconds=self.loop.moment)

    def seconds(self) -> float:
        return self.begin.timestamp() + self.loop.moment

    def born(self, number: int, doom: tuple[str, int] | None = None) -> None:
        """A process starts."""
        if number in self.living:
            return
        self.births += 1
        process = self.living[number] = Process(self, number, doom)
        process.start(process.live())

    def buried(self, process: Process) -> None:
        """One has died; its follower comes a little later, or much."""
        self.deaths.append(self.seconds())
        self.living.pop(process.number, None)
        if not self.ended:
            gap = self.dice.choice((0.3, 0.3, 1.0, 4.0, 30.0, 900.0))
            doom = self.doom() if self.dice.random() < 0.5 else None
            self.loop.call_later(gap, self.born, process.number, doom, context=contextvars.Context())
        self.stirred()

    def end(self) -> None:
        """From now on nobody dies; who is dead is born again."""
        self.ended = True
        self.wires.down.clear()
        self.database.away = 0
        for process in self.living.values():
            process.doom, process.paused_until, process.nap = None, 0.0, 0.0
        for number in range(self.size):
            if number not in self.living:
                self.born(number)

    def doom(self) -> tuple[str, int]:
        """At which step, and the how-manyth time it comes there, the next one dies."""
        return self.dice.choice(POINTS), self.dice.choice((1, 1, 2, 5, 20))

    def written(self) -> None:
        """Something was committed."""
        self._seen = None
        self.stirred()

    def stirred(self) -> None:
        """Something was written, or came: whoever slept looks at what is due."""
        for process in self.living.values():
            process.wake.set()

    def listener(self) -> Process | None:
        """Who gets the next payload of Slack."""
        living = [self.living[number] for number in sorted(self.living)]
        return self.dice.choice(living) if living else None

    def look(self) -> Look:
        """What is due, read anew when something was written since."""
        if self._seen is None:
            with closing(self.file.execute(_NEXT_TIMER)) as found:
                timer = self._moment(found.fetchone()[0])
            with closing(self.file.execute(_WAITING)) as found:
                rows = found.fetchall()
            pending = [self._moment(when) or 0.0 for state, _, when in rows if state == "pending"]
            leases = [self._moment(until) or 0.0 for state, until, _ in rows if state == "sending"]
            self._seen = Look(timer, min(pending, default=None), min(leases, default=None))
        return self._seen

    def due(self, process: Process, since: float) -> float:
        """When a process has to look again: at once while something is on its way, else when something is due."""
        look = self.look()
        moments = [at for at in (look.timer, look.pending, look.lease) if at is not None]
        moments += [at - self.begin.timestamp() for at in process.delivery.waiting_until.values()]
        moments.append(process.planted + PLANT)
        if process.delivery.posting.held:
            moments.append(process.beaten_at + BEAT)
        if process.idle and len(self.wires.telegram.queue):
            moments.append(since if self.only_one else process.beaten_at + IDLE)
        return max(min(moments), since + LOOK_SECONDS) + process.phase / 100

    def _moment(self, at: str | None) -> float | None:
        if at is None:
            return None
        return (datetime.fromisoformat(at).replace(tzinfo=UTC) - self.begin).total_seconds()

    def reached(self, step: str) -> None:
        """A step of the way: the process that is doomed to dies here."""
        process = RUNNING.get()
        if process is None:
            return
        if not process.alive:
            raise Died(step)
        self.points[step.partition("timer.fired")[1] or step] += 1
        if process.doom is not None and (
            process.doom[0] == step or step.startswith(process.doom[0].rstrip("*"))
        ):
            left = process.doom[1] - 1
            process.doom = (process.doom[0], left)
            if left == 0:
                self.counted[f"died at {process.doom[0]}"] += 1
                process.die()
                raise Died(step)


class _Uploads:
    """Where the bytes of a file go."""

    def __init__(self, wires: Wires) -> None:
        self._wires = wires

    def post(self, url: str, data: bytes) -> AbstractAsyncContextManager[Any]:
        return _Upload(self._wires, url, data)

    closed = False


class _Upload(AbstractAsyncContextManager[Any]):
    status = 200
    headers: Mapping[str, str] = {}

    def __init__(self, wires: Wires, url: str, data: bytes) -> None:
        self._wires, self._ticket, self._data = wires, url.rpartition("/")[2], data

    async def __aenter__(self) -> "_Upload":
        await asyncio.sleep(self._wires.pace())
        receive(self._wires.slack.world, self._ticket, self._data)
        return self

    async def __aexit__(self, *_: object) -> None:
        return None


_NEXT_TIMER = "SELECT min(due) FROM timer WHERE done_at IS NULL AND tries < 3"
_WAITING = """SELECT state, max(lease_until), max(not_before) FROM message
    WHERE state IN ('pending', 'sending') AND platform IN ('telegram', 'slack') GROUP BY platform, address, state"""
