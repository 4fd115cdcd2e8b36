"""The HTTP side of the Web API: reads requests, plays scripted faults, writes the journal."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from aiohttp import web

from tests.fakes.faults import Fault, FaultScript, Kind
from tests.fakes.slack import methods_chat, methods_files
from tests.fakes.slack.journal import Entry, Json, Refused
from tests.fakes.slack.methods import WebApi
from tests.fakes.slack.spec import load
from tests.fakes.slack.world import World


class HttpApi:
    """Handlers for /api/{method}, /response/{key}, /upload/v1/{ticket} and /files-pri/..."""

    def __init__(self, world: World, faults: FaultScript) -> None:
        self._world = world
        self._faults = faults
        self._api = WebApi(world)
        self._json = {name for name, method in load().items() if method.json}

    def routes(self) -> list[web.RouteDef]:
        """Where the handlers stand."""
        return [
            web.route("*", "/api/{method}", self.method),
            web.post("/response/{key}", self.response),
            web.post("/upload/v1/{ticket}", self.upload),
            web.get("/files-pri/{file}/{rest:.*}", self.download),
        ]

    async def method(self, request: web.Request) -> web.StreamResponse:
        """One call of the Web API."""
        name = request.match_info["method"]
        args, token = await self._read(request, name)
        entry = self._noted(name, args)
        fault = self._faults.take(name, _place(args))
        work = partial(self._call, entry, token)
        return await self._played(request, entry, fault, work)

    async def response(self, request: web.Request) -> web.StreamResponse:
        """One post to a response_url."""
        body = await _json_body(request)
        entry = self._noted("response_url", body)
        key = request.match_info["key"]
        url = self._world.handles.urls.get(key)
        fault = self._faults.take("response_url", url.channel if url is not None else None)
        work = partial(self._done, entry, partial(methods_chat.respond, self._world, key, body))
        return await self._played(request, entry, fault, work)

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """The bytes of a file, raw or as a form."""
        content = await _file_body(request)
        entry = self._noted("upload", {"bytes": len(content)})
        ticket = request.match_info["ticket"]
        fault = self._faults.take("upload", None)
        if fault is not None:
            return await self._played(request, entry, fault, partial(self._received, entry, ticket, content))
        return await self._received(entry, ticket, content)

    async def download(self, request: web.Request) -> web.StreamResponse:
        """A file's bytes, for the app's token with files:read."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        content = self._world.team.file_bytes.get(request.match_info["file"])
        allowed = token == self._world.app.bot_token and "files:read" in self._world.app.scopes
        if not allowed or content is None:
            page = "<html><body>Sign in to Slack</body></html>"
            return web.Response(
                text=page, content_type="text/html", status=200 if content is not None else 404
            )
        return web.Response(body=content)

    def _noted(self, name: str, args: Json) -> Entry:
        entry = Entry(self._world.clock.now(), name, args)
        self._world.journal.entries.append(entry)
        return entry

    async def _played(
        self, request: web.Request, entry: Entry, fault: Fault | None, work: Any
    ) -> web.StreamResponse:
        if fault is None:
            response: web.Response = await work()
            return response
        entry.fault = fault.kind.value
        return await self._faults.play(fault, request, work, partial(self._worded, entry))

    def _worded(self, entry: Entry, fault: Fault) -> web.Response:
        headers = {}
        if fault.retry_after is not None:
            headers["Retry-After"] = fault.retry_after
            if fault.retry_after.isdigit():
                self._world.limits.freeze(entry.method, _place(entry.payload), int(fault.retry_after))
        if fault.kind is Kind.SERVER_ERROR:
            entry.status = fault.status
            return web.Response(
                status=fault.status, text="<html>Server Error</html>", content_type="text/html"
            )
        words = {Kind.RATE_LIMITED: "ratelimited", Kind.BLOCKED: "channel_not_found"}
        error = words.get(fault.kind, fault.detail or "channel_not_found")
        status = 429 if fault.kind is Kind.RATE_LIMITED else 200
        return self._answer(entry, {"ok": False, "error": error}, status, headers)

    async def _call(self, entry: Entry, token: str | None) -> web.Response:
        return await self._done(entry, partial(self._api.call, entry.method, entry.payload, token))

    async def _done(self, entry: Entry, work: Any) -> web.Response:
        try:
            return self._answer(
                entry, work(), 200, {"X-OAuth-Scopes": ",".join(sorted(self._world.app.scopes))}
            )
        except Refused as refused:
            return self._answer(entry, refused.answer(), refused.status, refused.headers)

    async def _received(self, entry: Entry, ticket: str, content: bytes) -> web.Response:
        try:
            text = methods_files.receive(self._world, ticket, content)
        except Refused as refused:
            entry.answer, entry.status = refused.answer(), refused.status
            return web.Response(text=refused.error, status=refused.status)
        entry.answer, entry.status = {"ok": True}, 200
        return web.Response(text=text)

    def _answer(self, entry: Entry, body: Json, status: int, headers: Mapping[str, str]) -> web.Response:
        entry.answer, entry.status = body, status
        return web.json_response(body, status=status, headers=headers)

    async def _read(self, request: web.Request, name: str) -> tuple[Json, str | None]:
        args: Json = dict(request.query)
        if request.content_type == "application/json":
            body = await _json_body(request)
            args |= body if name in self._json else {}
        elif request.method == "POST":
            args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or args.get("token")
        args.pop("token", None)
        return args, token


def _place(args: Json) -> str | None:
    place = args.get("channel") or args.get("channel_id")
    return place if isinstance(place, str) else None


async def _json_body(request: web.Request) -> Json:
    try:
        body = await request.json()
    except json.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}


async def _file_body(request: web.Request) -> bytes:
    if request.content_type.startswith("multipart/"):
        form = await request.post()
        part = next((value for value in form.values() if isinstance(value, web.FileField)), None)
        return part.file.read() if part is not None else b""
    return await request.read()
