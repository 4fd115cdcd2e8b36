"""Text files: encodings, delimiters and shapes are found; what is broken is refused whole, with its row (B32–B34)."""

from collections import Counter
from pathlib import Path

import pytest

from store.imports.encodings import find_encoding
from store.imports.reading import read, remarks
from store.imports.rows import (
    AccountRow,
)
from store.imports.sniff import sniff
from store.imports.values import Conventions
from tests.lists import SHARED, TAIPEI, real, refusal, sorted_out, write

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
