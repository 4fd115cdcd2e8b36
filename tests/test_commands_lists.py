"""What an imported company is worth, who is renamed by a list, and to whom a list goes."""

import csv
from io import StringIO
from pathlib import Path

from sqlalchemy import select

from store import search
from store.db import Database
from store.models import Account, Audit, Opportunity, User
from tests.commandline import run
from tests.company import NOW
from tests.files import put
from tests.talk import Desk


def worth_of(url: str) -> tuple[int | None, int | None]:
    database = Database(url)
    with database.reading() as session:
        row = session.scalars(select(Account)).one()
        found = row.value, row.value_confidence
    database.close()
    return found


def test_the_policy_that_values_is_the_companys_own(url: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("公司名稱,信用\n青禾農產,80\n", encoding="utf-8")
    assert run("import", "accounts", path, "--database", url).code == 0
    assert worth_of(url) == (80, 10)
    own = tmp_path / "policy.toml"
    own.write_text("[value.weights]\ncredit = 0\n", encoding="utf-8")
    path.write_text("公司名稱,信用\n青禾農產,90\n", encoding="utf-8")
    done = run("import", "accounts", path, "--database", url, env={"BATON_POLICY": str(own)})
    assert (done.code, worth_of(url)) == (0, (None, 0))
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[value.weights]\ncredit = "much"\n', encoding="utf-8")
    refused = run("import", "accounts", path, "--database", url, env={"BATON_POLICY": str(wrong)})
    assert refused.code == 2
    assert "Traceback" not in refused.err


def test_a_preview_tells_every_row_that_cannot_go_in_with_its_reasons(url: str, tmp_path: Path) -> None:
    bad = "".join(f'壞{n},"many\nmore",x@y@z\n' for n in range(25))
    done = put(url, tmp_path, "accounts", f"公司名稱,員工人數,年營收\n{bad}", "--dry-run")
    lines = done.err.splitlines()
    assert (
        lines[0]
        == "row 2: 員工人數 = many more: Not a whole number. 年營收 = x@y@z: Not an amount; write 90,000 or NT$90,000."
    )
    assert [line.partition(":")[0] for line in lines[:25]] == [f"row {n}" for n in range(2, 27)]
    assert len(lines) == 26
    assert (
        put(url, tmp_path, "accounts", f"公司名稱,員工人數,年營收\n{bad}")
        .err.splitlines()[20]
        .startswith("… and 5 more")
    )


def test_who_is_renamed_by_a_list_is_found_by_the_new_name_and_by_the_old(
    database: Database, tmp_path: Path
) -> None:
    people = "姓名,公司,聯絡人編號,電子郵件\n王小明,青禾農產股份有限公司,P-1,w@example.com\n"
    assert put(database.url, tmp_path, "contacts", people).code == 0
    assert "1 changed" in put(database.url, tmp_path, "contacts", people.replace("王小明", "歐陽震華")).last
    with database.reading() as session:
        assert [one.name for one in search.find(session, "歐陽震華", region="TW")] == ["歐陽震華"]
        assert [one.name for one in search.find(session, "ouyang zhenhua", region="TW")] == ["歐陽震華"]
        before = search.find(session, "王小明", region="TW")
        assert [(one.name, one.detail) for one in before] == [("歐陽震華", "(王小明)")]


def test_a_list_goes_to_whom_the_rights_give_it_and_leaves_a_record(desk: Desk, tmp_path: Path) -> None:
    amy, zoe = desk.person("amy"), desk.person("zoe")
    amy.submits("log_call", contact="1", disposition="callback", minutes="12", note="secret of the north")
    zoe.submits("log_call", contact="5", disposition="callback", minutes="12", note="secret of the south")
    zoe.submits("take_order", contact="5", product="NB-14r5", quantity="1")
    with desk.database.transaction() as session:
        for name, owner in (("amy", 1), ("zoe", 8)):
            deal = Opportunity(name=name, owner_id=owner, contact_id=5, account_id=5, stage="opportunity")
            deal.state, deal.opened_at, deal.version = "open", NOW, 1
            session.add(deal)
        session.get_one(User, 9).active = False
    url = desk.database.url

    def names(kind: str, column: str, *options: str) -> list[str]:
        done = run("export", kind, *options, "--database", url)
        assert done.code == 0, done.err
        rows = list(csv.DictReader(StringIO(done.out.removeprefix("\ufeff"))))
        assert done.err == f"{len(rows)} {kind}\n"
        return [row[column] for row in rows]

    ours = ["周文彬", "林志遠", "陳美惠", "Ann Price"]
    assert names("contacts", "name", "--as", "mia") == ours
    assert names("contacts", "name", "--as", "ada") == names("contacts", "name") == [*ours, "黃俊傑"]
    assert names("accounts", "short_name", "--as", "mia") == [
        "青禾農產",
        "宏昇包裝",
        "晨光食品",
        "Greenfield",
    ]
    assert names("calls", "note", "--as", "mia") == ["secret of the north"]
    assert names("orders", "sku", "--as", "mia") == []
    assert set(names("followups", "owner", "--as", "mia")) == {"amy"}
    assert names("opportunities", "name", "--as", "mia") == ["amy"]
    for who, kind in (("max", "stock"), ("tim", "products"), ("amy", "promotions")):
        assert names(kind, "sku", "--as", who)
    for who, kind in (("amy", "contacts"), ("tim", "accounts"), ("max", "contacts"), ("mia", "users")):
        refused = run("export", kind, "--as", who, "--out", tmp_path / "none.csv", "--database", url)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith(f"{who} (")
        assert refused.err.endswith(f") may not take out {kind}\n")
    gone = run("export", "contacts", "--as", "hal", "--database", url)
    assert (gone.code, gone.err) == (1, "hal (left) may not take out contacts\n")
    assert run("export", "contacts", "--as", "nobody", "--database", url).code == 2
    assert list(tmp_path.glob("none*")) == []
    with desk.database.reading() as session:
        rows = session.query(Audit).filter(Audit.action.startswith("export.")).order_by(Audit.id)
        kept = [(row.user_id, row.change, row.noun, row.noun_id, row.fields) for row in rows]
    assert kept[:4] == [
        (5, "export", "contacts", 4, []),
        (7, "export", "contacts", 5, []),
        (None, "export", "contacts", 5, []),
        (5, "export", "accounts", 4, []),
    ]
    assert [row[:3] for row in kept[-5:]] == [(user, "refuse", "") for user in (1, 3, 6, 5, 9)]


def test_who_was_erased_is_on_no_list(desk: Desk) -> None:
    assert run("person", "erase", "1", "--database", desk.database.url).code == 0
    assert run("export", "contacts", "--database", desk.database.url).err == "4 contacts\n"
