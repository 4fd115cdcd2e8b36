"""Conversations of the desk in Slack, over signed requests and over a socket, in three languages."""

from typing import Any

import pytest

from bot.texts import render
from store.db import Database
from store.models import Call, ChatAddress, Contact, User
from tests.company import found
from tests.fakes.slack.server import Mode
from tests.fakes.slack.shown import screen
from tests.slack_desk import Office, play
from tests.talk import Desk

STRANGERS = "registered colleagues only"
LANGUAGES = ("en", "zh-TW", "zh-CN")
MODES: tuple[Mode, ...] = ("http", "socket")


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, database: Database) -> Desk:
    """The company, everybody reading one of the languages."""
    found(database, language=request.param)
    return Desk(database)


def rows(desk: Desk, model: type[Any], **where: Any) -> list[Any]:
    with desk.database.reading() as session:
        return list(session.query(model).filter_by(**where).order_by(model.id))


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
            if any(one["value"].startswith("script.finish") for one in _buttons(amy.last())):
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


def _buttons(message: Any) -> list[dict[str, Any]]:
    return [one for block in message.blocks if block["type"] == "actions" for one in block["elements"]]


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


def test_a_form_asked_in_the_chat_is_filled_there_or_in_a_modal(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (question,) = await o.hears(amy, amy.says("add"))
        assert "Name?" in question.words
        await o.after(amy.says("王小明"))
        await o.presses(amy, "slack.form")
        assert "王小明" in screen(amy.modal)
        await amy.fills({"f:phone": "x"})
        await o.after(amy.submits())
        await amy.fills({"f:phone": ""})
        await o.after(amy.submits())
        assert len(rows(desk, Contact, name="王小明")) == 1
        found_again = await o.hears(amy, amy.says("王小明"))  # no answer to a question any more
        assert "王小明" in found_again[-1].words
        assert "Company?" not in found_again[-1].words

    play(desk, scene)


def test_an_answer_for_one_person_is_pressed_in_its_place(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        general = o.server.channel("general", [amy.id]).id
        await o.after(amy.command("/baton", "product NB-14i5", channel=general))
        await o.after(amy.command("/baton", "next", channel=general))
        before = amy.last(general)
        action = _buttons(before)[0]["action_id"]
        await o.after(amy.presses(action, before))
        after = amy.last(general)
        assert after.ts == before.ts
        assert after.words != before.words
        assert amy.sees().messages == []

    play(desk, scene)


def test_words_that_are_no_command_are_answered_with_help(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        general = o.server.channel("general", [amy.id]).id
        for words in ("", "help", "help frobnicate"):
            await o.after(amy.command("/baton", words, channel=general))
            assert amy.last(general).ephemeral
            assert "help" in amy.last(general).words

    play(desk, scene)


def test_what_is_not_taken_is_told(spoken: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (told,) = await o.hears(amy, amy.uploads("a.png", b"x"))
        assert "/baton" in told.words
        await o.after(amy.says("find 周文彬"))
        typed = next(m for m in reversed(amy.sees().messages) if not m.by_app)
        (edited,) = await o.hears(amy, amy.edits(typed, "find 林志遠"))
        with spoken.database.reading() as session:
            assert edited.words == render(session.get_one(User, 1).language, "edit-unused", {})
        general = o.server.channel("general", [amy.id])
        event = {"type": "app_mention", "user": amy.id, "text": "<@U0BATON> hi", "channel": general.id}
        await o.after(o.server.event("app_mention", {**event, "ts": "1.2", "event_ts": "1.2"}))
        assert amy.last(general.id).ephemeral
        assert "/baton help" in amy.last(general.id).words

    play(spoken, scene)


@pytest.mark.parametrize("mode", MODES)
def test_a_code_links_and_strangers_hear_one_sentence(desk: Desk, mode: Mode) -> None:
    async def scene(o: Office) -> None:
        new = o.server.person("U0NEW", "New")
        general = o.server.channel("general", [new.id]).id
        await o.after(new.command("/baton", "find 周文彬", channel=general))
        assert STRANGERS in new.last(general).words
        (told,) = await o.hears(new, new.says("hello"))
        assert STRANGERS in told.words
        code = o.invitation("ben")
        await o.after(new.command("/baton", f"link {code}", channel=general))
        assert "何雅婷" in new.last(general).words
        assert [one.user_id for one in rows(desk, ChatAddress, platform="slack")] == [2]
        other = o.server.person("U0OTHER", "Other")
        await o.after(other.says(f"link {code}"))  # a code counts once
        assert STRANGERS in other.last().words

    play(desk, scene, mode)


@pytest.mark.parametrize("kind", ["guest", "connect"])
def test_guests_and_other_companies_are_refused_even_with_a_code(desk: Desk, kind: Any) -> None:
    async def scene(o: Office) -> None:
        guest = o.server.person("U0GUEST", "Guest", kind=kind)
        general = o.server.channel("general", [guest.id]).id
        await o.after(guest.command("/baton", f"link {o.invitation('ben')}", channel=general))
        assert "full members" in guest.last(general).words
        assert rows(desk, ChatAddress, platform="slack") == []

    play(desk, scene)


def test_a_member_who_becomes_a_guest_loses_access(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.says("find 周文彬"))
        await o.after(amy.changes(kind="guest"))
        (told,) = await o.hears(amy, amy.says("find 林志遠"))
        assert "full members" in told.words

    play(desk, scene)


def test_words_of_people_become_no_mention_and_no_link(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        await o.after(amy.command("/baton", "add"))
        await amy.fills({"f:name": "<!channel> & <@U0BEN>", "f:company": "<https://x.example|y>"})
        await o.after(amy.submits())
        assert "<!channel> & <@U0BEN>" in amy.last().words
        assert [one for m in amy.sees().messages if m.by_app for one in m.active] == []

    play(desk, scene)


def test_the_digest_comes_with_its_picture(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.desk.person("amy")
        amy.says("log 周文彬 not now, 5 min")
        amy.presses("log.save")
        mia = o.person("mia")
        await o.after(mia.says("digest"))
        shown = mia.sees().messages
        assert any(one.files for one in shown)
        assert shown[-1].text

    play(desk, scene)
