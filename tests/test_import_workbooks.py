"""Workbooks: traps are refused, and what the others hold is read (B38–B40)."""

import io
import struct
import tracemalloc
import zipfile
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from store.imports.reading import read, remarks
from tests.effort import steps
from tests.lists import TAIPEI, book, package, refusal, sorted_out, write

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
