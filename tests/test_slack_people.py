"""Slack and who is there: forms in the chat, help, codes, strangers, guests, mentions, the digest."""

from typing import Any

import pytest

from bot.texts import render
from store.models import ChatAddress, Contact, User
from tests.fakes.slack.server import Mode
from tests.fakes.slack.shown import screen
from tests.slack_desk import Office, play
from tests.slack_rows import MODES, buttons_of, rows
from tests.talk import Desk

STRANGERS = "registered colleagues only"


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
        action = buttons_of(before)[0]["action_id"]
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
