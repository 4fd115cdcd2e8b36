"""Sending: order, rates, every fault a request can meet, two apps, a sender that dies."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import TypeVar

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.chats.hints import Hints
from bot.chats.posting import LEASE, Posting
from bot.chats.protocol import Letter, Limit
from bot.chats.rates import Rates
from bot.events import Pressed, Who
from bot.sales.people import Address
from store import messages, outbox, users
from store.models import ChatAddress, Message, Timer
from tests.fakes.faults import Fault
from tests.fakes.telegram import FakeTelegram
from tests.talk import Desk
from tests.telegram_desk import Office, office, play

T = TypeVar("T")
AMY, BEN = Address("telegram", "11"), Address("telegram", "12")


def wait(o: Office, key: str, who: str = "amy", **more: object) -> int:
    """A message of the clock waits for somebody."""
    address = str(o.person(who).id)
    with o.database.transaction() as session:
        user = users.by_handle(session, who)
        assert user is not None
        row = {
            "user_id": user.id,
            "platform": "telegram",
            "address": address,
            "key": key,
            "body": {"params": {}, "buttons": []},
            "event": "timer:1",
            "created_at": o.app.clock(),
        }
        return messages.queue(session, [{**row, **more}])[0].id


def row(o: Office, number: int) -> Message:
    with o.database.reading() as session:
        return session.get_one(Message, number)


def shown(o: Office, who: str = "amy") -> list[str]:
    return [one.words for one in o.person(who).sees() if one.by_bot]


NOTHING = 'Nothing is open. "help" lists what I can do.'
AGAIN = {
    "500": (Fault.server_error(500), 1, None),
    "503": (Fault.server_error(503), 1, None),
    "reset before": (Fault.reset_before(), 1, "repeated"),
    "reset after": (Fault.reset_after(), 2, "repeated"),
    "hang": (Fault.hang(), 1, "repeated"),
    "hang after the work": (Fault.hang(applied=True), 2, "repeated"),
    "a web page": (Fault.html(), 2, "repeated"),
    "half an answer": (Fault.cut_json(), 2, "repeated"),
}


def within(o: Office, act: Callable[..., T], *given: object) -> T:
    """Do something of the sender's in a transaction of its own."""
    with o.database.transaction() as session:
        return act(session, *given)


@pytest.mark.parametrize("name", AGAIN)
def test_what_failed_is_sent_again_and_flagged_where_it_may_be_shown_twice(desk: Desk, name: str) -> None:
    fault, times, why = AGAIN[name]

    async def scene(o: Office) -> None:
        number, after = wait(o, "cancel.nothing"), wait(o, "form.cancelled")
        o.server.faults.add(fault, method="sendMessage")
        await o.settled()
        assert shown(o) == [NOTHING] * times + ["Closed without saving."]
        assert (row(o, number).state, row(o, number).why) == ("sent", why)
        assert row(o, after).state == "sent"

    play(desk, scene, patience=0.4 if "hang" in name else 5.0)


def test_what_is_unclear_twice_is_not_sent_a_third_time(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        number = wait(o, "cancel.nothing")
        o.server.faults.add(Fault.reset_after(), method="sendMessage", times=2)
        await o.settled()
        assert shown(o) == [NOTHING] * 2
        assert row(o, number).state == "ambiguous"

    play(desk, scene)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("1", 1), ("30", 30), ("3600", 3600), (None, 30), ("abc", 30), ("-1", 30), ("0.5", 0.5)],
)
def test_silence_is_kept_for_exactly_as_long_as_was_asked(
    desk: Desk, asked: str | None, seconds: float
) -> None:
    async def scene(o: Office) -> None:
        wait(o, "cancel.nothing")
        wait(o, "cancel.nothing", "ben")
        o.server.faults.add(Fault.rate_limited(asked), method="sendMessage", chat=11)
        began = o.server.clock.now()
        await o.settled()
        at = {call.chat: call.at - began for call in o.server.calls_of("sendMessage")}
        assert at["12"] == 0
        assert at["11"] == pytest.approx(seconds, abs=0.01)
        assert shown(o) == [NOTHING]

    play(desk, scene)


@pytest.mark.parametrize("status", [200, 400])
def test_a_poison_message_is_dead_and_the_next_go_on(desk: Desk, status: int) -> None:
    async def scene(o: Office) -> None:
        poison, after = wait(o, "cancel.nothing"), wait(o, "form.cancelled")
        wordless = wait(o, "cancel.nothing", body={"buttons": []})
        o.server.faults.add(Fault.refused("Bad Request: SOMETHING_NEW", status), method="sendMessage")
        await o.settled()
        assert (row(o, poison).state, row(o, poison).why) == ("dead", "Something_new")
        assert (row(o, wordless).state, row(o, wordless).why) == ("dead", "words")
        assert row(o, after).state == "sent"
        with o.database.reading() as session:
            (trouble,) = session.query(Timer).filter(Timer.kind == "trouble")
            assert trouble.params["ref"] in (f"m{poison}", f"m{wordless}")

    play(desk, scene)


def test_an_hour_without_the_platform_loses_nothing_and_keeps_the_order(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        o.person("amy")
        keys = ["cancel.nothing", "form.cancelled"] * 4
        numbers = [wait(o, key) for key in keys]
        o.server.faults.add(Fault.server_error(502), method="sendMessage", times=120)
        began = o.server.clock.now()
        await o.settled()
        sent = [call.at - began for call in o.server.calls_of("sendMessage")]
        assert 2_000 < sent[-1] < 3_700
        assert max(later - earlier for earlier, later in pairwise(sent)) <= 30
        assert shown(o) == [NOTHING, "Closed without saving."] * 4
        assert [row(o, number).state for number in numbers] == ["sent"] * 8

    play(desk, scene)


def test_when_a_platform_answers_again_nobody_waits_out_his_own_pause(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        for handle in ("amy", "ben"):
            o.person(handle)
            wait(o, "cancel.nothing", handle)
        o.server.faults.add(Fault.server_error(502), method="sendMessage", times=30)
        await o.settled()
        first, *rest = [call.at for call in o.server.calls_of("sendMessage") if call.status == 200]
        assert first - o.server.calls[0].at > 30
        assert all(at - first < 1.1 for at in rest)

    play(desk, scene)


def test_replies_go_before_reminders_and_those_before_digests(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        o.person("amy")
        digest = wait(o, "agenda.daily")
        reminder = wait(o, "cancel.nothing")
        sla = wait(o, "handoff.reminder")
        reply = wait(o, "form.cancelled", event="telegram:1")
        posting = Posting(o.app, ("telegram",))
        order = []
        for _ in range(4):
            with o.database.transaction() as session:
                from_store = outbox.claim(session, AMY, o.app.clock(), o.app.clock() + LEASE)
                assert from_store is not None
                order.append(from_store.queued.id)
                outbox.ended(session, from_store, "cancelled", "test")
        assert order == [reply, sla, reminder, digest]
        assert posting.waiting(o.app.clock()) == []

    play(desk, scene)


def test_a_sender_that_died_is_found_out_and_a_paused_one_writes_nothing(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        number = wait(o, "cancel.nothing")
        posting = o.delivery.posting
        paused = within(o, posting.claim, AMY, Hints())
        assert paused is not None
        assert within(o, posting.claim, AMY, Hints()) is None
        o.server.clock.advance(LEASE.total_seconds())
        await o.settled()
        assert (row(o, number).state, row(o, number).why) == ("sent", "repeated")
        within(o, posting.sent, paused, "999")
        posting.ended(paused, "dead", "late")
        assert (row(o, number).state, row(o, number).external_id) == ("sent", str(o.person("amy").last.id))

    play(desk, scene)


def test_a_sender_that_lives_keeps_what_is_on_its_way_and_a_dead_one_loses_it_in_seconds(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        number = wait(o, "cancel.nothing")
        mine, other = Posting(o.app, ("telegram",)), Posting(o.app, ("telegram",))
        claimed = within(o, mine.claim, AMY, Hints())
        assert claimed is not None
        mine.held[number] = claimed.claim.fence
        for _ in range(3):
            o.server.clock.advance(LEASE.total_seconds() - 1)
            mine.renew()
            assert other.waiting(o.app.clock()) == []
        o.server.clock.advance(LEASE.total_seconds())
        assert mine.waiting(o.app.clock()) == []
        assert other.waiting(o.app.clock()) == [AMY]
        mine.renew()
        assert row(o, number).state == "pending"
        await o.settled()

    play(desk, scene)


def test_what_the_dead_process_held_is_free_at_the_start_of_the_only_one(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        number = wait(o, "cancel.nothing")
        assert within(o, o.delivery.posting.claim, AMY, Hints()) is not None
        o.delivery.posting.release(o.app.clock() + timedelta(days=1))
        await o.settled()
        assert row(o, number).state == "sent"

    play(desk, scene)


def test_after_a_restart_an_answer_stands_below_and_the_old_buttons_go(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (step,) = await o.says("amy", "/call 周文彬 enquiry")
        o.app.handle(Pressed(Who("telegram", "11"), o.button("amy", "script.answer"), "applied, then killed"))
        await o.settled()
        assert amy.last.id != step.id
        assert amy.last.labels
        assert amy.sees()[1].labels == []

    play(desk, scene)


def test_a_message_that_was_deleted_is_posted_anew(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (step,) = await o.says("amy", "/call 周文彬 enquiry")
        press = o.button("amy", "script.answer")
        amy.deletes(step)
        await o.hears(lambda: amy.forges(step, press))
        assert amy.last.id > step.id
        assert amy.last.labels
        refused = [one.description for one in o.server.refused]
        assert refused == ["Bad Request: message to edit not found"]
        o.server.calls.clear()

    play(desk, scene)


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
        server.faults.add(Fault.html(), method="getUpdates")

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
