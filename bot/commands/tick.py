"""`baton tick`: everything due, once; for cron where no `baton serve` runs."""

from datetime import datetime

import click

from bot import ticker
from bot.commands.clock import Clock
from bot.commands.common import database_option, moment
from bot.commands.compose import build
from bot.config import Settings
from store.db import Database


@click.command()
@click.option("--at", callback=moment, metavar="ISO", help="Everything due by this moment.")
@database_option
def tick(at: datetime | None, settings: Settings) -> None:
    """Fire everything due, once: reminders, SLA clocks, morning lists, digests.

    Messages for the terminal wait in the database until their reader opens it.

    Example: baton tick --at 2026-11-23T10:00:00+08:00
    """
    clock = Clock(at)
    database = Database(settings.url)
    try:
        written = ticker.tick(build(settings, clock, database=database), clock())
        people = {one.person.handle for one in written if one.person is not None}
        click.echo(f"{len(written)} messages to {len(people)} people")
    finally:
        database.close()
