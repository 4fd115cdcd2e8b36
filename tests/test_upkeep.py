"""Backup and restore, the sealed audit, pruning, the doctor, and a person forgotten for good."""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from bot.sales.policy import load_policy
from store import dumping, erasure, restoring, schema, sealing, search, timers, upkeep
from store.db import Base, Database
from store.migrating import migrate
from store.models import Audit, Call, Contact, DoNotCall, LogDraft, Message, Ring, Seen, Timer, Undoable
from tests.commandline import run
from tests.company import NOW, found
from tests.talk import Desk

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has a data folder of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("BATON_DATA", str(folder))
    return folder


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Database]:
    """A second, empty place."""
    opened = Database(f"sqlite:///{tmp_path / 'other.db'}")
    yield opened
    opened.close()


def day(desk: Desk) -> None:
    """Some work: a call logged, a follow-up planned, a lead handed over."""
    amy = desk.person("amy")
    amy.says("周文彬 講了一刻鐘 想看三台 NB-14r5 的報價 預算九萬 後天十點再談")
    amy.presses("log.save")
    amy.says("follow Ann Price tomorrow 09:00 send the list")


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables that a backup holds."""
    with database.reading() as session:
        return {
            table.name: [
                tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in dumping.INDEX
        }


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


def test_the_chain_holds_and_names_the_first_bad_record(desk: Desk) -> None:
    day(desk)
    url = desk.database.url
    with desk.database.transaction() as session:
        assert sealing.seal(session, most=3) == 3
    with desk.database.transaction() as session:
        assert sealing.seal(session) > 0
        assert sealing.seal(session) == 0
    good = run("audit", "verify", "--database", url)
    assert good.code == 0
    assert "0 wait for their seal" in good.out
    anchor = good.last.removeprefix("anchor ")
    harms = (
        ("UPDATE audit SET noun_id = noun_id + 1 WHERE id = 4", "record 4"),
        ("UPDATE audit SET seal = NULL WHERE id = 2", "record 2"),
        ("DELETE FROM audit WHERE id = 3", "record 4"),
        ("UPDATE audit SET at = (SELECT at FROM audit WHERE id = 1), event = 'x' WHERE id = 5", "record 5"),
    )
    for harm, named in harms:
        with desk.database.engine.connect() as connection:
            connection.execute(text(harm))
            connection.commit()
        bad = run("audit", "verify", "--database", url)
        assert (bad.code, len(bad.err.splitlines())) == (1, 1)
        assert named in bad.err
        with desk.database.transaction() as session:
            session.execute(update(Audit).values(seal=None))
            sealing.seal(session)
    with desk.database.transaction() as session:
        last = session.scalar(select(func.max(Audit.id))) or 0
        session.execute(text(f"DELETE FROM audit WHERE id = {last}"))
    assert run("audit", "verify", "--database", url).code == 0
    assert run("audit", "verify", "--anchor", anchor, "--database", url).code == 1
    assert run("audit", "verify", "--anchor", "seven", "--database", url).code == 2


def test_a_key_makes_seals_that_nobody_forges(url: str) -> None:
    keyed, plain = Database(url, secret=b"k" * 32), Database(url)
    found(keyed)
    day(Desk(keyed))
    with keyed.transaction() as session:
        sealing.seal(session)
        assert sealing.verify(session).bad is None
    with plain.reading() as session:
        assert sealing.verify(session).bad == 1
    for one in (keyed, plain):
        one.close()


def test_the_clock_seals_each_hour_and_clears_each_night(desk: Desk) -> None:
    day(desk)
    with desk.database.transaction() as session:
        old = NOW - timedelta(days=400)
        session.add(Seen(platform="x", event_id="x:1", at=old))
        session.add(
            Message(
                user_id=1, platform="x", address="x", key="welcome", body={}, state="sent", created_at=old
            )
        )
        session.add(LogDraft(user_id=1, number=99, line="old", draft={}, at=old))
    desk.at("2026-11-23T12:30:00+08:00")
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).where(Audit.seal.is_not(None))) or 0 > 0
        assert session.scalar(select(func.count()).select_from(Undoable)) == 0
        assert session.scalar(select(func.count()).where(Seen.platform == "x")) == 1
    desk.at("2026-11-24T03:10:00+08:00")
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).where(Seen.platform == "x")) == 0
        assert session.scalar(select(func.count()).where(Message.platform == "x")) == 0
        assert session.scalar(select(func.count()).where(LogDraft.number == 99)) == 0
        kept = session.scalar(select(func.count()).select_from(LogDraft)) or 0
        assert kept > 0


CANARIES = (
    "周文彬",
    "0912777333",
    "912777333",
    "zhou.canary@example.com",
    "愛喝烏龍茶的怪癖",
    "他說家裡漏水修了三天",
    "X-CANARY-9",
)


def marked(desk: Desk) -> None:
    """A person who left traces everywhere."""
    with desk.database.transaction() as session:
        row = session.get_one(Contact, 1)
        row.email, row.personal_notes, row.external_id = CANARIES[3], CANARIES[4], CANARIES[6]
        row.custom = {"nick": "小彬彬的綽號很特別"}
    amy = desk.person("amy")
    amy.submits("edit_contact", contact="1", version="1", phone="0912-777-333")
    amy.says("周文彬 講了一刻鐘 他說家裡漏水修了三天 想看三台 NB-14r5 的報價 預算九萬 後天十點再談")
    amy.presses("log.save")
    amy.says("intel 周文彬 說對手便宜 5%")
    amy.says("find 周文彬")
    amy.says("call 周文彬 enquiry")
    amy.says("林志遠 5 分鐘 沒空，說先找周文彬 0912-777-333 談 明天十點再打")
    amy.presses("log.save")
    desk.person("mia").says("digest")


def test_a_person_is_handed_over_whole_and_then_forgotten(desk: Desk, tmp_path: Path, data: Path) -> None:
    marked(desk)
    url = desk.database.url
    out = tmp_path / "out.json"
    assert run("person", "export", "周文彬", "--out", out, "--database", url).code == 0
    whole = json.loads(out.read_text("utf-8"))
    assert whole["contact"][0]["email"] == CANARIES[3]
    assert {"phone", "call", "follow_up", "message"} <= set(whole)
    backup = tmp_path / "b.backup"
    assert run("backup", backup, "--database", url).code == 0
    with desk.database.reading() as session:
        calls = session.scalar(select(func.count()).select_from(Call))
    desk.database.close()
    done = run("person", "erase", "周文彬", "--database", url)
    assert done.code == 0, done.err
    nobody_left(desk.database, tmp_path)
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Call)) == calls
        assert search.find(session, "周文彬", region="TW") == []
        assert session.scalar(select(func.count()).where(DoNotCall.reason == "erased")) or 0 > 3
    again = desk.again()
    amy = again.person("amy")
    assert amy.says("find 周文彬").keys == ["contact.none"]
    assert all(item["name"] != "周文彬" for item in amy.says("due").one("followup.list")["items"])
    again.at("2026-11-26T18:00:00+08:00")
    assert "周文彬" not in amy.reads().text
    assert run("person", "erase", "1", "--database", url).code == 0
    verified = run("audit", "verify", "--database", url)
    assert verified.code == 0, verified.err
    restored = run("restore", backup, "--replace", "--database", url)
    assert restored.code == 0, restored.err
    assert "1 people erased again" in restored.out
    nobody_left(desk.database, tmp_path)


def nobody_left(database: Database, folder: Path) -> None:
    """No byte of the person in any row, nor in SQLite's files."""
    for name, rows in everything(database).items():
        plain = json.dumps(rows, ensure_ascii=False, default=str)
        assert [one for one in CANARIES if one in plain] == [], name
    if database.engine.dialect.name == "sqlite":
        for path in folder.glob("baton.db*"):
            content = path.read_bytes()
            held = [
                one
                for one in CANARIES
                if one.encode() in content or json.dumps(one)[1:-1].encode() in content
            ]
            assert held == [], path


@pytest.mark.parametrize(
    "row", ["周文彬,青禾農產股份有限公司,,", "周文彬,,0912-777-333,", "Wen Zhou,,,zhou.canary@example.com"]
)
def test_a_list_does_not_bring_him_back(desk: Desk, tmp_path: Path, row: str) -> None:
    marked(desk)
    url = desk.database.url
    assert run("person", "erase", "1", "--database", url).code == 0
    path = tmp_path / "contacts.csv"
    path.write_text(
        f"name,company,mobile,email\n{row}\n新人,青禾農產股份有限公司,0912-777-333,\n", encoding="utf-8"
    )
    errors = tmp_path / "errors.csv"
    preview = run("import", "contacts", path, "--dry-run", "--errors", errors, "--database", url)
    assert preview.err == "row 2: Refused: erased at this person's own wish.\n"
    assert "1 added, 0 changed, 0 unchanged, 0 errors, 1 refused (erased)\n" in preview.out
    done = run("import", "contacts", path, "--errors", errors, "--database", url)
    assert done.code == 0
    assert done.err == preview.err
    assert "1 added, 0 changed, 0 unchanged, 0 errors, 1 refused (erased)\n" in done.out
    assert errors.read_text("utf-8-sig").splitlines()[1:] == [
        "2,,,Refused: erased at this person's own wish."
    ]
    assert done.out.endswith("1 of them must not be called; they are marked so\n")
    with desk.database.reading() as session:
        names = dict(session.execute(select(Contact.name, Contact.do_not_call)).all())
    assert "周文彬" not in names
    assert "Wen Zhou" not in names
    assert names["新人"] is True


def test_a_namesake_keeps_his_name(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("add_contact", name="周文彬", company="藍海物流", phone="0987 654 321")
    with desk.database.transaction() as session:
        assert erasure.erase(session, 1, "TW", NOW, "test") >= 0
    assert desk.person("amy").says("find 周文彬").one("contact.card")["phone"] == "+886987654321"


def test_who_is_meant_must_be_clear(desk: Desk) -> None:
    desk.person("amy").submits("add_contact", name="周文彬", phone="0987 654 321")
    url = desk.database.url
    doubtful = run("person", "erase", "周文彬", "--database", url)
    assert doubtful.code == 1
    assert "1: 周文彬, 青禾農產" in doubtful.err
    assert run("person", "export", "nobody at all", "--database", url).code == 1


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
