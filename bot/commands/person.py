"""`baton person export` and `baton person erase`: what is kept of somebody, handed over or forgotten."""

import json
import sys
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import click

from bot.commands.clock import Clock
from bot.commands.common import database_option, fail
from bot.commands.opening import opened
from bot.config import Settings
from bot.sales.customers import Contact
from bot.sales.policy import load_policy
from store import contacts, erasure, search, subject
from store.db import Session, Unavailable

ERASURES = "erasures.jsonl"
SURE = 97


@click.group()
def person() -> None:
    """Export or erase one person's data.

    Example: baton person export 周文彬
    """


@person.command("export")
@click.argument("contact")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Default: printed."
)
@database_option
def export(contact: str, out: Path | None, settings: Settings) -> None:
    """Write everything that is kept of a person, as JSON.

    CONTACT is a name, telephone number, e-mail address or contact number.

    Example: baton person export 02-5555-0161 --out 周文彬.json
    """
    region = load_policy(settings.policy).company.region
    with opened(settings) as database, database.reading() as session:
        whole = subject.everything(session, find(session, contact, region).id)
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    if out is None:
        click.echo(text)
        return
    out.write_text(text + "\n", encoding="utf-8")
    click.echo(f"{sum(map(len, whole.values()))} records in {out}", err=True)


@person.command("erase")
@click.argument("contact")
@click.option("--yes", is_flag=True, help="Do not ask.")
@database_option
def erase(contact: str, yes: bool, settings: Settings) -> None:
    """Forget a person: everything about him goes, here and where others are told of him.

    Calls and orders stay for the figures, without his name, number or a word of what was noted. A keyed hash
    keeps a later list from bringing him back. This cannot be undone; backups made before still hold him, and
    `baton restore` forgets him again.

    Example: baton person erase 周文彬
    """
    region, now = load_policy(settings.policy).company.region, Clock()()
    with opened(settings) as database:
        with database.transaction() as session:
            who = find(session, contact, region)
            shown = f"{who.name}{f', {who.company}' if who.company else ''} (contact {who.id})"
            if not yes and sys.stdin.isatty():
                click.confirm(f"Erase {shown}, for good?", abort=True)
            made = erasure.created(session, who.id)
            others = erasure.erase(session, who.id, region, now, f"command:{uuid4()}")
        _remember(settings, who.id, made)
        click.echo(f"contact {who.id} is erased; {others} records of others named him and do not any more")
        try:
            erasure.sweep(database)
        except Unavailable as error:
            again = f"run `baton person erase {who.id}` again when nobody uses it"
            fail(1, f"deleted bytes are still in the database's file, which is in use ({error}); {again}")


def find(session: Session, wanted: str, region: str) -> Contact:
    """The one contact that is meant; leaves with 1 when there is none or several."""
    number = wanted.removeprefix("#")
    if (
        number.isascii()
        and number.isdecimal()
        and len(number) < 8
        and (known := contacts.get(session, int(number)))
    ):
        return known
    found = [
        one for one in search.find(session, wanted, region=region, limit=5) if one.contact_id is not None
    ]
    sure = [one for one in found if one.score >= SURE]
    if len(sure) == 1 or len(found) == 1:
        whole = contacts.get(session, (sure or found)[0].contact_id or 0)
        if whole is not None:
            return whole
    lines = [f"{one.contact_id}: {one.name}{f', {one.company}' if one.company else ''}" for one in found]
    fail(
        1,
        *(
            ["several people may be meant; name one by his number:", *lines]
            if found
            else [f"nobody found: {wanted}"]
        ),
    )
    raise SystemExit(1)


def _remember(settings: Settings, contact_id: int, created_at: datetime) -> None:
    """Keep beside the database who was erased, so that an older backup can forget him again."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / ERASURES).open("a", encoding="utf-8") as file:
        file.write(json.dumps({"contact": contact_id, "created_at": created_at.isoformat()}) + "\n")


def remembered(settings: Settings) -> list[erasure.Gone]:
    """Who was erased, as kept beside the database."""
    path = settings.data / ERASURES
    if not path.is_file():
        return []
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [erasure.Gone(row["contact"], datetime.fromisoformat(row["created_at"])) for row in rows]
