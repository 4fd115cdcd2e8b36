"""Lists out again: what is exported goes back in and changes nothing; no cell becomes a formula."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sales.policy import load_policy
from store.db import Database
from store.imports.exporting import export
from store.imports.importing import plan, run
from store.imports.quoting import TRIGGERS, bare, safe
from store.imports.values import Refused
from store.migrating import migrate

NOW = datetime(2026, 11, 23, 2, 0, 0, 123456, tzinfo=UTC)
POLICY = load_policy()
LISTS = {
    "users": "name,handle,role,team,territories,quota,quota period\nAmy Lin,amy,agent,Taipei,North;East,900000.5,2026-11\n"
    "Bob Wu,bob,field,Taipei,,,\n",
    "accounts": "公司名稱,公司簡稱,英文簡稱,統一編號,電話,國家,員工人數,年營收,母公司,負責人,傳真,備註\n"
    '大同股份有限公司,大同,TATUNG,11913502,02-2531-7099#8;2709-2323,,50,1234.567,,amy,02-1,"=1+1\n第二行"\n'
    "=HYPERLINK(1),+886,@short,,+886 2 2531 7000,Kenya,,,大同,bob,,-x\n",
    "contacts": "姓名,公司,電子郵件,手機,住家電話,生日,拒絕來電,決策者,備註,暱稱\n"
    "王小明,大同,w@example.com,0912-345-678,02-2531-7001,1980-02-29,是,是,＝全形,'s\n"
    "'s-Hert,,,0922-345-678,,,,否,,\n-Lin,@short,,,,,,,,\n",
    "products": "sku,name,name en,line,price,active,tiers,regions,substitutes,warranty months,spec,color\n"
    "NB,筆電,Notebook,NB,28900.125,yes,smb;soho,TW;CN,PC,24,RAM: 16 GB; SSD: 1 TB,red\nPC,桌機,,PC,,no,,,,,,\n",
    "stock": "sku,region,quantity,restock date\nNB,,3,2026-12-09\nNB,TW,0,\n",
    "promotions": "code,name,sku,percent,price,valid from,valid until\nP1,秋季,NB,12.5,,2026-11-01,2026-11-30\n"
    "P2,冬季,NB,,27000,2026-12-01,2026-12-31\n",
    "orders": "order number,date,account,contact,user,sku,quantity,price,warranty until\n"
    "S1,2026-11-20 15:30,大同,王小明,amy,NB,3,27500,2028-11-20\nS1,2026-11-20 15:30,大同,王小明,amy,PC,1,333.3333,\n"
    "S1,2026-11-20 15:30,大同,王小明,amy,PC,2,100,\n",
    "calls": "date,contact,company,phone,agent,disposition,minutes,note,direction\n"
    "2026-11-20 15:30,王小明,大同,,amy,quote requested,13,-10% asked,inbound\n"
    "2026-11-20 16:00,'s-Hert,,0922-345-678,amy,no answer,0,,\n2026-11-20 16:30,,,0955-000-111,amy,busy,0,,\n",
    "followups": "contact,company,phone,due,kind,subject,owner,status\n王小明,大同,,2026-11-25 10:00,call,報價,amy,\n"
    "'s-Hert,,0922-345-678,2026-11-20,email,@home,bob,completed\n",
    "opportunities": "opportunity id,name,account,product,owner,stage,amount,probability,engage date,close date\n"
    "D1,Big,大同,NB,amy,Negotiation,100000,60,2026-10-01,2026-12-31\n,Small,大同,NB,bob,Closed Won,5.5,,2026-09-01,2026-10-01\n",
}


def fill(database: Database, folder: Path) -> None:
    for kind, text in LISTS.items():
        path = folder / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        report = run(database, kind, path, POLICY, NOW)
        assert report.errors == [], kind


def out(database: Database, kind: str, path: Path) -> int:
    with database.reading() as session:
        return export(session, kind, path)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_goes_out_comes_in_and_changes_nothing(database: Database, tmp_path: Path, suffix: str) -> None:
    fill(database, tmp_path)
    for kind in LISTS:
        path = tmp_path / f"out-{kind}{suffix}"
        count = out(database, kind, path)
        report = plan(database, kind, path, POLICY, NOW)
        changes = [(sample.name, sample.outcome, dict(sample.changes)) for sample in report.samples]
        assert (kind, report.errors, changes, report.unchanged) == (kind, [], [], count)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_desk_moves_to_another_database_without_loss(
    database: Database, tmp_path: Path, suffix: str
) -> None:
    fill(database, tmp_path)
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(other)
    for kind in LISTS:
        moved = tmp_path / f"moved-{kind}{suffix}"
        count = out(database, kind, moved)
        report = run(other, kind, moved, POLICY, NOW)
        assert (kind, report.errors, report.added + report.changed) == (kind, [], count)
    for kind in LISTS:
        first, second = tmp_path / f"first-{kind}.csv", tmp_path / f"second-{kind}.csv"
        out(database, kind, first)
        out(other, kind, second)
        assert table(first) == table(second), kind
    other.close()


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sorted((dict(row) for row in csv.DictReader(file)), key=str)


def test_no_cell_that_leaves_is_a_formula(database: Database, tmp_path: Path) -> None:
    fill(database, tmp_path)
    for kind in LISTS:
        out(database, kind, tmp_path / "out.csv")
        with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row if cell]
        out(database, kind, tmp_path / "out.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
        found = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert all(cell.data_type == "s" for cell in found)
        dangerous = [text for text in (*cells, *(str(cell.value) for cell in found)) if text[0] in TRIGGERS]
        assert dangerous == []
    out(database, "accounts", tmp_path / "out.csv")
    names = [row["name"] for row in table(tmp_path / "out.csv")]
    assert "'=HYPERLINK(1)" in names


def test_an_unknown_kind_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        out(database, "secrets", tmp_path / "out.csv")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20))
def test_quoting_comes_off_again(text: str) -> None:
    assert bare(safe(text)) == text


@given(st.sampled_from(sorted(set(TRIGGERS) - {"\x00"})), st.text(max_size=10))
def test_a_quoted_text_starts_no_formula(trigger: str, rest: str) -> None:
    quoted = safe(trigger + rest)
    assert quoted.startswith("'") or quoted.lstrip("-").replace(".", "", 1).isascii()
    assert "\x00" not in quoted
