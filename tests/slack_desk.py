"""A company reached in Slack: the real service, Bolt and client against the strict server, one clock for both."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from starlette.applications import Starlette

from bot import ticker
from bot.chats.delivery import Delivery
from bot.chats.service import Intake
from bot.chats.slack import Slack
from bot.chats.web import Server
from store import invitations, users
from store.models import ChatAddress
from tests.fakes.slack import Application, Clock, Person, Shown, SlackServer
from tests.fakes.slack.server import Mode
from tests.talk import Desk

MANIFEST = Path(__file__).parents[1] / "deploy" / "slack-manifest.yaml"


def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(MANIFEST.read_text("utf-8"))
    return loaded


@dataclass
class Office:
    """The desk, the server and everybody's screen."""

    desk: Desk
    server: SlackServer
    delivery: Delivery
    service: Slack
    people: dict[str, Person] = field(default_factory=dict)

    def person(self, handle: str, *, language: str | None = None) -> Person:
        """Somebody of the company, linked already."""
        if handle not in self.people:
            self.people[handle] = self.server.person(f"U0{handle.upper()}", handle.title())
            with self.desk.database.transaction() as session:
                user = users.by_handle(session, handle)
                assert user is not None
                session.add(
                    ChatAddress(
                        platform="slack",
                        address=f"U0{handle.upper()}",
                        user_id=user.id,
                        linked_at=self.desk.app.clock(),
                    )
                )
                if language:
                    users.change(session, user.id, {"language": language})
        return self.people[handle]

    def invitation(self, handle: str) -> str:
        with self.desk.database.transaction() as session:
            user = users.by_handle(session, handle)
            assert user is not None
            return invitations.invite(session, user.id, self.desk.app.clock())

    async def settled(self) -> None:
        """Until every payload is taken and every message that may be sent is; waiting is done by the clock."""
        for _ in range(200):
            await self.server.settled()
            await self.service.desk.close()
            await self.delivery.round()
            await self.delivery.idle()
            if not (waiting := self.delivery.lines.moments(self.server.clock.now())):
                await self.server.settled()
                return
            soonest = min(waiting.values())
            self.server.clock.forward(
                max(self.server.clock.now(), soonest + 1e-5)
            )  # a datetime has microseconds
        raise AssertionError("it never settles")

    async def after(self, act: Awaitable[Any]) -> Any:
        """An act, and all that follows of it."""
        done = await act
        await self.settled()
        return done

    async def hears(self, person: Person, act: Awaitable[Any]) -> list[Shown]:
        """What is new or other in a person's chat after an act."""
        before = {(one.ts, one.words) for one in person.sees().messages}
        await self.after(act)
        return [m for m in person.sees().messages if m.by_app and (m.ts, m.words) not in before]

    async def presses(self, person: Person, name: str, *, home: bool = False) -> list[Shown]:
        """Press the newest button whose action begins so; what is new in the person's chat then."""
        if home:
            assert person.home is not None
            found = [("home", id) for id in ids_of(person.home.blocks, name)]  # noqa: A001
        else:
            shown = reversed(person.sees().messages)
            found = [(one, id) for one in shown for id in ids_of(one.blocks, name)]  # noqa: A001
        assert found, f"no button {name}:\n{person.sees()}"
        where, action_id = found[0]
        return await self.hears(person, person.presses(action_id, where))  # type: ignore[arg-type]

    async def at(self, moment: str) -> None:
        """Let time pass; what falls due is sent."""
        end = datetime.fromisoformat(moment).astimezone(UTC)
        ticker.run_until(
            self.desk.app,
            self.desk.app.clock(),
            end,
            lambda to: self.server.clock.forward(max(self.server.clock.now(), to.timestamp())),
        )
        await self.settled()


def ids_of(blocks: Any, name: str) -> list[str]:
    """The ids of the buttons whose action begins so."""
    return [
        one["action_id"]
        for block in blocks
        if block["type"] == "actions"
        for one in block["elements"]
        if one.get("value", "").partition(":")[0] == name
    ]


@asynccontextmanager
async def office(desk: Desk, mode: Mode, patience: float) -> AsyncIterator[Office]:
    """Open the office on a fresh server, set up from our own manifest."""
    clock = Clock(desk.clock().timestamp())
    async with SlackServer(Application.from_manifest(manifest()), mode=mode, clock=clock) as server:
        desk.app.clock = lambda: datetime.fromtimestamp(server.clock.now(), UTC)
        delivery = Delivery(desk.app, grace=timedelta(0))
        over_http = mode == "http"
        service = Slack(
            desk.app,
            server.app.bot_token,
            server.base_url,
            Intake(desk.app),
            delivery,
            secret=server.app.signing_secret if over_http else None,
            app_token=None if over_http else server.app.app_token,
            patience=patience,
        )
        delivery.add(service.chat)
        web = Server(Starlette(routes=list(service.routes())), "127.0.0.1", 0)
        tasks = [asyncio.create_task(web.serve()), asyncio.create_task(service.run(lambda: True))]
        try:
            while not (service.ready and web.started):
                await asyncio.sleep(0.005)
            if over_http:
                assert await server.connect(f"http://127.0.0.1:{web.port}/slack/events")
            else:
                await server.connected()
            yield Office(desk, server, delivery, service)
        finally:
            web.should_exit = True
            tasks[1].cancel()
            await delivery.close(2)
            await service.close()
            await asyncio.gather(*tasks, return_exceptions=True)


def play(
    desk: Desk,
    scene: Callable[[Office], Awaitable[None]],
    mode: Mode = "http",
    *,
    patience: float = 2.0,
    strict: bool = True,
) -> None:
    """Run a scene; at its end the strict server has refused nothing, and no manners were broken."""

    async def run() -> None:
        async with office(desk, mode, patience) as opened:
            await scene(opened)
            if strict:
                assert opened.server.refusals == []
                assert opened.server.violations == []

    asyncio.run(asyncio.wait_for(run(), 60))
