"""Lists into the database: previews, repeated and broken-off imports, who is who, on both databases."""

import csv
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlalchemy import func, select

from store.db import Database
from store.imports.importing import run
from store.imports.report import ImportReport, write_errors
from store.imports.values import Refused
from store.models import (
    Account,
    AccountName,
    Contact,
    Phone,
)
from store.refusals import is_refused
from tests.listing import NOW, POLICY, Desk, figures, reasons


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path)


def test_a_preview_says_what_the_import_then_does_and_writes_nothing(desk: Desk) -> None:
    text = "姓名,公司,手機,電子郵件,興趣\n王小明,宏昇包裝,0912-345-678,wang@example.com,登山\n林美玲,宏昇包裝,,not mail,\n"
    preview = desk.look("contacts", text)
    assert (figures(preview), preview.written) == ((1, 0, 0, 0, 1), False)
    assert {remark.reason: remark.params for remark in preview.remarks} == {
        "import.unknown-columns": {"names": "興趣"}
    }
    with desk.reading() as session:
        assert session.scalar(select(func.count(Contact.id))) == 0
        assert session.scalar(select(func.count(Account.id))) == 0
    done = desk.put("contacts", text)
    assert (figures(done), done.also_added, done.written) == (figures(preview), preview.also_added, True)
    with desk.reading() as session:
        (contact,) = session.scalars(select(Contact)).all()
        assert (contact.name, contact.email, contact.custom) == (
            "王小明",
            "wang@example.com",
            {"興趣": "登山"},
        )
        assert session.get_one(Account, contact.account_id).name == "宏昇包裝"
        (phone,) = session.scalars(select(Phone)).all()
        assert (phone.e164, phone.raw, phone.kind) == ("+886912345678", "0912-345-678", "mobile")


def test_the_same_file_twice_changes_nothing_and_a_newer_one_updates(desk: Desk) -> None:
    text = "姓名,公司,職稱,手機\n王小明,宏昇包裝,採購,0912-345-678\n陳大文,宏昇包裝,,0922-345-678\n"
    assert figures(desk.put("contacts", text)) == (2, 0, 0, 0, 0)
    assert figures(desk.put("contacts", text)) == (0, 0, 2, 0, 0)
    newer = "姓名,公司,職稱,手機\n王小明,宏昇包裝,採購經理,\n陳大文,宏昇包裝,,0933-345-678\n"
    report = desk.put("contacts", newer)
    assert figures(report) == (0, 2, 0, 0, 0)
    assert report.samples[0].changes == {"title": ("採購", "採購經理")}
    with desk.reading() as session:
        assert dict(session.execute(select(Contact.name, Contact.title)).all()) == {
            "王小明": "採購經理",
            "陳大文": None,
        }
        numbers = session.scalars(select(Phone.e164).order_by(Phone.id)).all()
        assert numbers == ["+886912345678", "+886922345678", "+886933345678"]


def test_bad_rows_go_to_a_file_and_the_good_ones_in(desk: Desk) -> None:
    report = desk.put("accounts", "Account Name,Employees,Phone\nAcme,12,02-2531-7099\n,7,\n=Evil,many,\n")
    assert figures(report) == (1, 0, 0, 0, 2)

    def say(key: str, params: Mapping[str, object]) -> str:
        return f"={key}"

    write_errors(desk.folder / "errors.csv", report, say)
    with (desk.folder / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["row", "column", "value", "reason"],
            ["3", "Account Name", "", "'=import.missing"],
            ["4", "Employees", "many", "'=import.not-whole"],
        ]


def test_an_import_broken_off_goes_on_where_it_was(desk: Desk) -> None:
    text = "姓名,電子郵件\n" + "".join(f"客戶{n},c{n}@example.com\n" for n in range(1_700))

    def broken(done: int, _all: int) -> None:
        if done >= 1_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(desk.database, "contacts", desk.file(text), POLICY, NOW, progress=broken)
    seen: list[tuple[int, int]] = []
    report = run(
        desk.database,
        "contacts",
        desk.file(text),
        POLICY,
        NOW,
        progress=lambda done, of: seen.append((done, of)),
    )
    assert figures(report) == (700, 0, 1_000, 0, 0)
    assert seen == [(500, 1700), (1000, 1700), (1500, 1700), (1700, 1700)]
    with desk.reading() as session:
        assert session.scalar(select(func.count(Contact.id))) == 1_700


def test_two_imports_at_once_add_everybody_once(desk: Desk) -> None:
    lines = (f"客戶{n},公司{n % 40},09{n:08d}\n" for n in range(1_200))
    path = desk.file("姓名,公司,手機\n" + "".join(lines))
    reports: list[ImportReport] = []

    def work() -> None:
        reports.append(run(desk.database, "contacts", path, POLICY, NOW))

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(report.added for report in reports) == 1_200
    assert sum(report.unchanged for report in reports) == 1_200
    with desk.reading() as session:
        assert session.scalar(select(func.count(Contact.id))) == 1_200
        assert session.scalar(select(func.count(Account.id))) == 40


def test_a_list_that_cannot_be_read_changes_nothing(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.put("contacts", '姓名,電話\n王小明,1\n林美玲,"2\n')
    with desk.reading() as session:
        assert session.scalar(select(func.count(Contact.id))) == 0


def test_namesakes_are_not_merged(desk: Desk) -> None:
    desk.put("accounts", "公司名稱,統一編號,電話\n大同,11913502,02-2531-7099\n大同,03244509,04-2359-1234\n")
    with desk.reading() as session:
        assert session.scalar(select(func.count(Account.id))) == 2
    again = desk.put("accounts", "公司名稱,電話,住址\n大同,04-2359-1234,台中市\n")
    assert figures(again) == (0, 1, 0, 0, 0)
    doubtful = desk.put("accounts", "公司名稱,電話\n大同,07-342-5301\n")
    assert reasons(doubtful) == [(2, "name", "import.ambiguous-account")]
    desk.put("accounts", "公司名稱,電話,住址\n三陽,02-2531-7000,台北市中山區\n")
    other = desk.put("accounts", "公司名稱,電話,住址\n三陽,07-342-5301,高雄市仁武區\n")
    assert reasons(other) == [(2, "name", "import.same-name")]
    with desk.reading() as session:
        assert session.scalar(select(func.count(Account.id))) == 3


def test_a_company_is_found_again_under_a_new_name_by_its_tax_id(desk: Desk) -> None:
    desk.put("accounts", "公司名稱,統一編號,公司簡稱\n臺灣水泥股份有限公司,11913502,台泥\n")
    report = desk.put("accounts", "公司名稱,統一編號\n台泥企業團,11913502\n")
    assert figures(report) == (0, 1, 0, 0, 0)
    assert figures(desk.put("accounts", "公司名稱,統一編號\n台泥企業團,11913502\n")) == (0, 0, 1, 0, 0)
    with desk.reading() as session:
        names = session.execute(select(AccountName.name, AccountName.kind).order_by(AccountName.id)).all()
        assert [tuple(row) for row in names] == [("台泥", "short"), ("臺灣水泥股份有限公司", "former")]


def test_placeholder_tax_ids_tell_nobody_apart(desk: Desk) -> None:
    text = "公司名稱,統一編號\n甲公司,00000000\n乙公司,00000000\n"
    assert figures(desk.put("accounts", text)) == (2, 0, 0, 0, 0)
    assert figures(desk.put("accounts", text)) == (0, 0, 2, 0, 0)


def test_a_switchboard_is_not_an_identity(desk: Desk) -> None:
    text = "姓名,電話\n王小明,02-2531-7099\n林美玲,02-2531-7099\n王小明,02-2531-7099\n"
    report = desk.put("contacts", text)
    assert figures(report) == (2, 0, 0, 1, 0)
    assert [(told.reason, told.params) for told in report.notices] == [("import.repeated", {"first": 2})]


def test_rows_repeated_in_a_file_fill_blanks_and_the_first_one_wins(desk: Desk) -> None:
    text = "姓名,電子郵件,職稱,備註\n王小明,w@example.com,採購,\n王小明,w@example.com,總經理,老客戶\n"
    assert figures(desk.look("contacts", text)) == (1, 0, 0, 1, 0)
    assert figures(desk.put("contacts", text)) == (1, 0, 0, 1, 0)
    with desk.reading() as session:
        contact = session.scalars(select(Contact)).one()
        assert (contact.title, contact.personal_notes) == ("採購", "老客戶")
    assert figures(desk.put("contacts", text)) == (0, 0, 1, 1, 0)


def test_two_people_who_swap_numbers_stay_two_and_it_is_said(desk: Desk) -> None:
    desk.put("contacts", "姓名,公司,手機\n王小明,甲公司,0912-345-678\n林美玲,甲公司,0922-345-678\n")
    swapped = "姓名,公司,手機\n王小明,甲公司,0922-345-678\n林美玲,甲公司,0912-345-678\n"
    preview = desk.look("contacts", swapped)
    assert figures(preview) == (0, 2, 0, 0, 0)
    told = [(one.reason, one.count) for one in preview.notices]
    assert told == [("import.phone-of-other", 2)]
    desk.put("contacts", swapped)
    with desk.reading() as session:
        assert session.scalar(select(func.count(Contact.id))) == 2


def test_do_not_call_is_set_and_never_cleared(desk: Desk) -> None:
    desk.put("contacts", "name,email,do not call\nAmy,amy@example.com,yes\n")
    text = "id,name,email,mobile,do not call,consent\n9,Amy,amy@example.com,0912-345-678,no,yes\n"
    assert figures(desk.put("contacts", text)) == (0, 1, 0, 0, 0)
    assert figures(desk.put("contacts", text)) == (0, 0, 1, 0, 0)
    with desk.reading() as session:
        contact = session.scalars(select(Contact)).one()
        assert (contact.do_not_call, contact.consent, contact.custom) == (True, None, {})
        assert is_refused(session, "+886912345678")


def test_rows_name_companies_as_people_do(desk: Desk) -> None:
    desk.put("accounts", "公司名稱,公司簡稱,英文簡稱\n臺灣積體電路製造股份有限公司,台積電,TSMC\n")
    names = ("台積電", "TSMC", "台灣積體電路製造", "臺灣積體電路製造（股）公司"[:8])
    report = desk.put(
        "contacts", "姓名,公司\n" + "".join(f"窗口{n},{name}\n" for n, name in enumerate(names))
    )
    assert (figures(report), report.also_added) == ((4, 0, 0, 0, 0), {})
