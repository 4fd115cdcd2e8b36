"""The server itself: HTTP on a free port of the loopback, the log of requests, and the way in for tests."""

import asyncio
import contextlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Self

from aiohttp import web

from tests.fakes.faults import Fault, FaultScript
from tests.fakes.telegram import spec
from tests.fakes.telegram.api import Api, Call
from tests.fakes.telegram.clock import Clock, ManualClock
from tests.fakes.telegram.http import read, response
from tests.fakes.telegram.limits import Limits, RateKeeper, Violation
from tests.fakes.telegram.model import Chat, Message, StoredFile, User
from tests.fakes.telegram.person import Person
from tests.fakes.telegram.places import Channel, Group
from tests.fakes.telegram.profile import Profile
from tests.fakes.telegram.receiving import Receiving
from tests.fakes.telegram.refusals import RefusalError
from tests.fakes.telegram.updates import UpdateQueue
from tests.fakes.telegram.webhook import Delivery
from tests.fakes.telegram.world import BOT_ID, World

_BODY_LIMIT = 60 << 20
_USUAL = Limits()
_LOOK_AGAIN = 0.01


class FakeTelegram:
    """A Bot API server for one bot.

    `limits` None: no rates. `answer_within`: how long a press can be answered; Telegram does not say, and
    bots report anything from 10 seconds to a minute. `seed` decides the faults and the random numbers.
    """

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        limits: Limits | None = _USUAL,
        answer_within: float = 30.0,
        seed: int = 0,
        port: int = 0,
    ) -> None:
        self.clock: Clock = clock or ManualClock()
        self.token = f"{BOT_ID}:AAF-local-server-{seed:06}"
        self.calls: list[Call] = []
        self.faults = FaultScript(seed)
        self._changed = asyncio.Event()
        self.queue = UpdateQueue(self.clock, seed)
        bot = User(BOT_ID, "Baton", username="baton_bot", is_bot=True)
        self.world = World(self.clock, self.queue, bot, self._changed.set)
        self.profile = Profile(self.world)
        self.rates = RateKeeper(limits)
        self._receiving = Receiving(self.queue, self.clock, self._changed.set)
        self._api = Api(self.world, self.rates, self._receiving, self.profile, answer_within)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._people: dict[int, Person] = {}

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=_BODY_LIMIT)
        app.router.add_route("*", "/bot{token}/{method}", self._on_call)
        app.router.add_get("/file/bot{token}/{path:.+}", self._on_file)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self._receiving.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        assert self._runner is not None
        self.faults.release()
        await self._receiving.close()
        await self._runner.cleanup()

    @property
    def url(self) -> str:
        """The address, as TELEGRAM_API_URL wants it."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def base_url(self) -> str:
        """For python-telegram-bot's Bot."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        """For python-telegram-bot's Bot."""
        return f"{self.url}/file/bot"

    @property
    def deliveries(self) -> list[Delivery]:
        """Every attempt to push an update to the webhook."""
        return self._receiving.deliveries

    @property
    def violations(self) -> list[Violation]:
        """Requests that came before the time a 429 had named."""
        return self.rates.violations

    @property
    def refused(self) -> list[Call]:
        """Calls that were refused, scripted faults aside."""
        return [call for call in self.calls if call.fault is None and (call.status or 200) >= 400]

    @property
    def polling(self) -> bool:
        """Whether a getUpdates waits for something to happen."""
        return self._receiving.polling

    @property
    def at_rest(self) -> bool:
        """Whether no update is on its way to the webhook; one that failed may wait for its next time."""
        return self._receiving.at_rest

    def calls_of(self, method: str, chat: int | None = None) -> list[Call]:
        """The logged calls of a method, in one chat or all."""
        return [call for call in self.calls if call.method == method and chat in (None, int(call.chat or 0))]

    def person(self, number: int, first_name: str, language_code: str | None = "en", **names: str) -> Person:
        """Somebody with a Telegram account; the same number is the same person."""
        if number not in self._people:
            user = User(number, first_name, language_code, names.get("last_name"), names.get("username"))
            self.world.chats[number] = Chat(number, "private", user=user)
            self._people[number] = Person(self.world, user, self.profile)
        return self._people[number]

    def group(self, title: str, *, kind: str = "supergroup", number: int | None = None) -> Group:
        """A "group" or "supergroup" without the bot."""
        return Group.founded(self.world, title, kind, number)

    def channel(self, title: str, *, username: str | None = None) -> Channel:
        """A channel without the bot."""
        return Channel.founded(self.world, title, username)

    def shown(self, chat: int) -> list[Message]:
        """What stands in a chat now, oldest first."""
        return list(self.world.messages.get(chat, {}).values())

    def typing(self, chat: int) -> str | None:
        """What the bot is shown to be doing in the chat."""
        action, until = self.world.typing.get(chat, ("", 0.0))
        return action if self.clock.now() < until else None

    async def until(self, condition: Callable[[], bool], within: float = 2.0) -> None:
        """Wait until something is so, here or elsewhere; TimeoutError after `within` real seconds."""
        async with asyncio.timeout(within):
            while not condition():
                self._changed.clear()
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), _LOOK_AGAIN)

    async def drained(self, within: float = 5.0) -> None:
        """Wait until the bot has confirmed every update."""
        await self.until(lambda: len(self.queue) == 0, within)

    async def push_again(self, number: int, copies: int = 1) -> list[int | None]:
        """Deliver an old update once more to the webhook; the statuses it was answered with."""
        update = next(each for each in self.queue.history if each.id == number)
        return await self._receiving.push_again(update, copies)

    async def _on_call(self, request: web.Request) -> web.StreamResponse:
        name = spec.METHODS.get(request.match_info["method"].lower())
        call = Call(self.clock.now(), name or request.match_info["method"], {})
        self.calls.append(call)
        if request.match_info["token"] != self.token:
            return self._refuse(call, RefusalError(401, "Unauthorized"))
        if name is None:
            return self._refuse(call, RefusalError(404, "Not Found: method not found"))
        try:
            as_text = await read(request, call)
        except (ValueError, UnicodeDecodeError):
            return self._refuse(call, RefusalError.bad("can't parse request body"))
        except web.HTTPRequestEntityTooLarge:
            return self._refuse(call, RefusalError(413, "Request Entity Too Large"))
        call.fault = self.faults.take(name, call.chat)
        if call.fault is None:
            return await self._work(call, as_text=as_text)
        return await self.faults.play(
            call.fault,
            request,
            lambda: self._work(call, as_text=as_text),
            lambda fault: self._worded(call, fault),
        )

    async def _work(self, call: Call, *, as_text: bool) -> web.Response:
        await self._api.answer(call, as_text=as_text)
        self._changed.set()
        return response(call)

    def _worded(self, call: Call, fault: Fault) -> web.Response:
        self._api.word(call, fault)
        self._changed.set()
        headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
        return response(call, headers)

    def _refuse(self, call: Call, refused: RefusalError) -> web.Response:
        call.status, call.answer = refused.code, refused.body()
        self._changed.set()
        return response(call)

    async def _on_file(self, request: web.Request) -> web.StreamResponse:
        path = request.match_info["path"]
        call = Call(self.clock.now(), "file", {"path": path})
        self.calls.append(call)
        if request.match_info["token"] != self.token:
            return self._refuse(call, RefusalError(401, "Unauthorized"))
        found = next((file for file in self.world.files.values() if file.path == path), None)
        if found is None:
            return self._refuse(call, RefusalError(404, "Not Found"))
        call.fault = self.faults.take("file", None)
        if call.fault is not None:
            return await self.faults.play(
                call.fault,
                request,
                lambda: self._content(call, found),
                lambda fault: self._worded(call, fault),
            )
        return await self._content(call, found)

    async def _content(self, call: Call, file: StoredFile) -> web.Response:
        call.status = HTTPStatus.OK
        return web.Response(body=file.data, content_type="application/octet-stream")
