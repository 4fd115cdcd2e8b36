import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from telegram.error import Conflict, RetryAfter

from tests.fakes.telegram.harness import Scene, play
from tests.fakes.telegram.model import Json

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.fixture(autouse=True)
def time_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the library warns on every 429, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


async def texts(s: Scene, offset: int = 0, limit: int = 100) -> list[str]:
    found = await s.bot.get_updates(offset=offset, limit=limit)
    return [update.message.text or "" for update in found if update.message is not None]


@dataclass
class Hook:
    url: str = ""
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    got: list[Json] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    inside: int = 0
    most_inside: int = 0

    async def take(self, request: web.Request) -> web.Response:
        self.got.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.inside += 1
        self.most_inside = max(self.most_inside, self.inside)
        await self.gate.wait()
        self.inside -= 1
        status = self.statuses.pop(0) if self.statuses else 200
        return web.Response(status=status, headers=self.headers if status != 200 else None)

    @property
    def texts(self) -> list[str]:
        return [each["message"]["text"] for each in self.got]


@asynccontextmanager
async def hook(*statuses: int) -> AsyncIterator[Hook]:
    made = Hook(statuses=list(statuses))
    made.gate.set()
    app = web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield made
    finally:
        await runner.cleanup()


def test_a_webhook_gets_each_update_with_the_secret() -> None:
    async def scene(s: Scene) -> None:
        async with hook() as h:
            s.amy.says("before")
            await s.bot.set_webhook(h.url, secret_token="sesame_1")
            s.amy.says("after")
            await s.server.drained()
            assert (h.texts, set(h.secrets)) == (["before", "after"], {"sesame_1"})
            with pytest.raises(Conflict):
                await s.bot.get_updates()
            assert s.server.calls[-1].description == (
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
            info = await s.bot.get_webhook_info()
            assert (info.url, info.pending_update_count, info.max_connections) == (h.url, 0, 40)
            await s.bot.delete_webhook()
            s.amy.says("polled")
            assert await texts(s) == ["polled"]

    play(scene)


def test_setting_a_webhook_ends_a_poll_and_too_often_is_too_often() -> None:
    async def scene(s: Scene) -> None:
        async with hook() as h:
            poll = asyncio.create_task(s.bot.get_updates(timeout=30))
            await s.server.until(lambda: s.server.polling)
            await s.bot.set_webhook(h.url)
            with pytest.raises(Conflict, match="terminated by setWebhook request"):
                await poll
            with pytest.raises(RetryAfter):
                await s.bot.set_webhook(h.url, max_connections=1)
            s.clock.advance(1)
            await s.bot.set_webhook(h.url, max_connections=1)

    play(scene)


def test_a_failing_update_holds_its_chat_and_no_other_and_backs_off() -> None:
    async def scene(s: Scene) -> None:
        async with hook(500, 500) as h:
            bob = s.server.person(12, "Bob")
            await s.bot.set_webhook(h.url, max_connections=1)
            s.amy.says("poison")
            s.amy.says("next")
            await s.server.until(lambda: len(h.got) == 2 and s.server.at_rest)
            h.statuses = [200, 500]
            bob.says("mine")
            await s.server.until(lambda: len(h.got) == 3 and s.server.at_rest)
            assert h.texts == ["poison", "poison", "mine"]
            s.clock.advance(1.9)
            assert s.server.at_rest
            s.clock.advance(0.1)
            await s.server.until(lambda: len(h.got) == 4 and s.server.at_rest)
            s.clock.advance(3.9)
            assert s.server.at_rest
            s.clock.advance(0.1)
            await s.server.drained()
            assert h.texts[3:] == ["poison", "poison", "next"]
            info = await s.bot.get_webhook_info()
            assert (info.last_error_message or "").startswith("Wrong response from the webhook: 50")

    play(scene)


def test_retry_after_of_the_webhook_is_kept() -> None:
    async def scene(s: Scene) -> None:
        async with hook(503) as h:
            h.headers = {"Retry-After": "30"}
            await s.bot.set_webhook(h.url)
            s.amy.says("busy")
            await s.server.until(lambda: len(h.got) == 1 and s.server.at_rest)
            s.clock.advance(29)
            await s.server.until(lambda: s.server.at_rest)
            assert len(h.got) == 1
            s.clock.advance(1)
            await s.server.drained()
            assert [each.status for each in s.server.deliveries] == [503, 200]

    play(scene)


def test_what_a_webhook_never_takes_expires() -> None:
    async def scene(s: Scene) -> None:
        async with hook(*[500] * 5000) as h:
            await s.bot.set_webhook(h.url)
            s.amy.says("never")
            await s.server.until(lambda: len(h.got) == 2 and s.server.at_rest)
            for _ in range(26):
                tried = len(h.got)
                s.clock.advance(HOUR)
                if len(s.server.queue) == 0:
                    break
                await s.server.until(lambda before=tried: len(h.got) > before and s.server.at_rest)  # type: ignore[misc]
            assert len(s.server.queue) == 0

    play(scene)


def test_gone_for_23_hours_ends_the_webhook() -> None:
    async def scene(s: Scene) -> None:
        async with hook(*[410] * 5000) as h:
            await s.bot.set_webhook(h.url)
            s.amy.says("anybody?")
            await s.server.until(lambda: len(h.got) == 2 and s.server.at_rest)
            s.clock.advance(23 * HOUR + 200)
            await s.server.until(lambda: len(h.got) == 3 and s.server.at_rest)
            assert (await s.bot.get_webhook_info()).url == ""
            assert await texts(s) == ["anybody?"]

    play(scene)


def test_no_more_connections_than_asked_for() -> None:
    async def scene(s: Scene) -> None:
        async with hook() as h:
            h.gate.clear()
            await s.bot.set_webhook(h.url, max_connections=2)
            for number in range(5):
                s.server.person(100 + number, "P").says(str(number))
            await s.server.until(lambda: h.inside == 2)
            h.gate.set()
            await s.server.drained()
            assert (h.most_inside, len(h.got)) == (2, 5)

    play(scene)


def test_a_webhook_that_breaks_off_gets_it_again() -> None:
    async def scene(s: Scene) -> None:
        await s.bot.set_webhook("http://127.0.0.1:9/nobody")
        s.amy.says("hello?")
        await s.server.until(lambda: len(s.server.deliveries) == 2 and s.server.at_rest)
        assert [each.status for each in s.server.deliveries] == [None, None]
        assert len(s.server.queue) == 1

    play(scene)


def test_the_same_update_twice_at_once() -> None:
    async def scene(s: Scene) -> None:
        async with hook() as h:
            await s.bot.set_webhook(h.url)
            s.amy.says("once")
            await s.server.drained()
            assert await s.server.push_again(h.got[0]["update_id"], copies=2) == [200, 200]
            assert h.got[0] == h.got[1] == h.got[2]

    play(scene)
