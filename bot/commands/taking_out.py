"""`baton export`: lists out, each leaving one record of who took how many of what."""

import shutil
import sys
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import click

from bot.commands.clock import Clock
from bot.commands.common import database_option, fail
from bot.commands.opening import opened
from bot.config import Settings
from bot.errors import Unknown
from bot.sales import rights
from bot.sales.people import Person
from store import audit, things, users
from store.db import Database, Session
from store.imports.exporting import export as write_list
from store.imports.importing import KINDS


@click.command("export")
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="KIND")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A name ending in .xlsx makes a workbook, any other CSV; default: CSV on standard output.",
)
@click.option("--as", "handle", metavar="USER", help="Only what this person may have; default: everything.")
@database_option
def export(kind: str, out: Path | None, handle: str | None, settings: Settings) -> None:
    """Write a list of the kinds that import reads; imported again it changes nothing.

    Every list taken out leaves a record: who, which kind, how many.

    Example: baton export contacts --as mia --out contacts.xlsx
    """
    special = out is not None and out.exists() and not out.is_file()
    with (
        opened(settings) as database,
        TemporaryDirectory(dir=out.parent if out and not special else None, prefix=".baton-") as folder,
    ):
        whole = Path(folder) / (out.name if out else f"{kind}.csv")
        count = _write(database, kind, whole, handle)
        if out is not None and not special:
            whole.replace(out)
        else:
            with whole.open("rb") as file, out.open("wb") if out else nullcontext(sys.stdout.buffer) as into:
                shutil.copyfileobj(file, into)
                into.flush()
    click.echo(f"{count} {kind}" + (f" in {out}" if out else ""), err=True)


def _write(database: Database, kind: str, whole: Path, handle: str | None) -> int:
    """The list and the record that it was taken; no list goes out without one."""
    now = Clock()()
    with database.reading() as session:
        person = _person(session, handle) if handle else None
        acts_for = things.stands_in_for(session, person.id, now) if person else frozenset()
    done = audit.Actor(person.id if person else None, f"command:{uuid4()}", f"export.{kind}", now)
    actor = rights.Actor(person.id, person.role, person.team_id, acts_for) if person else None
    if person and actor and not (person.active and rights.permits(actor, done.action)):
        with database.transaction() as session:
            audit.refused(session, done)
        fail(1, f"{handle} ({person.role if person.active else 'left'}) may not take out {kind}")
    with database.reading() as session:
        count = write_list(session, kind, whole, actor)
    with database.transaction() as session:
        audit.exported(session, done, kind, count)
    return count


def _person(session: Session, handle: str) -> Person:
    person = users.by_handle(session, handle)
    if person is None:
        raise Unknown(handle)
    return person
