"""One process of Baton on the virtual clock: what `baton serve` runs, until it dies or ends."""

import asyncio
import contextvars
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import OperationalError

from bot import ticker
from bot.chats.delivery import Delivery
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
from store.crashpoints import reached
from store.db import Database, Raced, Session, Unavailable
from store.outbox import REMINDER
from tests.fakes.slack.methods_files import receive
from tests.simulation.wires import Wires

if TYPE_CHECKING:
    from tests.simulation.house import House

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
        self.start(self.delivery.pace())
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

    async def _tick(self) -> None:
        now = self.app.clock()
        try:
            self.delivery.send(await asyncio.to_thread(ticker.fire_due, self.app, now), rank=REMINDER)
            await asyncio.to_thread(ticker.plant_in_time, self.app, now)
        except (Raced, Unavailable):
            self.house.counted["tick failed"] += 1
            return
        self.planted = self.house.loop.moment

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
