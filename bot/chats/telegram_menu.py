"""The command menu: what each person may say, in his language, behind Telegram's menu button."""

import asyncio
import re
from dataclasses import dataclass, field

import structlog
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat

from bot import texts
from bot.app import App
from bot.chats.protocol import Undelivered
from bot.chats.telegram_client import narrowed
from bot.chats.telegram_updates import PLATFORM
from bot.chats.telegram_view import shortened
from bot.events import Who
from bot.sales.people import Person
from store.db import Unavailable

log = structlog.get_logger()
NAME = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION_UNITS = 256
MOST_COMMANDS = 100
BEFORE = ("start", "help")  # what somebody is offered who is not linked yet


@dataclass(slots=True)
class Menus:
    """Menus of one bot; a person's is set when his role or language is new here."""

    app: App
    bot: Bot
    _known: dict[str, tuple[str, str]] = field(default_factory=dict)

    async def general(self) -> None:
        """What everybody is offered, by the language of his Telegram."""
        company = self.app.nobody().language
        languages = {"": company, "en": "en", "zh": company if company.startswith("zh") else "zh-TW"}
        for code, language in languages.items():
            with narrowed("menu"):
                await self.bot.set_my_commands(
                    [command(word, language) for word in BEFORE],
                    scope=BotCommandScopeAllPrivateChats(),
                    language_code=code or None,
                )

    async def personal(self, address: str, person: Person) -> None:
        """What this person may say; set again only when his role or language has changed."""
        state = (person.role, person.language)
        if self._known.get(address) == state:
            return
        self._known[address] = state
        try:
            commands = await asyncio.to_thread(self.commands, person)
            with narrowed(address):
                await self.bot.set_my_commands(commands, scope=BotCommandScopeChat(int(address)))
        except (Undelivered, Unavailable) as error:
            self._known.pop(address, None)
            log.info("menu not set", reason=type(error).__name__)

    def commands(self, person: Person) -> list[BotCommand]:
        """The words this person may use, in the order of help."""
        with self.app.database.reading() as session:
            ctx = self.app.context(session, person, Who(PLATFORM, ""), "menu", self.app.clock())
            words = [word.head for word in ctx.words if ctx.may(word.may) and NAME.fullmatch(word.head)]
        return [command(word, person.language) for word in words[:MOST_COMMANDS]]


def command(word: str, language: str) -> BotCommand:
    """A word with what it is for."""
    told = texts.render(language, f"help-{word}", {})
    return BotCommand(word, shortened(told.replace("\n", " "), DESCRIPTION_UNITS))
