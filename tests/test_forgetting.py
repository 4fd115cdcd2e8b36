"""A person handed over whole, then forgotten for good."""

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from store import erasure, search
from store.db import Database
from store.models import Call, Contact, DoNotCall
from tests.commandline import run
from tests.company import NOW
from tests.kept import everything
from tests.talk import Desk

pytestmark = pytest.mark.usefixtures("data")


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
