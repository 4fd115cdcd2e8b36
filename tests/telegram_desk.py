"""A company reached in Telegram: the real service and library against the strict server, one clock for both."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette

from bot import ticker
from bot.app import App
from bot.chats.delivery import Delivery
from bot.chats.protocol import Chat
from bot.chats.service import Intake
from bot.chats.telegram import Telegram
from bot.chats.web import Server
from store import invitations, users
from store.db import Database
from store.models import ChatAddress
from tests.fakes.telegram import FakeTelegram, Message, Person
from tests.talk import Desk

NUMBERS = {"amy": 11, "ben": 12, "tim": 13, "kay": 14, "mia": 15, "max": 16, "ada": 17, "zoe": 18}
SECRET = "hook-secret"


@dataclass
class Office:
    """The desk, the server and everybody's telephone."""

    desk: Desk
    server: FakeTelegram
    delivery: Delivery
    service: Telegram
    people: dict[str, Person] = field(default_factory=dict)
    pauses: list[float] = field(default_factory=list)

    @property
    def app(self) -> App:
        return self.desk.app

    @property
    def database(self) -> Database:
        return self.desk.database

    def person(self, handle: str, *, language_code: str = "zh-hant") -> Person:
        """Somebody of the company, linked already."""
        if handle not in self.people:
            one = self.server.person(NUMBERS[handle], handle.title(), language_code)
            one.chat.started = True
            self.people[handle] = one
            with self.database.transaction() as session:
                user = users.by_handle(session, handle)
                assert user is not None
                session.add(
                    ChatAddress(
                        platform="telegram", address=str(one.id), user_id=user.id, linked_at=self.app.clock()
                    )
                )
        return self.people[handle]

    def stranger(self, number: int = 99, language_code: str = "en") -> Person:
        """Somebody who is not of the company."""
        return self.server.person(number, "Stranger", language_code)

    def invitation(self, handle: str) -> str:
        with self.database.transaction() as session:
            user = users.by_handle(session, handle)
            assert user is not None
            return invitations.invite(session, user.id, self.app.clock())

    async def settled(self) -> None:
        """Until every update is taken and every message that may be sent is; waiting is done by the clock."""
        for _ in range(1_000):
            await self.server.until(lambda: len(self.server.queue) == 0 and self.server.at_rest, 20)
            await self.service.desk.close()
            await self.delivery.round()
            await self.delivery.idle()
            if (
                not (waiting := self.delivery.lines.moments(self.server.clock.now()))
                and len(self.server.queue) == 0
            ):
                return
            soonest = min(waiting.values(), default=self.server.clock.now())
            self.server.clock.advance(max(0.0, soonest - self.server.clock.now()) + 1e-5)
        raise AssertionError("it never settles")

    async def hears(self, act: Callable[[], object]) -> list[Message]:
        """What is new in everybody's chats after an act, in order of chats."""
        before = {(m.chat.id, m.id, m.edit_date, m.words) for m in self._all()}
        act()
        await self.settled()
        return [m for m in self._all() if m.by_bot and (m.chat.id, m.id, m.edit_date, m.words) not in before]

    async def says(self, who: str, text: str) -> list[Message]:
        """Somebody types; what changes in any chat."""
        return await self.hears(lambda: self.people[who].says(text))

    async def presses(self, who: str, action: str) -> list[Message]:
        """Somebody presses the latest button whose action begins so; what changes in any chat."""
        person, data = self.people[who], self.button(who, action)
        return await self.hears(lambda: person.presses(data))

    def button(self, who: str, action: str) -> str:
        """The data of the latest button whose action begins so."""
        for message in reversed(self.people[who].sees()):
            for row in message.buttons:
                for each in row:
                    if each.data is not None and each.data.partition(":")[0].endswith(action):
                        return each.data
        raise AssertionError(f"{who} has no button {action}")

    async def at(self, moment: str) -> None:
        """Let time pass; what falls due is sent."""
        end = datetime.fromisoformat(moment)

        def move(to: datetime) -> None:
            self.server.clock.advance(max(0.0, to.timestamp() - self.server.clock.now()))

        ticker.run_until(self.app, self.app.clock(), end.astimezone(UTC), move)
        await self.settled()

    def _all(self) -> list[Message]:
        return [m for chat in self.server.world.messages.values() for m in chat.values()]


@asynccontextmanager
async def office(
    desk: Desk,
    *,
    webhook: bool = False,
    patience: float = 5.0,
    options: Mapping[str, object] | None = None,
    chats: Sequence[Chat] = (),
    before: Callable[[FakeTelegram], None] = lambda _: None,
) -> AsyncIterator[Office]:
    """Open the office on a fresh server."""
    async with FakeTelegram(**(options or {})) as server:  # type: ignore[arg-type]
        before(server)
        pauses: list[float] = []
        desk.app.clock = lambda: datetime.fromtimestamp(server.clock.now(), UTC)
        delivery = Delivery(desk.app, grace=timedelta(0))
        port = free_port() if webhook else 0
        service = Telegram(
            desk.app,
            server.token,
            server.url,
            Intake(desk.app),
            delivery,
            secret=SECRET if webhook else None,
            url=f"http://127.0.0.1:{port}/telegram/webhook" if webhook else None,
            patience=patience,
            pause=lambda seconds: _pause(server, pauses, seconds),
        )
        delivery.add(service.chat)
        for chat in chats:
            delivery.add(chat)
        web = Server(Starlette(routes=list(service.routes())), "127.0.0.1", port)
        tasks = [asyncio.create_task(service.run(lambda: True))]
        if webhook:
            tasks.append(asyncio.create_task(web.serve()))
            await server.until(lambda: web.started, 20)
        await server.until(lambda: service.ready, 20)
        try:
            yield Office(desk, server, delivery, service, pauses=pauses)
        finally:
            web.should_exit = True
            tasks[0].cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await delivery.close(2)
            await service.close()


def play(desk: Desk, scene: Callable[[Office], Awaitable[None]], **options: object) -> None:
    """Run a scene; at its end the strict server has refused nothing, and nothing came too early."""

    async def run() -> None:
        async with office(desk, **options) as open_office:  # type: ignore[arg-type]
            await scene(open_office)
            refused = [(c.method, c.args, c.description) for c in open_office.server.refused]
            assert refused == []
            assert open_office.server.violations == []

    asyncio.run(run())


async def _pause(server: FakeTelegram, pauses: list[float], seconds: float) -> None:
    """What the poller waits, written down and waited by the clock of the scene."""
    pauses.append(seconds)
    server.clock.advance(seconds)  # type: ignore[attr-defined]
    await asyncio.sleep(0.01)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
