"""`baton digest`: a manager's digest as it was or would be sent."""

import json
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from bot import sending
from bot.chats.drawing import draw
from bot.chats.terminal import Unknown
from bot.commands.clock import Clock
from bot.commands.common import database_option, fail
from bot.commands.compose import build, ensure
from bot.config import Settings
from bot.desk import digest_again
from bot.events import Who
from store import users


@click.command()
@click.option("--for", "handle", required=True, metavar="USER", help="Whose digest.")
@click.option(
    "--date",
    "day",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="D",
    help="The day it is about, as 2026-11-20; default: the last working day.",
)
@click.option("--json", "as_json", is_flag=True, help="The facts as one JSON line, for programs.")
@click.option(
    "--picture",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the picture there, as PNG.",
)
@database_option
def digest(
    handle: str, day: datetime | None, as_json: bool, picture: Path | None, settings: Settings
) -> None:
    """Show a manager's digest as it was or would be sent.

    Example: baton digest --for mia --date 2026-11-20 --picture digest.png
    """
    database = ensure(settings)
    try:
        app = build(settings, Clock(), database=database)
        with database.reading() as session:
            manager = users.by_handle(session, handle)
            if manager is None:
                raise Unknown(handle)
            if manager.role != "manager":
                fail(
                    2, f"{handle} is no manager; digests are for managers, `baton user list` shows the roles"
                )
            ctx = app.context(session, manager, Who("terminal", handle), "digest", app.clock())
            on: date = day.date() if day else digest_again.latest_day(ctx, manager)
            shown = digest_again.of_day(ctx, manager, on)
    finally:
        database.close()
    params = sending.localised(dict(shown.params), ZoneInfo(manager.timezone))
    text = sending.text_of("digest.daily", params, manager.language, shown.at)
    told = {"to": handle, "key": "digest.daily", "params": params, "text": text}
    if picture is not None:
        picture.write_bytes(draw(shown.picture, manager.language))
        told["picture"] = str(picture)
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else text)
