from typing import cast

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest

from tests.fakes.telegram.harness import Scene, picture, play
from tests.fakes.telegram.model import Press, User

BUTTONS = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Save", callback_data="log.save:7:1")],
        [InlineKeyboardButton("Site", url="https://x.tw")],
    ]
)


@pytest.fixture(autouse=True)
def time_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


async def heard(s: Scene) -> list[Update]:
    found = await s.bot.get_updates()
    if found:
        await s.bot.get_updates(offset=found[-1].update_id + 1)
    return list(found)


async def one(s: Scene) -> Update:
    (update,) = await heard(s)
    return update


def test_a_deep_link_starts_the_bot_with_its_payload() -> None:
    async def scene(s: Scene) -> None:
        bob = s.server.person(12, "Bob", "zh-hans", last_name="Wang", username="bobw")
        bob.follows("https://t.me/baton_bot?start=INV_1-a")
        update = await one(s)
        assert update.message is not None
        assert update.message.text == "/start INV_1-a"
        assert update.message.entities[0].type == "bot_command"
        sender = update.message.from_user
        assert sender is not None
        assert (sender.full_name, sender.username, sender.language_code) == ("Bob Wang", "bobw", "zh-hans")
        with pytest.raises(ValueError, match="payload"):
            bob.starts("no spaces")

    play(scene)


def test_a_press_carries_the_message_and_gets_its_answer() -> None:
    async def scene(s: Scene) -> None:
        await s.bot.send_message(s.amy.id, "Log?", reply_markup=BUTTONS)
        press = cast(Press, s.amy.presses("Save"))
        query = (await one(s)).callback_query
        assert query is not None
        assert query.data == "log.save:7:1"
        assert query.message is not None
        assert query.message.message_id == s.amy.last.id
        assert query.message.to_dict()["reply_markup"] == BUTTONS.to_dict()
        await query.answer("Saved", show_alert=True)
        assert press.answer is not None
        assert (press.answer.text, press.answer.alert) == ("Saved", True)
        with pytest.raises(ValueError, match="opens"):
            s.amy.presses("Site")
        with pytest.raises(LookupError, match="Save"):
            s.amy.presses("Delete")

    play(scene)


def test_a_press_on_a_message_that_is_gone_and_with_data_made_up() -> None:
    async def scene(s: Scene) -> None:
        await s.bot.send_message(s.amy.id, "Log?", reply_markup=BUTTONS)
        old = s.amy.last
        await s.bot.delete_message(s.amy.id, old.id)
        s.amy.forges(old, "log.save:8:1")
        query = (await one(s)).callback_query
        assert query is not None
        assert query.data == "log.save:8:1"
        assert query.message is not None
        assert not query.message.is_accessible

    play(scene)


def test_the_reply_keyboard_types_and_shares() -> None:
    async def scene(s: Scene) -> None:
        ask = ReplyKeyboardMarkup([[KeyboardButton("My number", request_contact=True), "Later"]])
        await s.bot.send_message(s.amy.id, "Number?", reply_markup=ask)
        s.amy.presses("Later")
        s.amy.presses("My number")
        said, shared = await heard(s)
        assert said.message is not None
        assert said.message.text == "Later"
        assert shared.message is not None
        assert shared.message.contact is not None
        assert shared.message.contact.user_id == s.amy.id

    play(scene)


def test_everything_a_person_can_send() -> None:
    async def scene(s: Scene) -> None:
        s.amy.sends_contact("+886 912 345 678", "王小明")
        s.amy.sends_photo(picture(), "card")
        s.amy.sends_album([picture(), picture(colour="red")], "two")
        s.amy.sends_document("list.csv", b"a,b", mime="text/csv")
        s.amy.sends_voice()
        s.amy.sends_sticker()
        s.amy.sends_location(25.0, 121.5)
        s.amy.sends_poll("Lunch?", "rice", "noodles")
        messages = [update.message for update in await heard(s) if update.message is not None]
        kinds = ["contact", "photo", "photo", "photo", "document", "voice", "sticker", "location", "poll"]
        assert all(getattr(each, kind) for each, kind in zip(messages, kinds, strict=True))
        assert messages[2].media_group_id == messages[3].media_group_id is not None
        photo = await messages[1].photo[-1].get_file()
        assert bytes(await photo.download_as_bytearray()) == picture()
        assert messages[4].document is not None
        assert (messages[4].document.file_name, messages[4].document.mime_type) == ("list.csv", "text/csv")

    play(scene)


def test_edits_forwards_and_other_bots() -> None:
    async def scene(s: Scene) -> None:
        mine = s.amy.says("call Wnag")
        s.clock.advance(5)
        s.amy.edits(mine, "call Wang")
        await s.bot.send_message(s.amy.id, "Log?", reply_markup=BUTTONS)
        forwarded = s.amy.forwards(s.amy.last)
        s.amy.says("via", via_bot=User(77, "Gif", is_bot=True, username="gif"))
        _, edit, forward, via = await heard(s)
        assert edit.edited_message is not None
        assert edit.edited_message.text == "call Wang"
        assert edit.edited_message.edit_date is not None
        assert (edit.edited_message.edit_date - edit.edited_message.date).total_seconds() == 5
        assert forward.message is not None
        assert forward.message.forward_origin is not None
        assert forwarded.labels == []
        assert via.message is not None
        assert via.message.via_bot is not None
        with pytest.raises(BadRequest, match="Message can't be edited"):
            await s.bot.edit_message_text("x", s.amy.id, forwarded.id)

    play(scene)


def test_what_is_longer_than_a_message_arrives_in_pieces() -> None:
    async def scene(s: Scene) -> None:
        s.amy.says("客" * 10_000 + "\x00\r \n")
        lengths = [len(each.message.text or "") for each in await heard(s) if each.message is not None]
        assert lengths == [4096, 4096, 1808]
        with pytest.raises(ValueError, match="empty"):
            s.amy.says(" \n")

    play(scene)


def test_blocking_is_told_and_undone() -> None:
    async def scene(s: Scene) -> None:
        s.amy.blocks()
        change = (await one(s)).my_chat_member
        assert change is not None
        assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
        with pytest.raises(RuntimeError, match="blocked"):
            s.amy.says("hello?")
        s.amy.starts()
        back, start = await heard(s)
        assert back.my_chat_member is not None
        assert start.message is not None

    play(scene)


def test_privacy_mode_hides_plain_messages_of_groups() -> None:
    async def scene(s: Scene) -> None:
        team = s.server.group("Team")
        team.adds_bot(s.amy.user)
        added, event = await heard(s)
        assert added.my_chat_member is not None
        assert event.message is not None
        assert event.message.new_chat_members[0].id == s.bot.id
        await s.bot.send_message(team.id, "Yes?")
        for text in ("hello", "/next", "/next@other_bot", "/next@baton_bot"):
            s.amy.says(text, team)
        s.amy.says("an answer to herself", team, reply_to=s.server.shown(team.id)[-1])
        team.anonymous_says("/due")
        team.channel_says(s.server.channel("News"), "/find")
        texts = [each.message.text for each in await heard(s) if each.message is not None]
        assert texts == ["/next", "/next@baton_bot", "/due", "/find"]
        senders = [each.sender_chat and each.sender_chat.title for each in s.server.shown(team.id)[-2:]]
        assert senders == ["Team", "News"]
        s.amy.says("an answer", team, reply_to=s.server.shown(team.id)[1])
        answer = (await one(s)).message
        assert answer is not None
        assert answer.reply_to_message is not None
        assert answer.reply_to_message.text == "Yes?"
        await s.bot.leave_chat(team.id)
        s.amy.says("/next", team)
        assert await heard(s) == []

    play(scene)


def test_channels_post_without_a_sender() -> None:
    async def scene(s: Scene) -> None:
        news = s.server.channel("News", username="news")
        news.adds_bot(s.amy.user)
        with pytest.raises(BadRequest, match="Need administrator rights in the channel chat"):
            await s.bot.send_message(news.id, "x")
        news.adds_bot(s.amy.user, administrator=True)
        await heard(s)
        news.edits(news.posts("/next"), "/due")
        post, edit = await heard(s)
        assert post.channel_post is not None
        assert post.channel_post.from_user is None
        assert edit.edited_channel_post is not None
        sent = await s.bot.send_message("@news", "Hello")
        assert sent.sender_chat is not None
        assert sent.sender_chat.id == news.id

    play(scene)
