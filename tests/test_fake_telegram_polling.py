import asyncio

import pytest
from telegram.error import Conflict

from tests.fakes.telegram.harness import Scene, client, play

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
        assert [update.callback_query for update in await s.bot.get_updates()] == [None]
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


def test_pending_updates_can_be_dropped() -> None:
    async def scene(s: Scene) -> None:
        s.amy.says("old")
        assert (await s.bot.get_webhook_info()).pending_update_count == 1
        await s.bot.delete_webhook(drop_pending_updates=True)
        assert await texts(s) == []

    play(scene)
