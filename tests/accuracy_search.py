"""How well the search finds names typed in fifteen other ways, beside other searches in the same run.

A query counts as unique unless another name is as near to what was typed as the one meant (edits, as written or as
it sounds); recall is told for all and for the unique ones. `--count 100000 --database URL` for other sizes."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz.distance import OSA

from bot.sales import naming
from store import search
from store.db import Database, Session
from store.migrating import migrate
from store.search import roman
from tests import search_names
from tests.search_names import Firm, Human
from tests.search_noise import KINDS, Named
from tests.search_peers import Answer, Finder, answer, peers

FLOOR_FIRST, FLOOR_FIVE, FLOOR_DOUBLE = 0.98, 0.99, 0.93
TRIES, SEED = 2, 11


@dataclass(slots=True)
class Tally:
    """Queries of one kind: how many, how many unique, found first and among five, and how long each took."""

    all: int = 0
    first_of_all: int = 0
    unique: int = 0
    first: int = 0
    five: int = 0
    milliseconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def add(self, typed: str, meant: Answer, found: Sequence[Answer], took: float, busy: float = 0) -> None:
        """Count one query: milliseconds on the wall and of the processor."""
        self.all += 1
        self.milliseconds.append(took)
        self.busy.append(busy)
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

    def at(self, share: float) -> tuple[float, float]:
        """A percentile of the time on the wall and of the processor, in milliseconds."""
        wall, busy = sorted(self.milliseconds), sorted(self.busy)
        return wall[int(len(wall) * share)], busy[int(len(busy) * share)]


def distance(typed: str, name: Answer) -> int:
    """Edits from what was typed to a name, with its company or without, as written or as it sounds."""
    core = naming.core(typed)
    best = 1_000
    for whole in (name[0], f"{name[0]} {name[1]}", f"{name[1]} {name[0]}", name[1]):
        other = naming.core(whole)
        sound = ["".join(roman.syllables(one)) for one in (core, other)]
        best = min(best, OSA.distance(core.replace(" ", ""), other.replace(" ", "")), OSA.distance(*sound))
    return best


def ours(session: Session, typed: str) -> list[Answer]:
    """Our own index."""
    return [(one.name, one.company) for one in search.find(session, typed, region="TW")]


def queries(names: Sequence[Named], each: int, seed: int = SEED) -> Iterator[tuple[str, str, Named]]:
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


def measure(
    database: Database,
    names: Sequence[Named],
    finder: Finder,
    each: int,
    tries: int = TRIES,
    seed: int = SEED,
) -> dict[str, Tally]:
    """Ask every query, the best of some tries in time; tallies by kind. On PostgreSQL the processor's time is ours
    alone, not the server's.
    """
    tallies: dict[str, Tally] = {}
    with database.reading() as session:
        for kind, typed, one in queries(names, each, seed):
            found, wall, busy = finder(session, typed), float("inf"), float("inf")
            for _ in range(tries):
                start, begun = time.perf_counter(), time.process_time()
                found = finder(session, typed)
                wall = min(wall, 1000 * (time.perf_counter() - start))
                busy = min(busy, 1000 * (time.process_time() - begun))
            tallies.setdefault(kind, Tally()).add(typed, answer(one), found, wall, busy)
    return tallies


def show(title: str, tallies: dict[str, Tally], wrong: bool) -> bool:
    """Print a table; whether the floors are kept."""
    heads = ("@1 all", "unique", "@1", "@5", "p50 ms", "p95 ms", "p50 CPU", "p95 CPU")
    sys.stdout.write(f"\n{title}\n{'noise':16}{'asked':>6}{''.join(f'{one:>8}' for one in heads)}\n")
    total, kept = Tally(), True
    for kind, one in tallies.items():
        _row(kind, one)
        kept = kept and (kind != "double" or one.first >= FLOOR_DOUBLE * one.unique)
        if kind not in ("double", "exact"):
            for name in ("all", "first_of_all", "unique", "first", "five"):
                setattr(total, name, getattr(total, name) + getattr(one, name))
            total.milliseconds += one.milliseconds
            total.busy += one.busy
        for line in one.wrong[:4] if wrong else ():
            sys.stdout.write(f"       {line}\n")
    _row("15 kinds", total)
    return kept and total.first >= FLOOR_FIRST * total.unique and total.five >= FLOOR_FIVE * total.unique


def _row(kind: str, one: Tally) -> None:
    unique, (middle, slow) = max(one.unique, 1), (one.at(0.5), one.at(0.95))
    counts = f"{one.all:>6}{one.first_of_all / one.all:>8.3f}{one.unique:>8}{one.first / unique:>8.3f}{one.five / unique:>8.3f}"
    times = "".join(f"{one:>8.1f}" for one in (middle[0], slow[0], middle[1], slow[1]))
    sys.stdout.write(f"{kind:16}{counts}{times}\n")
    sys.stdout.flush()


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
        for title, finder in peers(database, [answer(one) for one in names], Path(folder)):
            show(f"{title}, the same names", measure(database, names, finder, given.each), False)
        database.close()
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
