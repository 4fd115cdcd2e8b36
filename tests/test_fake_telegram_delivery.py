import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from telegram.error import Conflict, RetryAfter

from tests.fakes.telegram.harness import Scene, client, play
from tests.fakes.telegram.model import Json

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.fixture(autouse=True)
def time_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


async def texts(s: Scene, offset: int = 0, limit: int = 100) -> list[str]:
    found = await s.bot.get_updates(offset=offset, limit=limit)
    return [update.message.text or "" for update in found if update.message is not None]


def test_an_update_comes_again_until_a_later_offset_confirms_it() -> None:
    async def scene(s: Scene) -> None:
        for text in "abc":
            s.amy.says(text)
        first = (await s.bot.get_updates(limit=1))[0].update_id
        assert await texts(s) == ["a", "b", "c"]
        assert await texts(s, offset=first + 1) == ["b", "c"]
        assert await texts(s) == ["b", "c"]
        assert await texts(s, offset=first) == ["b", "c"]
        assert await texts(s, offset=first + 500) == ["b", "c"]
        assert await texts(s, offset=first + 3) == []
        assert len(s.server.queue) == 0

    play(scene)


def test_a_negative_offset_forgets_all_but_the_last() -> None:
    async def scene(s: Scene) -> None:
        for text in "abcd":
            s.amy.says(text)
        assert await texts(s, offset=-2) == ["c", "d"]
        assert await texts(s) == ["c", "d"]

    play(scene)


def test_a_hundred_at_a_time() -> None:
    async def scene(s: Scene) -> None:
        for number in range(130):
            s.amy.says(str(number))
        assert len(await texts(s)) == 100
        assert len(await texts(s, limit=500)) == 100
        assert await texts(s, limit=1) == ["0"]

    play(scene)


def test_messages_are_kept_a_day_and_presses_150_seconds() -> None:
    async def scene(s: Scene) -> None:
        s.amy.says("early")
        s.amy.forges(s.amy.last, "x")
        s.clock.advance(149)
        assert len(await s.bot.get_updates()) == 2
        s.clock.advance(1)
        assert await texts(s) == ["early"]
        s.clock.advance(DAY - 151)
        assert await texts(s) == ["early"]
        s.clock.advance(1)
        assert await texts(s) == []

    play(scene)


def test_after_a_quiet_week_numbers_begin_anywhere() -> None:
    async def scene(s: Scene) -> None:
        old = s.server.queue.history[-1].id
        s.clock.advance(7 * DAY)
        s.amy.says("back")
        assert abs(s.server.queue.history[-1].id - old) > 1000

    play(scene)


def test_only_the_kinds_that_were_asked_for() -> None:
    async def scene(s: Scene) -> None:
        await s.bot.get_updates(allowed_updates=["callback_query"])
        hers = s.amy.says("unheard")
        s.amy.forges(hers, "x")
        assert [update.to_dict().keys() for update in await s.bot.get_updates()] == [
            {"update_id": 0, "callback_query": 0}.keys()
        ]
        await s.bot.get_updates(allowed_updates=[])
        s.amy.says("heard")
        assert (await texts(s))[-1] == "heard"

    play(scene)


def test_a_long_poll_ends_with_an_update_or_with_its_time() -> None:
    async def scene(s: Scene) -> None:
        poll = asyncio.create_task(s.bot.get_updates(timeout=30))
        await s.server.until(lambda: len(s.server.calls_of("getUpdates")) == 1)
        s.amy.says("now")
        assert [update.message.text for update in await poll if update.message] == ["now"]
        await s.next_updates()
        poll = asyncio.create_task(s.bot.get_updates(timeout=30))
        await s.server.until(lambda: s.server.calls[-1].args == {"timeout": 30} and s.server.polling)
        s.clock.advance(29)
        await asyncio.sleep(0)
        assert not poll.done()
        s.clock.advance(1)
        assert await poll == ()

    play(scene)


def test_a_second_poller_ends_the_first_ones_wait() -> None:
    async def scene(s: Scene) -> None:
        async with client(s.server) as other:
            first = asyncio.create_task(s.bot.get_updates(timeout=30))
            await s.server.until(lambda: s.server.polling)
            second = asyncio.create_task(other.get_updates(timeout=20))
            with pytest.raises(Conflict):
                await first
            assert s.server.calls_of("getUpdates")[0].description == (
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
            s.amy.says("to the second")
            assert len(await second) == 1

    play(scene)


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


def test_pending_updates_can_be_dropped() -> None:
    async def scene(s: Scene) -> None:
        s.amy.says("old")
        assert (await s.bot.get_webhook_info()).pending_update_count == 1
        await s.bot.delete_webhook(drop_pending_updates=True)
        assert await texts(s) == []

    play(scene)
