"""Orders taken and cases closed: what they stop, what they start, what the card knows afterwards."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from store.models import (
    Account,
    CadenceRun,
    Contact,
    DoNotCall,
    Fact,
    FollowUp,
    Opportunity,
    Order,
    OrderLine,
    Price,
    Product,
    StageChange,
    Stock,
)
from tests.talk import Desk


def open_deal(desk: Desk, *, contact: int | None = 1, account: int = 1) -> int:
    """An opportunity that is being worked."""
    with desk.database.transaction() as session:
        deal = Opportunity(
            account_id=account, contact_id=contact, stage="opportunity", opened_at=desk.clock(), version=1
        )
        deal.state, deal.amount, deal.currency = "open", Decimal(90_000), "TWD"
        session.add(deal)
        session.flush()
        return deal.id


def test_an_order_is_taken_question_by_question(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("order 周文彬").one("form.ask")["field"] == "product"
    assert amy.says("14 inch r5").one("form.ask")["field"] == "quantity"
    amy.says("3")
    saved = amy.presses("form.finish").one("order.saved")
    assert saved["total"] == {"amount": "82500", "currency": "TWD"}
    assert saved["number"] == "BT-000001"
    assert saved["lines"][0]["warranty_until"] == "2027-11-23"
    assert [one["reason"] for one in saved["follow_ups"]] == [
        "thank_and_confirm",
        "ask_if_all_arrived",
        "second_sale",
    ]
    card = amy.says("find 周文彬").one("contact.card")
    assert (card["stage"], card["owns"][0]["sku"], card["owns"][0]["quantity"]) == ("customer", "NB-14r5", 3)


def test_an_order_stops_the_calls_that_were_to_bring_it(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("log 周文彬 要報價 15 分鐘")
    amy.presses("log.save")
    amy.says("follow 周文彬 12/4 10:00 再問一次")
    amy.submits("take_order", contact="1", product="NB-14r5", quantity="3")
    with desk.database.reading() as session:
        runs = {run.cadence: run.ended_why for run in session.query(CadenceRun)}
        assert runs == {"quote_requested": "sale", "after_sale": None}
        running = {one.reason for one in session.query(FollowUp).filter_by(state="open")}
        assert running == {"thank_and_confirm", "ask_if_all_arrived", "second_sale"}
        assert {one.ended_why for one in session.query(FollowUp).filter_by(state="cancelled")} <= {
            "sale",
            "sold",
            "replaced",
        }


def test_an_open_deal_is_won_with_the_orders_amount(desk: Desk) -> None:
    deal = open_deal(desk)
    amy = desk.person("amy")
    saved = amy.submits("take_order", contact="1", product="NB-14r5", quantity="2").one("order.saved")
    assert saved["opportunity_id"] == deal
    with desk.database.reading() as session:
        row = session.query(Opportunity).one()
        assert (row.state, row.stage, row.amount) == ("won", "customer", Decimal(55_000))
        step = session.query(StageChange).filter_by(noun="opportunity", noun_id=deal).one()
        assert (step.from_stage, step.to_stage) == ("opportunity", "customer")


def test_another_companys_deal_is_left_alone(desk: Desk) -> None:
    open_deal(desk, contact=2, account=2)
    desk.person("amy").submits("take_order", contact="1", product="NB-14r5", quantity="2")
    with desk.database.reading() as session:
        assert session.query(Opportunity).one().state == "open"


def test_an_order_grows_by_lines(desk: Desk) -> None:
    open_deal(desk)
    amy = desk.person("amy")
    first = amy.submits("take_order", contact="1", product="NB-14r5", quantity="3").one("order.saved")
    button = amy.last.action("order.more")
    assert amy.presses(button).one("form.ask")["field"] == "product"
    amy.says("DK-24")
    amy.says("3")
    second = amy.says("3,500").one("order.saved")
    assert second["order_id"] == first["order_id"]
    assert [line["sku"] for line in second["lines"]] == ["NB-14r5", "DK-24"]
    assert second["total"]["amount"] == str(3 * 27_500 + 3 * 3_500)
    assert second["follow_ups"] == []
    assert amy.presses(button, id="old").one("refused")["reason"] == "order.moved_on"
    with desk.database.reading() as session:
        assert session.query(Order).count() == 1
        assert session.query(Opportunity).one().amount == Decimal(93_000)
        assert session.query(CadenceRun).filter_by(ended_at=None).count() == 1


def test_somebody_elses_order_cannot_be_extended(desk: Desk) -> None:
    amy, ben = desk.person("amy"), desk.person("ben")
    amy.submits("take_order", contact="1", product="NB-14r5", quantity="3")
    assert ben.presses(amy.last.action("order.more")).one("refused")["reason"] == "not_available"
    forged = ben.submits("take_order", contact="1", product="DK-24", quantity="1", order="1.1")
    assert forged.one("refused")["reason"] == "not_available"


def test_the_price_is_todays_promotion_unless_another_is_named(desk: Desk) -> None:
    amy = desk.person("amy")
    saved = amy.submits("take_order", contact="1", product="SP-1", quantity="1").one("order.saved")
    assert saved["total"]["amount"] == "16200"
    saved = amy.submits("take_order", contact="1", product="SP-1", quantity="1", price="15,000")
    assert saved.one("order.saved")["total"]["amount"] == "15000"
    desk.at("2026-12-01T10:00:00+08:00")
    saved = amy.submits("take_order", contact="1", product="SP-1", quantity="1")
    assert saved.one("order.saved")["total"]["amount"] == "18000"


def test_a_product_without_a_price_asks_for_it(desk: Desk) -> None:
    with desk.database.transaction() as session:
        product = session.query(Product).filter_by(sku="DK-24").one()
        session.query(Price).filter_by(product_id=product.id).delete()
    amy = desk.person("amy")
    asked = amy.submits("take_order", contact="1", product="DK-24", quantity="2")
    assert asked.keys == ["order.no_price", "form.ask"]
    assert asked.one("form.ask")["field"] == "price"
    amy.says("3,000")
    assert amy.presses("form.finish").one("order.saved")["total"]["amount"] == "6000"


def test_what_may_not_be_sold_there_is_refused(desk: Desk) -> None:
    with desk.database.transaction() as session:
        product = session.query(Product).filter_by(sku="SV-1U").one()
        product.tiers, product.version = ["enterprise"], 2
    amy = desk.person("amy")
    answer = amy.submits("take_order", contact="1", product="SV-1U", quantity="1")
    assert answer.one("refused")["reason"] == "order.unsellable"
    assert answer.text == "Rack server 1U is not sold to 青禾農產."
    with desk.database.reading() as session:
        assert session.query(Order).count() == 0


def test_a_shortage_is_told_with_the_order(desk: Desk) -> None:
    answer = desk.person("amy").submits("take_order", contact="1", product="NB-14i5", quantity="3")
    saved = answer.one("order.saved")
    assert (saved["short"], saved["restock_on"]) == (True, "2026-12-09")
    assert "Not all in stock (0), more on Wed 9 Dec" in answer.text


@pytest.mark.parametrize("wrong", ["0", "1.5", "-3", "1e9", "many"])
def test_an_impossible_quantity_is_asked_again(desk: Desk, wrong: str) -> None:
    asked = desk.person("amy").submits("take_order", contact="1", product="NB-14r5", quantity=wrong)
    assert asked.one("form.ask")["field"] == "quantity"
    with desk.database.reading() as session:
        assert session.query(OrderLine).count() == 0


def test_what_is_ordered_is_no_longer_in_stock(desk: Desk) -> None:
    with desk.database.transaction() as session:
        regions = {"NB-14r5": "", "DK-24": "TW"}
        for sku, region in regions.items():
            product = session.query(Product).filter_by(sku=sku).one()
            session.query(Stock).filter_by(product_id=product.id).one().region = region
            session.add(Stock(product_id=product.id, region="CN", quantity=50))
        session.add(Stock(product_id=product.id, region="", quantity=5))
    amy, zoe = desk.person("amy"), desk.person("zoe")

    def stock(sku: str) -> list[int]:
        with desk.database.reading() as session:
            rows = session.query(Stock).join(Product, Product.id == Stock.product_id)
            return [row.quantity for row in rows.filter(Product.sku == sku).order_by(Stock.id)]

    def shown(sku: str) -> int:
        return int(zoe.says(f"product {sku}").one("product.card")["stock"])

    amy.submits("take_order", contact="1", product="DK-24", quantity="42")
    assert (stock("DK-24"), shown("DK-24")) == ([0, 50, 3], 3)
    amy.submits("take_order", contact="1", product="NB-14r5", quantity="10")
    assert shown("NB-14r5") == 4
    both = zoe.submits("take_order", contact="5", product="NB-14r5", quantity="9").one("order.saved")
    assert (both["short"], both["stock"], stock("NB-14r5")) == (True, 4, [0, 50])
    assert amy.says("undo").keys == ["undo.done"]
    assert (shown("NB-14r5"), stock("NB-14r5")) == (10, [10, 50])
    assert zoe.says("undo").keys == ["undo.done"]
    assert (shown("NB-14r5"), stock("NB-14r5")) == (14, [14, 50])
    amy.says("undo")
    assert stock("DK-24") == [40, 50, 5]
    amy.submits("take_order", contact="1", product="SP-1", quantity="3")
    assert amy.says("product SP-1").one("product.card")["stock"] is None


def test_an_order_given_twice_is_one_order(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("take_order", id="o1", contact="1", product="NB-14r5", quantity="3")
    assert amy.submits("take_order", id="o1", contact="1", product="NB-14r5", quantity="3") == []
    with desk.database.reading() as session:
        assert session.query(Order).count() == 1


def test_an_order_is_taken_back_whole(desk: Desk) -> None:
    open_deal(desk)
    amy = desk.person("amy")
    amy.submits("take_order", contact="1", product="NB-14r5", quantity="3")
    assert amy.says("undo").keys == ["undo.done"]
    with desk.database.reading() as session:
        assert session.query(Order).count() == 0
        assert session.query(Opportunity).one().state == "open"
        assert session.query(FollowUp).filter_by(state="open").count() == 0
        assert session.get_one(Account, 1).stage == "prospect"


def test_the_field_takes_orders_only_of_his_own(desk: Desk) -> None:
    answer = desk.person("tim").submits("take_order", contact="1", product="NB-14r5", quantity="1")
    assert answer.keys == ["refused"] or answer.one("form.ask")["field"] == "contact"
    saved = desk.person("kay").submits("take_order", contact="3", product="NB-14r5", quantity="1")
    assert saved.keys == ["order.saved"]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("close 周文彬 no budget", "no_budget"),
        ("close 周文彬 no_budget", "no_budget"),
        ("結案 周文彬 沒有預算", "no_budget"),
        ("结案 周文彬，没有预算", "no_budget"),
        ("結案 周文彬 聯絡不上", "unreachable"),
    ],
)
def test_a_case_is_closed_in_one_line(desk: Desk, typed: str, reason: str) -> None:
    amy = desk.person("amy")
    amy.says("log 周文彬 要報價 15 分鐘")
    amy.presses("log.save")
    closed = amy.says(typed).one("case.closed")
    assert (closed["reason"], closed["contact_id"]) == (reason, 1)
    assert closed["stopped"] >= 3
    with desk.database.reading() as session:
        assert session.query(CadenceRun).filter_by(ended_at=None).count() == 0
        [left] = session.query(FollowUp).filter_by(state="open")
        assert left.reason == "wake_up"
        assert session.query(Fact).filter_by(field="closed").one().value == reason


CLOSED_FOR = (
    ("no_need", "not_needed 沒需求 没需求 不需要"),
    ("not_a_fit", "not_suitable 不符合 不合适"),
    ("bought_elsewhere", "competitor 競爭對手 竞争对手 別家買"),
    ("no_budget", "expensive 太貴 太贵了 沒錢"),
    ("out_of_business", "bankrupt 倒閉了 破产"),
    ("duplicate", "duplicated 重複 重复"),
    ("unreachable", "not_reachable 打不通 失联"),
    ("solved", "resolved 處理好 搞定"),
)


def test_reasons_to_close_are_understood_and_no_word_is_lost(desk: Desk) -> None:
    amy = desk.person("amy")
    for reason, said in CLOSED_FOR:
        for word in said.split():
            closed = amy.says(f"close 周文彬 {word.replace('_', ' ')}").one("case.closed")
            assert (closed["reason"], closed["note"]) == (reason, None), word
    for line, reason, note in (
        ("close Ann Price too expensive, asks again in May", "no_budget", "asks again in May"),
        ("結案 周文彬 嫌麻煩 沒需求 年底搬家", "no_need", "嫌麻煩 年底搬家"),
        ("结案 周文彬，给竞争对手了，价格差两成", "bought_elsewhere", "价格差两成"),
    ):
        closed = amy.says(line)
        assert (closed.one("case.closed")["reason"], closed.one("case.closed")["note"]) == (reason, note)
        assert note in closed.text
    asked = amy.says("close 周文彬 老闆不喜歡 藍色")
    assert asked.keys == ["form.ask"]
    assert amy.presses("不合適" if "不合適" in asked.text else asked.labelled("not a fit")).keys == [
        "case.closed"
    ]
    with desk.database.reading() as session:
        [*_, fact] = session.query(Fact).filter_by(field="note").order_by(Fact.id)
        assert fact.value == "老闆不喜歡 藍色"


def test_closing_says_what_it_means_for_stage_and_nurture(desk: Desk) -> None:
    amy = desk.person("amy")
    closed = amy.says("close 周文彬 no budget").one("case.closed")
    assert (closed["stage"], closed["wakes"]) == ("lost", "2027-05-24T09:00:00+08:00")
    with desk.database.reading() as session:
        account = session.get_one(Account, 1)
        assert (account.stage, account.nurture_reason) == ("lost", "no_budget")
        assert account.nurture_until == datetime(2027, 5, 24, 1, 0, tzinfo=UTC)


def test_a_solved_case_changes_no_stage_and_wakes_nobody(desk: Desk) -> None:
    amy = desk.person("amy")
    closed = amy.says("close 周文彬 solved").one("case.closed")
    assert (closed["stage"], closed["wakes"]) == ("prospect", None)
    with desk.database.reading() as session:
        assert session.query(FollowUp).count() == 0


def test_a_lost_deal_of_a_customer_does_not_lose_the_customer(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.submits("take_order", contact="1", product="NB-14r5", quantity="1")
    deal = open_deal(desk)
    assert amy.says("close 周文彬 bought elsewhere").one("case.closed")["stage"] == "user"
    with desk.database.reading() as session:
        row = session.get_one(Opportunity, deal)
        assert (row.state, row.lost_reason) == ("lost", "bought_elsewhere")


def test_without_a_reason_the_reasons_are_offered(desk: Desk) -> None:
    amy = desk.person("amy")
    asked = amy.says("close 周文彬")
    assert asked.keys == ["case.why"]
    labels = [shown["label"] for shown in asked[0]["buttons"]]
    assert labels[:2] == ["no need", "not a fit"]
    button = amy.last.labelled("no budget")
    assert amy.presses(button).one("case.closed")["reason"] == "no_budget"
    assert amy.presses(button, id="again").one("refused")["reason"] == "changed_meanwhile"
    with desk.database.reading() as session:
        assert session.query(Fact).filter_by(field="closed").count() == 1
        assert session.query(FollowUp).filter_by(state="open").count() == 1


def test_closing_for_do_not_call_holds_everywhere(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("follow 周文彬 12/4 10:00")
    assert amy.says("結案 周文彬 拒絕來電").one("case.closed")["wakes"] is None
    with desk.database.reading() as session:
        assert session.get_one(Contact, 1).do_not_call
        assert session.query(DoNotCall).count() == 1
        assert session.query(FollowUp).filter_by(state="open").count() == 0


def test_only_who_owns_a_case_closes_it(desk: Desk) -> None:
    assert desk.person("ben").says("close 周文彬 no need").one("refused")["reason"] == "not_available"
    assert desk.person("ben").says("close Ann Price no need").keys == ["case.closed"]


def test_the_woken_case_reminds_its_owner(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("close 周文彬 unreachable")
    desk.clock.set(desk.clock() + timedelta(days=89))
    desk.at("2027-02-22T10:00:00+08:00")
    assert amy.reads().one("followup.due")["reason"] == "wake_up"


@pytest.mark.parametrize(
    ("language", "order", "closed"),
    [
        ("en", "Order BT-000001: 周文彬 · 青禾農產, NT$27,500", "Closed: 周文彬 · 青禾農產, no need."),
        ("zh-TW", "訂單 BT-000001：周文彬 · 青禾農產，NT$27,500", "已結案：周文彬 · 青禾農產，沒有需求。"),
        ("zh-CN", "订单 BT-000001：周文彬 · 青禾農產，NT$27,500", "已结案：周文彬 · 青禾農產，没有需求。"),
    ],
)
def test_orders_and_closing_in_three_languages(desk: Desk, language: str, order: str, closed: str) -> None:
    amy = desk.person("amy")
    amy.says(f"language {language}")
    assert order in amy.submits("take_order", contact="1", product="NB-14r5", quantity="1").text
    assert closed in amy.says("close 周文彬 no_need").text
