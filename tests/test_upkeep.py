"""The doctor, databases that are not as they should be, migrating and pruning."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.sales.policy import load_policy
from store import schema, upkeep
from store.db import Database
from store.models import LogDraft, Ring, Seen
from tests.commandline import run
from tests.company import NOW, found
from tests.talk import Desk

pytestmark = pytest.mark.usefixtures("data")

ROOT = Path(__file__).resolve().parents[1]


def test_the_doctor_names_each_problem_with_its_cure(desk: Desk, tmp_path: Path) -> None:
    url = desk.database.url
    fine = run("doctor", "--database", url)
    assert fine.code == 0, fine.err
    assert "remark: no chat is connected" in fine.out
    with desk.database.transaction() as session:
        session.execute(text("UPDATE user_account SET team_id = NULL WHERE handle = 'amy'"))
        session.execute(text("UPDATE user_account SET role = 'agent' WHERE role = 'admin'"))
        session.execute(text("DELETE FROM chat_address WHERE address = 'ben'"))
    broken = run(
        "doctor",
        "--database",
        url,
        env={
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_API_URL": "http://127.0.0.1:9/",
            "BATON_DATA": "/dev/null/data",
        },
    )
    assert broken.code == 1
    for told in ("without a team: ", "amy", "no administrator", "nothing to receive by", "cannot be written"):
        assert told in broken.err
    assert "reached in the terminal only: ben" in broken.out
    assert broken.err.count("cure:") == broken.err.count("problem:")


def test_the_doctor_makes_no_database(tmp_path: Path) -> None:
    missing = tmp_path / "none.db"
    done = run("doctor", "--database", missing)
    assert done.code == 1
    assert "there is no database yet" in done.err
    assert not missing.exists()


@pytest.mark.parametrize(
    "command", [("user", "list"), ("export", "accounts"), ("tick",), ("backup", "{f}"), ("doctor",)]
)
@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("nonsense://x/y", 2),
        ("postgresql://nobody@127.0.0.1:1/none", 1),
        ("sqlite:////dev/null/none/baton.db", 1),
        ("mysql://x/y", 2),
        ("sqlite:///{junk}", 1),
        ("sqlite:///{newer}", 1),
        ("http://[::1", 2),
    ],
)
def test_a_wrong_database_is_told_in_one_line(
    tmp_path: Path, blank: Path, command: tuple[str, ...], url: str, code: int
) -> None:
    junk, newer = tmp_path / "junk.db", tmp_path / "newer.db"
    junk.write_bytes(b"this is no database at all, but a text that somebody saved " * 100)
    newer.write_bytes(blank.read_bytes())
    database = Database(f"sqlite:///{newer}")
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999_future'"))
    database.close()
    args = [part.format(f=tmp_path / "f") for part in command]
    done = run(*args, "--database", url.format(junk=junk, newer=newer))
    assert done.code == code, (done.out, done.err)
    assert "Traceback" not in done.err
    if command != ("doctor",):
        assert len(done.err.splitlines()) == 1, done.err


def test_a_database_that_cannot_be_written_is_told(tmp_path: Path, blank: Path) -> None:
    path = tmp_path / "ro.db"
    path.write_bytes(blank.read_bytes())
    url = f"sqlite:///file:{path}?mode=ro&uri=true"
    done = run("user", "add", "ada", "--name", "Ada", "--role", "admin", "--database", url)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    checked = run("doctor", "--database", url)
    assert checked.code == 1
    assert "cannot be" in checked.err


def test_no_space_is_told_and_leaves_no_half_file(desk: Desk, tmp_path: Path) -> None:
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048));"
        "from bot.__main__ import main; main()"
    )
    out = tmp_path / "b.backup"
    done = subprocess.run(
        [sys.executable, "-c", program, "backup", str(out), "--database", desk.database.url],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ}, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []


def test_migrating_twice_is_harmless(url: str) -> None:
    assert run("migrate", "--database", url).out == f"the database is at {schema.head()}\n"


def test_what_is_pruned_is_what_the_policy_says(database: Database) -> None:
    found(database)
    policy = load_policy()
    edge = NOW - timedelta(days=policy.retention.seen_days)
    with database.transaction() as session:
        for number, at in enumerate((edge - timedelta(hours=1), edge + timedelta(hours=1))):
            session.add(Seen(platform="x", event_id=f"x:{number}", at=at))
        draft = LogDraft(
            user_id=1, number=1, line="", draft={}, state="saved", at=NOW - timedelta(days=20), version=1
        )
        session.add(draft)
        session.flush()
        for days in (20, 31):
            rang = NOW - timedelta(days=days)
            session.add(
                Ring(call=f"c{days}", extension="218", direction="inbound", first_at=rang, draft_id=draft.id)
            )
        session.flush()
        gone = upkeep.prune(session, policy, NOW)
        assert (gone["seen"], gone["rings"], gone["drafts"]) == (1, 1, 1)
