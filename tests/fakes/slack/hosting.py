"""Runs a real Bolt app against the strict Slack: over HTTP on loopback, or over Socket Mode."""

import asyncio
import functools
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import ParamSpec, TypeVar

import uvicorn
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.fakes.slack.server import SlackServer

P = ParamSpec("P")
T = TypeVar("T")


def client_of(server: SlackServer, token: str | None = None) -> AsyncWebClient:
    """Slack's own client for this server, repeating nothing by itself."""
    return AsyncWebClient(
        token=server.app.bot_token if token is None else token,
        base_url=server.base_url,
        retry_handlers=[],
        timeout=5,
    )


def bolt_of(server: SlackServer) -> AsyncApp:
    """An empty Bolt app that acknowledges after its listeners have run."""
    secret = server.app.signing_secret
    return AsyncApp(client=client_of(server), signing_secret=secret, process_before_response=True)


@asynccontextmanager
async def hosted(server: SlackServer, app: AsyncApp) -> AsyncIterator[str]:
    """Serve the app over HTTP and let Slack verify its URL."""
    handler = AsyncSlackRequestHandler(app)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    async with listening(Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])) as base:
        url = f"{base}/slack/events"
        if not await server.connect(url):
            raise RuntimeError("the app did not answer url_verification")
        yield url


@asynccontextmanager
async def listening(site: Starlette) -> AsyncIterator[str]:
    """Run a web application on a free loopback port."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        config = uvicorn.Config(site, log_config=None, ws="none", lifespan="off", timeout_graceful_shutdown=1)
        runner = uvicorn.Server(config)
        task = asyncio.create_task(runner.serve(sockets=[sock]))
        while not runner.started:
            await asyncio.sleep(0.002)
        try:
            yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        finally:
            runner.should_exit = True
            await task


@asynccontextmanager
async def linked(
    server: SlackServer, app: AsyncApp, ping_interval: float = 5
) -> AsyncIterator[AsyncSocketModeHandler]:
    """Connect the app by Socket Mode."""
    handler = AsyncSocketModeHandler(app, server.app.app_token, ping_interval=ping_interval)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    await server.connected()
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


def asynchronous(test: Callable[P, Awaitable[T]]) -> Callable[P, T]:
    """A coroutine as an ordinary test function."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        return asyncio.run(asyncio.wait_for(test(*args, **kwargs), 20))

    return run
