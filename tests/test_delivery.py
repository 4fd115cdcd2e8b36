"""Sending what waits: failures, silence, order, one card in two apps."""

from itertools import pairwise

import pytest

from bot.chats.posting import LEASE, Posting
from store import outbox
from store.models import Timer
from tests.fakes.faults import Fault
from tests.letters import AMY, NOTHING, row, shown, wait
from tests.talk import Desk
from tests.telegram_desk import Office, play

AGAIN = {
    "500": (Fault.server_error(500), 1, None),
    "503": (Fault.server_error(503), 1, None),
    "reset before": (Fault.reset_before(), 1, "repeated"),
    "reset after": (Fault.reset_after(), 2, "repeated"),
    "hang": (Fault.hang(), 1, "repeated"),
    "hang after the work": (Fault.hang(applied=True), 2, "repeated"),
    "a web page": (Fault.html(), 2, "repeated"),
    "half an answer": (Fault.cut_json(), 2, "repeated"),
    "done, and nothing of it": (Fault.hollow(), 2, "repeated"),
}


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
