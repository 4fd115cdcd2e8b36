"""Taking orders: lines, prices, stock, the deal they win; once, and taken back whole."""

from datetime import date
from decimal import Decimal

import pytest

from store.models import (
    Account,
    CadenceRun,
    FollowUp,
    Opportunity,
    Order,
    OrderLine,
    Price,
    Product,
    StageChange,
    Stock,
)
from tests.ordering import open_deal
from tests.talk import Desk


def test_what_is_ordered_may_stand_beside_the_name(desk: Desk) -> None:
    amy = desk.person("amy")
    for line in ("order 3 NB-14r5 for 周文彬", "訂單 周文彬 三台 NB-14r5", "订单 周文彬 NB-14r5 3台"):
        assert amy.says(line).one("form.ask")["field"] == "price", line
        saved = amy.presses("form.finish").one("order.saved")
        assert (saved["contact_id"], saved["lines"][0]["sku"], saved["lines"][0]["quantity"]) == (
            1,
            "NB-14r5",
            3,
        )
    with desk.database.transaction() as session:
        session.query(Product).filter_by(sku="NB-14r5").one().names = {
            "zh-TW": "14 吋筆電",
            "zh-CN": "14 英寸笔记本",
        }
        session.query(OrderLine).filter_by(order_id=1).one().contract_until = date(2029, 7, 1)
    amy.says("language zh-TW")
    assert "14 吋筆電 × 3" in amy.says("find 周文彬").text
    assert "2029/7/1" in amy.says("call 周文彬 renewal").text
    amy.says("language en")
    asked = amy.says("order 林 2 DK-24")
    assert asked.text.endswith("Then: 2 DK-24")
    assert amy.presses("order.whom").one("form.ask")["field"] == "price"


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
