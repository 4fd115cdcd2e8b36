"""Backup and restore: every row, on either database, and nothing goes out twice."""

import gzip
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from store import dumping, restoring, search, timers
from store.db import Database
from store.migrating import migrate
from store.models import Call, Message, Timer
from tests.commandline import run
from tests.company import NOW, found
from tests.kept import day, everything
from tests.talk import Desk

pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """A second, empty place."""
    opened = Database(f"sqlite:///{tmp_path / 'other.db'}")
    yield opened
    opened.close()


def test_a_backup_restores_every_row_in_another_place(desk: Desk, tmp_path: Path, other: Database) -> None:
    day(desk)
    file = tmp_path / "b.backup"
    facts = dumping.backup(desk.database, file, NOW)
    assert facts.rows["contact"] == 5
    assert file.stat().st_mode & 0o077 == 0
    done = restoring.restore(other, file, NOW)
    assert everything(other) == everything(desk.database)
    assert (done.cancelled, done.silenced, done.lost) == (0, 0, {})
    with other.reading() as session:
        assert search.find(session, "周文彬", region="TW")[0].name == "周文彬"
    moved = Desk(other).person("amy").says("due")
    assert len(moved.one("followup.list")["items"]) >= 2


def test_a_backup_of_one_kind_restores_on_the_other_and_goes_on(
    database: Database, tmp_path: Path, other: Database
) -> None:
    migrate(other)
    found(other, language="en")
    day(Desk(other))
    file = tmp_path / "b.backup"
    dumping.backup(other, file, NOW)
    restoring.restore(database, file, NOW)
    assert everything(database) == everything(other)
    added = Desk(database).person("amy").submits("add_contact", name="Zoe New", phone="0912 345 678")
    assert added.one("contact.added")["contact_id"] == 6


def test_a_full_target_is_refused_unless_it_is_to_be_replaced(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "b.backup"
    url = desk.database.url
    assert run("backup", file, "--database", url).code == 0
    day(desk)
    before = everything(desk.database)
    refused = run("restore", file, "--database", url)
    assert refused.code == 1
    assert "--replace" in refused.err
    assert everything(desk.database) == before
    done = run("restore", file, "--replace", "--database", url)
    assert done.code == 0, done.err
    assert "changed after the backup and lost: " in done.out
    assert "1 call" in done.out
    told = desk.again().person("amy").reads()
    assert "upkeep.restored" in told.keys
    assert "Mon 23 Nov" in told.text or "2026" in told.text or "restored to its state" in told.text
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Call)) == 0


def test_what_the_replaced_database_sent_is_not_sent_again(desk: Desk, tmp_path: Path) -> None:
    with desk.database.transaction() as session:
        for number, name in enumerate(("sent later", "never sent"), start=1):
            session.add(
                Message(user_id=1, platform="slack", address=name, key="welcome", body={}, created_at=NOW)
            )
            timers.plant(session, "search.fold", number, NOW + timedelta(minutes=number))
    file = tmp_path / "b.backup"
    later = NOW + timedelta(minutes=1)
    dumping.backup(desk.database, file, later)
    with desk.database.transaction() as session:
        session.execute(
            update(Message).where(Message.address == "sent later").values(state="sent", sent_at=later)
        )
        session.execute(update(Timer).where(Timer.subject == 1).values(done_at=later))
    done = restoring.restore(desk.database, file, NOW + timedelta(hours=1), replace=True)
    assert (done.cancelled, done.silenced) == (0, 0)
    with desk.database.reading() as session:
        states = dict(session.execute(select(Message.address, Message.state)).all())
        fired = dict(
            session.execute(select(Timer.subject, Timer.done_at.is_not(None)).where(Timer.subject < 3)).all()
        )
    assert states == {"sent later": "sent", "never sent": "pending"}
    assert {number: bool(over) for number, over in fired.items()} == {1: True, 2: False}


def test_in_a_second_place_nothing_goes_out_by_itself(desk: Desk, tmp_path: Path, other: Database) -> None:
    with desk.database.transaction() as session:
        for platform in ("slack", "terminal"):
            session.add(
                Message(user_id=1, platform=platform, address="x", key="welcome", body={}, created_at=NOW)
            )
        timers.plant(session, "search.fold", 1, NOW + timedelta(minutes=1))
        timers.plant(session, "search.fold", 2, NOW + timedelta(days=1))
    file = tmp_path / "b.backup"
    dumping.backup(desk.database, file, NOW)
    done = restoring.restore(other, file, NOW + timedelta(hours=1))
    assert (done.cancelled, done.silenced) == (1, 1)
    with other.reading() as session:
        states = dict(session.execute(select(Message.platform, Message.state)).all())
        assert states == {"slack": "cancelled", "terminal": "pending"}
        assert timers.next_due(session) == NOW + timedelta(days=1)


@pytest.mark.parametrize("harm", ["cut", "bit", "row", "text", "newer", "none"])
def test_a_bad_backup_changes_nothing(database: Database, tmp_path: Path, harm: str) -> None:
    found(database)
    file = tmp_path / "b.backup"
    dumping.backup(database, file, NOW)
    whole = file.read_bytes()
    lines = gzip.decompress(whole).splitlines(keepends=True)
    new = json.loads(lines[0])
    new["schema"] = "9999"
    spoilt = {
        "cut": whole[: len(whole) // 2],
        "bit": whole[:500] + bytes([whole[500] ^ 1]) + whole[501:],
        "row": gzip.compress(b"".join(lines[:30] + lines[31:])),
        "text": b"not a backup at all",
        "newer": gzip.compress(json.dumps(new).encode() + b"\n" + b"".join(lines[1:])),
        "none": gzip.compress(b"".join(lines[:-1])),
    }
    file.write_bytes(spoilt[harm])
    before = everything(database)
    done = run("restore", file, "--replace", "--database", database.url)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert "nothing was changed" in done.err
    assert everything(database) == before
