"""`baton demo`: a made-up company, one story played on it for real, and then the terminal is yours."""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import click
import platformdirs

from bot import sample
from bot.chats import terminal_people
from bot.chats.terminal import Terminal
from bot.commands.clock import Clock
from bot.commands.common import fail, settings, told
from bot.commands.compose import build, secret_of
from bot.commands.demo_stage import Broken, Stage
from bot.commands.demo_story import play
from bot.config import Settings
from bot.sending import Outgoing
from bot.texts import LANGUAGES
from store.db import Database
from store.migrating import migrate
from store.throwaway import careless

MONDAY = datetime.fromisoformat("2026-11-23T10:00:00+08:00")


@click.command()
@click.option(
    "--language", type=click.Choice(LANGUAGES), help="Everybody reads this; default: BATON_LANGUAGE or en."
)
def demo(language: str | None) -> None:
    """Found a sample company, play an inside-sales story on it, then sit down as its agent Amy.

    The story is no recording: every answer comes from Baton, and it fails if one does not come. The company
    is in a temporary file and gone afterwards; only the digest's picture stays. Without a terminal it ends
    after the story.

    Example: baton demo --language zh-TW
    """
    with told():
        own = settings()
        spoken = language or own.language or "en"
        with tempfile.TemporaryDirectory(prefix="baton-demo-", ignore_cleanup_errors=True) as folder:
            _demonstrate(own, spoken, Path(folder))


def _demonstrate(own: Settings, language: str, folder: Path) -> None:
    clock = Clock(MONDAY)
    pictures = platformdirs.user_cache_path("baton") / "demo"
    shutil.rmtree(pictures, ignore_errors=True)
    database = Database(f"sqlite:///{folder / 'demo.db'}", secret=secret_of(own))
    try:
        migrate(database)
        careless(database)
        sample.found(database, MONDAY, language=language)
        app = build(own, clock, database=database)
        interactive = sys.stdin.isatty() and sys.stdout.isatty()
        coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        stage = Stage(app, clock.set, pictures, _write, language, coloured)
        stage.tell("opening-scene", company=app.rules.policy.company.name[language])
        try:
            play(stage)
        except Broken as broken:
            fail(1, f"the story broke off: {broken}")
        stage.tell("end")
        if interactive:
            app.clock = running(clock())
            stage.tell("yours")
            terminal = Terminal.open(app, "amy", clock.set, lambda: False)
            terminal.shown(_yesterdays(terminal.waiting()))
            terminal_people.talk(terminal, folder / "pictures")
    finally:
        database.close()


def _yesterdays(waiting: list[Outgoing]) -> list[Outgoing]:
    """All that waits but the list of this morning: she has heard the rest in the story."""
    agendas = [one for one in waiting if one.message.key == "agenda.daily"]
    return [one for one in waiting if one not in agendas[-1:]]


def running(start: datetime) -> Callable[[], datetime]:
    """A clock that goes on from a moment as the wall's does."""
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)


def _write(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()
