"""How fast the search is and how much it holds, at 10,000 names or at 1,000,000; kept out of the test suite.

`python -m tests.bench_search --count 1000000 [--database URL] [--filled]`. Time on the wall is the better of three
tries; the processor's time is told beside it, because a busy machine stretches only the former."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from store import contacts, search
from store.db import Database
from store.migrating import migrate
from store.search import upkeep
from tests import search_names
from tests.accuracy_search import Tally, answer, ours, queries

TRIES = 3
ADDED = 60
TABLES = ("search_post", "search_gram", "search_delta", "search_upto")
SAMPLE = 20_000


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def timed(act: Callable[[], Any], tries: int = 1) -> tuple[float, float]:
    """The least time of some tries on the wall and of the processor, in milliseconds."""
    wall = processor = float("inf")
    for _ in range(tries):
        start, busy = time.perf_counter(), time.process_time()
        act()
        wall = min(wall, time.perf_counter() - start)
        processor = min(processor, time.process_time() - busy)
    return 1000 * wall, 1000 * processor


def size(database: Database) -> float:
    """What the index takes on disk, in megabytes; on SQLite the pages it would fill in a file of its own."""
    with database.reading() as session:
        if not database.url.startswith("sqlite"):
            return sum(
                session.scalar(text("SELECT pg_total_relation_size(:name)"), {"name": name}) or 0 for name in TABLES
            ) / 1e6  # fmt: skip
        with tempfile.TemporaryDirectory() as folder:
            alone = Path(folder) / "index.db"
            connection = session.connection().connection
            made = [
                session.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name})
                for name in TABLES
            ]
            copy = Database(f"sqlite:///{alone}")
            with copy.engine.connect() as target:
                for statement, name in zip(made, TABLES, strict=True):
                    target.exec_driver_sql(statement)
                    rows = connection.cursor().execute(f"SELECT * FROM {name}")
                    while part := rows.fetchmany(10_000):
                        marks = ", ".join("?" * len(part[0]))
                        target.connection.cursor().executemany(f"INSERT INTO {name} VALUES ({marks})", part)
                target.exec_driver_sql("COMMIT")
                target.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                target.exec_driver_sql("BEGIN")
            copy.close()
            return alone.stat().st_size / 1e6


def finding(database: Database, each: int) -> None:
    """Tell how long each kind of query takes, and how often who is meant comes first, or among the first five, of
    those that nobody else's name is nearer to."""
    names = list(search_names.make(SAMPLE))
    times: dict[str, list[tuple[float, float]]] = {}
    tallies: dict[str, Tally] = {}
    with database.reading() as session:
        for kind, typed, one in queries(names, each):
            took = timed(lambda typed=typed: search.find(session, typed, region="TW"), TRIES)  # type: ignore[misc]
            times.setdefault(kind, []).append(took)
            tallies.setdefault(kind, Tally()).add(typed, answer(one), ours(session, typed), took[0])
    tell(
        f"{'noise':16}{'p50 wall':>10}{'p95 wall':>10}{'p50 cpu':>10}{'p95 cpu':>10}  ms{'first':>8}{'in five':>9}"
    )
    usual = [kind for kind in times if kind != "double"]
    times["all but double"] = [one for kind in usual for one in times[kind]]
    for kind, all_of in times.items():
        wall, busy = (sorted(one[at] for one in all_of) for at in (0, 1))
        shares = [part[int(len(part) * share)] for part in (wall, busy) for share in (0.5, 0.95)]
        counted = [tallies[one] for one in ([kind] if kind in tallies else usual)]
        unique = sum(one.unique for one in counted) or 1
        recall = [sum(one.first for one in counted) / unique, sum(one.five for one in counted) / unique]
        tell(
            f"{kind:16}"
            + "".join(f"{one:>10.1f}" for one in shares)
            + "    "
            + "".join(f"{one:>8.3f}" for one in recall)
        )


def adding(database: Database) -> None:
    """Tell what one contact added costs more for being found, and what folding costs."""
    chance = random.Random(5)  # noqa: S311 - names, not secrets
    names = [one for one in search_names.make(2_000, seed=chance.randrange(10_000)) if hasattr(one, "firm")]
    noting: list[float] = []
    with database.transaction() as session:
        for one in names[:ADDED]:
            contacts.add(
                session, name=one.name, now=search_names.NOW, owner_id=None, region="TW", phones=[one.phone]
            )  # type: ignore[union-attr]
            person = session.info["search.noted"]
            person.clear()
            newest = session.scalar(text("SELECT max(id) FROM contact"))
            noting.append(timed(lambda newest=newest: upkeep.note_contacts(session, [newest]))[0])  # type: ignore[misc]
    noting.sort()
    tell(
        f"one contact noted: p50 {noting[len(noting) // 2]:.2f} ms, p95 {noting[int(len(noting) * 0.95)]:.2f} ms"
    )
    with database.transaction() as session:
        rows: list[int] = []
        wall, _ = timed(lambda: rows.append(search.fold(session)))
    tell(f"folding {rows[0]:,} pieces: {wall:.0f} ms")


def main() -> None:
    """Measure as the command line says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--each", type=int, default=60)
    options.add_argument("--database", default="")
    options.add_argument("--filled", action="store_true", help="the database holds the names already")
    given = options.parse_args()
    run(given.count, given.each, given.database, filled=given.filled)


def run(count: int, each: int, url: str = "", *, filled: bool = False) -> None:
    """Fill a database with so many names, index them, ask, print; on SQLite in a temporary folder by itself."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(url or f"sqlite:///{Path(folder) / 'names.db'}")
        if not filled:
            migrate(database)
            written = timed(lambda: search_names.fill(database, search_names.make(count)))[0]
            indexed = timed(lambda: search.index_all(database))[0]
            tell(f"{count:,} names written in {written / 1000:.0f} s, indexed in {indexed / 1000:.0f} s")
        tell(f"index: {size(database):.0f} MB")
        finding(database, each)
        adding(database)
        database.close()


if __name__ == "__main__":
    main()
