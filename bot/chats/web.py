"""The one HTTP server: the platforms' webhooks, health and figures."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.chats import metrics

LARGEST_BODY = 1 << 20
BODY_SECONDS = 10.0
FRESH_SECONDS = 10.0
LOCAL = ("127.0.0.1", "::1", "localhost")
PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip")


class BadBody(Exception):  # noqa: N818
    """A request whose body is too large or too slow; `status` is what it is answered with."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


@dataclass(slots=True)
class Health:
    """When each part last passed, by the process's own clock."""

    passed: dict[str, float] = field(default_factory=dict)
    parts: tuple[str, ...] = ("write", "read", "sending")

    def note(self, part: str) -> None:
        """This part works now."""
        self.passed[part] = time.monotonic()

    def late(self) -> list[str]:
        """The parts that did not pass in the last ten seconds."""
        oldest = time.monotonic() - FRESH_SECONDS
        return [part for part in self.parts if self.passed.get(part, 0.0) < oldest]


def application(routes: Sequence[Route], health: Health, *, local_only: bool) -> Starlette:
    """The platforms' routes with /healthz, /readyz and /metrics; those answer local callers if so told."""

    def hidden(request: Request) -> bool:
        caller = request.client.host if request.client else ""
        passed_on = any(name in request.headers for name in PASSED_ON)
        return local_only and (passed_on or caller not in LOCAL)

    async def healthz(request: Request) -> Response:
        return Response(status_code=404) if hidden(request) else PlainTextResponse("ok")

    async def readyz(request: Request) -> Response:
        if hidden(request):
            return Response(status_code=404)
        late = health.late()
        return JSONResponse({"ready": not late, "late": late}, 503 if late else 200)

    async def figures(request: Request) -> Response:
        if hidden(request):
            return Response(status_code=404)
        return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    own = [Route("/healthz", healthz), Route("/readyz", readyz), Route("/metrics", figures)]
    return Starlette(routes=[*routes, *own])


async def body_of(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """A request's body, within a size and ten seconds; raises BadBody."""
    read = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                read += chunk
                if len(read) > largest:
                    raise BadBody(413)
    except TimeoutError as error:
        raise BadBody(408) from error
    except ClientDisconnect as error:
        raise BadBody(400) from error
    return bytes(read)


class Server(uvicorn.Server):
    """Uvicorn inside our own loop: signals are ours, and so is the log."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                log_config=None,
                access_log=False,
                lifespan="off",
                server_header=False,
                limit_concurrency=1_000,
                timeout_graceful_shutdown=5,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave SIGTERM and SIGINT to the command."""
        yield

    @property
    def port(self) -> int:
        """The port it listens on; what port 0 became."""
        return int(self.servers[0].sockets[0].getsockname()[1])
