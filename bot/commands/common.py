"""What the commands share: settings, the database, and problems told one a line without a traceback."""

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click
from pydantic import ValidationError

from bot import config
from bot.commands import logs
from bot.config import Settings
from bot.errors import Unknown, UserError
from bot.sales.policy import PolicyFaults
from bot.scripts import ScriptsError
from store.db import Raced, Unavailable, WrongUrl
from store.schema import SchemaError

CURES = {
    "old": "run `baton migrate` first",
    "newer": "it was made by a newer Baton; install that version, or restore a backup",
    "foreign": "it belongs to another program; name another file with --database",
    "unreadable": "restore a backup with `baton restore FILE`, or name another with --database",
}


def database_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --database, hand in the settings, and tell every known problem plainly."""

    @click.option(
        "--database", metavar="URL", help="SQLite file or postgresql:// URL; default: BATON_DATABASE_URL."
    )
    @functools.wraps(command)
    def run(*args: Any, database: str | None, **kwargs: Any) -> Any:
        with told():
            return command(*args, settings=settings(database), **kwargs)

    return run


def settings(database: str | None = None) -> Settings:
    """The environment's settings, with the database named on the command line."""
    read = config.read(config.environment())
    logs.configure(read.log_level)
    return read.model_copy(update={"database_url": database}) if database else read


@contextmanager
def told() -> Iterator[None]:
    """Turn known problems into lines on standard error and the right exit code."""
    try:
        yield
    except ValidationError as error:
        fail(2, *(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()))
    except (PolicyFaults, ScriptsError) as error:
        fail(2, *(str(fault) for fault in error.faults))
    except SchemaError as error:
        detail = f" ({error.detail})" if error.detail else ""
        fail(1, f"the database cannot be used: {error.problem}{detail}; {CURES[error.problem]}")
    except Unavailable as error:
        problem = str(error).strip().partition("\n")[0]
        fail(1, f"the database cannot be reached or written: {problem}; `baton doctor` says what to do")
    except WrongUrl as error:
        fail(2, f"--database: {error}; write sqlite:////folder/baton.db or postgresql://user@host/name")
    except Raced:
        fail(1, "somebody changed the same records at the same moment; nothing was saved, run it again")
    except Unknown as error:
        fail(2, f"nobody is called {error}; `baton user list` shows who there is")
    except UserError as error:
        fail(1, f"{error.reason}: {error.params}")
    except OSError as error:
        fail(1, f"{error.strerror or error}: {error.filename or ''}")


def fail(code: int, *problems: str) -> None:
    """Say what is wrong, one problem a line, and leave with this code."""
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(code)


def moment(_context: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
    """An ISO moment with its offset, as an option."""
    if value is None:
        return None
    try:
        at = datetime.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter("a moment as 2026-11-23T10:00:00+08:00") from error
    if at.tzinfo is None:
        raise click.BadParameter("it needs its offset, as in 2026-11-23T10:00:00+08:00")
    return at
