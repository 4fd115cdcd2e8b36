"""Who holds a message: senders that died, paused or lived; restarts; messages that are gone."""

from datetime import timedelta

from bot.chats.hints import Hints
from bot.chats.posting import LEASE, Posting
from bot.chats.protocol import Letter
from bot.events import Pressed, Who
from store.outbox import REMINDER
from tests.fakes.faults import Fault
from tests.letters import AMY, row, wait, within
from tests.talk import Desk
from tests.telegram_desk import Office, play


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
        mine.held[number] = claimed.claim
        for _ in range(3):
            o.server.clock.advance(LEASE.total_seconds() - 1)
            mine.renew()
            assert other.waiting(o.app.clock()) == []
        o.server.clock.advance(LEASE.total_seconds())
        assert mine.waiting(o.app.clock()) == []
        assert other.waiting(o.app.clock()) == [(AMY, REMINDER)]
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


def test_a_lane_that_ends_in_a_fault_of_ours_holds_its_message_no_longer_than_its_lease(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        number = wait(o, "cancel.nothing")
        chat, send = o.service.chat, o.service.chat.send
        broken = [ZeroDivisionError("planted")]

        async def fails_once(letter: Letter) -> str:
            if broken:
                raise broken.pop()
            return await send(letter)

        chat.send = fails_once  # type: ignore[method-assign]
        await o.delivery.round()
        await o.delivery.idle()
        assert (row(o, number).state, o.delivery.posting.held) == ("sending", {})
        o.server.clock.advance(LEASE.total_seconds() + 1)
        await o.settled()
        assert row(o, number).state == "sent"

    play(desk, scene)


def test_a_question_that_was_told_to_wait_silences_its_chat_and_is_not_asked_in_silence(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        button = {"action": "form.cancel", "label": "Drop it", "literal": True, "params": {}, "confirm": True}
        wait(o, "cancel.nothing", body={"params": {}, "buttons": [button]})
        await o.settled()
        o.server.faults.add(Fault.rate_limited(5), method="editMessageReplyMarkup", times=1)
        await o.hears(lambda: amy.presses("Drop it"))
        (asked,) = o.server.calls_of("editMessageReplyMarkup")
        await o.hears(lambda: amy.presses("Drop it"))
        assert o.server.calls_of("editMessageReplyMarkup") == [asked]
        await o.says("amy", "due")
        assert o.server.calls_of("sendMessage")[-1].at - asked.at >= 5

    play(desk, scene)
