"""Lists in and out by command: counts, previews, refusals, real lists."""

import csv
from pathlib import Path

import pytest
from sqlalchemy import select

from store import learnt, search
from store.db import Database
from store.models import Account, Audit, Learnt
from tests.commandline import run
from tests.files import put

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
