"""How fast the search is and how much it holds, at 10,000 names or at 1,000,000; kept out of the test suite.

`python -m tests.bench_search --count 1000000 [--database URL] [--filled] [--others]`. Time on the wall is the better
of three tries; the processor's time is told beside it: a busy machine stretches that less."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import text

from store import contacts, search
from store.db import Database
from store.migrating import migrate
from store.search import upkeep
from tests import search_names
from tests.accuracy_search import SEED, measure, ours, show
from tests.company import found
from tests.search_names import NOW, PEOPLE_A_COMPANY, Human
from tests.search_noise import Named
from tests.search_peers import answer, peers
from tests.talk import Desk
from tests.test_ringing import Switch

TRIES = 3
ADDED = 60
TABLES = ("search_post", "search_gram", "search_delta", "search_upto")
SAMPLE = 20_000
SOME = {"RapidFuzz": 2, "FTS5": 8, "pg_trgm": 8}  # queries of each kind: they take their time
CALLERS = 60


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


def sample(count: int, seed: int = SEED) -> list[Named]:
    """Names from everywhere among so many, others by another seed; companies and people as they are mixed."""
    step = max(1, count // SAMPLE)
    step += step % (PEOPLE_A_COMPANY + 1) == 0
    return [one for at, one in enumerate(search_names.make(count)) if at % step == (seed - SEED) % step]


def finding(database: Database, count: int, each: int, folder: Path, *, others: bool, seed: int) -> None:
    """Tell how long each kind of query takes, and how often who is meant comes first, or among the first five, of
    those that nobody else's name is nearer to; then the same of other searches.
    """
    names = sample(count, seed)
    show(f"Baton, {count:,} names", measure(database, names, ours, each, TRIES, seed), False)
    if others:
        rows = [answer(one) for one in search_names.make(count)]
        for title, finder in peers(database, rows, folder):
            few = min(each, SOME.get(title, each))
            show(f"{title}, the same names", measure(database, names, finder, few, 1, seed), False)


def adding(database: Database) -> None:
    """Tell what one contact added costs more for being found, and what folding costs."""
    chance = random.Random(5)  # noqa: S311 - names, not secrets
    names = [one for one in search_names.make(2_000, seed=chance.randrange(10_000)) if isinstance(one, Human)]
    noting: list[tuple[float, float]] = []
    with database.transaction() as session:
        contacts.add(session, name="Warm Up", now=NOW, owner_id=None, region="TW")
        for one in names[:ADDED]:
            contacts.add(session, name=one.name, now=NOW, owner_id=None, region="TW", phones=[one.phone])
            newest = session.scalar(text("SELECT max(id) FROM contact"))
            session.info["search.noted"].clear()
            noting.append(timed(lambda newest=newest: upkeep.note_contacts(session, [newest])))  # type: ignore[misc]
    for at, what in enumerate(("wall", "CPU")):
        took = sorted(one[at] for one in noting)
        tell(f"one contact noted, {what}: {_spread(took)}")
    with database.transaction() as session:
        rows: list[int] = []
        wall, busy = timed(lambda: rows.append(search.fold(session)))
    tell(f"folding {rows[0]:,} pieces: {wall:.0f} ms, {busy:.0f} of CPU")


def ringing(database: Database) -> None:
    """Tell how long the telephone's hook takes, through the web application as it is served, until it has answered:
    by then the caller's card is committed for the agent at whose place it rings.
    """
    with database.reading() as session:
        nobody = session.scalar(text("SELECT count(*) FROM user_account")) == 0
    if nobody:
        found(database)
    with database.transaction() as session:
        held = session.execute(
            text(
                "SELECT e164, max(contact_id) FROM phone WHERE contact_id % 997 = 5 GROUP BY e164 HAVING count(*) = 1"
            )
        ).all()
        own = text(
            "UPDATE contact SET owner_id = (SELECT id FROM user_account WHERE handle = 'amy') WHERE id = :id"
        )
        callers = held[:CALLERS]
        session.execute(own, [{"id": contact_id} for _, contact_id in callers])
    desk = Desk(database)
    switch, amy, run_id = Switch(desk), desk.person("amy"), uuid4().hex
    took: list[tuple[float, float]] = []
    cards = 0
    for at, (number, _) in enumerate(callers):
        event = {"call_id": f"{run_id}{at}", "id": f"{run_id}-{at}"}
        took.append(timed(lambda number=number, event=event: switch.tells("ringing", number, **event)))  # type: ignore[misc]
        cards += amy.reads().keys in (["contact.card"], ["contact.choices"])
    for at, what in enumerate(("wall", "CPU")):
        tell(
            f"hook to card ({cards} of {len(took)} shown), {what}: {_spread(sorted(one[at] for one in took))}"
        )


def _spread(took: list[float]) -> str:
    return (
        f"p50 {took[len(took) // 2]:.1f} ms, p95 {took[int(len(took) * 0.95)]:.1f} ms, most {took[-1]:.1f} ms"
    )


def main() -> None:
    """Measure as the command line says."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=100_000)
    options.add_argument("--each", type=int, default=60)
    options.add_argument("--database", default="")
    options.add_argument("--filled", action="store_true", help="the database holds the names already")
    options.add_argument(
        "--others", action="store_true", help="ask FTS5 or pg_trgm, tantivy and RapidFuzz too"
    )
    options.add_argument("--seed", type=int, default=SEED, help="ask for other people, typed otherwise")
    given = options.parse_args()
    run(given.count, given.each, given.database, filled=given.filled, others=given.others, seed=given.seed)


def run(
    count: int, each: int, url: str = "", *, filled: bool = False, others: bool = False, seed: int = SEED
) -> None:
    """Fill a database with so many names, index them, ask, print; on SQLite in a temporary folder by itself."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(url or f"sqlite:///{Path(folder) / 'names.db'}")
        if not filled:
            migrate(database)
            written = timed(lambda: search_names.fill(database, search_names.make(count)))
            indexed = timed(lambda: search.index_all(database))
            parts = [f"{wall / 1000:.0f} s ({busy / 1000:.0f} of CPU)" for wall, busy in (written, indexed)]
            tell(f"{count:,} names written in {parts[0]}, indexed in {parts[1]}")
        tell(f"index: {size(database):.0f} MB")
        finding(database, count, each, Path(folder), others=others, seed=seed)
        adding(database)
        ringing(database)
        database.close()


if __name__ == "__main__":
    main()
