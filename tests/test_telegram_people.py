"""Who may talk in Telegram and how: linking, strangers, groups, what is not text, blocking, the menu."""

from datetime import timedelta

import pytest

from bot.texts import render
from store import users
from store.models import ChatAddress, FollowUp, Invitation, Message, User
from tests.fakes.telegram.harness import picture
from tests.talk import Desk
from tests.telegram_desk import Office, play

STRANGER = (
    "This assistant works for registered colleagues only. Please ask your administrator for an invitation."
)
ACCEPTS = render("en", "telegram-accepts", {})


def test_an_invitation_links_once_and_the_menu_is_the_persons(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        new = o.server.person(31, "Amy", "en")
        code = o.invitation("amy")
        (welcome,) = await o.hears(lambda: new.starts(code))
        assert "許佩珊" in welcome.words
        assert {"find", "log", "call"} <= {name for name, _ in new.menu()}
        other = o.stranger()
        (refused,) = await o.hears(lambda: other.starts(code))
        assert refused.words == STRANGER
        assert [name for name, _ in other.menu()] == ["start", "help"]
        with o.database.reading() as session:
            assert all(code not in row.code_hash for row in session.query(Invitation))

    play(desk, scene)


def test_an_invitation_ends_after_a_day(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        code = o.invitation("amy")
        o.server.clock.advance(timedelta(hours=24).total_seconds())
        new = o.server.person(31, "Amy", "en")
        (refused,) = await o.hears(lambda: new.starts(code))
        assert refused.words == STRANGER

    play(desk, scene)


def test_codes_cannot_be_found_by_trying(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        code, thief = o.invitation("amy"), o.stranger()
        for _ in range(5):
            await o.hears(lambda: thief.starts("AAAA-BBBB-CCCC"))
        (refused,) = await o.hears(lambda: thief.starts(code))
        assert refused.words == STRANGER
        (welcome,) = await o.hears(lambda: o.server.person(31, "Amy").starts(code))
        assert "許佩珊" in welcome.words

    play(desk, scene)


def test_strangers_hear_one_sentence_whatever_they_send(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        thief = o.stranger()
        acts = (
            lambda: thief.says("/find 周文彬"),
            lambda: thief.sends_contact("+886255550161", "周"),
            lambda: thief.sends_voice(),
        )
        for act in acts:
            (told,) = await o.hears(act)
            assert (told.words, told.labels) == (STRANGER, [])

    play(desk, scene)


def test_who_has_left_has_no_access_at_the_next_event(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy", language_code="en")
        (card,) = await o.says("amy", "find 周文彬")
        with o.database.transaction() as session:
            users.change(session, 1, {"active": False})
        (told,) = await o.says("amy", "find 周文彬")
        assert told.words == STRANGER
        (told,) = await o.hears(lambda: amy.presses(card.labels[0], card))
        assert told.words == STRANGER

    play(desk, scene)


def test_a_shared_contact_is_found_or_added_with_its_name(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        (known,) = await o.hears(lambda: amy.sends_contact("886255550161", "Somebody"))
        assert "周文彬" in known.words
        await o.hears(lambda: amy.sends_contact("+886911222333", "小明", last_name="王"))
        await o.presses("amy", "form.finish")
        assert "王小明" in amy.last.words
        assert "0911 222 333" in amy.last.words
        (unknown,) = await o.says("amy", "02-5555 0162")
        assert unknown.labels

    play(desk, scene)


def test_what_is_not_text_is_answered_with_what_is_taken(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        acts = (
            lambda: amy.sends_photo(picture()),
            lambda: amy.sends_album([picture(), picture(), picture()]),
            lambda: amy.sends_voice(),
            lambda: amy.sends_sticker(),
            lambda: amy.sends_document("a.pdf", b"%PDF"),
            lambda: amy.sends_location(25.0, 121.5),
            lambda: amy.sends_poll("When?", "now", "later"),
        )
        for act in acts:
            assert [one.words for one in await o.hears(act)] == [ACCEPTS]

    play(desk, scene)


def test_groups_are_refused_once_and_channels_left(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy", language_code="en")
        group = o.server.group("Sales")
        (told,) = await o.hears(lambda: group.adds_bot(amy.user, administrator=True))
        assert (told.chat.id, told.words) == (group.id, render("en", "telegram-private-only", {}))
        for act in (
            lambda: amy.says("/find 周文彬", group),
            lambda: group.anonymous_says("hello"),
            lambda: amy.forges(told, "log.save:1.1"),
        ):
            assert await o.hears(act) == []
        channel = o.server.channel("News")
        assert await o.hears(lambda: channel.adds_bot(amy.user, administrator=True)) == []
        assert len(o.server.calls_of("leaveChat", channel.id)) == 1
        assert all(press.answer is not None for press in o.server.world.presses.values())

    play(desk, scene)


def test_commands_for_other_bots_and_words_through_bots_are_ignored(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.person("amy")
        assert await o.says("amy", "/find@other_bot 周文彬") == []
        assert await o.hears(lambda: amy.says("周文彬", via_bot=o.server.world.bot)) == []
        (card,) = await o.says("amy", "/FIND@Baton_Bot 周文彬")
        assert "周文彬" in card.words

    play(desk, scene)


def test_a_blocked_person_is_marked_his_manager_told_and_nothing_lost(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        o.person("mia")
        amy = o.person("amy")
        await o.says("amy", "log 周文彬 quote requested 15 min, call back at 11:30")
        await o.presses("amy", "log.save")
        (told,) = await o.hears(amy.blocks)
        assert (told.chat.id, "許佩珊 cannot be reached in Telegram" in told.words) == (15, True)
        calls = len(o.server.calls_of("sendMessage", amy.id))
        await o.at("2026-11-23T11:31:00+08:00")
        assert len(o.server.calls_of("sendMessage", amy.id)) == calls
        with o.database.reading() as session:
            (due,) = session.query(Message).filter(Message.key == "followup.due")
            assert (due.platform, due.address, due.state) == ("terminal", "amy", "pending")
            assert _address(o).blocked_at is not None
            kept = session.query(FollowUp).filter(FollowUp.owner_id == 1).order_by(FollowUp.due).first()
            assert kept is not None
        assert "Due today – follow-ups: 3; waiting handoffs: 0." in o.people["mia"].last.words
        await o.presses("mia", "away.delegate")
        await o.presses("mia", "away.delegate")
        with o.database.reading() as session:
            given = session.get_one(FollowUp, kept.id)
            assert (given.owner_id, given.delegate_of_id) == (2, 1)
        amy.unblocks()
        await o.settled()
        assert _address(o).blocked_at is None

    play(desk, scene)


def test_stop_sends_reminders_elsewhere_until_they_are_wanted_again(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        o.person("amy")
        (told,) = await o.says("amy", "/stop")
        assert told.words == "Reminders no longer come to Telegram; they go to the terminal."
        await o.says("amy", "follow 周文彬 11:00")
        amy = o.people["amy"]
        seen = len(amy.sees())
        await o.at("2026-11-23T11:00:00+08:00")
        assert len(amy.sees()) == seen
        await o.presses("amy", "reminders.here")
        await o.says("amy", "follow 周文彬 12:00")
        await o.at("2026-11-23T12:00:00+08:00")
        assert "周文彬" in amy.last.words
        assert o.button("amy", "followup.done")

    play(desk, scene)


@pytest.mark.parametrize(
    ("handle", "code", "word"),
    [("amy", "en", "call"), ("mia", "zh-hant", "digest"), ("ada", "zh-hans", "help")],
)
def test_the_menu_follows_role_and_language(desk: Desk, handle: str, code: str, word: str) -> None:
    async def scene(o: Office) -> None:
        person = o.person(handle, language_code=code)
        await o.says(handle, "/language zh-CN")
        menu = dict(person.menu())
        assert menu[word] == render("zh-CN", f"help-{word}", {})
        assert ("digest" in menu, "log" in menu) == (handle == "mia", handle == "amy" or handle == "mia")

    play(desk, scene)


def test_a_digest_comes_with_its_picture(desk: Desk) -> None:
    async def scene(o: Office) -> None:
        amy = o.desk.person("amy")
        amy.says("log 周文彬 not now, 5 min")
        amy.presses("log.save")
        mia = o.person("mia")
        await o.says("mia", "/digest")
        shown = mia.last
        assert shown.photo is not None
        assert shown.photo.startswith(b"\x89PNG")
        assert shown.labels

    play(desk, scene)


def _address(o: Office) -> ChatAddress:
    with o.database.reading() as session:
        (row,) = (
            session.query(ChatAddress)
            .join(User)
            .filter(User.handle == "amy", ChatAddress.platform == "telegram")
        )
        return row  # type: ignore[no-any-return]
