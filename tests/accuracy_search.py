"""How well the search finds names typed in fifteen other ways, beside FTS5 and pg_trgm in the same run.

A query counts as unique unless another name is as near to what was typed as the one meant (edits, as written or as
it sounds); recall is told for all and for the unique ones. `--count 100000 --database URL` for other sizes."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import OSA
from sqlalchemy import text

from bot.sales import naming
from store import search
from store.db import Database, Session
from store.migrating import migrate
from store.search import roman
from tests import search_names
from tests.search_names import Firm, Human
from tests.search_noise import KINDS, Named

Answer = tuple[str, str]  # name, company
Finder = Callable[[Session, str], list[Answer]]
FLOOR_FIRST, FLOOR_FIVE, FLOOR_DOUBLE = 0.98, 0.99, 0.93
TRIES = 2


@dataclass(slots=True)
class Tally:
    """Queries of one kind: how many, how many unique, found first and among five, and how long each took."""

    all: int = 0
    first_of_all: int = 0
    unique: int = 0
    first: int = 0
    five: int = 0
    milliseconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, typed: str, meant: Answer, found: Sequence[Answer], took: float) -> None:
        """Count one query."""
        self.all += 1
        self.milliseconds.append(took)
        right = found[:1] == [meant]
        self.first_of_all += right
        nearer = [one for one in found[:5] if one != meant and distance(typed, one) <= distance(typed, meant)]
        if nearer and not right:
            return
        self.unique += 1
        self.first += right
        self.five += meant in found[:5]
        if not right:
            self.wrong.append(f"{typed!r} for {meant}: {list(found[:2])}")

    def at(self, share: float) -> float:
        """A percentile of the time, in milliseconds."""
        return sorted(self.milliseconds)[int(len(self.milliseconds) * share)]


def distance(typed: str, name: Answer) -> int:
    """Edits from what was typed to a name, with its company or without, as written or as it sounds."""
    core = naming.core(typed)
    best = 1_000
    for whole in (name[0], f"{name[0]} {name[1]}", f"{name[1]} {name[0]}", name[1]):
        other = naming.core(whole)
        sound = ["".join(roman.syllables(one)) for one in (core, other)]
        best = min(best, OSA.distance(core.replace(" ", ""), other.replace(" ", "")), OSA.distance(*sound))
    return best


def answer(one: Named) -> Answer:
    """What the right result shows."""
    return (one.name, one.short) if isinstance(one, Firm) else (one.name, one.firm.short)


def ours(session: Session, typed: str) -> list[Answer]:
    """Our own index."""
    return [(one.name, one.company) for one in search.find(session, typed, region="TW")]


def fts5(session: Session, typed: str) -> list[Answer]:
    """SQLite's full text search by trigrams of its own, over names with their companies, ranked by bm25."""
    core = naming.core(typed).replace('"', "")
    pieces = {core[at : at + 3] for at in range(len(core) - 2)} or {core}
    query = " OR ".join(f'"{piece}"' for piece in sorted(pieces))
    rows = session.execute(
        text("SELECT name, company FROM peer WHERE peer MATCH :query ORDER BY rank LIMIT 8"), {"query": query}
    )
    return [(name, company) for name, company in rows]


def pg_trgm(session: Session, typed: str) -> list[Answer]:
    """PostgreSQL's trigrams over names with their companies."""
    rows = session.execute(
        text(
            "SELECT name, company FROM peer WHERE core % :core ORDER BY similarity(core, :core) DESC LIMIT 8"
        ),
        {"core": naming.core(typed)},
    )
    return [(name, company) for name, company in rows]


def peer(database: Database, names: Sequence[Named]) -> tuple[str, Finder] | None:
    """The database's own search filled with the same names; None where it has none."""
    sqlite = database.url.startswith("sqlite")
    made = (
        "CREATE VIRTUAL TABLE peer USING fts5(core, name UNINDEXED, company UNINDEXED, tokenize='trigram')"
        if sqlite
        else "CREATE TABLE peer (core text, name text, company text)"
    )
    rows = [{"core": naming.core(" ".join(dict.fromkeys(answer(one)))), "name": answer(one)[0], "company": answer(one)[1]}
            for one in names]  # fmt: skip
    with database.transaction() as session:
        has = "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'"
        if not sqlite and not session.scalar(text(has)):
            return None
        if not sqlite:
            session.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
        session.execute(text(made))
        session.execute(text("INSERT INTO peer (core, name, company) VALUES (:core, :name, :company)"), rows)
        if not sqlite:
            session.execute(text("CREATE INDEX peer_core ON peer USING gin (core gin_trgm_ops)"))
    return ("FTS5", fts5) if sqlite else ("pg_trgm", pg_trgm)


def queries(names: Sequence[Named], each: int, seed: int = 11) -> Iterator[tuple[str, str, Named]]:
    """So many queries of each kind of noise: the kind, what is typed, who is meant."""
    chance = random.Random(seed)  # noqa: S311 - noise, not secrets
    for kind, noise in KINDS.items():
        made = 0
        for one in chance.sample(names, k=min(len(names), each * 40)):
            typed = noise(chance, one)
            if typed and typed.strip():
                yield kind, typed, one
                made += 1
            if made == each:
                break


def measure(database: Database, names: Sequence[Named], finder: Finder, each: int) -> dict[str, Tally]:
    """Ask every query, the better of two tries in time; tallies by kind."""
    tallies: dict[str, Tally] = {}
    with database.reading() as session:
        for kind, typed, one in queries(names, each):
            found, took = finder(session, typed), float("inf")
            for _ in range(TRIES):
                start = time.perf_counter()
                found = finder(session, typed)
                took = min(took, 1000 * (time.perf_counter() - start))
            tallies.setdefault(kind, Tally()).add(typed, answer(one), found, took)
    return tallies


def show(title: str, tallies: dict[str, Tally], wrong: bool) -> bool:
    """Print a table; whether the floors are kept."""
    sys.stdout.write(
        f"\n{title}\n{'noise':16}{'asked':>6}{'@1 all':>8}{'unique':>8}{'@1':>8}{'@5':>8}{'p50 ms':>8}{'p95 ms':>8}\n"
    )
    total, kept = Tally(), True
    for kind, one in tallies.items():
        _row(kind, one)
        kept = kept and (kind != "double" or one.first >= FLOOR_DOUBLE * one.unique)
        if kind not in ("double", "exact"):
            for name in ("all", "first_of_all", "unique", "first", "five"):
                setattr(total, name, getattr(total, name) + getattr(one, name))
            total.milliseconds += one.milliseconds
        for line in one.wrong[:4] if wrong else ():
            sys.stdout.write(f"       {line}\n")
    _row("15 kinds", total)
    return kept and total.first >= FLOOR_FIRST * total.unique and total.five >= FLOOR_FIVE * total.unique


def _row(kind: str, one: Tally) -> None:
    sys.stdout.write(
        f"{kind:16}{one.all:>6}{one.first_of_all / one.all:>8.3f}{one.unique:>8}{one.first / max(one.unique, 1):>8.3f}"
        f"{one.five / max(one.unique, 1):>8.3f}{one.at(0.5):>8.1f}{one.at(0.95):>8.1f}\n"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Fill a database with names, ask, print; 1 when a floor is not kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--each", type=int, default=100)
    options.add_argument(
        "--database", default="", help="an empty database; default: SQLite in a temporary folder"
    )
    options.add_argument("--wrong", action="store_true", help="show what was not found")
    given = options.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(given.database or f"sqlite:///{Path(folder) / 'names.db'}")
        migrate(database)
        names: list[Firm | Human] = list(search_names.make(given.count))
        search_names.fill(database, iter(names))
        search.index_all(database)
        kept = show(f"Baton, {given.count:,} names", measure(database, names, ours, given.each), given.wrong)
        if other := peer(database, names):
            show(f"{other[0]}, the same names", measure(database, names, other[1], given.each), False)
        database.close()
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
