"""`baton user …` and `baton invite`: who works here, and how a chat account becomes somebody's."""

import re
from collections.abc import Iterable
from zoneinfo import ZoneInfo, available_timezones

import click
from prompt_toolkit.utils import get_cwidth

from bot.chats.terminal import Terminal
from bot.commands.common import database_option, fail
from bot.commands.staffing import acting, changing, known, still_an_admin, tell
from bot.config import Settings
from bot.sales.policy import load_policy
from bot.sales.rights import ROLES
from bot.texts import LANGUAGES
from store import invitations, staff, transfers, users

HANDLE = re.compile(r"^[\w][\w.-]{0,31}$")
HEADINGS = ("handle", "name", "role", "team", "ext.", "language", "chats", "")
TEAMED = ("agent", "field", "manager")


@click.group()
def user() -> None:
    """Add, list and change the people of the desk.

    Example: baton user add amy --name "Amy Hsu" --role agent --team Taipei
    """


@user.command("add")
@click.argument("handle")
@click.option("--name", required=True, help="As customers and colleagues know the person.")
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--team", help="A new name founds a new team.")
@click.option("--title")
@click.option("--extension", help="The telephone extension that scripts name.")
@click.option("--email")
@click.option("--language", type=click.Choice(LANGUAGES), help="Default: the company's.")
@click.option("--timezone", help="Default: the company's, as Asia/Taipei.")
@click.option("--region", help="Whose holidays count, as TW or US-CA; default: the company's.")
@click.option("--lead-role", "lead_roles", multiple=True, help="tam, kam, specialist, partner; repeatable.")
@click.option("--territory", "territories", multiple=True, help="Serves this territory; repeatable.")
@click.option("--industry", "industries", multiple=True, help="Serves this industry; repeatable.")
@click.option("--line", "lines", multiple=True, help="Serves this product line; repeatable.")
@database_option
def add(handle: str, team: str | None, settings: Settings, **given: object) -> None:
    """Take somebody on; he is reached in the terminal until he links another chat.

    Example: baton user add tim --name "Tim Tsai" --role field --team Taipei --lead-role tam --territory taipei
    """
    policy = load_policy(settings.policy)
    company = policy.company
    if not HANDLE.match(handle):
        fail(2, f"{handle!r} is no handle: at most 32 letters, digits, dots and hyphens, such as amy")
    if team is None and given["role"] in TEAMED:
        fail(2, f"a person in the role {given['role']} belongs to a team: add --team NAME")
    fields = {
        name: list(value) if isinstance(value, tuple) else value for name, value in given.items() if value
    }
    fields.setdefault("language", settings.language or company.language)
    fields.setdefault("timezone", settings.timezone or company.timezone)
    fields.setdefault("region", company.region)
    if fields["timezone"] not in available_timezones():
        fail(2, f"{fields['timezone']} is no time zone; write it as Asia/Taipei")
    try:
        policy.calendar(str(fields["timezone"]), str(fields["region"]), (None, None))
    except ValueError:
        fail(2, f"no public holidays are known for the region {fields['region']}; write it as TW or US-CA")
    with changing(settings, "user add") as (session, now):
        if users.by_handle(session, handle) is not None:
            fail(1, f"{handle} exists already; `baton user list --all` shows who there is")
        if team is not None:
            fields["team_id"] = staff.team(session, team, str(fields["region"]), str(fields["timezone"]))
        person = staff.add(session, handle, fields, now)
        click.echo(f"added {person.handle}: {person.name}, {person.role}{f', {team}' if team else ''}")


@user.command("list")
@click.option("--all", "everybody", is_flag=True, help="Also those who have left.")
@database_option
def list_(everybody: bool, settings: Settings) -> None:
    """Show who works here.

    Example: baton user list --all
    """
    with changing(settings, "user list") as (session, now):
        found = staff.listing(session, now, everybody=everybody)
    if not found:
        click.echo('nobody yet; begin with: baton user add ada --name "Ada" --role admin')
        return
    rows = [HEADINGS, *(_row(one) for one in found)]
    widths = [max(get_cwidth(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        cells = (cell + " " * (width - get_cwidth(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


@user.command("role")
@click.argument("handle")
@click.argument("role", type=click.Choice(ROLES))
@database_option
def role(handle: str, role: str, settings: Settings) -> None:
    """Give somebody another role; what he may see and do changes at once.

    Example: baton user role bella manager
    """
    with changing(settings, "user role") as (session, _now):
        person = known(session, handle)
        if role != "admin":
            still_an_admin(session, person)
        users.change(session, person.id, {"role": role})
        click.echo(f"{person.handle}: {person.role} -> {role}")


@user.command("away")
@click.argument("handle")
@click.argument("first", metavar="FROM")
@click.argument("last", metavar="TO")
@click.option("--delegate", metavar="USER", help="Who does the work meanwhile.")
@database_option
def away(handle: str, first: str, last: str, delegate: str | None, settings: Settings) -> None:
    """Note that somebody is away, both days included; meanwhile his delegate has the work.

    Example: baton user away bella today Friday --delegate amy
    """
    with acting(settings, handle, others_only=False) as (terminal, session):
        person = known(session, handle)
        stand_in = str(known(session, delegate).id) if delegate else ""
        begins = "" if _is_today(first, terminal) else first
        fields = {"starts": begins, "until": last, "delegate": stand_in, "person": str(person.id)}
        tell(terminal, terminal.submit("away", fields), "away.set")


@user.command("leave")
@click.argument("handle")
@click.option("--to", "successor", metavar="USER", help="Who takes over; needed where there is work.")
@database_option
def leave(handle: str, successor: str | None, settings: Settings) -> None:
    """Somebody leaves: everything of his goes to a successor, its history stays, his access ends.

    Example: baton user leave bella --to amy
    """
    if successor is None:
        _leave_with_nothing(settings, handle)
        return
    with acting(settings, handle, others_only=True) as (terminal, session):
        fields = {"person": str(known(session, handle).id), "to": str(known(session, successor).id)}
        tell(terminal, terminal.submit("transfer", fields), "transfer.done")


@click.command()
@click.argument("handle", metavar="USER")
@database_option
def invite(handle: str, settings: Settings) -> None:
    """Print a one-time code: whoever sends it to Baton from his chat becomes this person there.

    It is good for a day and once; a new one makes the old ones void.

    Example: baton invite amy
    """
    with changing(settings, "invite") as (session, now):
        person = known(session, handle)
        code = invitations.invite(session, person.id, now)
        until = (now + invitations.VALID).astimezone(ZoneInfo(person.timezone))
        click.echo(code)
        click.echo(f"for {person.name} ({person.handle}), once, until {until:%Y-%m-%d %H:%M}", err=True)


def _leave_with_nothing(settings: Settings, handle: str) -> None:
    with changing(settings, "user leave") as (session, now):
        person = known(session, handle)
        still_an_admin(session, person)
        held = {what: count for what, count in staff.holdings(session, person.id).items() if count}
        if held:
            listed = ", ".join(f"{count} {what}" for what, count in held.items())
            able = [one.handle for one in users.everybody(session, role=person.role) if one.id != person.id]
            fail(
                1, f"{handle} has {listed}; name who takes over with --to ({', '.join(able) or 'a manager'})"
            )
        transfers.leave(session, person.id, now)
        click.echo(f"{handle} has left")


def _is_today(typed: str, terminal: Terminal) -> bool:
    today = terminal.app.clock().astimezone(terminal.zone).date()
    return typed.casefold() in ("today", "now", "今天", today.isoformat())


def _row(one: staff.Listed) -> tuple[str, ...]:
    person, state = one.person, ""
    if not person.active:
        state = "left"
    elif one.away_until is not None:
        state = f"away until {one.away_until.astimezone(ZoneInfo(person.timezone)):%Y-%m-%d %H:%M}"
    chats: Iterable[str] = one.chats or ("none",)
    return (person.handle, person.name, person.role, one.team or "-", person.extension or "-", person.language,
            " ".join(chats), state)  # fmt: skip
