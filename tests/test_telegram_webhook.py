"""The webhook against those who are not Telegram, and the buttons that ask first."""

import httpx
import pytest

from bot.chats.telegram import SECRET_HEADER
from store import messages
from tests.talk import Desk
from tests.telegram_desk import SECRET, Office, play

GOOD = {SECRET_HEADER: SECRET}
BODIES = {
    "no secret": ({}, b"{}", 401),
    "another secret": ({SECRET_HEADER: SECRET + "x"}, b"{}", 401),
    "a secret that is no text": ({SECRET_HEADER: b"\xff\xfe"}, b"{}", 401),
    "no JSON": (GOOD, b"\xff{", 200),
    "deep JSON": (GOOD, b"[" * 100_000, 200),
    "a list": (GOOD, b"[1, 2]", 200),
    "no number": (GOOD, b'{"update_id": "x"}', 200),
    "an unknown kind": (GOOD, b'{"update_id": 5, "new_kind": {"a": 1}}', 200),
    "a message that is none": (GOOD, b'{"update_id": 6, "message": {"chat": {}}}', 200),
    "a press that is none": (GOOD, b'{"update_id": 7, "callback_query": 5}', 200),
    "two megabytes": (GOOD, b" " * (2 << 20), 413),
}


@pytest.mark.parametrize("name", BODIES)
def test_only_telegram_is_heard_and_nothing_breaks(desk: Desk, name: str) -> None:
    headers, body, status = BODIES[name]

    async def scene(o: Office) -> None:
        url = o.server._receiving.pusher.settings.url
        async with httpx.AsyncClient() as stranger:
            assert (await stranger.post(url, content=body, headers=headers)).status_code == status
            assert (await stranger.get(url)).status_code == 405
        o.person("amy")
        (told,) = await o.says("amy", "cancel")
        assert told.words.startswith("Nothing is open.")

    play(desk, scene, webhook=True)


def test_the_same_update_twice_at_the_same_moment_acts_once(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.says("amy", "cancel")
        number = o.server.queue.history[-1].id
        assert await o.server.push_again(number, 5) == [200] * 5
        await o.settled()
        assert len([one for one in amy.sees() if one.by_bot]) == 1

    play(desk, scene, webhook=True)


def test_a_button_that_destroys_asks_first(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (card,) = await o.says("amy", "/add 王小明")
        button = {"action": "form.cancel", "label": "Drop it", "literal": True, "params": {}, "confirm": True}
        with o.database.transaction() as session:
            messages.queue(
                session,
                [
                    {
                        "user_id": 1,
                        "platform": "telegram",
                        "address": "11",
                        "key": "cancel.nothing",
                        "body": {"params": {}, "buttons": [button]},
                        "event": "timer:1",
                        "created_at": o.app.clock(),
                    }
                ],
            )
        await o.settled()
        asked = amy.last
        await o.hears(lambda: amy.presses("Drop it", asked))
        assert amy.last.labels == ["Yes: Drop it", "Back"]
        await o.hears(lambda: amy.presses("Back"))
        assert amy.last.labels == ["Drop it"]
        await o.hears(lambda: amy.presses("Drop it"))
        await o.hears(lambda: amy.presses("Yes: Drop it"))
        assert "Closed without saving." in [one.words for one in amy.sees()]
        assert card.labels

    play(desk, scene)


def test_presses_in_many_chats_do_not_wait_for_one_another(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        people = ("amy", "ben", "tim", "kay", "zoe")
        for who in people:
            o.person(who)
        await o.hears(lambda: [o.people[who].says(f"find 周文彬 {n}") for n in range(3) for who in people])
        for who in people:
            assert len([one for one in o.people[who].sees() if one.by_bot]) == 3

    play(desk, scene, webhook=True)
