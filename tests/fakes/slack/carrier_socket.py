"""Deliveries over Socket Mode: up to ten sockets, each payload to one, acknowledged by envelope_id."""

import asyncio
import json
import secrets
import uuid
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.delivery import Attempt, Delivery
from tests.fakes.slack.journal import Json
from tests.fakes.slack.world import World

MOST_SOCKETS = 10
ENVELOPES = {"event": "events_api", "command": "slash_commands", "interactive": "interactive"}
REASONS = {"http_timeout": "timeout", "http_error": "error", "connection_failed": "connection_failed"}


@dataclass(slots=True, eq=False)
class Link:
    """One open socket; retiring ones get no more payloads, half-open ones hear and say nothing."""

    ws: web.WebSocketResponse
    retiring: bool = False
    half_open: bool = False
    envelopes: set[str] = field(default_factory=set)


class SocketCarrier:
    """The server's end of Socket Mode."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._answered: set[str] = set()
        self._turn = 0
        self.links: list[Link] = []
        self.acks_to_lose = 0
        self.opened = 0
        self.lifetime: float | None = None

    @property
    def ready(self) -> bool:
        """Whether the app has ever connected: from then on an event without a socket is a failed try."""
        return self.opened > 0

    def new_link(self, base: str) -> str:
        """The address for one connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return f"ws{base.removeprefix('http')}/link/?ticket={ticket}&app_id={self._world.app.app_id}"

    async def connected(self, request: web.Request) -> web.StreamResponse:
        """The /link/ endpoint: greet, then read acknowledgements until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse(autoping=False)
        await ws.prepare(request)
        if len(self.links) >= MOST_SOCKETS:
            await ws.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": _DEBUG})
            await ws.close()
            return ws
        link = Link(ws)
        self.links.append(link)
        self.opened += 1
        await ws.send_json(self._hello())
        if self.lifetime is not None:
            self._world.clock.call_later(self.lifetime, partial(self._soon, link, "refresh_requested"))
        try:
            await self._read(link)
        finally:
            if link in self.links:
                self.links.remove(link)
        return ws

    async def send(self, delivery: Delivery, attempt: Attempt, reason: str | None) -> None:
        """One envelope to one socket; returns when it is acknowledged."""
        live = [link for link in self.links if not link.retiring]
        if not live:
            attempt.error = "connection_failed"
            return
        self._turn += 1
        link = live[self._turn % len(live)]
        envelope_id = str(uuid.uuid4())
        link.envelopes.add(envelope_id)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = future
        envelope = self._envelope(delivery, envelope_id, attempt.retry_num, reason)
        try:
            if not link.half_open:
                await link.ws.send_json(envelope)
            attempt.body = await future
            attempt.status = 200
        except ConnectionError:
            attempt.error = "connection_failed"
        finally:
            self._waiting.pop(envelope_id, None)

    async def disconnect(self, reason: str, link: Link | None = None) -> None:
        """Ask a socket (None: every one) to go: warning, refresh_requested or link_disabled."""
        if reason == "link_disabled":
            self._world.link_open = False
        for each in [link] if link is not None else list(self.links):
            each.retiring = True
            if not each.half_open and not each.ws.closed:
                await each.ws.send_json({"type": "disconnect", "reason": reason, "debug_info": _DEBUG})
            if reason == "warning":
                self._world.clock.call_later(10, partial(self._close_soon, each))

    def half_open(self, link: Link) -> None:
        """From now on the socket looks open and nothing passes."""
        link.half_open = True

    async def stop(self) -> None:
        """Close every socket."""
        for link in list(self.links):
            await link.ws.close()

    def _hello(self) -> Json:
        info = {"app_id": self._world.app.app_id}
        return {
            "type": "hello",
            "num_connections": len(self.links),
            "debug_info": _DEBUG,
            "connection_info": info,
        }

    def _envelope(self, delivery: Delivery, envelope_id: str, retry: int, reason: str | None) -> Json:
        made: Json = {
            "envelope_id": envelope_id,
            "type": ENVELOPES[delivery.kind],
            "accepts_response_payload": delivery.kind != "event",
            "payload": delivery.payload,
        }
        if delivery.kind == "event":
            made |= {"retry_attempt": retry, "retry_reason": REASONS.get(reason or "", "")}
        return made

    async def _read(self, link: Link) -> None:
        async for message in link.ws:
            if link.half_open:
                continue
            if message.type is WSMsgType.PING:
                await link.ws.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._acknowledged(link, message.data)

    def _acknowledged(self, link: Link, text: str) -> None:
        try:
            said = json.loads(text)
            envelope_id = said["envelope_id"]
        except (json.JSONDecodeError, KeyError, TypeError):
            self._world.violate("unreadable_socket_message", "socket", text[:80])
            return
        if envelope_id not in link.envelopes:
            self._world.violate("unknown_envelope", "socket", str(envelope_id))
            return
        if envelope_id in self._answered:
            self._world.violate("acknowledged_twice", "socket", str(envelope_id))
            return
        if self.acks_to_lose > 0:
            self.acks_to_lose -= 1
            return
        self._answered.add(envelope_id)
        future = self._waiting.get(envelope_id)
        if future is None:
            self._world.violate("acknowledged_late", "socket", str(envelope_id))
        elif not future.done():
            future.set_result(said.get("payload", ""))

    def _soon(self, link: Link, reason: str) -> None:
        if link in self.links:
            asyncio.ensure_future(self.disconnect(reason, link)).add_done_callback(_looked_at)

    def _close_soon(self, link: Link) -> None:
        asyncio.ensure_future(link.ws.close()).add_done_callback(_looked_at)


def _looked_at(task: "asyncio.Future[Any]") -> None:
    if not task.cancelled():
        task.exception()


_DEBUG: Json = {"host": "applink-local", "build_number": 1, "approximate_connection_time": 3600}
