"""The libraries' connections, ending in the strict servers' own rules instead of a network."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from telegram.error import NetworkError
from telegram.request import BaseRequest, RequestData

from bot.chats.telegram_requests import Garbled, _judged
from bot.chats.telegram_view import ASK_FIRST
from tests.fakes.faults import Fault, Kind
from tests.fakes.slack.journal import Entry, Json, Refused
from tests.fakes.slack.methods import WebApi
from tests.fakes.slack.server import SlackServer
from tests.fakes.slack.spec import load
from tests.fakes.telegram import FakeTelegram, spec
from tests.fakes.telegram.api import Call
from tests.fakes.telegram.model import Upload
from tests.fakes.telegram.refusals import OTHER_POLLER, RefusalError
from tests.simulation.loop import VirtualLoop

PATIENCE = 15.0
SHOWING = ("sendMessage", "chat.postMessage")
FASTEST, SLOWEST = 0.01, 0.12  # seconds that a request is on its way


class Broken(aiohttp.ClientError):
    """The connection broke after the request was out."""


class Wires:
    """Both platforms, reached without a network. `pace` gives how long one way takes."""

    def __init__(self, loop: VirtualLoop, telegram: FakeTelegram, slack: SlackServer, pace: Any) -> None:
        self.loop, self.telegram, self.slack, self.pace = loop, telegram, slack, pace
        self.api = WebApi(slack.world)
        self.poll: asyncio.Future[None] | None = None
        self.running: Callable[[], Any] = lambda: None
        self.acknowledged: Callable[[], None] = lambda: None
        self.confirmed: set[int] = set()
        self.down: dict[str, float] = {}  # platform: until when it is away
        telegram.queue.listeners.append(lambda _: self.wake())
        self._json = {name for name, method in load().items() if method.json}

    def wake(self) -> None:
        """An update is there: whoever polls hears of it."""
        if self.poll is not None and not self.poll.done():
            self.poll.set_result(None)

    async def waits(self) -> None:
        """A long poll: until there is something, or another process polls."""
        if self.poll is not None and not self.poll.done():
            self.poll.set_exception(RefusalError.conflict(OTHER_POLLER))
        mine = self.poll = self.loop.create_future()
        if len(self.telegram.queue):
            mine.set_result(None)
        await mine

    async def called(self, call: Call) -> tuple[int, bytes]:
        """One request to the Bot API, with whatever goes wrong on the way."""
        if call.method == "getUpdates":
            try:
                await self.waits()
            except RefusalError as refused:
                call.status, call.answer = refused.code, refused.body()
                return _answer(call)
        await asyncio.sleep(self.pace())
        if call.method == "getUpdates":
            self._confirmed(int(call.args.get("offset", 0)))
        call.at = self.telegram.clock.now()
        self.telegram.calls.append(call)
        fault = self._fault("telegram", self.telegram.faults.take(call.method, call.chat))
        call.fault = fault
        if fault is None or fault.applied:
            await self.telegram._api.answer(call, as_text=True)
        if fault is not None:
            return await self._failed(call, fault)
        await self.back(call.method)
        return _answer(call)

    def _confirmed(self, offset: int) -> None:
        """What was read and is not asked for again was taken; what is merely too old was not."""
        taken = {one.id for one in self.telegram.queue.waiting() if one.id < offset}
        if taken - self.confirmed:
            self.acknowledged()
        self.confirmed |= taken

    def excused(self) -> set[int]:
        """Updates that grew too old before they were taken, and presses that only ask whether they are meant."""
        every = self.telegram.queue.history
        doubts = {one.id for one in every if str(one.body.get("data", "")).startswith(ASK_FIRST)}
        return doubts | {one.id for one in every} - self.confirmed

    async def back(self, method: str) -> None:
        """The answer's way; a process that stands still does not hear it."""
        await asyncio.sleep(self.pace())
        process = self.running()
        if process is not None:
            if method in SHOWING:
                process.doze()
            await process.stands()

    def _fault(self, platform: str, chance: Fault | None) -> Fault | None:
        """An outage comes before chance."""
        return Fault.server_error(503) if self.loop.moment < self.down.get(platform, 0.0) else chance

    async def _failed(self, call: Call, fault: Fault) -> tuple[int, bytes]:
        match fault.kind:
            case Kind.HANG:
                await asyncio.sleep(PATIENCE)
                raise Garbled("no answer in time")
            case Kind.RESET_BEFORE | Kind.RESET_AFTER:
                raise NetworkError("Broken") from Broken()
            case Kind.HTML:
                return 200, b"<html><body><h1>Welcome</h1></body></html>"
            case Kind.CUT_JSON:
                body = json.dumps(call.answer).encode()
                return 200, body[: len(body) // 2]
        self.telegram._api.word(call, fault)
        return _answer(call)

    async def asked(self, method: str, args: Json, token: str | None) -> dict[str, Any]:
        """One call of the Web API."""
        await asyncio.sleep(self.pace())
        entry = Entry(self.slack.clock.now(), method, args)
        self.slack.journal.entries.append(entry)
        place = args.get("channel") or args.get("channel_id")
        fault = self._fault("slack", self.slack.faults.take(method, place))
        if fault is None or fault.applied:
            self._done(entry, token)
        if fault is not None:
            entry.fault = fault.kind.value
            return await self._slack_failed(entry, fault, place)
        await self.back(method)
        return {
            "data": entry.answer,
            "headers": dict(entry.payload.pop("_headers", {})),
            "status_code": entry.status,
        }

    def _done(self, entry: Entry, token: str | None) -> None:
        try:
            entry.answer, entry.status = self.api.call(entry.method, entry.payload, token), 200
        except Refused as refused:
            entry.answer, entry.status = refused.answer(), refused.status
            entry.payload["_headers"] = refused.headers

    async def _slack_failed(self, entry: Entry, fault: Fault, place: str | None) -> dict[str, Any]:
        match fault.kind:
            case Kind.HANG:
                await asyncio.sleep(PATIENCE)
                raise TimeoutError
            case Kind.RESET_BEFORE | Kind.RESET_AFTER:
                raise aiohttp.ServerDisconnectedError
            case Kind.CUT_JSON:
                raise SlackApiError("half an answer", _Status(200))  # type: ignore[arg-type]
            case Kind.SERVER_ERROR:
                entry.status = fault.status
                raise SlackApiError("no answer", _Status(fault.status))  # type: ignore[arg-type]
        headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
        if fault.retry_after is not None:
            self.slack.world.limits.freeze(
                entry.method, self.api._channel(entry.payload), int(fault.retry_after)
            )
        entry.answer, entry.status = {"ok": False, "error": "ratelimited"}, 429
        return {"data": entry.answer, "headers": headers, "status_code": 429}

    def slack_client(self, web: AsyncWebClient) -> None:
        """Let a client of Slack's library end here."""

        async def request(*, http_verb: str, api_url: str, req_args: Mapping[str, Any]) -> dict[str, Any]:
            method = urlsplit(api_url).path.rpartition("/")[2]
            args = {**(req_args.get("params") or {}), **(req_args.get("data") or {})}
            args |= (req_args.get("json") or {}) if method in self._json else {}
            args = {key: _plain(value) for key, value in args.items() if value is not None}
            return await self.asked(method, args, web.token)

        web._request = request  # type: ignore[method-assign]


class Requests(BaseRequest):
    """The Telegram library's connection. `wires` is set before the first is made."""

    wires: Wires

    def __init__(self, base: str, patience: float) -> None:
        self._patience = patience

    @property
    def read_timeout(self) -> float:
        return self._patience

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """There is nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        parts = urlsplit(url)
        asked = parts.path.rpartition("/")[2]
        call = Call(0.0, spec.METHODS.get(asked.lower(), asked), dict(parse_qsl(parts.query)))
        if request_data is not None:
            call.args |= request_data.json_parameters
            call.uploads = {
                name: Upload(*given) for name, given in (request_data.multipart_data or {}).items()
            }
        code, body = await self.wires.called(call)
        return _judged(code, body, asked), body


class _Status:
    """An answer that is no JSON."""

    def __init__(self, status: int) -> None:
        self.status, self.headers = status, dict[str, str]()


def _answer(call: Call) -> tuple[int, bytes]:
    return call.status or 200, json.dumps(call.answer).encode()


def _plain(value: Any) -> Any:
    """As a web form carries it: true is 1."""
    return ("1" if value else "0") if isinstance(value, bool) else value
