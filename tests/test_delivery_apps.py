"""One card in two apps, tokens refused, a database that is away, platforms that come back, rates."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.chats.hints import Hints
from bot.chats.protocol import Letter, Limit
from bot.chats.rates import Rates
from bot.events import Pressed, Who
from bot.sales.people import Address
from store import users
from store.models import ChatAddress, Message
from tests.fakes.faults import Fault
from tests.fakes.telegram import FakeTelegram
from tests.letters import NOTHING, row, shown, wait, within
from tests.talk import Desk
from tests.telegram_desk import Office, office, play


@dataclass
class Pigeons:
    """Another platform, which keeps what it is given."""

    platform: str = "pigeons"
    stands: dict[str, Letter] = field(default_factory=dict)
    stripped: list[str] = field(default_factory=list)

    def limits(self, address: str, *, edit: bool = False) -> Sequence[Limit]:
        return (Limit(f"pigeons {address}", 1.0, 3),)

    async def send(self, letter: Letter) -> str:
        number = letter.edit or f"p{len(self.stands) + 1}"
        self.stands[number] = letter
        return number

    async def strip(self, address: str, external_id: str) -> None:
        self.stripped.append(external_id)

    async def find(self, letter: Letter) -> str | None:
        return next(
            (number for number, one in self.stands.items() if one.message.id == letter.message.id), None
        )


def test_one_card_in_two_apps_is_kept_equal(desk: Desk) -> None:
    pigeons = Pigeons()

    async def scene(o: Office) -> None:
        amy = o.person("amy")
        with o.database.transaction() as session:
            session.add(ChatAddress(platform="pigeons", address="a", user_id=1, linked_at=o.app.clock()))
        wait(o, "cancel.nothing", platform="pigeons", address="a", card="script:1")
        await o.settled()
        await o.says("amy", "/call 周文彬 enquiry")
        for _ in range(2):
            (copy,) = pigeons.stands.values()
            assert (copy.edit, copy.message.key, copy.view.text) == ("p1", "script.step", amy.last.words)
            assert [label for label, _, _ in copy.view.buttons] == amy.last.labels
            await o.presses("amy", "script.answer")
        (copy,) = pigeons.stands.values()
        press = copy.view.buttons[0][1]
        o.delivery.send(
            o.app.handle(Pressed(Who("pigeons", "a"), press, "p")), here=Address("pigeons", "a"), under="p1"
        )
        await o.settled()
        (copy,) = pigeons.stands.values()
        assert (copy.view.text, len(amy.sees())) == (amy.last.words, 2)

    play(desk, scene, chats=[pigeons])


def test_a_reminder_goes_to_the_preferred_app_and_the_other_copy_follows(desk: Desk) -> None:
    pigeons = Pigeons()

    async def scene(o: Office) -> None:
        amy = o.person("amy")
        with o.database.transaction() as session:
            session.add(ChatAddress(platform="pigeons", address="a", user_id=1, linked_at=o.app.clock()))
            users.change(session, 1, {"reminders_to": "pigeons"})
        (planned,) = await o.says("amy", "follow 周文彬 11:00")
        await o.at("2026-11-23T11:00:00+08:00")
        (due,) = pigeons.stands.values()
        assert due.message.key == "followup.due"
        assert [one.id for one in amy.sees() if one.by_bot] == [planned.id]
        assert (
            amy.last.words.replace(" (+886255550161)", "") == due.view.text
        )  # Telegram dials only what is whole

    play(desk, scene, chats=[pigeons])


def test_an_unclear_letter_is_looked_up_where_the_platform_can_tell(desk: Desk) -> None:
    pigeons = Pigeons()

    async def scene(o: Office) -> None:
        o.person("amy")
        number = wait(o, "cancel.nothing", platform="pigeons", address="a")
        held = within(o, o.delivery.posting.claim, Address("pigeons", "a"), Hints())
        assert held is not None
        await pigeons.send(held.letter)
        o.delivery.posting.release(o.app.clock() + timedelta(days=1))
        await o.settled()
        assert list(pigeons.stands) == ["p1"]
        assert (row(o, number).state, row(o, number).external_id) == ("sent", "p1")

    play(desk, scene, chats=[pigeons])


def test_a_refused_token_pauses_the_platform_and_the_administrator_hears_of_it_once(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        numbers = [wait(o, "cancel.nothing"), wait(o, "cancel.nothing", "ben")]
        o.server.faults.add(Fault.refused("Unauthorized", 401), method="sendMessage", times=1)
        await o.delivery.round()
        await o.delivery.idle()
        assert sorted(row(o, number).state for number in numbers) == ["pending", "sent"]
        await o.settled()
        assert [row(o, number).state for number in numbers] == ["sent", "sent"]
        with o.database.reading() as session:
            (alert,) = session.query(Message).filter(Message.key == "delivery.token_refused")
            assert (alert.platform, alert.address) == ("terminal", "ada")

    play(desk, scene)


class Away:
    """The database of an office, which can be cut off."""

    def __init__(self, o: Office) -> None:
        self.cut = False
        event.listen(o.database.engine, "begin", self._refuse)

    def _refuse(self, _connection: object) -> None:
        if self.cut:
            raise OperationalError("BEGIN", {}, ConnectionError("the database is away"))


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
def test_without_the_database_telegram_keeps_the_update(desk: Desk, webhook: bool) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.says("amy", "cancel")
        away = Away(o)
        away.cut = True
        amy.says("find 周文彬")
        if webhook:
            await o.server.until(lambda: o.server.deliveries[-1].status == 503)
        else:
            await o.server.until(lambda: len(o.pauses) >= 3)
        assert len(o.server.queue) == 1
        away.cut = False
        o.server.clock.advance(3)
        await o.settled()
        assert len([text for text in shown(o) if "周文彬" in text]) == 1

    play(desk, scene, webhook=webhook)


def test_an_update_that_is_none_blocks_nobody(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        o.person("amy")
        o.server.queue.push("message", {"message_id": "x", "chat": 5}, "chat 11")
        (told,) = await o.says("amy", "cancel")
        assert told.words == NOTHING

    play(desk, scene)


def test_a_second_poller_is_waited_out(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        o.person("amy")
        await o.server.until(lambda: o.server.polling)
        o.server.faults.add(
            Fault.refused("Conflict: terminated by other getUpdates request", 409), method="getUpdates"
        )
        (told,) = await o.says("amy", "cancel")
        (told,) = await o.says("amy", "cancel")
        assert told.words == NOTHING
        assert o.pauses == [5.0]

    play(desk, scene)


def test_it_starts_when_the_platform_comes_back(desk: Desk) -> None:
    def away(server: FakeTelegram) -> None:
        server.faults.add(Fault.server_error(502), method="getMe", times=2)
        server.faults.add(Fault.reset_before(), method="setMyCommands")
        server.faults.add(Fault.rate_limited(7), method="deleteWebhook")
        server.faults.add(Fault.hollow(), method="getMe")
        server.faults.add(Fault.html(), method="getUpdates")
        server.faults.add(Fault.hollow(), method="getUpdates")

    async def scene(o: Office) -> None:
        o.person("amy")
        (told,) = await o.says("amy", "cancel")
        assert told.words == NOTHING
        assert 7 in o.pauses

    async def play_it() -> None:
        async with office(desk, before=away) as o:
            await scene(o)

    asyncio.run(play_it())


def test_buckets_fill_with_time_and_freeze_for_what_was_asked() -> None:
    rates, limits = Rates(), (Limit("all", 30.0, 30), Limit("chat", 1.0, 2))
    assert rates.wait(limits, 0.0) == 0
    rates.take(limits, 0.0)
    rates.take(limits, 0.0)
    assert rates.wait(limits, 0.0) == pytest.approx(1.0)
    assert rates.wait(limits[:1], 0.0) == 0
    assert rates.wait(limits, 1.0) == 0
    rates.give_back(limits)
    rates.freeze("chat", 7.0, 1.0)
    assert rates.wait(limits, 2.0) == pytest.approx(6.0)
    assert rates.wait(limits[:1], 2.0) == 0
    assert rates.wait(limits, 8.0) == 0


def test_many_messages_keep_their_order_and_the_rate(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        for who in ("amy", "ben", "tim"):
            o.person(who)
            for number in range(20):
                wait(
                    o,
                    "help.unknown",
                    who,
                    body={"params": {"word": f"{number:02}", "nearest": "help"}, "buttons": []},
                )
        began = o.server.clock.now()
        await o.settled()
        for who in ("amy", "ben", "tim"):
            assert shown(o, who) == sorted(shown(o, who))
            assert len(shown(o, who)) == 20
        assert o.server.clock.now() - began == pytest.approx(16.5, abs=1)

    play(desk, scene)
