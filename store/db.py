"""Engine, sessions and column types: the ground that every table stands on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from threading import Lock
from typing import Any

from sqlalchemy import BigInteger, DateTime, Engine, Integer, MetaData, TypeDecorator, create_engine, event
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.types import JSON

__all__ = [
    "Base",
    "Database",
    "Exact",
    "Raced",
    "Repeated",
    "Row",
    "Session",
    "Unavailable",
    "UtcDateTime",
    "WrongUrl",
]

try:  # newer than the interpreter's own on most machines: SQLite before 3.51.3 has the WAL-reset race
    import pysqlite3 as sqlite
except ImportError:
    import sqlite3 as sqlite

SCALE = 10_000
BUSY_MILLISECONDS = 2_500
STATEMENTS = 2_000  # kept compiled: more than the program has


class Raced(Exception):  # noqa: N818 - the trade's sentence is "we raced", not "raced error"
    """Somebody else changed the record since it was shown."""


class Repeated(Exception):  # noqa: N818
    """This event was applied before; nothing may happen again."""


class Unavailable(Exception):  # noqa: N818
    """The database cannot take this now (away, locked, disk full): nothing was written, try again."""


class WrongUrl(Exception):  # noqa: N818
    """This names no database that Baton can use; says what does."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on both databases; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC; SQLite has no zones, so it gets the bare UTC time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs its zone: {value!r}")
        at = value.astimezone(UTC)
        return at if dialect.name == "postgresql" else at.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exact(TypeDecorator[Decimal]):
    """An exact decimal with four places, kept as an integer so that SQLite sums it exactly too."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Scale to an integer; more than four places are rounded."""
        return None if value is None else int((Decimal(value) * SCALE).to_integral_value())

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Scale back; 28900 and not 28900.0000."""
        if value is None:
            return None
        whole, rest = divmod(int(value), SCALE)
        return Decimal(whole) if rest == 0 else Decimal(int(value)) / SCALE


Json = JSON().with_variant(JSONB(), "postgresql")
BigId = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """Every table; constraint names follow one convention so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        datetime: UtcDateTime,
        Decimal: Exact,
        dict[str, Any]: Json,
        list[str]: Json,
        list[Any]: Json,
    }


class Row(Base):
    """A table with a number of its own for each row."""

    __abstract__ = True
    id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=True)


def read_url(url: str) -> URL:
    """A SQLAlchemy URL with the driver that this project uses; a plain path means SQLite."""
    if "://" not in url:
        url = f"sqlite:///{url}"
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WrongUrl("it is no URL") from error
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg"):
        raise WrongUrl(f"{parsed.drivername} is not supported")
    return parsed


def make_engine(url: str, *, pool: int = 5) -> Engine:
    """Connect to SQLite or PostgreSQL; every SQLite transaction takes the write lock at once.

    A deferred SQLite transaction that reads and then writes fails when somebody wrote in between;
    BEGIN IMMEDIATE waits for its turn instead (at most BUSY_MILLISECONDS).
    """
    parsed = read_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed, pool_size=pool, max_overflow=pool, pool_pre_ping=True, query_cache_size=STATEMENTS
        )
    engine = create_engine(
        parsed,
        module=sqlite,
        connect_args={"check_same_thread": False, "cached_statements": 512},
        query_cache_size=STATEMENTS,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "cache_size=-16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Any) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")


class Database:
    """One company's database: makes sessions, each of which is one transaction.

    `secret` keys the hashes of numbers that must not be called.
    """

    def __init__(self, url: str, *, pool: int = 5, secret: bytes = b"") -> None:
        self.url = url
        self.info = {"secret": secret}
        self.engine = make_engine(url, pool=pool)
        self._turn = Lock() if self.engine.dialect.name == "sqlite" else None
        self.writers = 1 if self._turn is not None else pool  # threads that can write beside one another

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that commits at the end, or rolls back whole on any error.

        Raises Unavailable when the database cannot be reached or written, Raced when a record changed meanwhile.
        """
        try:
            with (
                self._one_writer(),
                Session(self.engine, expire_on_commit=False, info=dict(self.info)) as session,
                session.begin(),
            ):
                yield session
        except (OperationalError, InterfaceError) as error:
            raise Unavailable(str(error.orig)) from error
        except (StaleDataError, IntegrityError) as error:
            raise Raced(str(error)) from error

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        """Threads of this process take turns on SQLite: its own waiting is by sleeping, and unfair."""
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=BUSY_MILLISECONDS / 1000):
            raise Unavailable("the database is busy")
        try:
            yield
        finally:
            self._turn.release()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading only: never waits for, nor holds, SQLite's write lock. Raises Unavailable."""
        try:
            with (
                self.engine.connect().execution_options(sqlite_begin="DEFERRED") as connection,
                Session(connection, expire_on_commit=False, info=dict(self.info)) as session,
            ):
                yield session
        except (OperationalError, InterfaceError) as error:
            raise Unavailable(str(error.orig)) from error

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()
