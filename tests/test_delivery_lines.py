"""Chats that wait in line for a rate: as many are let go as it has room for, the most urgent first."""

from bot.chats.lines import Lines
from bot.chats.protocol import Limit
from bot.chats.rates import Rates
from bot.sales.people import Address
from store.outbox import DIGEST, REMINDER, REPLY
from tests.letters import AMY, BEN, row, wait
from tests.talk import Desk
from tests.telegram_desk import Office, play

ALL = Limit("all", 10.0, 5)


def chat(number: int) -> Address:
    return Address("telegram", str(number))


def test_a_thousand_that_wait_are_let_go_as_the_rate_has_room() -> None:
    rates = Rates()
    lines = Lines(rates)
    rates.take([ALL], 0.0, 5)
    for number in range(1_000):
        lines.line_up(chat(number), [ALL, Limit(f"chat {number}", 1.0, 4)], REMINDER, 0.0)
    assert lines.due(0.0) == []
    assert lines.soonest(0.0) == 0.1
    assert [place for place, _ in lines.due(0.21)] == [chat(0), chat(1)]
    assert chat(0) not in lines
    assert chat(2) in lines


def test_what_is_more_urgent_goes_before_what_came_first_and_silence_holds_all() -> None:
    rates = Rates()
    lines = Lines(rates)
    rates.take([ALL], 0.0, 5)
    for number, rank in enumerate((DIGEST, REMINDER, REMINDER)):
        lines.line_up(chat(number), [ALL], rank, 0.0)
    assert lines.in_line(chat(2), REPLY)
    assert not lines.in_line(chat(3))
    lines.wait(chat(4), 0.05)
    rates.freeze("all", 7.0, 0.0)
    assert lines.due(6.9) == [(chat(4), REPLY)]
    assert lines.soonest(6.9) == 7.0
    assert lines.due(7.0) == [(chat(2), REPLY), (chat(1), REMINDER), (chat(0), DIGEST)]
    assert lines.soonest(7.0) is None


def test_a_chat_that_waits_for_its_own_rate_holds_up_nobody() -> None:
    rates, own = Rates(), Limit("chat 1", 1.0, 1)
    lines = Lines(rates)
    rates.take([ALL, own], 0.0)
    lines.line_up(chat(1), [ALL, own], REPLY, 0.0)
    assert lines.moments(0.5) == {chat(1): 1.0}
    assert lines.due(0.99) == []
    assert lines.due(1.0) == [(chat(1), REPLY)]


def test_an_answer_goes_before_the_reminders_that_wait_for_the_same_rate(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        delivery = o.delivery
        numbers = [wait(o, "cancel.nothing", who) for who in ("ben", "tim", "mia")]
        limits = o.service.chat.limits("11")[:1]
        delivery.rates.take(limits, o.server.clock.now(), limits[0].burst)
        await delivery.round()
        await delivery.idle()
        assert not o.server.calls_of("sendMessage")
        answer = wait(o, "form.cancelled", event="telegram:1")
        delivery.start([AMY])
        await delivery.idle()
        assert BEN in delivery.lines
        await o.settled()
        assert next(call.chat for call in o.server.calls_of("sendMessage")) == AMY.address
        assert {row(o, number).state for number in (*numbers, answer)} == {"sent"}

    play(desk, scene)
