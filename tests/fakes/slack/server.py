"""The strict Slack: a server on loopback that an app's real clients talk to."""

import asyncio
from collections.abc import Awaitable
from typing import Literal, Self

from aiohttp import web

from tests.fakes.faults import FaultScript
from tests.fakes.slack.application import Application
from tests.fakes.slack.carrier_http import HttpCarrier
from tests.fakes.slack.carrier_socket import SocketCarrier
from tests.fakes.slack.clock import Clock
from tests.fakes.slack.delivery import Delivery, Postman
from tests.fakes.slack.journal import Entry, Journal, Json, Violation
from tests.fakes.slack.payloads import Payloads
from tests.fakes.slack.person import Person
from tests.fakes.slack.shown import Shown
from tests.fakes.slack.signing import Signature
from tests.fakes.slack.views import OpenView
from tests.fakes.slack.web_api import HttpApi
from tests.fakes.slack.workspace import Channel, Kind, User
from tests.fakes.slack.world import World

Mode = Literal["http", "socket"]


class SlackServer:
    """One workspace with one app. Use as `async with SlackServer() as slack`."""

    def __init__(
        self,
        app: Application | None = None,
        *,
        mode: Mode = "http",
        clock: Clock | None = None,
        faults: FaultScript | None = None,
    ) -> None:
        self.clock = clock or Clock()
        self.app = app or Application()
        self.mode = mode
        self.faults = faults or FaultScript()
        self.world = World(self.clock, self.app)
        self.payloads = Payloads(self.world)
        self.http = HttpCarrier(self.world)
        self.sockets = SocketCarrier(self.world)
        self.postman = Postman(self.world, self.payloads, self.http if mode == "http" else self.sockets)
        self.world.emit = self._emit
        self.world.new_link = lambda: self.sockets.new_link(self.world.base)
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one."""
        site = web.Application(client_max_size=64 * 1024 * 1024)
        site.add_routes(HttpApi(self.world, self.faults).routes())
        site.add_routes([web.get("/link/", self.sockets.connected)])
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        port = self._runner.addresses[0][1]
        self.world.base = f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        """Close everything that is open."""
        self.clock.stop()
        self.faults.release()
        await self.postman.stop()
        await self.sockets.stop()
        await self.http.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def base_url(self) -> str:
        """For AsyncWebClient(base_url=...)."""
        return f"{self.world.base}/api/"

    async def connect(self, url: str) -> bool:
        """Set the app's request URL (HTTP mode) after Slack's url_verification."""
        return await self.http.verify(url)

    async def connected(self, sockets: int = 1) -> None:
        """Wait until the app has so many sockets open (Socket Mode)."""
        for _ in range(500):
            if sum(not link.retiring for link in self.sockets.links) >= sockets:
                return
            await asyncio.sleep(0.01)
        raise TimeoutError(f"{len(self.sockets.links)} of {sockets} sockets after 5 s")

    async def advance(self, seconds: float, patience: float = 2.0) -> None:
        """Move time on, timer by timer, letting what each sets off settle (`patience` real seconds)."""
        target = self.clock.now() + seconds
        await self.settled(patience)
        while (due := self.clock.next_due()) is not None and due <= target:
            self.clock.forward(due)
            await asyncio.sleep(0)
            await self.settled(patience)
        self.clock.forward(target)
        await self.settled(patience)

    async def settled(self, patience: float = 2.0) -> None:
        """Wait until no delivery is under way, or `patience` real seconds."""
        await self.postman.settled(patience)

    def person(
        self,
        user_id: str = "U0PERSON",
        name: str = "Mei Lin",
        email: str = "mei@example.com",
        tz: str = "Asia/Taipei",
        locale: str = "en-US",
        kind: Kind = "full",
    ) -> Person:
        """Somebody who uses Slack; he can type, press and submit."""
        known = self.world.team.users.get(user_id)
        if known is None:
            self.world.team.users[user_id] = User(user_id, name, email, tz, locale, kind)
        return Person(self.world, self.payloads, self.postman, user_id)

    def channel(
        self,
        name: str,
        members: list[str],
        kind: Literal["channel", "group", "mpim"] = "channel",
        *,
        with_app: bool = True,
    ) -> Channel:
        """A channel with these people, and the app if it was invited."""
        made = Channel(self.world.team.new_id("C"), name, kind, set(members))
        if with_app:
            made.members.add(self.app.bot_user)
        self.world.team.channels[made.id] = made
        return made

    def direct(self, user_id: str) -> str:
        """The id of the direct channel with a person."""
        return self.world.team.direct(user_id).id

    def shown(self, channel: str, viewer: str | None = None) -> list[Shown]:
        """A channel's messages as they stand now (with a viewer: as that person sees them)."""
        return self.world.shown(channel, viewer)

    def views(self, user_id: str) -> tuple[list[OpenView], OpenView | None]:
        """A person's open modals, lowest first, and his Home tab."""
        return list(self.world.views.stack(user_id)), self.world.views.homes.get(user_id)

    @property
    def journal(self) -> Journal:
        """Requests and violations."""
        return self.world.journal

    @property
    def refusals(self) -> list[Entry]:
        """Requests that were refused though no fault was scripted."""
        return self.world.journal.refusals

    @property
    def violations(self) -> list[Violation]:
        """Breaches of manners or protocol."""
        return self.world.journal.violations

    async def event(self, name: str, event: Json, signature: Signature = "good", age: float = 0) -> Delivery:
        """Send an event as it is, if the app is subscribed to it; the signature may be wrong on purpose."""
        delivery = Delivery("event", self.payloads.event(event), signature=signature, age=age)
        return await self.postman.deliver(delivery) if self.app.hears(name) else delivery

    async def duplicate(self, delivery: Delivery, times: int = 1) -> list[Delivery]:
        """Send the same event again under new event ids, as Slack at times does."""
        copies = [
            Delivery("event", {**delivery.payload, "event_id": self.payloads.event_id()})
            for _ in range(times)
        ]
        return list(await asyncio.gather(*(self.postman.deliver(copy) for copy in copies)))

    async def uninstall(self) -> Delivery:
        """The app is removed: its token dies, then it is told (tokens_revoked and app_uninstalled)."""
        await self.revoke("account_inactive")
        return await self.event("app_uninstalled", {"type": "app_uninstalled"})

    async def revoke(self, error: str = "token_revoked") -> Delivery:
        """The bot token stops working."""
        self.world.token_error = error
        tokens = {"oauth": [], "bot": [self.app.bot_user]}
        return await self.event("tokens_revoked", {"type": "tokens_revoked", "tokens": tokens})

    def _emit(self, name: str, event: Json) -> Awaitable[Delivery] | None:
        if not self.app.hears(name) or not self.postman.carrier.ready:
            return None
        return self.postman.deliver_soon(Delivery("event", self.payloads.event(event)))
