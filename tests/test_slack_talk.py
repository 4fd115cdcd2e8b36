"""A seller at work in Slack: messages, commands, modals, shortcuts, Home."""

import pytest

from store.models import Call, Contact
from tests.fakes.slack.server import Mode
from tests.fakes.slack.shown import screen
from tests.slack_desk import Office, play
from tests.slack_rows import MODES, buttons_of, rows
from tests.talk import Desk


@pytest.mark.parametrize("mode", MODES)
def test_somebody_is_found_by_message_and_by_command(spoken: Desk, mode: Mode) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        general = o.server.channel("general", [amy.id, o.person("ben").id]).id
        (card,) = await o.hears(amy, amy.says("find 周文彬"))
        assert "青禾農產" in card.words
        assert len(card.buttons) == 5
        given = await o.after(amy.command("/baton", "find 周文彬", channel=general))
        assert given.problems == []
        aside = amy.last(general)
        assert aside.ephemeral
        assert aside.words == card.words
        assert o.person("ben").sees(general).messages == []
        assert len(amy.sees().messages) == 2  # what was typed, its answer: the command's stays in the channel
        old, new = await o.hears(amy, amy.command("/baton", "find 周文彬"))
        assert (old.ts, old.buttons) == (card.ts, [])  # one card, with its buttons where it is newest
        assert new.words == card.words
        assert not new.ephemeral

    play(spoken, scene, mode)


@pytest.mark.parametrize("mode", MODES)
def test_a_contact_is_added_by_a_modal_with_an_error_beside_its_field(spoken: Desk, mode: Mode) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.command("/baton", "add 王小明"))
        assert amy.sees().messages == []
        await amy.fills({"f:phone": "abc"})
        await o.after(amy.submits())
        assert "“abc”" in amy.modal.errors["f:phone"] or "「abc」" in amy.modal.errors["f:phone"]
        assert rows(spoken, Contact, name="王小明") == []
        await amy.fills({"f:phone": "0912 345 678", "f:company": "青禾農產"})
        told = await o.hears(amy, amy.submits())
        assert amy.sees().modals == []
        assert "王小明" in told[-1].words
        assert len(rows(spoken, Contact, name="王小明")) == 1

    play(spoken, scene, mode)


def test_a_call_goes_by_its_script_in_one_message_to_the_log(spoken: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.says("call 周文彬 enquiry"))
        steps = [amy.last()]
        for _ in range(20):
            if any(one["value"].startswith("script.finish") for one in buttons_of(amy.last())):
                break
            await o.presses(amy, "script.answer")
            steps.append(amy.last())
        assert len(steps) > 3
        assert {one.ts for one in steps} == {steps[0].ts}  # it moves in place
        assert len({one.words for one in steps}) == len(steps)
        await o.at("2026-11-23T10:12:00+08:00")
        await o.presses(amy, "script.finish")
        await o.presses(amy, "log.save")
        (call,) = rows(spoken, Call)
        assert (call.contact_id, call.minutes) == (1, 12)

    play(spoken, scene)


def test_a_line_is_logged_and_its_reminder_comes(spoken: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (draft,) = await o.hears(amy, amy.says("周文彬 講了一刻鐘 後天十點再談"))
        saved = await o.presses(amy, "log.save")
        assert saved[0].ts == draft.ts  # the answer takes the draft's place
        assert "log.save" not in str(saved[0].blocks)
        reminders = await o.hears(amy, o.at("2026-11-25T10:01:00+08:00"))
        assert any("周文彬" in one.words and one.buttons for one in reminders)

    play(spoken, scene)


@pytest.mark.parametrize("mode", MODES)
def test_a_lead_is_handed_over_between_two_people(spoken: Desk, mode: Mode) -> None:
    async def scene(o: Office) -> None:
        amy, tim = o.person("amy"), o.person("tim")
        line = "林志遠 合格 25 分鐘 預算一百二十萬 林志遠自己決定 一月要換 30 台 明天下午三點確認拜訪"
        await o.after(amy.says(line))
        await o.presses(amy, "log.save")
        await o.after(amy.says("handoff 林志遠"))
        before = len(tim.sees().messages)
        await o.presses(amy, "handoff.offer")
        offered = tim.sees().messages[before:]
        assert any("林志遠" in one.words and one.buttons for one in offered)
        known = {(one.ts, one.words) for one in amy.sees().messages}
        await o.presses(tim, "handoff.accept")
        assert any("蔡宗翰" in m.words for m in amy.sees().messages if (m.ts, m.words) not in known)

    play(spoken, scene, mode)


def test_shortcuts_open_forms_with_searched_menus(spoken: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.shortcut("log_call"))
        assert await amy.searches("f:contact", "周文彬")
        await amy.fills({"f:contact": "1", "f:disposition": "voicemail", "f:minutes": "3"})
        await o.after(amy.submits())
        (call,) = rows(spoken, Call)
        assert (call.contact_id, call.disposition, call.minutes) == (1, "voicemail", 3)
        await o.after(amy.shortcut("next_call"))
        assert amy.last().buttons
        await o.after(amy.shortcut("new_lead"))
        assert amy.modal.body["callback_id"] == "form:add_contact"

    play(spoken, scene)


def test_a_message_becomes_a_call_note_and_a_follow_up(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy, ben = o.person("amy"), o.person("ben")
        general = o.server.channel("general", [amy.id, ben.id])
        await ben.says("Chou wants 3 < 5 notebooks", general.id)
        note = amy.last(general.id)
        await o.after(amy.message_shortcut("call_note", note))
        assert "Chou wants 3 < 5 notebooks" in screen(amy.modal)
        await amy.fills({"f:contact": "1", "f:disposition": "voicemail", "f:minutes": "3"})
        await o.after(amy.submits())
        (call,) = rows(desk, Call)
        assert call.note == "Chou wants 3 < 5 notebooks"
        await o.after(amy.message_shortcut("follow_up", note))
        assert amy.modal.body["callback_id"] == "form:follow_up"
        await amy.fills({"f:contact": "1"})
        held = await o.after(amy.submits())
        assert set(held.answer["errors"]) == {"f:when"}  # a moment is needed, in words or from the menu
        await amy.fills({"f:when": "Friday 10:00"})
        await o.after(amy.submits())
        assert amy.sees().modals == []

    play(desk, scene)


def test_the_home_tab_shows_the_day_and_follows_what_is_done(spoken: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.opens_home())
        assert amy.home is not None
        before = screen(amy.home)
        assert "許佩珊" in before
        await o.after(amy.says("follow 周文彬 today 15:00 quotation"))
        assert screen(amy.home) != before
        assert "周文彬" in screen(amy.home)
        await o.after(amy.presses("act.next_call", "home"))
        assert amy.last().buttons
        await o.after(amy.presses("act.new_lead", "home"))
        assert amy.modal.body["callback_id"] == "form:add_contact"
        await amy.closes()
        shown = screen(amy.home)
        await o.after(amy.chooses("language", "繁體中文" if "Next call" in shown else "English", "home"))
        assert screen(amy.home) != shown

    play(spoken, scene)
