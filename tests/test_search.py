"""Finding anyone by whatever is at hand, on both databases; what is new is found at once, also before it is folded."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from store import search
from store.db import Database
from store.models import Account, SearchDelta, User
from tests.search_desk import STATES, bring, fill, find, firm, person

LISTED = Path(__file__).parents[2] / "shared" / "data" / "tw_listed_companies.csv"


@pytest.fixture
def desk_data(database: Database) -> Database:
    """The small company, and some whose names are easily mistaken."""
    fill(database)
    return database


@pytest.fixture(params=STATES)
def searched(request: pytest.FixtureRequest, desk_data: Database) -> Database:
    """The same names while they are in the delta, when they are folded, and in an index made anew."""
    bring(desk_data, request.param)
    return desk_data


MEANT = (
    ("周文彬", "周文彬"),
    ("周文斌", "周文彬"),
    ("周文宾", "周文彬"),
    ("zhou wenbin", "周文彬"),
    ("zhouwen bin", "周文彬"),
    ("wenbin zhou", "周文彬"),
    ("Chou Wen-pin", "周文彬"),
    ("zhou wb", "周文彬"),
    ("周wenbin", "周文彬"),
    ("文彬 青禾", "周文彬"),
    ("青禾農產 周文彬", "周文彬"),
    ("青禾周文彬", "周文彬"),
    ("青禾 周先生", "周文彬"),
    ("周 文 彬", "周文彬"),
    ("Hsu Pei-shan", "許佩珊"),
    ("xu peishan", "許佩珊"),
    ("zeng guohua", "曾國華"),
    ("陳總", "陳建國"),
    ("台積電陳總", "陳建國"),
    ("陈总 台积电", "陳建國"),
    ("陳建國總經理", "陳建國"),
    ("will price", "Will Price"),
    ("Ｗｉｌｌ　Ｐｒｉｃｅ", "Will Price"),
    ("Wlil Price", "Will Price"),
    ("W. Price", "Will Price"),
    ("price will", "Will Price"),
    ("方便", "方便"),
    ("+44 20 7946 0018", "Will Price"),
    ("0912 345 678", "王小明"),
    ("+886912345678", "王小明"),
    ("０９１２－３４５－６７８", "王小明"),
    ("345678", "王小明"),
    ("03-5636688#1201", "陳建國"),
    ("(03) 563-6688 分機 1201", "陳建國"),
    ("chen@tsmc.example", "陳建國"),
    ("Chen@TSMC.example", "陳建國"),
    ("台灣積體電路製造股份有限公司", "台灣積體電路製造股份有限公司"),
    ("臺灣積體電路", "台灣積體電路製造股份有限公司"),
    ("台积电", "台灣積體電路製造股份有限公司"),
    ("台基電", "台灣積體電路製造股份有限公司"),
    ("taijidian", "台灣積體電路製造股份有限公司"),
    ("tsmc", "台灣積體電路製造股份有限公司"),
    ("統編 22099131", "台灣積體電路製造股份有限公司"),
    ("2330", "台灣積體電路製造股份有限公司"),
    ("northstar", "Northstar Plastics Co., Ltd."),
    ("North Star Plastic", "Northstar Plastics Co., Ltd."),
    ("Nothrstar Plastics", "Northstar Plastics Co., Ltd."),
    ("oldham", "Northstar Plastics Co., Ltd."),
    ("plastics northstar inc", "Northstar Plastics Co., Ltd."),
)


def test_the_one_meant_comes_first(searched: Database) -> None:
    with searched.reading() as session:
        found = {typed: search.find(session, typed, region="TW") for typed, _ in MEANT}
    wrong = {
        typed: [(one.name, one.score) for one in found[typed][:3]]
        for typed, name in MEANT
        if not found[typed] or found[typed][0].name != name
    }
    assert wrong == {}


def test_an_unknown_name_finds_nobody(searched: Database) -> None:
    for typed in (
        "歐陽翠蓮",
        "Zygmunt Kowalczyk",
        "02-7777 0000",
        "00000000",
        "nobody@nowhere.example",
        "!!",
        "　",
        "",
    ):
        assert find(searched, typed) == [], typed


def test_a_company_is_listed_with_its_people_behind_it(searched: Database) -> None:
    found = find(searched, "台積電")
    assert [one.name for one in found[:3]] == ["台灣積體電路製造股份有限公司", "王小明", "陳建國"]
    assert found[0].contact_id is None
    assert found[0].score == 100
    assert found[0].score - found[1].score >= 12
    assert {one.matched for one in found[:3]} == {"company"}


def test_people_of_the_same_name_are_told_apart(searched: Database) -> None:
    first, second = find(searched, "王小明")[:2]
    assert {first.company, second.company} == {"台積電", "Northstar Plastics Co., Ltd."}
    by_company = {one.company: one.detail for one in (first, second)}
    assert by_company["台積電"] == "採購經理 · 新竹市 · …6688"
    assert by_company["Northstar Plastics Co., Ltd."] == "主任 · …7099"
    assert find(searched, "王小明 northstar")[0].company == "Northstar Plastics Co., Ltd."
    assert find(searched, "王小明", limit=1) == [first]


def test_a_surname_with_a_courtesy_title_lists_everybody_of_that_name(searched: Database) -> None:
    assert {one.name for one in find(searched, "Mr. Price")} == {"Will Price", "Ann Price"}
    assert {one.name for one in find(searched, "王經理")} == {"王小明"}
    assert find(searched, "王經理")[0].company == "台積電"


def test_a_shared_number_lists_everybody_on_it(searched: Database) -> None:
    names = {one.name for one in find(searched, "03-5636688")}
    assert names == {"台灣積體電路製造股份有限公司", "陳建國", "王小明"}


def test_own_contacts_come_first_among_equals(desk_data: Database) -> None:
    with desk_data.transaction() as session:
        amy = session.scalars(select(User.id).where(User.handle == "amy")).one()
        ben = session.scalars(select(User.id).where(User.handle == "ben")).one()
        hers = person(session, "林怡君", owner_id=amy)
        his = person(session, "林怡君", owner_id=ben)
    assert find(desk_data, "林怡君", user_id=amy)[0].contact_id == hers
    assert find(desk_data, "林怡君", user_id=ben)[0].contact_id == his
    assert find(desk_data, "林小姐", user_id=ben)[0].contact_id == his


def test_a_likely_switchboard_is_named(searched: Database) -> None:
    with searched.reading() as session:
        near = search.near_switchboard(session, "03-563 6601", region="TW")
        assert near is not None
        assert near.company == "台積電"
        assert search.near_switchboard(session, "03-563 7788", region="TW") is None


NASTY = (
    "'; DROP TABLE contact; --", "%", "_%_", "\\", "\x00", "王\x00小明", "😀", "👩‍💼", "123", "0" * 300, "x" * 100_000,
    "王" * 100_000, "\ud800", "NULL", "()", "++++", "@", "@@@@", "a@b@c", "…", "公司", "有限公司", "Co., Ltd.", "的", "#12",
    "轉轉轉轉", "1-1-1-1", "ß", "ﬃ", "\u202e王小明", "é" * 50, "總", "Mr.", "小", "-- ", "1e309", "٣٤٥٦٧",
)  # fmt: skip


def test_any_text_may_be_typed(desk_data: Database) -> None:
    for typed in NASTY:
        assert len(find(desk_data, typed, limit=3)) <= 3


def test_wildcards_are_letters_like_others(desk_data: Database) -> None:
    assert find(desk_data, "%小%") == find(desk_data, "小")
    assert find(desk_data, "W_ll Pr%ce") == find(desk_data, "Wll Prce")
    assert find(desk_data, "王\x00小明")[0].name == "王小明"


@given(typed=st.text(max_size=60) | st.text("王小明陳總 wil12%_'@.-+", max_size=30), limit=st.integers(0, 12))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_search_never_fails_and_keeps_its_limit(desk_data: Database, typed: str, limit: int) -> None:
    found = find(desk_data, typed, limit=limit)
    assert len(found) <= limit
    assert len({(one.contact_id, one.account_id if one.contact_id is None else 0) for one in found}) == len(
        found
    )
    assert all(0 <= one.score <= 100 for one in found)


def _listed() -> Iterator[dict[str, str]]:
    with LISTED.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


@pytest.mark.skipif(not LISTED.exists(), reason="shared/data/tw_listed_companies.csv is not here")
def test_listed_companies_are_found_by_short_name_and_tax_id(database: Database) -> None:
    rows = list(_listed())[::10]
    with database.transaction() as session:
        for row in rows:
            firm(
                session, row["公司名稱"], short_name=row["公司簡稱"], english_name=row["英文簡稱"].strip(),
                tax_id=row["營利事業統一編號"],
            )  # fmt: skip
        session.execute(delete(SearchDelta))
        search.rebuild(session)
    right = 0
    with database.reading() as session:
        names = {account.id: account.name for account in session.scalars(select(Account))}
        for row in rows:
            for typed in (row["公司簡稱"], row["營利事業統一編號"]):
                found = search.find(session, typed, region="TW")
                right += bool(found) and names[found[0].account_id or 0] == row["公司名稱"]
    assert right >= 0.97 * 2 * len(rows)
