"""Columns by the names that other programs use (B37), and what their cells say."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from store.imports import cells, moments, money, phones
from store.imports.headers import KINDS, find_target, map_headers
from store.imports.reading import read
from store.imports.values import BadCell
from tests.lists import TAIPEI, column, refusal, sorted_out, write

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
