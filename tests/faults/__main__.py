"""`python -m tests.faults`: desks on SQLite and PostgreSQL, killed and looked over; exit 1 if anything is broken.

BATON_FAULTS_KILLS (300), BATON_FAULTS_SEED (from the clock), BATON_FAULTS_ONLY (sqlite, postgres),
BATON_FAULTS_KEEP (a folder). `--bugs` plays the planted bugs instead, all or those named: each must be found.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import click

from tests.faults import planted
from tests.faults.campaign import Campaign, Plan
from tests.faults.prompts import POINTS
from tests.faults.server import server

NAMES = ("sqlite", "postgres")


def main() -> int:
    """Run both desks beside one another and tell."""
    if sys.argv[1:2] == ["--bugs"]:
        with _folder() as folder:
            return planted.main(Path(folder), sys.argv[2:])
    if len(sys.argv) > 1:
        return _one(json.loads(sys.argv[1]))
    seed = int(os.environ.get("BATON_FAULTS_SEED") or time.time_ns() % 1_000_000)
    kills = int(os.environ.get("BATON_FAULTS_KILLS", "300"))
    only = os.environ.get("BATON_FAULTS_ONLY", "").split() or list(NAMES)
    began = time.monotonic()
    with _folder() as folder, ExitStack() as stack:
        postgres = stack.enter_context(server()) if "postgres" in only else str
        running = {}
        for name in only:
            mine = Path(folder) / name
            mine.mkdir()
            url = (
                f"sqlite:///{mine / 'baton.db'}"
                if name == "sqlite"
                else postgres(f"faults_{uuid4().hex[:8]}")
            )
            share = kills if len(only) == 1 else kills * (11 if name == "sqlite" else 9) // 20
            plan = {
                "name": name,
                "url": url,
                "replicas": 1 if name == "sqlite" else 2,
                "kills": share,
                "seed": seed,
                "folder": str(mine),
            }
            running[name] = subprocess.Popen(
                [sys.executable, "-m", "tests.faults", json.dumps(plan)], stdout=subprocess.PIPE, text=True
            )
        told = {
            name: json.loads((process.communicate()[0].splitlines() or ["{}"])[-1])
            for name, process in running.items()
        }
        return _tell(told, seed, time.monotonic() - began)


@contextmanager
def _folder() -> Iterator[str]:
    """Where the desks live; kept for a look where BATON_FAULTS_KEEP names it."""
    if keep := os.environ.get("BATON_FAULTS_KEEP"):
        Path(keep).mkdir(parents=True, exist_ok=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="baton-faults-") as folder:
        yield folder


def _one(given: dict[str, Any]) -> int:
    plan = Plan(**{**given, "folder": Path(given["folder"])})
    outcome = asyncio.run(Campaign(plan).run())
    told = {**vars(outcome), "findings": vars(outcome.findings), "plan": given}
    click.echo(json.dumps(told, default=str))
    return 0


def _tell(told: dict[str, Any], seed: int, seconds: float) -> int:
    bad = 0
    points: dict[str, int] = dict.fromkeys(POINTS, 0)
    for name, one in told.items():
        if not one:
            click.echo(f"{name}: the desk broke down")
            bad += 1
            continue
        found = one["findings"]
        click.echo(
            f"\n{name}: {one['kills']} kills, {one['seconds']:.0f} s; faults of the platforms: {one['faults']}; {found['figures']}"
        )
        for promise in sorted({*found["looked"], *found["broken"]}):
            broken = found["broken"].get(promise, [])
            click.echo(
                f"  {'BROKEN' if broken else 'holds '} {promise:<36} {found['looked'].get(promise, 0):>6} looked at, {len(broken)} broken"
            )
            for line in broken[:8]:
                click.echo(f"           {line}")
            bad += len(broken)
        for line in one["strange"]:
            click.echo(f"  BROKEN {line}")
            bad += 1
        for point, times in one["points"].items():
            points[point] += times
    click.echo("\ncrash points reached and died at: " + ", ".join(f"{p} {n}" for p, n in points.items()))
    never = [point for point, times in points.items() if times == 0]
    if never:
        click.echo(f"  BROKEN never reached: {never}")
        bad += 1
    total = sum(one.get("kills", 0) for one in told.values())
    click.echo(
        f"\n{total} kills in {seconds:.0f} s, seed {seed}: {'nothing broken' if not bad else f'{bad} broken; again with BATON_FAULTS_SEED={seed}'}"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
