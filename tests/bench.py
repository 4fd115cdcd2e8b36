"""How fast and how big: `make bench` (`python -m tests.bench [--quick] [--profile EVENT]`).

Each event runs on SQLite with 10,000 contacts and is set against the very same statements, replayed on the
same database as it was: through SQLAlchemy Core, and through sqlite3 alone. Times are of one run on one
machine and nothing is asserted; CPU time is told beside, for a machine that is busy with other things.
The search is measured last, among BATON_BENCH_NAMES names (20,000; the aim is set for 1,000,000).
"""

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests import bench_chats, bench_events, bench_processes, bench_search
from tests.bench_company import make
from tests.bench_events import EVENTS, Times

AIM_MS, AIM_P99, AIM_RATIO = 5.0, 20.0, 2.0


def main(argv: Sequence[str] | None = None) -> None:
    """Measure everything and print it as a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the contacts and rounds")
    parser.add_argument("--profile", choices=list(EVENTS), help="where one event spends its time")
    given = parser.parse_args(argv)
    contacts, rounds = (1_000, 30) if given.quick else (10_000, 200)
    with tempfile.TemporaryDirectory(prefix="baton-bench-") as name:
        folder = Path(name)
        company = make(folder / "company.db", contacts)
        if given.profile:
            profile(company, given.profile, rounds)
            return
        events(company, rounds)
        for line in bench_processes.lines(folder, 5_000 if given.quick else 50_000, company):
            print_(line)
        for line in bench_chats.lines(folder, company):
            print_(line)
    bench_search.run(int(os.environ.get("BATON_BENCH_NAMES", "20000")), 20)


def events(company: Path, rounds: int) -> None:
    """The table of events."""
    head = ("event", "median", "p99", "CPU", "Core", "CPU", "ratio", "CPU", "sqlite3", "ratio", "sent")
    print_(_row(*head))
    for name in EVENTS:
        ours, core, raw = bench_events.measure(company, name, rounds)
        wall, cpu = ours.median / core.median, ours.cpu / core.cpu
        cells = (
            *(f"{one:.2f} ms" for one in (ours.median, ours.p99, ours.cpu, core.median, core.cpu)),
            *(f"{wall:.1f}x", f"{cpu:.1f}x", f"{raw.median:.2f} ms", f"{ours.median / raw.median:.1f}x"),
            f"{ours.statements:.0f}",
        )
        print_(_row(name, *cells) + _verdict(ours, core))


def _row(name: str, *cells: str) -> str:
    return f"{name:<13}" + "".join(f"{cell:>11}" for cell in cells)


def _verdict(ours: Times, core: Times) -> str:
    missed = [
        f"over {aim:g} {unit}"
        for value, aim, unit in (
            (ours.median, AIM_MS, "ms"),
            (ours.p99, AIM_P99, "ms at p99"),
            (ours.median / core.median, AIM_RATIO, "x Core"),
        )
        if value > aim
    ]
    return f"  <- {', '.join(missed)}" if missed else ""


def profile(company: Path, name: str, rounds: int) -> None:
    """The functions in which one event spends its time."""
    profiler = cProfile.Profile()
    bench_events.run(company, name, rounds, profiler)
    stats = pstats.Stats(profiler, stream=sys.stdout)
    stats.sort_stats("cumulative").print_stats(60)
    stats.sort_stats("tottime").print_stats(30)


def print_(line: str) -> None:
    """Show a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
