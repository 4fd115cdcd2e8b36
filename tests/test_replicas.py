"""Several processes of one database: silence and clocks are common to them, and whoever raced leaves a trace."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.chats.delivery import Delivery
from bot.chats.service import Intake
from bot.chats.web import Health
from bot.commands.clock import Clock, wall
from bot.commands.compose import build
from bot.commands.leading import LEASE, Lead
from bot.events import Pressed, Said, Who
from bot.sales.people import Address
from bot.sending import Outgoing
from store.db import Raced
from store.models import Lease, Seen
from tests.fakes.faults import Fault
from tests.letters import AMY, BEN, NOTHING, row, shown, wait
from tests.talk import Desk
from tests.telegram_desk import Office, play

T = datetime(2026, 11, 23, 2, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_silence_outlives_a_restart_and_holds_for_more_urgent_messages(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        reminder = wait(o, "cancel.nothing")
        wait(o, "cancel.nothing", "ben")
        o.server.faults.add(Fault.rate_limited(7), method="sendMessage", chat=11)
        await o.delivery.round()
        await o.delivery.idle()
        assert row(o, reminder).state == "pending"
        other = Delivery(o.app, grace=timedelta(0))
        other.add(o.service.chat)
        answer = wait(o, "form.cancelled", event="telegram:1")
        other.start([AMY, BEN])
        await other.idle()
        await other.round()
        await other.idle()
        assert sorted(call.chat or "" for call in o.server.calls_of("sendMessage")) == ["11", "12"]
        assert other.lines.moments(o.server.clock.now())[Address("telegram", "11")] == pytest.approx(
            o.server.clock.now() + 7, abs=0.1
        )
        o.server.clock.advance(7)
        await other.round()
        await other.idle()
        await o.settled()
        assert shown(o) == ["Closed without saving.", NOTHING]
        assert (row(o, answer).state, row(o, reminder).state) == ("sent", "sent")

    play(desk, scene)


def test_silence_that_old_buttons_meet_holds_for_the_next_message(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.says("amy", "/call 周文彬 enquiry")
        o.server.faults.add(Fault.rate_limited(7), method="editMessageReplyMarkup")
        o.app.handle(Pressed(Who("telegram", "11"), o.button("amy", "script.answer"), "applied, then killed"))
        after = wait(o, "cancel.nothing", event="telegram:1")
        began = o.server.clock.now()
        await o.settled()
        assert row(o, after).state == "sent"
        assert o.server.clock.now() >= began + 7
        assert amy.last.words == NOTHING

    play(desk, scene)


def test_who_raced_does_it_again_and_no_update_is_acknowledged_without_a_trace(desk: Desk) -> None:
    tries: list[int] = []

    def act() -> list[Outgoing]:
        tries.append(1)
        if len(tries) < 3:
            raise Raced
        return desk.app.handle(Said(Who("telegram", "11"), "cancel", "77"))

    def never() -> list[Outgoing]:
        raise Raced

    async def scene() -> None:
        intake = Intake(desk.app)
        await intake.within("telegram", "11", act)
        with pytest.raises(Raced):
            await intake.within("telegram", "11", never)

    asyncio.run(scene())
    with desk.database.reading() as session:
        assert session.scalars(select(Seen.event_id)).all() == ["telegram:77"]


def replica(desk: Desk, wrong: timedelta) -> tuple[Lead, Clock]:
    clock = Clock(wall=lambda: wall() + wrong)
    app = build(desk.settings, clock, database=desk.database, rules=desk.app.rules)
    return Lead(app, Delivery(app), Health(), str(wrong), clock), clock


def test_a_clock_that_is_wrong_neither_takes_a_lease_early_nor_holds_it_long(desk: Desk) -> None:
    if desk.database.engine.dialect.name == "sqlite":
        pytest.skip("a file is served by one process")
    right, _ = replica(desk, timedelta())
    fast, its_clock = replica(desk, timedelta(hours=1))
    right.beat()
    fast.beat()
    assert (right.leads(), fast.leads()) == (True, False)
    right.give_up()
    fast.beat()
    assert fast.leads()
    with desk.database.reading() as session:
        until = session.get_one(Lease, "serve").until
    assert until - wall() <= LEASE + SECOND
    assert its_clock() - wall() < SECOND


def test_a_clock_follows_another_as_nearly_as_it_can_be_asked() -> None:
    ours = [T]
    clock = Clock(wall=lambda: ours[-1])

    def answer(there: datetime, takes: timedelta) -> datetime:
        ours.append(ours[-1] + takes)
        return there

    assert clock.follow(lambda: None) == timedelta()
    assert clock.follow(lambda: answer(T - 5 * SECOND, timedelta())) == -5 * SECOND
    assert clock() == T - 5 * SECOND
    assert clock.follow(lambda: answer(T - 4 * SECOND, 4 * SECOND)) == -5 * SECOND, (
        "right within what it took"
    )
    assert clock.follow(lambda: answer(T + 10 * SECOND, timedelta())) == 6 * SECOND
    assert clock() == T + 10 * SECOND
    clock.follow(lambda: answer(T, timedelta()))
    assert clock() == T + 10 * SECOND, "never back"
