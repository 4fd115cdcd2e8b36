"""`baton chat`: the terminal chat for people, and with --json for programs."""

import sys
from datetime import datetime

import click

from bot.chats import terminal_json, terminal_people
from bot.chats.terminal import Terminal
from bot.commands.clock import Clock
from bot.commands.common import database_option, moment
from bot.commands.compose import build, ensure
from bot.config import Settings
from bot.texts import LANGUAGES
from store import users


@click.command()
@click.option("--as", "handle", required=True, metavar="USER", help="Who sits down.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines in and out, for programs.")
@click.option("--at", callback=moment, metavar="ISO", help="Stop the clock at this moment.")
@click.option("--language", type=click.Choice(LANGUAGES), help="Speak this language from now on.")
@database_option
def chat(handle: str, as_json: bool, at: datetime | None, language: str | None, settings: Settings) -> None:
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
        pictures = settings.data / "pictures"
        if as_json:
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
            terminal_json.talk(terminal, sys.stdin, _write, pictures)
        else:
            terminal_people.talk(terminal, pictures)
    finally:
        database.close()


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
