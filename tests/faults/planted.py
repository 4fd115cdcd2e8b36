"""Plays the sketch of each planted bug, with the bug and without it: found there, and nothing found here."""

import asyncio
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from uuid import uuid4

import click

from store.db import Database
from tests.faults.checks import check
from tests.faults.desk import open_desk
from tests.faults.findings import Findings
from tests.faults.house import House
from tests.faults.processes import Nursery
from tests.faults.server import server
from tests.faults.sketches import SKETCHES, Sketch
from tests.faults.stage import staged

AT_ONCE = 3
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the sketches are played: processes for all, a filled file to copy, databases for those with replicas."""

    folder: Path
    nursery: Nursery
    postgres: Callable[[str], str]

    def url(self, sketch: Sketch, folder: Path) -> str:
        """A fresh desk."""
        if sketch.replicas > 1:
            with ONE_AT_A_TIME:  # Alembic keeps what it does in a module
                url = self.postgres(f"planted_{uuid4().hex[:8]}")
                open_desk(url)
            return url
        shutil.copy(self.folder / "desk.db", folder / "baton.db")
        return f"sqlite:///{folder / 'baton.db'}"


async def play(ground: Ground, sketch: Sketch, bug: str) -> tuple[Findings, list[str], float]:
    """Play a sketch with a bug, or with none, and look."""
    began, folder = time.monotonic(), ground.folder / f"{sketch.bug}{'' if bug else '-without'}"
    folder.mkdir()
    url = await asyncio.to_thread(ground.url, sketch, folder)
    database, log = Database(url), folder / "serve.log"
    environ = {
        "BATON_DATABASE_URL": url,
        "BATON_DATA": str(folder),
        "BATON_FAULTS_BUG": bug,
        "BATON_FAULTS_LOG": str(log),
    }
    async with staged(database, 1) as stage:
        house = House(stage, ground.nursery, environ, folder, ("",) * sketch.replicas, real=0.0)
        await sketch.play(house)
        await house.rest()
        await house.stop()
        found = await asyncio.to_thread(check, stage, log)
    database.close()
    return found, house.strange, time.monotonic() - began


async def planted(folder: Path, postgres: Callable[[str], str], names: Sequence[str]) -> int:
    """Play all sketches and tell; returns how many bugs were missed, or found where there are none."""
    open_desk(f"sqlite:///{folder / 'desk.db'}")
    _flush(folder / "desk.db")
    chosen = [sketch for sketch in SKETCHES if not names or sketch.bug in names]
    turn = asyncio.Semaphore(AT_ONCE)
    async with Nursery(folder / "serve.log") as nursery:
        ground = Ground(folder, nursery, postgres)

        async def one(sketch: Sketch, bug: str) -> int:
            async with turn:
                found, strange, seconds = await play(ground, sketch, bug)
            return _told(sketch, bug, found, strange, seconds)

        plays = [one(sketch, bug) for sketch in chosen for bug in (sketch.bug, "")]
        return sum(await asyncio.gather(*plays))


def _told(sketch: Sketch, bug: str, found: Findings, strange: Sequence[str], seconds: float) -> int:
    broken = {promise: len(about) for promise, about in found.broken.items()}
    good = any(promise in broken for promise in sketch.breaks) if bug else not broken and not strange
    verdict = ("found  " if good else "MISSED ") if bug else ("nothing" if good else "WRONG  ")
    name = sketch.bug if bug else f"without {sketch.bug}"
    click.echo(f"{verdict} {name:<34} {seconds:5.1f} s  {broken or ''} {'; '.join(strange)}")
    if not bug and not good:
        for about in found.broken.values():
            click.echo(f"        {about[:3]}")
    return 0 if good else 1


def _flush(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.close()


def main(folder: Path, names: Sequence[str]) -> int:
    """Run it; 1 if any bug was missed."""
    with ExitStack() as stack:
        wanted = any(s.replicas > 1 for s in SKETCHES if not names or s.bug in names)
        postgres = stack.enter_context(server()) if wanted else str
        return min(1, asyncio.run(planted(folder, postgres, names)))
