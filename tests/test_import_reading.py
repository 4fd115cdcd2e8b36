"""Reading lists: what a file is, what its columns mean, what its cells say, and what is refused why."""

import io
import struct
import tracemalloc
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from store.imports import cells, moments, money, phones
from store.imports.encodings import find_encoding
from store.imports.headers import KINDS, find_target, map_headers
from store.imports.reading import Reading, read, remarks
from store.imports.goods_rows import PromotionRow
from store.imports.rows import (
    AccountRow,
    CallRow,
    ContactRow,
    OpportunityRow,
    OrderRow,
    UserRow,
)
from store.imports.sniff import sniff
from store.imports.values import BadCell, Column, Conventions, Notice, Refused, RowError
from tests.effort import steps

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
TAIPEI = Conventions()
real = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")


def write(tmp_path: Path, text: str | bytes, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def sorted_out(reading: Reading) -> tuple[list[Any], list[RowError], list[Notice]]:
    items = list(reading.items())
    return (
        [item for item in items if not isinstance(item, RowError | Notice)],
        [item for item in items if isinstance(item, RowError)],
        [item for item in items if isinstance(item, Notice)],
    )


def column(**found: Any) -> Column:
    region = found.pop("region", "TW")
    return Column("x", "x", Conventions(region=region), cells.text, **found)


def book(tmp_path: Path, rows: list[list[Any]], name: str = "list.xlsx") -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    workbook.save(tmp_path / name)
    return tmp_path / name


def package(tmp_path: Path, parts: dict[str, bytes], name: str = "trap.xlsx") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": b"<workbook/>",
            **parts,
        }.items():
            archive.writestr(part, content)
    return path


def refusal(path: Path, kind: str = "accounts") -> Refused:
    with pytest.raises(Refused) as caught:
        read(path, kind, TAIPEI)
    return caught.value


# --- encodings, delimiters, shapes (B32, B34)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp950", "gb18030"]
)
def test_chinese_is_read_in_every_encoding_that_offices_write(tmp_path: Path, encoding: str) -> None:
    text = "公司名稱,總機電話,住址\n宏昇包裝股份有限公司,02-2531-7099,台北市中山北路2段113號\n"
    text += "晨光食品,04-2359-1234,台中市\n"
    rows, errors, _ = sorted_out(read(write(tmp_path, text, encoding=encoding), "accounts", TAIPEI))
    assert [row.name for row in rows] == ["宏昇包裝股份有限公司", "晨光食品"]
    assert errors == []


def test_simplified_chinese_in_gbk_with_one_short_line(tmp_path: Path) -> None:
    path = write(tmp_path, "姓名,手机\n张伟,13812345678\n", encoding="gbk")
    (row,), _, _ = sorted_out(read(path, "contacts", Conventions(region="CN")))
    assert (row.name, row.phones[0].e164) == ("张伟", "+8613812345678")


def test_western_names_in_a_windows_code_page(tmp_path: Path) -> None:
    path = write(
        tmp_path, "Name;Company\nJosé Müller;Société Générale\nZoë O’Brien;Straße AG\n", encoding="cp1252"
    )
    facts = sniff(path)
    assert (facts.encoding, facts.delimiter) == ("cp1252", ";")
    rows, _, _ = sorted_out(read(path, "contacts", TAIPEI))
    assert [(row.name, row.account) for row in rows] == [
        ("José Müller", "Société Générale"),
        ("Zoë O’Brien", "Straße AG"),
    ]


@real
def test_three_real_company_names_are_enough_to_tell_big5_from_gbk(tmp_path: Path) -> None:
    reading = read(SHARED / "tw_listed_companies.csv", "accounts", TAIPEI)
    names = [row.name for row in reading.items() if isinstance(row, AccountRow)]
    wrong = Counter[str]()
    for start in range(0, 990, 3):
        text = "\n".join(names[start : start + 3])
        for encoding in ("cp950", "gb18030"):
            path = write(tmp_path, text.encode(encoding, "ignore"))
            wrong[encoding] += find_encoding(path) != encoding
    assert not +wrong


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    lines = [["Account Name", "Phone", "Billing City"], ["Acme, Inc.", "02-2531-7099", "Taipei"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    rows, _, _ = sorted_out(read(write(tmp_path, text), "accounts", TAIPEI))
    assert (rows[0].name, rows[0].address) == ("Acme, Inc.", "Taipei")


def test_lines_that_end_in_cr_only_and_a_sep_line(tmp_path: Path) -> None:
    text = "sep=;\rAccount Name;Website\rAcme;acme.example\rBeta;beta.example\r"
    rows, errors, _ = sorted_out(read(write(tmp_path, text), "accounts", TAIPEI))
    assert [(row.row, row.name, row.website) for row in rows] == [
        (3, "Acme", "acme.example"),
        (4, "Beta", "beta.example"),
    ]
    assert errors == []


def test_titles_above_a_doubled_header_blank_and_ragged_rows(tmp_path: Path) -> None:
    text = "客戶清單 2026\n\n公司名稱,電話\n甲公司,02-2531-7099\n,\n公司名稱,電話\n乙公司\n"
    text += "丙公司,02-2531-7099,多的\n"
    reading = read(write(tmp_path, text), "accounts", TAIPEI)
    rows, errors, _ = sorted_out(reading)
    assert [row.name for row in rows] == ["甲公司", "乙公司"]
    assert [(error.row, error.value, error.reason) for error in errors] == [
        (8, "多的", "import.row-too-long")
    ]
    assert (reading.facts.header_row, reading.facts.rows) == (3, 3)
    told = {remark.reason: remark.params for remark in remarks(reading)}
    assert told["import.header-repeated"] == {"count": 1}
    assert told["import.ragged"] == {"count": 2}


def test_a_file_without_a_header_is_refused_with_a_line_to_add(tmp_path: Path) -> None:
    refused = refusal(
        write(tmp_path, "王小明,amy@example.com,0912-345-678\n林美玲,lin@example.com,0922-345-678\n"),
        "contacts",
    )
    assert refused.key == "import.no-header"
    assert refused.params["guess"] == "name,email,phone"


@pytest.mark.parametrize("text", ["", "\n\n", "公司名稱,電話\n", "公司名稱,電話\n,\n"])
def test_nothing_to_import_is_said(tmp_path: Path, text: str) -> None:
    assert refusal(write(tmp_path, text)).key == "import.no-rows"


# --- broken text files: refused whole, with the row (B33)


@pytest.mark.parametrize(
    ("text", "key", "row"),
    [
        ('name,phone\nA,1\nB,"2\nC,3\nD,4\n', "import.quote-open", 3),
        ('name,phone\nA,1\n"B,2\n"C",3\n', "import.quote-broken", 3),
        ("name,phone\nA,1\nB\x00,2\n", "import.nul", 3),
        ("name,phone\nA," + "x" * 140_000 + "\n", "import.field-too-long", 2),
        ("name,phone\nA,1\n" + "," * 1000 + "\n", "import.too-many-columns", 3),
        ("name,phone\nA,1\n" + "," * 1_000_000 + "\n", "import.field-too-long", 3),
    ],
)
def test_a_broken_row_refuses_the_file(tmp_path: Path, text: str, key: str, row: int) -> None:
    refused = refusal(write(tmp_path, text))
    assert (refused.key, refused.params["row"]) == (key, row)


def test_a_damaged_byte_is_named_with_its_line(tmp_path: Path) -> None:
    lines = ["公司名稱,電話", *["宏昇包裝股份有限公司,1"] * 20]
    content = "\n".join(lines).encode() + b"\n\xff\xfe bad,1\n"
    refused = refusal(write(tmp_path, content))
    assert (refused.key, refused.params["row"]) == ("import.bad-bytes", 22)


@pytest.mark.parametrize(
    ("content", "key"), [(b"%PDF-1.7 x", "import.other-kind"), (b"name,phone\nA,1", "import.really-text")]
)
def test_other_kinds_of_file(tmp_path: Path, content: bytes, key: str) -> None:
    assert refusal(write(tmp_path, content, "list.xlsx")).key == key


# --- workbooks that are traps (B38, B39)


def traps() -> dict[str, tuple[dict[str, bytes], str]]:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a", b"a")
    doctype = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'
    laughs = b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><sst>&b;</sst>"
    late = b"<sst>" + b" " * 300_000 + b"<!DOCTYPE x>" + b"</sst>"
    far = b'<worksheet><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></worksheet>'
    return {
        "parent folder": ({"../evil": b"x"}, "import.zip-names"),
        "root": ({"/etc/evil": b"x"}, "import.zip-names"),
        "nested by name": ({"xl/a.zip": b"x"}, "import.zip-nested"),
        "nested by content": ({"xl/media/image1.png": inner.getvalue()}, "import.zip-nested"),
        "macros": ({"xl/vbaProject.bin": b"x"}, "import.macros"),
        "external link": ({"xl/externalLinks/externalLink1.xml": b"<x/>"}, "import.external-links"),
        "entity": ({"xl/worksheets/sheet1.xml": doctype}, "import.entities"),
        "billion laughs": ({"xl/sharedStrings.xml": laughs}, "import.entities"),
        "entity across pieces": ({"xl/sharedStrings.xml": late}, "import.entities"),
        "one cell far away": ({"xl/worksheets/sheet1.xml": far}, "import.sheet-too-wide"),
        "bomb": ({"xl/worksheets/sheet1.xml": b"0" * 199_000_000}, "import.zip-bomb"),
    }


@pytest.mark.parametrize("name", traps())
def test_a_trap_is_refused_quickly_and_in_little_memory(tmp_path: Path, name: str) -> None:
    parts, key = traps()[name]
    path = package(tmp_path, parts)
    assert refusal(path).key == key
    assert steps(refusal, path) < 1_000
    tracemalloc.start()
    refusal(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * 1024 * 1024


def test_a_directory_that_lies_about_a_size_is_found_by_counting(tmp_path: Path) -> None:
    path = package(tmp_path, {"xl/worksheets/sheet1.xml": b"0" * 50_000_000})
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", 50_000_000), struct.pack("<L", 1_000)))
    assert refusal(path).key == "import.zip-bomb"
    assert steps(refusal, path) < 1_000


def test_a_hundred_thousand_parts_are_refused_from_the_end_record(tmp_path: Path) -> None:
    path = package(tmp_path, {f"xl/p{number}": b"" for number in range(3_000)})
    assert refusal(path).key == "import.zip-parts"
    assert steps(refusal, path) < 1_000


def test_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "link.xlsx"
    link = zipfile.ZipInfo("xl/worksheets/sheet1.xml")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert refusal(path).key == "import.zip-names"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "Workbook".encode("utf-16-le"),
            "import.old-xls",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "import.encrypted",
        ),
        (b"PK\x03\x04" + b"\x00" * 100, "import.zip-broken"),
    ],
)
def test_what_is_no_workbook(tmp_path: Path, content: bytes, key: str) -> None:
    assert refusal(write(tmp_path, content, "list.xlsx")).key == key


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refusal(path).key == "import.not-workbook"


# --- what workbooks hold (B40)


def test_numbers_days_and_errors_of_a_workbook(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        [
            ["姓名", "手機", "生日", "公司", "備註"],
            ["王小明", 912345678, datetime(1980, 2, 29), "甲公司", 3.5],  # noqa: DTZ001
            ["林美玲", 225317099, 29280, "乙公司", True],
            ["陳大文", "0912-345-678", "69/2/28", "#N/A", None],
            ["何雅婷", "0912-345-679", "", '="甲"&"公司"', None],
        ],
    )
    rows, errors, notices = sorted_out(read(path, "contacts", TAIPEI))
    assert [row.phones[0].e164 for row in rows] == ["+886912345678", "+886225317099"]
    assert [row.birthday for row in rows] == [date(1980, 2, 29), date(1980, 2, 29)]
    assert [(error.row, error.column, error.reason) for error in errors] == [
        (4, "公司", "import.formula-error"),
        (5, "公司", "import.formula-blank"),
    ]
    assert Counter(notice.reason for notice in notices) == {
        "import.phone-zero-restored": 2,
        "import.date-from-serial": 1,
    }


def test_days_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    workbook.worksheets[0].append(["name", "birthday"])
    workbook.worksheets[0].append(["Amy", date(1980, 2, 29)])
    workbook.save(tmp_path / "mac.xlsx")
    (row,), _, _ = sorted_out(read(tmp_path / "mac.xlsx", "contacts", TAIPEI))
    assert row.birthday == date(1980, 2, 29)


def test_hidden_sheets_merged_cells_and_formatted_blanks(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    hidden, shown = workbook.worksheets[0], workbook.create_sheet("客戶")
    hidden.title, hidden.sheet_state = "底稿", "hidden"
    hidden.append(["公司名稱"])
    hidden.append(["不可以讀"])
    shown.append(["公司名稱", "員工人數"])
    shown.append(["甲公司", 12])
    shown.merge_cells("A2:A3")
    shown["B3"] = 7
    shown["A1048576"].font = Font(bold=True)
    workbook.save(tmp_path / "list.csv")
    reading = read(tmp_path / "list.csv", "accounts", TAIPEI)
    rows, errors, _ = sorted_out(reading)
    assert [(row.name, row.employees) for row in rows] == [("甲公司", 12)]
    assert [error.reason for error in errors] == ["import.missing"]
    told = {remark.reason: remark.params for remark in remarks(reading)}
    assert told["import.hidden-sheets"] == {"names": "底稿"}
    assert told["import.merged-cells"] == {"count": 1}
    assert "import.really-xlsx" in told


# --- columns (B37) and the names that other programs use


def test_columns_nobody_may_set_are_left_out_and_unknown_ones_kept(tmp_path: Path) -> None:
    text = "id,owner_id,role,consent,dnc,name,Favourite Colour\n7,1,admin,yes,no,Amy,blue\n"
    text += "8,1,admin,yes,yes,Bob,red\n"
    reading = read(write(tmp_path, text), "contacts", TAIPEI)
    assert reading.headers.ignored == ("id", "owner_id", "role", "consent")
    assert reading.headers.unknown == ("Favourite Colour",)
    rows, _, _ = sorted_out(reading)
    assert [(row.do_not_call, row.custom) for row in rows] == [
        (None, (("Favourite Colour", "blue"),)),
        (True, (("Favourite Colour", "red"),)),
    ]


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        ("accounts", "Account Name", "name"),
        ("accounts", "Company name", "name"),
        ("accounts", "Phone Number", "phone.work"),
        ("accounts", "Billing City", "city"),
        ("accounts", "營利事業統一編號", "tax_id"),
        ("accounts", "公司簡稱", "short_name"),
        ("accounts", "实收资本", "custom.capital"),
        ("accounts", "GICS Sector", "industry"),
        ("accounts", "年營收（千元）", "revenue"),
        ("contacts", "Mobile Phone Number", "phone.mobile"),
        ("contacts", "LAST_NAME", "last_name"),
        ("contacts", "联系人姓名", "name"),
        ("contacts", "ＥＭＡＩＬ", "email"),
        ("opportunities", "Opportunity Name", "name"),
        ("opportunities", "Close Date", "close_on"),
        ("opportunities", "Deal Stage", "stage"),
        ("opportunities", "銷售階段", "stage"),
        ("calls", "通话结果", "disposition"),
        ("followups", "下次跟进时间", "due"),
        ("orders", "訂單編號", "number"),
        ("users", "regional_office", "office"),
    ],
)
def test_a_column_is_known_by_many_names(kind: str, header: str, field: str) -> None:
    target = find_target(kind, header)
    assert target is not None
    assert target.field == field


def test_two_columns_for_one_field() -> None:
    found = map_headers("contacts", ["Name", "Full Name", "Phone", "Business Phone", "note", "note"])
    assert [target.field for target in found.targets if target] == [
        "name", "custom.Full Name", "phone.work", "phone.work", "personal_notes", "custom.note",
    ]  # fmt: skip
    assert found.doubled == ("Full Name", "note")
    assert KINDS[0] == "accounts"


def test_a_missing_column_refuses_the_file(tmp_path: Path) -> None:
    refused = refusal(write(tmp_path, "Account Name,Phone\nAcme,1\n"), "opportunities")
    assert (refused.key, refused.params["field"]) == ("import.no-column", "stage")


# --- cells


@pytest.mark.parametrize(
    ("text", "found", "amount"),
    [
        ("1,000", {}, "1000"),
        ("NT$ 28,900", {}, "28900"),
        ("1.000", {"comma_decimals": True}, "1000"),
        ("1.000,50 €", {"comma_decimals": True}, "1000.5"),
        ("1,000.50", {"comma_decimals": False}, "1000.5"),
        ("(1,200)", {}, "-1200"),
        ("９萬", {}, "90000"),
        ("1.2億元", {}, "120000000"),
        ("US$1.5m", {}, "1500000"),
        ("350萬美元", {}, "3500000"),
        ("12", {"factor": 1000}, "12000"),
        ("-5.25", {}, "-5.25"),
    ],
)
def test_amounts(text: str, found: dict[str, Any], amount: str) -> None:
    assert money.read_money(text, column(**found))[0] == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "key"),
    [("1.000", "import.ambiguous-amount"), ("1,00", "import.not-amount"), ("1,0000", "import.not-amount"),
     ("about 5", "import.not-amount"), ("1e400", "import.not-amount"), ("9" * 20, "import.amount-too-big")],
)  # fmt: skip
def test_amounts_that_are_refused(text: str, key: str) -> None:
    with pytest.raises(BadCell) as caught:
        money.read_money(text, column())
    assert caught.value.key == key


def test_currencies_are_named_by_cell_or_header() -> None:
    assert money.read_money("US$ 5", column())[1] == "USD"
    assert money.read_money("5 元", column(currency="CNY"))[1] == "CNY"
    assert money.read_unit("NT$ 千元") == ("TWD", 1000)
    assert money.read_unit("in USD millions") == ("USD", 1_000_000)


def test_one_value_settles_points_and_commas_for_its_column(tmp_path: Path) -> None:
    text = "sku;price\nA;1.000\nB;2.500,75\n"
    rows, errors, _ = sorted_out(read(write(tmp_path, text), "products", TAIPEI))
    assert [row.price for row in rows] == [Decimal(1000), Decimal("2500.75")]
    assert errors == []
    _, errors, _ = sorted_out(read(write(tmp_path, "sku,price\nA,1.000\n"), "products", TAIPEI))
    assert [error.reason for error in errors] == ["import.ambiguous-amount"]


@pytest.mark.parametrize(
    ("text", "found", "day"),
    [
        ("2016-10-20", {}, "2016-10-20"), ("2016/1/5", {}, "2016-01-05"), ("20161020", {}, "2016-10-20"),
        ("19501229", {}, "1950-12-29"), ("10/20/2016", {"day_first": False}, "2016-10-20"),
        ("3/1/2017", {"day_first": False}, "2017-03-01"), ("3/1/2017", {"day_first": True}, "2017-01-03"),
        ("20 Oct 2016", {}, "2016-10-20"), ("Oct 20, 2016", {}, "2016-10-20"),
        ("2016年10月20日", {}, "2016-10-20"),
        ("民國105年10月20日", {}, "2016-10-20"),
        ("105/10/20", {}, "2016-10-20"), ("1051020", {}, "2016-10-20"),
        ("0391229", {}, "1950-12-29"), ("2016/10/20（四）", {}, "2016-10-20"), ("42663", {}, "2016-10-20"),
    ],
)  # fmt: skip
def test_days(text: str, found: dict[str, Any], day: str) -> None:
    assert moments.read_date(text, column(**found)).isoformat() == day


@pytest.mark.parametrize("text", ["soon", "2016-13-01", "31/31/2016", "2016-02-30", "12"])
def test_days_that_are_none(text: str) -> None:
    with pytest.raises(BadCell):
        moments.read_date(text, column(day_first=True))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2016-10-20 15:30", "2016-10-20T07:30"),
        ("2016-10-20T15:30:00Z", "2016-10-20T15:30"),
        ("2016-10-20T15:30:00+02:00", "2016-10-20T13:30"),
        ("2016/10/20 下午 3:30:05", "2016-10-20T07:30:05"),
        ("Oct 20, 2016 3:30 PM", "2016-10-20T07:30"),
        ("2016-10-20", "2016-10-19T16:00"),
    ],
)
def test_moments(text: str, at: str) -> None:
    assert moments.read_moment(text, column())[0] == datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "region", "e164", "extension"),
    [
        ("(02)2531-7099", "TW", "+886225317099", None),
        ("02-2733-8000 轉8", "TW", "+886227338000", "8"),
        ("02-2733-8000 分機 218", "TW", "+886227338000", "218"),
        ("02-2733-8000#123", "TW", "+886227338000", "123"),
        ("02-27338000 ext. 45", "TW", "+886227338000", "45"),
        ("０９１２－３４５－６７８", "TW", "+886912345678", None),
        ("912345678", "TW", "+886912345678", None),
        ("05-2211521-4", "TW", "+88652211521", None),
        ("886-2-2531-7099", "TW", "+886225317099", None),
        ("8621-64332999", "TW", "+862164332999", None),
        ("(852)25621692", "TW", "+85225621692", None),
        ("+1 (415) 555-2671", "TW", "+14155552671", None),
        ("010-6552 9988", "CN", "+861065529988", None),
        ("2531-7099", "TW", None, None),
        ("2602-6787#100", "TW", None, "100"),
        ("12345", "TW", None, None),
    ],
)
def test_phones(text: str, region: str, e164: str | None, extension: str | None) -> None:
    (phone,) = phones.read_phones(text, column(region=region), "work")
    assert (phone.e164, phone.extension) == (e164, extension)
    assert (phone.doubt is None) == (e164 is not None)


def test_several_phones_in_a_cell() -> None:
    found = phones.read_phones("02-2531-7099 / 0912-345-678; 04-2359-1234#5", column(), "work")
    assert [(phone.e164, phone.kind, phone.extension) for phone in found] == [
        ("+886225317099", "work", None),
        ("+886912345678", "mobile", None),
        ("+886423591234", "work", "5"),
    ]


def test_placeholders_are_no_tax_ids() -> None:
    place = column()
    assert [cells.tax_id(text, place) for text in ("00000000", "11111111", "12345678", " 1191-3502 ")] == [
        None, None, None, "11913502",
    ]  # fmt: skip
    assert cells.taiwan_tax_id("11913502")
    assert not cells.taiwan_tax_id("11913503")
    assert cells.tax_id(3244509, place) == "03244509"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Amy Lin <Amy@Example.com>", "amy@example.com"),
        ("mailto:a.b@x.com.tw", "a.b@x.com.tw"),
        ("a@x.io; b@x.io", "a@x.io"),
    ],
)
def test_emails(text: str, address: str) -> None:
    assert cells.email(text, column()) == address


@pytest.mark.parametrize("text", ["amy", "amy@", "@x.com", "a@b", "a b@x.com", "a@x.com@y.com"])
def test_emails_that_are_none(text: str) -> None:
    with pytest.raises(BadCell):
        cells.email(text, column())


# --- whole rows


def test_good_rows_go_on_and_bad_ones_say_where_and_why(tmp_path: Path) -> None:
    text = (
        "姓名,電子郵件,行為風格,手機\n王小明,wang@example.com,分析型,0912-345-678\n"
        "林美玲,not an address,駕馭型,0922-345-678\n,chen@example.com,,\n陳大文,-,無此型,n/a\n"
    )
    rows, errors, _ = sorted_out(read(write(tmp_path, text), "contacts", TAIPEI))
    assert [(row.row, row.name, row.style) for row in rows] == [(2, "王小明", "analytical")]
    assert [(error.row, error.column, error.value, error.reason) for error in errors] == [
        (3, "電子郵件", "not an address", "import.not-email"),
        (4, "姓名", "", "import.missing"),
        (5, "行為風格", "無此型", "import.unknown-word"),
    ]


def test_names_in_parts_are_joined_as_the_language_does(tmp_path: Path) -> None:
    text = "First Name,Last Name,Phone,Ext\nAmy,Lin,02-2531-7099,218\n小明,王,0912-345-678,\n"
    rows, _, _ = sorted_out(read(write(tmp_path, text), "contacts", TAIPEI))
    assert [row.name for row in rows] == ["Amy Lin", "王小明"]
    assert rows[0].phones[0].extension == "218"


def test_a_call_list_of_a_telephone_system(tmp_path: Path) -> None:
    text = "通话日期,时间,联系人,来电号码,坐席,通话结果,通话时长,呼叫类型\n"
    text += "2026/11/20,15:04,张伟,13812345678,李娜,无人接听,0:00:12,外呼\n"
    (row,), _, _ = sorted_out(read(write(tmp_path, text), "calls", Conventions("CN", "CNY", "Asia/Shanghai")))
    assert isinstance(row, CallRow)
    assert row.at == datetime(2026, 11, 20, 7, 4, tzinfo=UTC)
    assert (row.disposition, row.minutes, row.direction, row.user) == ("no_answer", 1, "outbound", "李娜")


def test_codes_of_the_company_count_too(tmp_path: Path) -> None:
    path = write(tmp_path, "date,contact,disposition\n2026-11-20,Amy,demo_booked\n")
    own = Conventions(codes={"disposition": frozenset({"demo_booked"})})
    rows, _, _ = sorted_out(read(path, "calls", own))
    assert rows[0].disposition == "demo_booked"
    _, errors, _ = sorted_out(read(path, "calls", TAIPEI))
    assert errors[0].reason == "import.unknown-word"


def test_orders_and_promotions(tmp_path: Path) -> None:
    orders = "訂單編號,訂單日期,客戶名稱,品號,數量,金額\nS1,2026/11/20,甲公司,NB-14,3,82500\n"
    (order,), _, _ = sorted_out(read(write(tmp_path, orders), "orders", TAIPEI))
    assert isinstance(order, OrderRow)
    assert (order.unit_price, order.currency, order.quantity) == (Decimal(27500), "TWD", 3)
    offers = "代碼,品號,折扣,開始日期,結束日期\nP1,NB-14,九折,2026/11/1,2026/11/30\n"
    offers += "P2,NB-14,15%,2026/11/30,2026/11/1\n"
    rows, errors, _ = sorted_out(read(write(tmp_path, offers), "promotions", TAIPEI))
    assert isinstance(rows[0], PromotionRow)
    assert rows[0].percent == 10
    assert [(error.row, error.reason) for error in errors] == [(3, "import.ends-before-start")]


# --- the real lists


@real
def test_the_listed_companies_of_taiwan() -> None:
    rows, errors, notices = sorted_out(read(SHARED / "tw_listed_companies.csv", "accounts", TAIPEI))
    assert (len(rows), errors) == (992, [])
    first = rows[0]
    assert (first.name, first.short_name, first.tax_id) == ("臺灣水泥股份有限公司", "台泥", "11913502")
    assert (first.phones[0].e164, dict(first.custom)["founded"]) == ("+886225317099", "1950-12-29")
    assert sum(row.tax_id is None for row in rows) == 8
    told = Counter(notice.reason for notice in notices)
    assert told["import.tax-id-placeholder"] == 8
    assert (
        sum(row.phones[0].e164 is None for row in rows)
        == told["import.phone-no-area"] + told["import.phone-doubtful"]
    )
    assert told["import.phone-doubtful"] <= 2


@real
def test_the_companies_of_the_american_index() -> None:
    rows, errors, _ = sorted_out(read(SHARED / "sp500_constituents.csv", "accounts", TAIPEI))
    assert (len(rows), errors) == (503, [])
    assert (rows[0].name, rows[0].external_id, rows[0].industry, rows[0].country) == (
        "3M",
        "MMM",
        "Industrials",
        "US",
    )


@real
def test_the_teaching_set_of_a_crm() -> None:
    folder = SHARED / "maven_crm"
    users, *_ = sorted_out(read(folder / "sales_teams.csv", "users", TAIPEI))
    assert len(users) == 35
    assert isinstance(users[0], UserRow)
    assert (users[0].role, users[0].manager) == ("agent", "Dustin Brinkmann")
    accounts, _, notices = sorted_out(read(folder / "accounts.csv", "accounts", TAIPEI))
    assert len(accounts) == 85
    assert [(notice.value, notice.params["country"]) for notice in notices] == [("Philipines", "PH")]
    products, *_ = sorted_out(read(folder / "products.csv", "products", TAIPEI))
    assert [product.sku for product in products][:2] == ["GTX Basic", "GTX Pro"]
    reading = read(folder / "sales_pipeline.csv", "opportunities", TAIPEI)
    deals, errors, _ = sorted_out(reading)
    assert (len(deals), errors) == (8800, [])
    assert sum(deal.account is None for deal in deals) == 1425
    assert isinstance(deals[0], OpportunityRow)
    assert (deals[0].close_on, deals[0].state) == (date(2017, 3, 1), "won")
    assert [remark.params["day_first"] for remark in remarks(reading)] == [False, False]


def test_fifty_thousand_contacts_are_read_in_a_stream(tmp_path: Path) -> None:
    lines = (f"王小明{n},0912{n:06d},user{n}@example.com,公司{n % 500}" for n in range(50_000))
    path = write(tmp_path, "姓名,手機,電子郵件,公司\n" + "\n".join(lines))
    tracemalloc.start()
    count = sum(isinstance(item, ContactRow) for item in islice_items(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 5_000
    assert peak < 20 * 1024 * 1024
    assert path.stat().st_size > 2_000_000


def islice_items(path: Path) -> list[Any]:
    found: list[Any] = []
    for item in read(path, "contacts", TAIPEI).items():
        found.append(item)
        if len(found) == 5_000:
            break
    return found
