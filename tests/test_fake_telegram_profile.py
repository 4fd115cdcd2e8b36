import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)
from telegram.error import BadRequest

from tests.fakes.telegram.harness import Scene, play


@pytest.fixture(autouse=True)
def time_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


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
