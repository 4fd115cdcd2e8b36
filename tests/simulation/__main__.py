"""`python -m tests.simulation --seeds N --first S`: simulated weeks, a line a seed; exit 1 names what broke.

`--at-once` shares them among so many processes. `--log FOLDER` keeps the whole log of each seed. `--bug NAME`
plants a bug (of tests/faults/bugs.py) first: then something must be found, and exit 1 says that nothing was.
"""

import gc
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from tests.faults.bugs import BUGS
from tests.simulation.play import ACTS, DAYS, Outcome, play


@click.command()
@click.option("--seeds", default=10, help="how many")
@click.option("--first", default=1, help="the first one")
@click.option("--days", default=DAYS)
@click.option("--acts", default=ACTS, help="of people, a working day")
@click.option("--replicas", type=int, default=None, help="processes on the one database; else by seed")
@click.option("--at-once", default=1, help="processes of this machine")
@click.option("--log", type=click.Path(path_type=Path), default=None)
@click.option("--bug", default="")
def main(
    seeds: int,
    first: int,
    days: int,
    acts: int,
    replicas: int | None,
    at_once: int,
    log: Path | None,
    bug: str,
) -> None:
    """Play seeds and tell of each."""
    if os.environ.get("PYTHONHASHSEED") != "0":  # sets of words are gone through in the order of their hashes
        command = [sys.executable, "-m", "tests.simulation", *sys.argv[1:]]
        os.execve(sys.executable, command, {**os.environ, "PYTHONHASHSEED": "0"})  # noqa: S606
    if at_once > 1:
        sys.exit(_shared(seeds, first, at_once))
    if bug:
        BUGS[bug]()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    began, bad, total = time.monotonic(), 0, Counter[str]()
    for seed in range(first, first + seeds):
        outcome = play(seed, days, acts, replicas=replicas)
        bad += bool(outcome.broken)
        total += outcome.counted + Counter({f"looked: {name}": n for name, n in outcome.looked.items()})
        _tell(outcome, log)
    told = ", ".join(f"{name} {count}" for name, count in sorted(total.items()) if "died at" not in name)
    click.echo(f"{seeds} seeds of {days} days in {time.monotonic() - began:.0f} s, {bad} broken: {told}")
    points = sum(count for name, count in total.items() if "died at" in name)
    click.echo(f"deaths at named steps {points}")
    sys.exit(int(not bad) if bug else min(1, bad))


def _tell(outcome: Outcome, log: Path | None) -> None:
    about = outcome.counted
    verdict = f"BROKEN {sorted(outcome.broken)}" if outcome.broken else "holds"
    click.echo(
        f"seed {outcome.seed} {outcome.digest} {outcome.seconds:.1f} s CPU, kills {about['kills']}, "
        f"faults {about['faults']}, requests {about['calls'] + about['slack']}: {verdict}"
    )
    for promise, lines in outcome.broken.items():
        for line in lines[:3]:
            click.echo(f"    {promise}: {line[:600]}")
    if log is not None:
        log.mkdir(parents=True, exist_ok=True)
        (log / f"{outcome.seed}.log").write_text("\n".join(outcome.lines) + "\n", "utf-8")


def _shared(seeds: int, first: int, at_once: int) -> int:
    """The seeds in so many processes beside one another."""
    share = -(-seeds // at_once)
    rest = [word for word in sys.argv[1:] if word not in ("--at-once", str(at_once))]
    running = []
    for begin in range(first, first + seeds, share):
        count = min(share, first + seeds - begin)
        given = _replaced(rest, {"--seeds": count, "--first": begin})
        running.append(subprocess.Popen([sys.executable, "-m", "tests.simulation", *given]))
    return max(process.wait() for process in running)


def _replaced(words: Sequence[str], options: dict[str, int]) -> list[str]:
    kept, skip = list[str](), False
    for word in words:
        if not skip and word not in options:
            kept.append(word)
        skip = word in options and not skip
    return [*kept, *(each for name, value in options.items() for each in (name, str(value)))]


if __name__ == "__main__":
    main()
