"""What `baton doctor` looks at: each finding says what is wrong and what cures it."""

import importlib.util
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bot.commands import checkup_slack, checkup_telegram
from bot.commands.asking import client
from bot.commands.checks import vocabulary_of
from bot.commands.common import CURES
from bot.commands.finding import Finding
from bot.commands.opening import secret_of
from bot.config import Settings
from bot.sales.policy import PolicyFaults, load_policy
from bot.scripts.check import check as check_scripts
from bot.scripts.vocabulary import SHIPPED
from store import schema, upkeep
from store.db import Database, Unavailable

LITTLE_SPACE = 500
DRIFT = timedelta(seconds=30)
WAL_SAFE = (3, 51, 3)


def look(settings: Settings, now: datetime) -> list[Finding]:
    """Everything that is amiss."""
    here = [*_folder(settings), *_rules(settings), *_fonts(), *_tokens(settings)]
    with client() as web:
        asked = [*checkup_slack.look(settings, web, now), *checkup_telegram.look(settings, web, now)]
    return [*here, *asked, *_database(settings, now)]


def _folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data
    there = next((one for one in (folder, *folder.parents) if one.exists()), Path("/"))
    if not there.is_dir() or not os.access(there, os.W_OK):
        yield Finding(
            f"the data folder {folder} cannot be written",
            "make it writable for this user, or name another with BATON_DATA",
        )


def _rules(settings: Settings) -> Iterator[Finding]:
    try:
        policy = load_policy(settings.policy)
    except PolicyFaults as faults:
        yield Finding(f"{len(faults.faults)} faults in the policy", "`baton policy check` names each")
        return
    clean, lines = check_scripts(settings.scripts or SHIPPED, vocabulary_of(policy))
    if not clean:
        yield Finding(f"{len(lines)} faults in the call scripts", "`baton scripts check` names each")


def _fonts() -> Iterator[Finding]:
    if importlib.util.find_spec("noto_cjk_sans_otc") is None:
        yield Finding("there is no font for Chinese pictures", "pip install noto-cjk-sans-otc")


def _tokens(settings: Settings) -> Iterator[Finding]:
    if settings.secret_key is None:
        yield Finding(
            "no secret key: hashes of do-not-call numbers and the audit chain can be made by anybody",
            "set BATON_SECRET_KEY (or BATON_SECRET_KEY_FILE) to a long random text before the first import, "
            "and keep it; with another key the hashes do not match",
            bad=False,
        )
    if settings.slack_bot_token and not (settings.slack_app_token or settings.slack_signing_secret):
        yield Finding(
            "Slack has a bot token but nothing to receive by",
            "set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)",
        )
    if not settings.slack_bot_token and (settings.slack_app_token or settings.slack_signing_secret):
        yield Finding("Slack has no bot token", "set SLACK_BOT_TOKEN (xoxb-…) from OAuth & Permissions")
    if settings.telegram_webhook_secret and not settings.telegram_bot_token:
        yield Finding("Telegram has a webhook secret but no token", "set TELEGRAM_BOT_TOKEN from @BotFather")
    if settings.telegram_webhook_secret and not settings.public_url:
        yield Finding(
            "Telegram's webhook has no address", "set BATON_PUBLIC_URL to where this server is reached"
        )
    if not settings.slack_bot_token and not settings.telegram_bot_token:
        yield Finding(
            "no chat is connected, only the terminal is there",
            "set SLACK_BOT_TOKEN or TELEGRAM_BOT_TOKEN",
            bad=False,
        )


def _database(settings: Settings, now: datetime) -> Iterator[Finding]:
    database = Database(settings.url, secret=secret_of(settings))
    try:
        if _is_missing(settings):
            yield Finding(
                "there is no database yet", "`baton migrate` makes it, `baton user add` the first person"
            )
            return
        found = upkeep.condition(database)
        yield from _engine(found, now)
        misfit = _misfit(database, found.schema)
        if misfit is not None:
            yield misfit
        if misfit is None or not misfit.bad:
            with database.reading() as session:
                yield from _people(upkeep.people(session))
    except Unavailable as error:
        yield Finding(
            f"the database cannot be reached: {str(error).strip().partition(chr(10))[0]}",
            "start its server, or correct --database / BATON_DATABASE_URL; for SQLite its folder must exist "
            "and be writable",
        )
    except schema.SchemaError as error:
        yield Finding(f"the database cannot be read: {error.detail or error.problem}", CURES[error.problem])
    finally:
        database.close()


def _is_missing(settings: Settings) -> bool:
    """Looking must not make an empty file."""
    path = settings.url.removeprefix("sqlite:///")
    plain = settings.url.startswith("sqlite:///") or "://" not in settings.url
    return plain and not path.startswith("file:") and not Path(path).exists() and Path(path).parent.is_dir()


def _misfit(database: Database, at: str | None) -> Finding | None:
    """Tables of another version: a newer one may allow this program to work on beside newer ones."""
    told = f"its tables are at {at or 'no version'}"
    try:
        schema.check(database)
    except schema.SchemaError as error:
        return Finding(told, CURES[error.problem])
    if at == schema.head():
        return None
    newer = f"{told}, this program is of {schema.head()}; it may work on them for now"
    return Finding(newer, "install the newer version here too", bad=False)


def _engine(found: upkeep.Condition, now: datetime) -> Iterator[Finding]:
    if not found.writable:
        yield Finding(
            f"the database cannot be written: {found.why}",
            "give this user the right to write the file and its folder",
        )
    if found.free is not None and found.free < LITTLE_SPACE:
        yield Finding(f"{found.free} MiB are free beside the database", "make room, at least 1 GiB")
    if found.kind == "sqlite" and tuple(map(int, found.engine.split("."))) < WAL_SAFE:
        yield Finding(
            f"SQLite {found.engine} can lose a commit when two processes meet in a rare moment",
            "pip install pysqlite3, or a Python with SQLite 3.51.3 or newer; a single process is safe",
            bad=False,
        )
    if found.clock is not None and abs(found.clock - now) > DRIFT:
        apart = round(abs(found.clock - now).total_seconds())
        yield Finding(
            f"this clock and the database's are {apart} s apart", "let NTP set the clocks of both machines"
        )


def _people(found: upkeep.People) -> Iterator[Finding]:
    if not found.users:
        yield Finding("nobody works here yet", 'baton user add ada --name "Ada" --role admin')
        return
    if not found.admins:
        yield Finding("there is no administrator", "`baton user role USER admin`")
    if found.without_team:
        yield Finding(
            f"without a team: {', '.join(found.without_team)}; nobody's digest shows them",
            "give them one: import users with a column `team`",
        )
    if found.unled:
        yield Finding(
            f"no manager in: {', '.join(found.unled)}; every manager gets what is overdue there",
            "`baton user role USER manager`",
            bad=False,
        )
    if found.unreached:
        yield Finding(
            f"reached in the terminal only: {', '.join(found.unreached)}",
            "`baton invite USER` gives a code for a chat",
            bad=False,
        )
    if found.failed_timers:
        yield Finding(
            f"{found.failed_timers} things that were due failed three times",
            "the log names each by its reference; mend the cause, they are in the table timer",
        )
