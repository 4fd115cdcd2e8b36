"""The terminal chat as a command, whoever talks in it; `chat` and `chat_json` load what their side needs."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from bot.chats.terminal import Terminal
from bot.commands.clock import Clock
from bot.commands.common import database_option, moment
from bot.commands.compose import build, ensure
from bot.config import Settings
from bot.texts import LANGUAGES
from store import users

Talk = Callable[[Terminal, Path], None]


def command(talk: Talk) -> click.Command:
    """`baton chat` with somebody to talk; --json is read by the table of commands, which picks the side."""

    @click.command()
    @click.option("--as", "handle", required=True, metavar="USER", help="Who sits down.")
    @click.option("--json", is_flag=True, expose_value=False, help="JSON lines in and out, for programs.")
    @click.option("--at", callback=moment, metavar="ISO", help="Stop the clock at this moment.")
    @click.option("--language", type=click.Choice(LANGUAGES), help="Speak this language from now on.")
    @database_option
    def chat(handle: str, at: datetime | None, language: str | None, settings: Settings) -> None:
        """Talk to Baton in the terminal.

        Example: baton chat --as amy --language zh-TW
        """
        clock = Clock(at)
        database = ensure(settings)
        try:
            app = build(settings, clock, database=database)
            terminal = Terminal.open(app, handle, clock.set, lambda: clock.stands)
            if language is not None:
                with database.transaction() as session:
                    users.change(session, terminal.person.id, {"language": language})
                terminal.become(handle)
            talk(terminal, settings.data / "pictures")
        finally:
            database.close()

    return chat
