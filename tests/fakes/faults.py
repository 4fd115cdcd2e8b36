"""A script of faults, one per request, shared by the local servers that stand in for the chat platforms.

A rule says which requests it hits (method, chat, the how-manyth) and what then happens on the wire.
What a fault says in the body is the platform's own wording, so each server words it by itself.
"""

import asyncio
import enum
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Self

from aiohttp import web

from tests.fakes.wire import bytes_of, gone, reset


class Kind(enum.Enum):
    """What happens to a request."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    HANG = "hang"
    TRICKLE = "trickle"
    RESET_BEFORE = "reset_before"
    RESET_AFTER = "reset_after"
    HTML = "html"
    CUT_JSON = "cut_json"
    HOLLOW = "hollow"
    REFUSED = "refused"
    BLOCKED = "blocked"
    MIGRATED = "migrated"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `applied` says whether the server does the work before the answer goes wrong."""

    kind: Kind
    status: int = 200
    detail: str = ""
    retry_after: str | None = None
    moved_to: int | None = None
    applied: bool = False
    pace: float = 0.05

    @classmethod
    def rate_limited(cls, retry_after: float | str | None) -> Self:
        """429; `retry_after` goes out as given (30, 0.5, "abc", -1), None leaves it out."""
        return cls(Kind.RATE_LIMITED, 429, retry_after=None if retry_after is None else str(retry_after))

    @classmethod
    def server_error(cls, status: int = 500, *, applied: bool = False) -> Self:
        """500, 502, 503 and their like."""
        return cls(Kind.SERVER_ERROR, status, applied=applied)

    @classmethod
    def hang(cls, *, applied: bool = False) -> Self:
        """Not one byte comes back until the caller gives up or the script is released."""
        return cls(Kind.HANG, applied=applied)

    @classmethod
    def trickle(cls, pace: float = 0.05) -> Self:
        """The work is done and the answer comes one byte every `pace` seconds."""
        return cls(Kind.TRICKLE, applied=True, pace=pace)

    @classmethod
    def reset_before(cls) -> Self:
        """The connection is reset and nothing was done."""
        return cls(Kind.RESET_BEFORE)

    @classmethod
    def reset_after(cls) -> Self:
        """The work is done and the connection reset before a byte of the answer."""
        return cls(Kind.RESET_AFTER, applied=True)

    @classmethod
    def html(cls, *, applied: bool = True) -> Self:
        """200 with a web page, as proxies give."""
        return cls(Kind.HTML, applied=applied)

    @classmethod
    def cut_json(cls) -> Self:
        """200 and the first half of the right answer."""
        return cls(Kind.CUT_JSON, applied=True)

    @classmethod
    def hollow(cls) -> Self:
        """200 and well done, without anything that was asked for."""
        return cls(Kind.HOLLOW, applied=True)

    @classmethod
    def refused(cls, detail: str, status: int = 200) -> Self:
        """The platform's `ok: false` with words or a code nobody documented."""
        return cls(Kind.REFUSED, status, detail=detail)

    @classmethod
    def blocked(cls) -> Self:
        """The person does not want to hear from us: the platform's own refusal for that."""
        return cls(Kind.BLOCKED, 403)

    @classmethod
    def migrated(cls, moved_to: int) -> Self:
        """The group has become another chat."""
        return cls(Kind.MIGRATED, 400, moved_to=moved_to)


@dataclass(slots=True)
class _Rule:
    faults: tuple[Fault, ...]
    method: str | None
    chat: str | None
    first: int
    last: int | None
    rate: float | None
    matched: int = 0

    def hit(self, method: str, chat: str | None, dice: random.Random) -> Fault | None:
        if self.method not in (None, method) or self.chat not in (None, chat):
            return None
        self.matched += 1
        if self.matched < self.first or (self.last is not None and self.matched > self.last):
            return None
        if self.rate is not None and dice.random() >= self.rate:
            return None
        return dice.choice(self.faults)


@dataclass(frozen=True, slots=True)
class Fired:
    """A fault that was given out, for the checks after a test."""

    method: str
    chat: str | None
    fault: Fault


@dataclass(slots=True)
class FaultScript:
    """Which request meets which fault; the same seed and requests give the same faults."""

    seed: int = 0
    fired: list[Fired] = field(default_factory=list)
    _rules: list[_Rule] = field(default_factory=list)
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311

    def add(
        self,
        fault: Fault,
        *,
        method: str | None = None,
        chat: int | str | None = None,
        nth: int = 1,
        times: int | None = 1,
    ) -> None:
        """The nth matching request from now and the `times - 1` after it meet the fault (None: for ever)."""
        last = None if times is None else nth + times - 1
        self._rules.append(_Rule((fault,), method, _name(chat), nth, last, None))

    def sometimes(
        self,
        faults: Sequence[Fault],
        rate: float,
        *,
        method: str | None = None,
        chat: int | str | None = None,
    ) -> None:
        """Any matching request meets one of the faults with this probability."""
        self._rules.append(_Rule(tuple(faults), method, _name(chat), 1, None, rate))

    def take(self, method: str, chat: int | str | None) -> Fault | None:
        """The fault for this request; every rule counts it, the first that hits decides."""
        hits = [rule.hit(method, _name(chat), self._dice) for rule in self._rules]
        found = next((fault for fault in hits if fault is not None), None)
        if found is not None:
            self.fired.append(Fired(method, _name(chat), found))
        return found

    def clear(self) -> None:
        """No more faults."""
        self._rules.clear()

    def release(self) -> None:
        """Let every hanging request go, now and from now on (a server closing calls it)."""
        self._released.set()

    async def play(
        self,
        fault: Fault,
        request: web.Request,
        work: Callable[[], Awaitable[web.Response]],
        wording: Callable[[Fault], web.Response],
    ) -> web.StreamResponse:
        """Answer the request as the fault says: `work` does it truly, `wording` says a refusal."""
        answer = await work() if fault.applied else None
        if fault.kind is Kind.HANG:
            await self._hold(request)
            return reset(request)
        if fault.kind in (Kind.RESET_BEFORE, Kind.RESET_AFTER):
            return reset(request)
        if fault.kind is Kind.HTML:
            return web.Response(text="<html><body><h1>Welcome</h1></body></html>", content_type="text/html")
        if fault.kind is Kind.HOLLOW:
            return web.json_response({"ok": True, "result": True})
        if fault.kind is Kind.TRICKLE and answer is not None:
            return await self._trickle(request, bytes_of(answer), fault.pace)
        if fault.kind is Kind.CUT_JSON and answer is not None:
            body = bytes_of(answer)
            return web.Response(body=body[: len(body) // 2], content_type="application/json")
        return wording(fault)

    async def _hold(self, request: web.Request) -> None:
        while not self._released.is_set() and not gone(request):
            try:
                await asyncio.wait_for(self._released.wait(), 0.02)
            except TimeoutError:
                continue

    async def _trickle(self, request: web.Request, body: bytes, pace: float) -> web.StreamResponse:
        stream = web.StreamResponse(headers={"Content-Type": "application/json"})
        stream.content_length = len(body)
        await stream.prepare(request)
        for position in range(len(body)):
            if self._released.is_set() or gone(request):
                return reset(request)
            await stream.write(body[position : position + 1])
            await asyncio.sleep(pace)
        return stream


def _name(chat: int | str | None) -> str | None:
    return None if chat is None else str(chat)
