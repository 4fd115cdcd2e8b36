"""What is kept holds whenever it is taken: a backup in the middle of work, a migration that dies half-way."""

import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from bot.events import Said, Who
from store import dumping, restoring, sealing
from store.db import Database
from store.models import ChatAddress, FollowUp, Message, Seen
from tests.company import NOW
from tests.conftest import _named, _server
from tests.tables import differences
from tests.talk import Desk

ROOT = Path(__file__).parent.parent
BACKUPS = 3


def test_a_backup_taken_at_any_moment_of_work_comes_up_whole_and_cold(desk: Desk, tmp_path: Path) -> None:
    dice, stop, planned = random.Random(4), Event(), 0  # noqa: S311

    def work() -> None:
        nonlocal planned
        while not stop.is_set():
            line = f"follow 周文彬 tomorrow 09:00 m{planned}q"
            desk.app.handle(Said(Who("telegram", "11"), line, str(planned)))
            planned += 1

    with desk.database.transaction() as session:
        session.add(ChatAddress(platform="telegram", address="11", user_id=1, linked_at=NOW))
    worker = Thread(target=work)
    worker.start()
    files = []
    try:
        for number in range(BACKUPS):
            wanted = planned + dice.randrange(1, 4)
            while planned < wanted and worker.is_alive():
                stop.wait(0.001)
            with (
                desk.database.transaction() as session
            ):  # what is sealed here must hold on the other kind too
                assert sealing.seal(session, most=3) > 0
            files.append(tmp_path / f"{number}.backup")
            dumping.backup(desk.database, files[-1], NOW)
    finally:
        stop.set()
        worker.join()
    kept = [_restored(file, tmp_path / f"{number}.db") for number, file in enumerate(files)]
    assert 0 < kept[0] <= kept[1] <= kept[2] <= planned


def _restored(file: Path, place: Path) -> int:
    """Restore in another place; nothing is half there and nothing goes out. How many follow-ups there are."""
    other = Database(f"sqlite:///{place}")
    restoring.restore(other, file, NOW)
    with other.reading() as session:
        events = set(session.scalars(select(Seen.event_id)))
        answered = set(session.scalars(select(Message.event)))
        marks = [row for row in session.scalars(select(FollowUp.reason)) if row.startswith("m")]
        states = Counter(session.scalars(select(Message.state)))
        assert events == answered & events
        assert len(marks) == len(events)
        assert not {"pending", "sending"} & states.keys()
        assert session.execute(text("PRAGMA foreign_key_check")).first() is None
    with other.transaction() as session:
        while sealing.seal(session) == sealing.AT_ONCE:
            pass
        assert sealing.verify(session).bad is None
    other.close()
    return len(marks)


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_migration_that_dies_in_the_middle_comes_up_again(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'half.db'}"
    else:
        server, name = request.getfixturevalue("postgres"), f"half_{uuid4().hex[:8]}"
        _server(server, f'CREATE DATABASE "{name}"')
        url = _named(server, name)
    for last in (60, 120):
        assert _migrating(url, last).returncode == 137
    done = _migrating(url, 0)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 120, "it died near the end, too"
    database = Database(url)
    assert differences(database) == []
    database.close()


def _migrating(url: str, last: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.halfway", url, str(last)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
