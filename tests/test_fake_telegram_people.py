import asyncio
import os
import sys
from typing import cast

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    MenuButtonCommands,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from tests.fakes.faults import Fault, FaultScript
from tests.fakes.telegram.harness import Scene, client, picture, play
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
        messages = [update.message for update in await heard(s) if update.message is not None]
        kinds = ["contact", "photo", "photo", "photo", "document", "voice", "sticker", "location"]
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
        texts = [each.message.text for each in await heard(s) if each.message is not None]
        assert texts == ["/next", "/next@baton_bot", "/due"]
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


def test_the_menu_of_commands_is_of_the_narrowest_scope_and_the_own_language() -> None:
    async def scene(s: Scene) -> None:
        bob = s.server.person(12, "Bob", "en")
        bob.starts()
        await s.bot.set_my_commands([BotCommand("help", "Help")])
        await s.bot.set_my_commands([BotCommand("help", "說明")], language_code="zh")
        assert (s.amy.menu(), bob.menu()) == ([("help", "說明")], [("help", "Help")])
        private = BotCommandScopeAllPrivateChats()
        await s.bot.set_my_commands([BotCommand("next", "Next")], scope=private)
        assert s.amy.menu() == [("next", "Next")]
        own = BotCommandScopeChat(bob.id)
        await s.bot.set_my_commands([BotCommand("digest", "Digest")], scope=own)
        assert bob.menu() == [("digest", "Digest")]
        assert [each.command for each in await s.bot.get_my_commands(scope=own)] == ["digest"]
        await s.bot.delete_my_commands(scope=own)
        assert bob.menu() == [("next", "Next")]

    play(scene)


def test_what_the_bot_says_about_itself() -> None:
    async def scene(s: Scene) -> None:
        assert (await s.bot.get_my_name()).name == "Baton"
        await s.bot.set_my_name("接力", language_code="zh")
        assert (await s.bot.get_my_name(language_code="zh")).name == "接力"
        assert (await s.bot.get_my_name(language_code="fr")).name == "Baton"
        await s.bot.set_my_description("What it is for")
        assert (await s.bot.get_my_description("zh")).description == "What it is for"
        await s.bot.set_my_short_description("Short")
        assert (await s.bot.get_my_short_description()).short_description == "Short"
        with pytest.raises(BadRequest, match="Short description is too long"):
            await s.bot.set_my_short_description("x" * 121)
        await s.bot.set_chat_menu_button(s.amy.id, MenuButtonCommands())
        assert (await s.bot.get_chat_menu_button(s.amy.id)).type == "commands"
        chat = await s.bot.get_chat(s.amy.id)
        assert chat.first_name == "Amy"

    play(scene)


def test_typing_is_shown_for_five_seconds_or_until_the_message() -> None:
    async def scene(s: Scene) -> None:
        await s.bot.send_chat_action(s.amy.id, "typing")
        s.clock.advance(4.9)
        assert s.server.typing(s.amy.id) == "typing"
        s.clock.advance(0.1)
        assert s.server.typing(s.amy.id) is None
        await s.bot.send_chat_action(s.amy.id, "typing")
        await s.bot.send_message(s.amy.id, "Here")
        assert s.server.typing(s.amy.id) is None

    play(scene)


WIRE: dict[str, tuple[Fault, type[Exception], bool]] = {
    "429": (Fault.rate_limited(3), RetryAfter, False),
    "500": (Fault.server_error(500), NetworkError, False),
    "502 after the work": (Fault.server_error(502, applied=True), NetworkError, True),
    "503": (Fault.server_error(503), NetworkError, False),
    "hang": (Fault.hang(), TimedOut, False),
    "hang after the work": (Fault.hang(applied=True), TimedOut, True),
    "trickle": (Fault.trickle(pace=0.6), TimedOut, True),
    "reset before": (Fault.reset_before(), NetworkError, False),
    "reset after": (Fault.reset_after(), NetworkError, True),
    "html": (Fault.html(), TelegramError, True),
    "cut": (Fault.cut_json(), TelegramError, True),
    "unknown": (Fault.refused("Bad Request: SOMETHING_NEW", 400), BadRequest, False),
    "blocked": (Fault.blocked(), TelegramError, False),
    "migrated": (Fault.migrated(-1001), TelegramError, False),
}


@pytest.mark.parametrize("name", WIRE)
def test_scripted_faults_reach_the_client(name: str) -> None:
    fault, error, applied = WIRE[name]

    async def scene(s: Scene) -> None:
        s.server.faults.add(fault, method="sendMessage", chat=s.amy.id, nth=2)
        async with client(s.server, patience=0.2) as impatient:
            await impatient.send_message(s.amy.id, "first")
            with pytest.raises(error):
                await impatient.send_message(s.amy.id, "second")
        shown = [each.words for each in s.amy.sees() if each.by_bot]
        assert shown == ["first", "second"][: 2 if applied else 1]
        assert s.server.refused == []
        assert [each.fault for each in s.server.calls_of("sendMessage")] == [None, fault]

    play(scene)


@pytest.mark.parametrize("raw", ["30", "3600", "abc", "-1", "0.5", None])
def test_retry_after_goes_out_as_written(raw: str | None) -> None:
    async def scene(s: Scene) -> None:
        s.server.faults.add(Fault.rate_limited(raw))
        status, answer = await s.raw("sendMessage", json={"chat_id": s.amy.id, "text": "x"})
        said = answer.get("parameters", {}).get("retry_after")
        assert (status, None if said is None else str(said)) == (429, raw)

    play(scene)


def test_a_request_before_its_time_after_a_scripted_429_is_a_violation() -> None:
    async def scene(s: Scene) -> None:
        bob = s.server.person(12, "Bob")
        bob.starts()
        s.server.faults.add(Fault.rate_limited(30), chat=s.amy.id)
        for _ in range(2):
            with pytest.raises(RetryAfter):
                await s.bot.send_message(s.amy.id, "x")
        await s.bot.send_message(bob.id, "others go on")
        assert len(s.server.violations) == 1
        s.clock.advance(30)
        await s.bot.send_message(s.amy.id, "in time")
        assert len(s.server.violations) == 1

    play(scene)


def test_the_same_seed_gives_the_same_faults() -> None:
    def drawn(seed: int) -> list[Fault | None]:
        script = FaultScript(seed)
        script.sometimes([Fault.server_error(), Fault.reset_after()], 0.3, method="sendMessage")
        assert script.take("editMessageText", 1) is None
        return [script.take("sendMessage", 1) for _ in range(200)]

    assert drawn(3) == drawn(3) != drawn(4)
    assert 40 < sum(fault is not None for fault in drawn(3)) < 80


def test_it_runs_as_a_program() -> None:
    async def program() -> str:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.fakes.telegram", "--name", "小美"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        )
        out, _ = await asyncio.wait_for(process.communicate(b"/start\n/show\n/quit\n"), 20)
        assert process.returncode == 0
        return out.decode()

    shown = asyncio.run(program())
    assert "TELEGRAM_API_URL=http://127.0.0.1:" in shown
    assert "TELEGRAM_BOT_TOKEN=7000000001:" in shown
    assert "小美: /start" in shown
