"""`baton migrate`, `backup`, `restore` and `doctor`: keeping the database well."""

from pathlib import Path
from uuid import uuid4

import click

from bot import sending
from bot.app import App
from bot.commands import checkup
from bot.commands.clock import Clock
from bot.commands.common import database_option, fail
from bot.commands.compose import build, ensure
from bot.commands.opening import as_it_is
from bot.commands.person import remembered
from bot.config import Settings
from bot.replies import say
from bot.ticker import CLOCK
from store import erasure, migrating, restoring, schema, users
from store.db import Database
from store.dumping import BadBackup
from store.dumping import backup as write_backup


@click.command()
@database_option
def migrate(settings: Settings) -> None:
    """Bring the database to this program's version, all in one step or not at all.

    Make a backup first. A database that is newer than this program is left alone.

    Example: baton migrate --database postgresql://baton@db/baton
    """
    database = ensure(settings)
    try:
        before, after = migrating.migrate(database)
    finally:
        database.close()
    click.echo(
        f"the database is at {after}" if before == after else f"the database went from {before} to {after}"
    )


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@database_option
def backup(file: Path, settings: Settings) -> None:
    """Write the whole database to FILE as it stands now, while everybody works on.

    The file is good for SQLite and PostgreSQL alike. It is packed and sealed against damage, but not
    encrypted: keep it as you keep the database.

    Example: baton backup baton-2026-11-23.backup
    """
    with as_it_is(settings) as database:
        if schema.version(database) is None:
            fail(1, "there is nothing to back up: the database is empty or not there")
        facts = write_backup(database, file, Clock()())
    click.echo(
        f"{sum(facts.rows.values())} rows of {len(facts.rows)} tables in {file}; the file is not encrypted"
    )


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Put it in the place of the company that is there.")
@database_option
def restore(file: Path, replace: bool, settings: Settings) -> None:
    """Put a backup in place: whole, checked, or not at all. Stop `baton serve` first.

    Nothing goes out again by itself: what the replaced database had sent stays sent; where nobody can know,
    messages that waited are cancelled and reminders that fell due since the backup do not fire. Everybody is told
    of which moment the state is. Who was erased is erased again.

    Example: baton restore baton-2026-11-23.backup --replace
    """
    now = Clock()()
    database = ensure(settings)
    try:
        gone = [*remembered(settings), *_erased(database)]
        done = restoring.restore(database, file, now, replace=replace)
        app = build(settings, Clock(now), database=database)
        region = app.rules.policy.company.region
        with database.transaction() as session:
            again = erasure.erase_again(session, gone, region, now, f"command:{uuid4()}")
        _tell(app, done)
        if again:
            erasure.sweep(database)
    except BadBackup as bad:
        fail(1, f"{file} cannot be restored: {bad}; nothing was changed")
    except restoring.NotEmpty as rows:
        fail(1, f"the database holds {rows} rows already; --replace puts the backup in their place")
    finally:
        database.close()
    click.echo(f"{sum(done.facts.rows.values())} rows, the state of {done.facts.at.isoformat()}")
    if done.lost:
        click.echo(
            "changed after the backup and lost: "
            + ", ".join(f"{n} {noun}" for noun, n in sorted(done.lost.items()))
        )
    click.echo(
        f"{done.cancelled} messages cancelled, {done.silenced} reminders and clocks silenced, {again} people erased again"
    )


def _erased(database: Database) -> list[erasure.Gone]:
    """Who was erased in the database that is replaced."""
    if schema.version(database) != schema.head():
        return []
    with database.reading() as session:
        return erasure.erased(session)


def _tell(app: App, done: restoring.Restored) -> None:
    """Everybody reads of which moment the state is, and where to look for what fell into the gap."""
    with app.database.transaction() as session:
        ctx = app.context(session, app.nobody(), CLOCK, f"restore:{uuid4()}", app.clock())
        told = [say("upkeep.restored", to=one.id, at=done.facts.at) for one in users.everybody(session)]
        sending.queue(ctx, app.routes, told)


@click.command()
@database_option
def doctor(settings: Settings) -> None:
    """Look for whatever keeps Baton from working well, and name each problem with its cure.

    Exit code 1 when something must be cured; remarks alone leave 0.

    Example: baton doctor
    """
    findings = checkup.look(settings, Clock()())
    for one in findings:
        click.echo(f"{'problem' if one.bad else 'remark'}: {one.what}\n  cure: {one.cure}", err=one.bad)
    bad = sum(one.bad for one in findings)
    if bad:
        fail(1, f"{bad} problem{'s' if bad > 1 else ''}")
    click.echo("all is well" if not findings else "nothing keeps Baton from working")
