"""What each kind of list becomes: prices, stock, orders, calls, follow-ups, deals, people; and two real lists."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from store.db import Database
from store.imports.importing import plan, run
from store.imports.report import ImportReport
from store.models import (
    Account,
    Audit,
    Call,
    FollowUp,
    Opportunity,
    Order,
    OrderLine,
    Phone,
    Price,
    Product,
    Promotion,
    Quota,
    StageChange,
    Stock,
    Team,
    User,
)
from tests.listing import NOW, POLICY, Desk, figures, reasons

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


real = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Desk:
    return Desk(database, tmp_path)


def test_a_new_price_ends_the_old_one(desk: Desk) -> None:
    desk.put("products", "料號,品名,系列,售價,保固月數\nNB-14,14 吋筆電,NB,28900,24\n")
    assert figures(desk.put("products", "料號,售價\nNB-14,28900\n")) == (0, 0, 1, 0, 0)
    assert figures(desk.put("products", '料號,售價\nNB-14,"NT$27,500"\n')) == (
        0,
        1,
        0,
        0,
        0,
    )
    with desk.reading() as session:
        prices = session.execute(
            select(Price.amount, Price.valid_from, Price.valid_until).order_by(Price.id)
        ).all()
        assert [tuple(row) for row in prices] == [
            (Decimal(28900), None, date(2026, 11, 22)),
            (Decimal(27500), date(2026, 11, 23), None),
        ]
        product = session.scalars(select(Product)).one()
        assert (product.line, product.warranty_months, product.name) == ("NB", 24, "14 吋筆電")


def test_stock_and_promotions(desk: Desk) -> None:
    desk.put("products", "sku,name\nNB-14,Notebook 14\n")
    stock = "product,quantity,restock date\nNotebook14,0,2026-12-09\nNB-99,5,\n"
    report = desk.put("stock", stock)
    assert figures(report) == (1, 0, 0, 0, 1)
    assert reasons(report) == [(3, "product", "import.unknown-product")]
    assert [one.params for one in report.notices] == [{"written": "Notebook14", "product": "NB-14"}]
    offers = "code,name,product,discount,valid from,valid until,tiers\nP1,Autumn,NB-14,10%,2026-11-01,2026-11-30,SMB;soho\n"
    assert figures(desk.put("promotions", offers)) == (1, 0, 0, 0, 0)
    assert figures(desk.put("promotions", offers)) == (0, 0, 1, 0, 0)
    with desk.reading() as session:
        assert session.scalars(select(Stock)).one().restock_on == date(2026, 12, 9)
        promotion = session.scalars(select(Promotion)).one()
        assert (promotion.percent, promotion.tiers) == (Decimal(10), ["smb", "soho"])


def test_orders_keep_their_lines_author_and_date_and_make_a_customer(desk: Desk) -> None:
    desk.put("users", "name,handle\nAmy Lin,amy\n")
    desk.put("accounts", "公司名稱\n甲公司\n")
    desk.put("products", "sku,name\nNB,Notebook\nMS,Mouse\n")
    text = (
        "訂單編號,訂單日期,客戶名稱,業務,品號,數量,單價\n"
        "S1,2026/11/20 15:30,甲公司,Amy Lin,NB,3,27500\nS1,2026/11/20 15:30,甲公司,Amy Lin,MS,3,500\n"
        "S1,2026/11/20 15:30,甲公司,Amy Lin,MS,1,0\nS2,2026/11/21,無此公司,Bob,NB,1,27500\n"
    )
    report = desk.put("orders", text)
    assert figures(report) == (3, 0, 0, 0, 1)
    assert reasons(report) == [(5, "account", "import.unknown-account")]
    near = desk.look("orders", "訂單編號,訂單日期,客戶名稱,品號,單價\nS3,2026/11/20,甲公司股,NB,1\n")
    assert reasons(near) == [(2, "account", "import.unknown-account-near")]
    assert near.errors[0].params["nearest"] == "甲公司"
    assert figures(desk.put("orders", text)) == (0, 0, 3, 0, 1)
    with desk.reading() as session:
        order = session.scalars(select(Order)).one()
        assert order.ordered_at == datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
        assert session.get_one(User, order.user_id).handle == "amy"
        assert session.scalar(select(func.sum(OrderLine.quantity))) == 7
        assert session.scalars(select(Account)).one().stage == "customer"
        steps = session.execute(
            select(StageChange.to_stage, StageChange.at)
            .where(StageChange.noun == "account")
            .order_by(StageChange.id)
        ).all()
        assert [row.to_stage for row in steps] == ["suspect", "customer"]
        assert steps[1].at == order.ordered_at


def test_calls_keep_their_author_even_one_nobody_knows(desk: Desk) -> None:
    desk.put("users", "name,handle\nAmy Lin,amy\n")
    desk.put("contacts", "姓名,公司,手機\n王小明,甲公司,0912-345-678\n")
    text = (
        "日期,聯絡人,公司,電話,業務,通話結果,通話長度,備註\n"
        "2026/11/20 15:30,王小明,甲公司,,Amy Lin,要報價,12:05,三台\n"
        "2026/11/20 16:00,王小明,甲公司,,離職的人,未接,0,\n"
        "2026/11/20 16:30,,,0955-000-111,amy,空號,3,\n"
        "2026/11/20 17:00,陌生人,甲公司,,amy,未接,3,\n"
    )
    report = desk.put("calls", text)
    assert figures(report) == (3, 0, 0, 0, 1)
    assert reasons(report) == [(5, "contact", "import.unknown-contact")]
    assert figures(desk.put("calls", text)) == (0, 0, 3, 0, 1)
    with desk.reading() as session:
        quote, unknown, stray = session.scalars(select(Call).order_by(Call.at)).all()
        assert (quote.disposition, quote.minutes, quote.note) == ("quote_requested", 13, "三台")
        assert (quote.contact_id, quote.user_id is not None, quote.account_id is not None) == (1, True, True)
        assert (unknown.user_id, unknown.custom) == (None, {"user": "離職的人"})
        assert (stray.contact_id, stray.custom) == (None, {"phone": "+886955000111"})


def test_follow_ups_always_have_an_owner(desk: Desk) -> None:
    desk.put("users", "name,handle\nAmy Lin,amy\nBob Wu,bob\n")
    desk.put("contacts", "姓名,電子郵件,負責人\n王小明,w@example.com,amy\n無主,n@example.com,\n")
    text = (
        "聯絡人,電子郵件,到期日,時間,類型,主旨,負責人,狀態\n"
        "王小明,w@example.com,2026/11/25,10:00,電話,報價追蹤,,\n"
        "王小明,w@example.com,2026/11/20,09:00,報價單,寄報價,bob,已完成\n"
        "無主,n@example.com,2026/11/25,10:00,電話,,,\n王小明,w@example.com,2026/11/26,,電話,,查無此人,\n"
    )
    report = desk.put("followups", text)
    assert reasons(report) == [(4, "owner", "import.no-owner"), (5, "owner", "import.unknown-owner")]
    assert figures(desk.put("followups", text)) == (0, 0, 2, 0, 2)
    with desk.reading() as session:
        first, second = session.scalars(select(FollowUp).order_by(FollowUp.due.desc())).all()
        assert (first.due, first.kind, first.state) == (datetime(2026, 11, 25, 2, tzinfo=UTC), "call", "open")
        assert (second.kind, second.state, second.ended_at) == ("quotation", "done", second.due)
        owners = [session.get_one(User, one.owner_id).handle for one in (first, second)]
        assert owners == ["amy", "bob"]


def test_deals_without_a_number_are_known_by_company_product_and_day(desk: Desk) -> None:
    desk.put("accounts", "Account Name\nAcme\n")
    desk.put("products", "sku\nGTX Pro\n")
    text = "Opportunity Name,Account Name,Product,Stage,Amount,Close Date\nBig one,Acme,GTXPro,Negotiation/Review,$5000,2026-12-31\n"
    assert figures(desk.put("opportunities", text)) == (1, 0, 0, 0, 0)
    won = text.replace("Negotiation/Review", "Closed Won")
    assert figures(desk.put("opportunities", won)) == (0, 1, 0, 0, 0)
    assert figures(desk.put("opportunities", won)) == (0, 0, 1, 0, 0)
    with desk.reading() as session:
        deal = session.scalars(select(Opportunity)).one()
        assert (deal.state, deal.stage, deal.amount) == ("won", "customer", Decimal(5000))
        steps = session.scalars(
            select(StageChange.to_stage).where(StageChange.noun == "opportunity").order_by(StageChange.id)
        ).all()
        assert steps == ["opportunity", "customer"]


def test_people_with_roles_teams_and_quotas(desk: Desk) -> None:
    text = (
        "姓名,電子郵件,角色,團隊,主管,分機,業績目標,業績期間\n"
        "許佩珊,peishan@example.com,電話業務,台北一組,蔡宗翰,218,900000,2026-11\n王大同,,客戶經理,台北一組,,,,\n"
    )
    report = desk.put("users", text)
    assert (figures(report), report.also_added) == ((2, 0, 0, 0, 0), {"teams": 1, "users": 1})
    assert figures(desk.put("users", text)) == (0, 0, 2, 0, 0)
    with desk.reading() as session:
        people = {row.handle: row for row in session.scalars(select(User))}
        assert {handle: row.role for handle, row in people.items()} == {
            "peishan": "agent",
            "王大同": "field",
            "蔡宗翰": "manager",
        }
        assert {row.team_id for row in people.values()} == {session.scalars(select(Team.id)).one()}
        assert session.scalars(select(Quota)).one().amount == Decimal(900000)


def test_every_change_is_in_the_audit(desk: Desk) -> None:
    desk.put("users", "name,handle,role\nAda,ada,admin\n")
    with desk.reading() as session:
        ada = session.scalars(select(User.id)).one()
    desk.put("contacts", "name,email,title\nAmy,amy@example.com,Buyer\n", by=ada)
    desk.put("contacts", "name,email,title\nAmy,amy@example.com,Head of buying\n", by=ada)
    with desk.reading() as session:
        rows = session.scalars(select(Audit).where(Audit.noun == "contact").order_by(Audit.id)).all()
        assert [(row.change, row.action, row.user_id) for row in rows] == [
            ("add", "import.contacts", ada),
            ("change", "import.contacts", ada),
        ]
        assert rows[1].fields == ["title"]


@real
def test_the_listed_companies_go_in_once(desk: Desk) -> None:
    path = SHARED / "tw_listed_companies.csv"
    assert figures(run(desk.database, "accounts", path, POLICY, NOW)) == (992, 0, 0, 0, 0)
    assert figures(run(desk.database, "accounts", path, POLICY, NOW)) == (0, 0, 992, 0, 0)
    american = SHARED / "sp500_constituents.csv"
    assert figures(run(desk.database, "accounts", american, POLICY, NOW)) == (503, 0, 0, 0, 0)
    assert figures(plan(desk.database, "accounts", american, POLICY, NOW)) == (0, 0, 503, 0, 0)
    with desk.reading() as session:
        tsmc = session.scalars(select(Account).where(Account.short_name == "台積電")).one()
        assert tsmc.name.startswith("台灣積體電路") or tsmc.name.startswith("臺灣積體電路")
        assert session.scalar(select(func.count(Phone.id))) == 992


@real
def test_the_crm_set_goes_in_as_it_is(desk: Desk) -> None:
    folder = SHARED / "maven_crm"

    def put(kind: str, name: str) -> ImportReport:
        return run(desk.database, kind, folder / name, POLICY, NOW)

    users = put("users", "sales_teams.csv")
    assert (users.added, users.also_added) == (35, {"teams": 6, "users": 6})
    assert put("accounts", "accounts.csv").added == 85
    assert put("products", "products.csv").added == 7
    report = put("opportunities", "sales_pipeline.csv")
    assert figures(report) == (8_800, 0, 0, 0, 0)
    told = {(one.reason, one.params.get("product")): one.count for one in report.notices}
    assert told == {
        ("import.matched-product", "GTX Pro"): 1_480,
        ("import.deal-without-account", None): 1_425,
    }
    assert figures(put("opportunities", "sales_pipeline.csv")) == (0, 0, 8_800, 0, 0)
    with desk.reading() as session:
        child = session.scalars(select(Account).where(Account.name == "Bluth Company")).one()
        assert session.get_one(Account, child.parent_id).name == "Acme Corporation"
        states = dict(
            session.execute(select(Opportunity.state, func.count()).group_by(Opportunity.state)).all()
        )
        assert states == {"won": 4238, "lost": 2473, "open": 2089}
        assert (
            session.scalar(select(func.count(Opportunity.id)).where(Opportunity.account_id.is_(None))) == 1425
        )
        assert session.scalar(select(func.count(Opportunity.id)).where(Opportunity.owner_id.is_(None))) == 0
