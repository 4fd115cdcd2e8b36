"""`baton audit verify`: whether the records of who changed what are as they were written."""

import click

from bot.commands.common import database_option, fail
from bot.commands.opening import opened
from bot.config import Settings
from store import sealing

WRONG = {
    "changed": "it, or a record before it, was changed or taken out after it was sealed",
    "unsealed": "its seal is gone",
    "anchor": "it is not what the anchor says; the records after it, or all, were replaced or cut off",
}


@click.group()
def audit() -> None:
    """Verify the audit chain.

    Example: baton audit verify
    """


def anchored(_context: click.Context, _param: click.Parameter, value: str | None) -> tuple[int, str] | None:
    """An anchor as printed earlier: NUMBER:SEAL."""
    number, _, seal = (value or "").partition(":")
    if value is not None and not (number.isdecimal() and len(seal) == 64):
        raise click.BadParameter("an anchor as `baton audit verify` printed it, NUMBER:SEAL")
    return (int(number), seal) if value is not None else None


@audit.command("verify")
@click.option(
    "--anchor", callback=anchored, metavar="NUMBER:SEAL", help="An anchor kept elsewhere: shows a cut tail."
)
@database_option
def verify(anchor: tuple[int, str] | None, settings: Settings) -> None:
    """Reckon every seal anew; name the first record that is not as it was sealed.

    Keep the anchor that is printed somewhere else: with it the next check also finds a tail that was cut off.

    Example: baton audit verify
    """
    with opened(settings) as database, database.reading() as session:
        found = sealing.verify(session, anchor)
    if found.bad is not None:
        fail(
            1,
            f"audit record {found.bad} is wrong: {WRONG[found.wrong]}; {found.sealed} before it are as sealed",
        )
    click.echo(f"{found.sealed} records are as they were sealed, {found.waiting} wait for their seal")
    if found.anchor is not None:
        click.echo(f"anchor {found.anchor[0]}:{found.anchor[1]}")
