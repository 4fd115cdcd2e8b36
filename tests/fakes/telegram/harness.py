"""For tests: a server, the real client of python-telegram-bot and a person in one scene, then all closed."""

import asyncio
import io
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from PIL import Image
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.fakes.telegram.clock import ManualClock
from tests.fakes.telegram.model import Json
from tests.fakes.telegram.person import Person
from tests.fakes.telegram.server import FakeTelegram


@dataclass(frozen=True, slots=True)
class Scene:
    """Amy has started the bot, and the bot has confirmed that."""

    server: FakeTelegram
    bot: Bot
    clock: ManualClock
    amy: Person

    async def raw(self, method: str, **kwargs: Any) -> tuple[int, Json]:
        """A request that no library would make: what aiohttp's post takes; status and answer."""
        address = f"{self.server.base_url}{self.server.token}/{method}"
        async with aiohttp.ClientSession() as session, session.post(address, **kwargs) as answer:
            body: Json = await answer.json()
            return answer.status, body

    async def next_updates(self) -> list[Json]:
        """What is waiting, confirmed."""
        found = await self.bot.get_updates()
        if found:
            await self.bot.get_updates(offset=found[-1].update_id + 1)
        return [update.to_dict() for update in found]


def play(scene: Callable[[Scene], Awaitable[None]], **options: Any) -> None:
    """Run a scene on a fresh server; `options` are the server's."""
    asyncio.run(_play(scene, options))


def client(server: FakeTelegram, patience: float = 2.0) -> Bot:
    """A client of this server; the connection is plain, so no certificates are loaded."""
    plain = {"verify": False}
    requests = [
        HTTPXRequest(read_timeout=patience, connection_pool_size=64, httpx_kwargs=plain) for _ in range(2)
    ]
    return Bot(
        server.token,
        base_url=server.base_url,
        base_file_url=server.base_file_url,
        request=requests[0],
        get_updates_request=requests[1],
    )


def picture(width: int = 60, height: int = 40, colour: str = "teal") -> bytes:
    """A PNG."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


async def _play(scene: Callable[[Scene], Awaitable[None]], options: dict[str, Any]) -> None:
    clock = ManualClock()
    async with FakeTelegram(clock=clock, **options) as server, client(server) as bot:
        amy = server.person(11, "Amy", "zh-hant")
        stage = Scene(server, bot, clock, amy)
        amy.starts()
        await stage.next_updates()
        server.calls.clear()
        await scene(stage)
