"""`baton import` and `baton export`: what is printed, what the exit codes are, what is up to date afterwards."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import select

from store import learnt, search
from store.db import Database
from store.models import Account, Audit, Learnt, Opportunity, User
from tests.commandline import Done, run
from tests.company import NOW
from tests.talk import Desk

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
real = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data, which is not here")

ACCOUNTS = "公司名稱,員工人數,色彩\n青禾農產股份有限公司,40,red\n宏昇包裝股份有限公司,420,\n晨光食品股份有限公司,1800,blue\n"
PRODUCTS = "sku,name,price\nGTX-P,GTX Pro,4821\nDK,Dock,100\n"
ORDERS = (
    "order number,date,account,sku,quantity,price\n"
    + "".join(
        f"S{n},2100-01-01,晨光食品股份有限公司,{sku},2,5000\n" for n in range(6) for sku in ("GTX-P", "DK")
    )
).replace("2100-01-01", "{day}")


def put(url: str, folder: Path, kind: str, text: str, *options: object) -> Done:
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    return run("import", kind, path, *options, "--database", url)


def test_an_import_counts_and_the_same_file_again_changes_nothing(url: str, tmp_path: Path) -> None:
    first = put(url, tmp_path, "accounts", ACCOUNTS)
    assert (first.code, first.last) == (0, "3 added, 0 changed, 0 unchanged, 0 errors")
    assert "Kept as your own fields: 色彩" in first.out
    assert put(url, tmp_path, "accounts", ACCOUNTS).last == "0 added, 0 changed, 3 unchanged, 0 errors"
    changed = put(url, tmp_path, "accounts", ACCOUNTS.replace("420", "430"))
    assert changed.last == "0 added, 1 changed, 2 unchanged, 0 errors"


def test_a_preview_writes_nothing_and_shows_what_would_change(url: str, tmp_path: Path) -> None:
    put(url, tmp_path, "accounts", ACCOUNTS)
    preview = put(url, tmp_path, "accounts", ACCOUNTS.replace("420", "430") + "新光印刷,5,\n", "--dry-run")
    assert "row 3: changed: 宏昇包裝股份有限公司 (employees: 420 -> 430)" in preview.out
    assert "1 added, 1 changed, 2 unchanged, 0 errors\nnothing was written (--dry-run)\n" in preview.out
    assert put(url, tmp_path, "accounts", ACCOUNTS).last == "0 added, 0 changed, 3 unchanged, 0 errors"


def test_bad_rows_are_named_and_the_good_ones_go_in(url: str, tmp_path: Path) -> None:
    errors = tmp_path / "errors.csv"
    done = put(url, tmp_path, "accounts", ACCOUNTS + "壞資料,many,\n", "--errors", errors)
    assert (done.code, done.last) == (0, "3 added, 0 changed, 0 unchanged, 1 errors")
    assert "row 5: 員工人數 = many: Not a whole number." in done.err
    with errors.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["row", "column", "value", "reason"],
            ["5", "員工人數", "many", "Not a whole number."],
        ]


def test_reasons_are_told_in_the_operators_language(url: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("公司名稱,員工人數\n壞資料,many\n", encoding="utf-8")
    done = run("import", "accounts", path, "--database", url, env={"BATON_LANGUAGE": "zh-TW"})
    assert done.code == 1
    assert "many: 不是整數" in done.err
    assert done.err.splitlines()[-1] == f"no row of {path} could go in"


def test_a_refused_file_is_told_in_one_line(url: str, tmp_path: Path) -> None:
    broken = put(url, tmp_path, "accounts", 'name,note\nA,"never closed\n')
    assert (broken.code, broken.out) == (1, "")
    assert broken.err == "Row 2: a quote is opened and never closed. Nothing was imported.\n"
    missing = run("import", "accounts", tmp_path / "nowhere.csv", "--database", url)
    assert missing.code == 2
    assert "nowhere.csv" in missing.err
    assert len(missing.err.splitlines()) == 1
    assert run("import", "secrets", tmp_path / "nowhere.csv", "--database", url).code == 2


def test_what_is_imported_is_found_valued_and_learnt(database: Database, tmp_path: Path) -> None:
    url = database.url
    put(url, tmp_path, "accounts", ACCOUNTS)
    put(url, tmp_path, "products", PRODUCTS)
    with database.reading() as session:
        day = session.scalars(select(Audit.at)).first()
        assert day is not None
        today = day.date().isoformat()
    done = put(url, tmp_path, "orders", ORDERS.replace("{day}", today))
    assert done.code == 0, done.err
    with database.reading() as session:
        rows = {row.name: row for row in session.scalars(select(Account))}
        best = rows["晨光食品股份有限公司"]
        assert best.sales == 6 * 2 * (5000 + 5000)
        assert best.value_confidence == 35
        assert (best.value, best.pyramid) == (11, "platinum")
        assert (rows["宏昇包裝股份有限公司"].value, rows["宏昇包裝股份有限公司"].pyramid) == (None, "bronze")
        assert [rows[name].tier for name in rows] == ["smb", "midmarket", "enterprise"]
        assert session.get(Learnt, learnt.TOGETHER) is not None
        assert search.find(session, "晨光", region="TW")[0].account_id == best.id
    renamed = "公司名稱,external id\n舊名企業,E-1\n"
    put(url, tmp_path, "accounts", renamed)
    assert put(url, tmp_path, "accounts", renamed.replace("舊名企業", "大鵬鳥實業")).code == 0
    with database.reading() as session:
        assert search.find(session, "大鵬鳥", region="TW")[0].company == "大鵬鳥實業"


def test_what_goes_out_comes_in_and_changes_nothing(url: str, tmp_path: Path) -> None:
    put(url, tmp_path, "accounts", ACCOUNTS)
    out = tmp_path / "out.xlsx"
    done = run("export", "accounts", "--out", out, "--database", url)
    assert (done.code, done.out, done.err) == (0, "", f"3 accounts in {out}\n")
    assert (
        run("import", "accounts", out, "--database", url).last == "0 added, 0 changed, 3 unchanged, 0 errors"
    )
    printed = run("export", "accounts", "--database", url)
    assert "宏昇包裝股份有限公司" in printed.out
    assert printed.err == "3 accounts\n"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_nowhere_to_write_is_told(url: str, tmp_path: Path) -> None:
    done = run("export", "accounts", "--out", tmp_path / "no" / "out.csv", "--database", url)
    assert done.code == 1
    assert len(done.err.splitlines()) == 1


@real
def test_the_companies_of_taiwan_go_in_once(url: str) -> None:
    path = SHARED / "tw_listed_companies.csv"
    assert run("import", "accounts", path, "--database", url).last.startswith(
        "992 added, 0 changed, 0 unchanged"
    )
    again = run("import", "accounts", path, "--database", url)
    assert again.last == "0 added, 0 changed, 992 unchanged, 0 errors"
    database = Database(url)
    with database.reading() as session:
        by_short, by_full = (
            search.find(session, name, region="TW")[0] for name in ("台積電", "臺灣積體電路")
        )
        assert by_short.account_id == by_full.account_id
    database.close()
    american = run("import", "accounts", SHARED / "sp500_constituents.csv", "--database", url)
    assert (american.code, american.last) == (0, "503 added, 0 changed, 0 unchanged, 0 errors")


@real
def test_a_crm_goes_in_without_editing(url: str) -> None:
    folder = SHARED / "maven_crm"
    for kind, name, count in (
        ("users", "sales_teams", 35),
        ("accounts", "accounts", 85),
        ("products", "products", 7),
    ):
        done = run("import", kind, folder / f"{name}.csv", "--database", url)
        assert (done.code, done.last) == (0, f"{count} added, 0 changed, 0 unchanged, 0 errors")
    deals = run("import", "opportunities", folder / "sales_pipeline.csv", "--database", url)
    assert "product: GTXPro is GTX Pro. (1480 rows: " in deals.out
    assert "account: No company given. (1425 rows: " in deals.out
    assert deals.last == "8800 added, 0 changed, 0 unchanged, 0 errors"


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


def test_who_is_renamed_by_a_list_is_found_by_the_new_name_and_by_the_old(database: Database, tmp_path: Path) -> None:
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
