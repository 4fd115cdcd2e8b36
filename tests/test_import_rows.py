"""Whole rows, and the real lists."""

import tracemalloc
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from store.imports.goods_rows import PromotionRow
from store.imports.reading import read, remarks
from store.imports.rows import (
    CallRow,
    ContactRow,
    OpportunityRow,
    OrderRow,
    UserRow,
)
from store.imports.values import Conventions
from tests.lists import SHARED, TAIPEI, real, sorted_out, write

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
