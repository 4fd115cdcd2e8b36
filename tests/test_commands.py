"""The commands about people, checks and the tick: what they print, what they change, how they end."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from bot.__main__ import baton
from store import invitations, timers, users
from store.db import Database
from store.models import Account, Audit, Invitation
from tests.company import found
from tests.talk import Desk

Run = Callable[..., Result]
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def run(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call `baton` on a fresh database."""
    monkeypatch.setenv("BATON_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("BATON_DATABASE_URL", url)
    for name in ("BATON_POLICY", "BATON_SCRIPTS", "BATON_LANGUAGE", "BATON_TIMEZONE"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: str) -> Result:
        return CliRunner().invoke(baton, list(words))

    return call


def test_people_are_added_and_listed(run: Run, database: Database) -> None:
    assert "nobody yet" in run("user", "list").stdout
    assert run("user", "add", "ada", "--name", "Ada Chang", "--role", "admin").exit_code == 0
    added = run(
        "user", "add", "Tim", "--name", "蔡宗翰", "--role", "field", "--team", "Taipei",
        "--lead-role", "tam", "--territory", "taipei", "--territory", "london", "--extension", "301",
    )  # fmt: skip
    assert (added.exit_code, added.stdout) == (0, "added tim: 蔡宗翰, field, Taipei\n")
    lines = run("user", "list").stdout.splitlines()
    assert lines[0].split() == ["handle", "name", "role", "team", "ext.", "language", "chats"]
    assert lines[2].split() == ["tim", "蔡宗翰", "field", "Taipei", "301", "zh-TW", "terminal"]
    assert lines[1].index("admin") == lines[0].index("role")
    with database.reading() as session:
        assert session.scalars(select(Audit.action).where(Audit.noun == "user")).all() == ["user add"] * 2


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("add", "amy", "--name", "Amy", "--role", "agent"), 2, "add --team NAME"),
        (("add", "a b", "--name", "Amy", "--role", "admin"), 2, "is no handle"),
        (("add", "amy", "--name", "Amy", "--role", "boss"), 2, "is not one of"),
        (("add", "amy", "--name", "Amy", "--role", "admin", "--timezone", "Taipei"), 2, "Asia/Taipei"),
        (("add", "amy", "--name", "Amy", "--role", "admin", "--region", "XX"), 2, "no public holidays"),
        (("add", "ADA", "--name", "Amy", "--role", "admin"), 1, "exists already"),
        (("role", "zed", "admin"), 1, "there are: ada"),
        (("role", "ada", "manager"), 1, "only administrator"),
        (("leave", "ada"), 1, "only administrator"),
        (("away", "zed", "today", "Friday"), 1, "nobody here is called zed"),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(
    run: Run, words: tuple[str, ...], code: int, told: str
) -> None:
    run("user", "add", "ada", "--name", "Ada", "--role", "admin")
    before = run("user", "list", "--all").stdout
    result = run("user", *words)
    assert (result.exit_code, result.stdout) == (code, "")
    assert told in result.stderr
    assert run("user", "list", "--all").stdout == before


def test_a_role_takes_effect_at_once(run: Run, database: Database) -> None:
    found(database, language="en")
    assert run("user", "role", "ben", "manager").stdout == "ben: agent -> manager\n"
    assert Desk(database).person("ben").says("digest").keys != ["refused"]


def test_who_leaves_with_work_needs_a_successor(run: Run, database: Database) -> None:
    found(database, language="en")
    refused = run("user", "leave", "amy")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "amy has 2 companies, 2 contacts; name who takes over with --to (ben, zoe)" in refused.stderr
    assert run("user", "leave", "amy", "--to", "tim").exit_code == 1
    done = run("user", "leave", "amy", "--to", "ben")
    assert done.exit_code == 0, done.output
    with database.reading() as session:
        amy, ben = users.by_handle(session, "amy"), users.by_handle(session, "ben")
        assert amy is not None
        assert ben is not None
        assert not amy.active
        owners = session.scalars(select(Account.owner_id).where(Account.short_name == "青禾農產")).all()
        assert owners == [ben.id]
    assert run("user", "leave", "max").stdout == "max has left\n"
    assert "left" in run("user", "list", "--all").stdout
    assert "max" not in run("user", "list").stdout


def test_an_absence_is_kept_and_shown(run: Run, database: Database) -> None:
    found(database, language="en")
    done = run("user", "away", "ben", "today", "in 10 days", "--delegate", "amy")
    assert done.exit_code == 0, done.output
    assert re.search(r"^ben .*away until \d{4}-\d\d-\d\d 23:59$", run("user", "list").stdout, re.MULTILINE)
    assert run("user", "away", "ben", "2001-01-01", "2001-01-02").exit_code == 1
    assert Desk(database).person("ada").says("help").keys == ["help.list"]


def test_an_invitation_is_good_once(run: Run, database: Database) -> None:
    found(database, language="en")
    first, second = (run("invite", "amy").stdout.strip() for _ in range(2))
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}", first)
    now = datetime.now(UTC)  # noqa: TID251 - the command takes the wall's time
    with database.transaction() as session:
        kept = session.scalars(select(Invitation.code_hash)).all()
        assert not {first, second} & set(kept)
        assert invitations.redeem(session, first, "telegram", "77", now) is None
        amy = invitations.redeem(session, second.lower().replace("-", " "), "telegram", "77", now)
        assert amy is not None
        assert amy.handle == "amy"
        assert invitations.redeem(session, second, "telegram", "78", now) is None
        assert users.by_address(session, "telegram", "77") == amy
    assert run("invite", "zed").exit_code == 1


def test_an_invitation_runs_out(run: Run, database: Database) -> None:
    found(database, language="en")
    with database.transaction() as session:
        amy = users.by_handle(session, "amy")
        assert amy is not None
        code = invitations.invite(session, amy.id, NOW)
        late = NOW + invitations.VALID
        assert invitations.redeem(session, code, "telegram", "77", late) is None


def test_what_is_due_is_done_once(run: Run, database: Database) -> None:
    found(database, language="en")
    Desk(database).person("amy").says("follow 周文彬 tomorrow 10:00")
    assert run("tick", "--at", "2026-11-24T09:59:00+08:00").exit_code == 0
    done = run("tick", "--at", "2026-11-24T10:00:00+08:00")
    assert (done.exit_code, done.stdout) == (0, "1 messages to 1 people\n")
    assert run("tick", "--at", "2026-11-24T10:00:00+08:00").stdout == "0 messages to 0 people\n"
    with database.reading() as session:
        due = timers.next_due(session)
        assert due is not None
        assert due > NOW
    assert run("tick", "--at", "2026-11-24T10:00").exit_code == 2


def test_the_shipped_rules_are_clean(run: Run) -> None:
    scripts, policy = run("scripts", "check"), run("policy", "check")
    assert (scripts.exit_code, policy.exit_code) == (0, 0)
    assert "clean" in scripts.stdout
    assert "5 tiers" in policy.stdout


def test_every_fault_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    own = tmp_path / "policy.toml"
    own.write_text('[undo]\nminuts = 5\n\n[[tiers]]\ncode = "smb"\nbant = 9\n', "utf-8")
    result = run("policy", "check", str(own))
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{own}:2: undo.minuts: no such key; did you mean minutes?" in result.stderr
    assert f"{own}:6: tiers.smb.bant" in result.stderr
    assert f"2 faults in {own}" in result.stderr
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "own.yaml").write_text("scripts:\n  - id: own\n    reson: enquiry\n", "utf-8")
    result = run("scripts", "check", str(scripts))
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.search(r"own\.yaml:\d+", result.stderr)
    assert run("policy", "check", str(tmp_path / "none.toml")).exit_code == 2
    assert run("scripts", "check", str(tmp_path / "none")).exit_code == 2


@pytest.mark.parametrize(
    "words",
    ["user", "user add", "user list", "user role", "user away", "user leave", "invite", "scripts", "scripts check",
     "policy", "policy check", "tick", "demo"],
)  # fmt: skip
def test_help_shows_an_example(run: Run, words: str) -> None:
    result = run(*words.split(), "--help")
    assert result.exit_code == 0
    assert f"Example: baton {words}" in re.sub(r"\s+", " ", result.stdout)
