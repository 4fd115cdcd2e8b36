"""What a caller is told about a product: price, stock, what can be had instead, and that he may wait."""

from datetime import date
from decimal import Decimal

import pytest

from bot.sales.goods import Index, clear, find
from bot.sales.lines import Product as Named
from bot.sample.goods import GOODS
from store.db import Database
from store.models import FollowUp, Opening, Price, Product, Promotion, Stock
from tests.talk import Desk


def test_a_product_out_of_stock_comes_with_what_can_leave_today(desk: Desk) -> None:
    answer = desk.person("amy").says("product NB-14i5")
    card = answer.one("product.card")
    assert card["price"] == {"amount": "28900", "currency": "TWD"}
    assert (card["stock"], card["restock_on"], card["state"]) == (0, "2026-12-09", "alternatives")
    first = card["alternatives"][0]
    assert (first["sku"], first["stock"]) == ("NB-14r5", 14)
    assert first["reason"].startswith("NT$1,400 cheaper")
    assert "out of stock until Wed 9 Dec" in answer.text
    assert "14-inch notebook r5" in card["line"]


@pytest.mark.parametrize(
    ("language", "told", "line"),
    [
        ("en", "out of stock until Wed 9 Dec", "NT$1,400 cheaper"),
        ("zh-TW", "缺貨，12/9（三）到貨", "今天就能出，還便宜 NT$1,400"),
        ("zh-CN", "缺货，12月9日（周三）到货", "今天就能发，还便宜 NT$1,400"),
    ],
)
def test_the_card_reads_as_written_there(desk: Desk, language: str, told: str, line: str) -> None:
    amy = desk.person("amy")
    amy.says(f"language {language}")
    answer = amy.says("product NB-14i5")
    assert told in answer.text
    assert line in answer.one("product.card")["line"]


def test_the_line_is_in_the_customers_language(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("find 周文彬")
    card = amy.says("product NB-14i5").one("product.card")
    assert (card["contact"], card["tier"]) == ("周文彬", "smb")
    assert "今天就能出" in card["line"]
    assert "cheaper" in card["alternatives"][0]["reason"]


@pytest.mark.parametrize("typed", ["nb 14i5", "14 inch i5", "notebook i5", "i5", "ＮＢ－１４ｉ５"])
def test_a_product_is_found_by_parts_of_its_name(desk: Desk, typed: str) -> None:
    assert desk.person("amy").says(f"product {typed}").one("product.card")["sku"] == "NB-14i5"


def test_goods_are_found_by_whatever_people_call_them(desk: Desk) -> None:
    amy = desk.person("amy")
    for typed in (
        "產品 14吋 i5",
        "產品 14 吋筆電 i5",
        "product 14 inch i5",
        "产品 14寸 i5",
        'product 14" i5',
    ):
        assert amy.says(typed).one("product.card")["sku"] == "NB-14i5", typed
    for typed in ("產品 筆電", "產品 筆記型電腦", "产品 笔记本", "product laptop", "product notebook"):
        asked = amy.says(typed).one("product.choices")
        assert {one["sku"] for one in asked["candidates"]} == {"NB-14i5", "NB-14r5"}, typed
    assert amy.says("產品 擴充座").one("product.card")["sku"] == "DK-24"
    assert amy.says("产品 服务器").one("product.card")["sku"] == "SV-1U"


def test_the_sample_companys_goods_are_found_as_its_story_types_them() -> None:
    named = tuple(Named(good.sku, good.names[0], good.names) for good in GOODS)
    shelf = Index(named, {good.sku: good.line for good in GOODS})
    for typed, sku in (
        ("14吋 i5", "NB-14i5"),
        ('27" monitor', "MN-27"),
        ("三年保固", "WR-3Y"),
        ("彩色打印机", "PR-C2"),
        ("laptop bag", "BG-14"),
    ):
        meant = clear(find(typed, shelf))
        assert meant is not None, typed
        assert meant.sku == sku
    kinds = [one.sku for one in find("筆電", shelf)]
    assert kinds == ["NB-13u", "NB-14i5", "NB-14r5", "NB-16w", "BG-14"]


def test_a_name_in_another_language_finds_it(desk: Desk) -> None:
    with desk.database.transaction() as session:
        product = session.query(Product).filter_by(sku="NB-14r5").one()
        product.names = {"zh-TW": "14 吋筆電 r5", "zh-CN": "14寸笔记本 r5"}
        product.version += 1
    amy = desk.person("amy")
    assert amy.says("產品 14吋筆電 r5").one("product.card")["sku"] == "NB-14r5"
    assert amy.says("产品 笔记本r5").one("product.card")["sku"] == "NB-14r5"
    amy.says("language zh-TW")
    assert amy.says("product NB-14r5").one("product.card")["name"] == "14 吋筆電 r5"


def test_unclear_words_ask_which_one(desk: Desk) -> None:
    amy = desk.person("amy")
    asked = amy.says("product notebook").one("product.choices")
    assert {one["sku"] for one in asked["candidates"]} == {"NB-14i5", "NB-14r5"}
    assert amy.presses("product.open").keys == ["product.card"]
    assert amy.says("product typewriter").keys == ["product.none"]
    assert amy.says("product").one("refused")["reason"] == "product.which"


def test_more_pieces_than_there_are_is_a_shortage(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("product NB-14r5").one("product.card")["state"] == "available"
    card = amy.says("product 20 x NB-14r5").one("product.card")
    assert (card["quantity"], card["supply"], card["state"]) == (20, "some", "part")


def test_the_price_is_todays_and_the_tiers(desk: Desk) -> None:
    _price(desk.database, "SV-1U", 80_000, tier="midmarket")
    _price(desk.database, "SV-1U", 70_000, tier="midmarket", valid_until=date(2026, 11, 22))
    amy = desk.person("amy")
    assert amy.says("product SV-1U").one("product.card")["price"]["amount"] == "89000"
    amy.says("find 林志遠")
    assert amy.says("product SV-1U").one("product.card")["price"]["amount"] == "80000"


def test_a_changed_price_counts_at_once(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("product DK-24").one("product.card")["price"]["amount"] == "3600"
    with desk.database.transaction() as session:
        product = session.query(Product).filter_by(sku="DK-24").one()
        session.query(Price).filter_by(product_id=product.id).one().amount = Decimal(3_500)
        session.query(Stock).filter_by(product_id=product.id).one().quantity = 39
    card = amy.says("product DK-24").one("product.card")
    assert (card["price"]["amount"], card["stock"]) == ("3500", 39)


def test_a_later_restock_counts_at_once(desk: Desk) -> None:
    amy = desk.person("amy")
    assert amy.says("product NB-14i5").one("product.card")["restock_on"] == "2026-12-09"
    with desk.database.transaction() as session:
        product = session.query(Product).filter_by(sku="NB-14i5").one()
        session.query(Stock).filter_by(product_id=product.id).one().restock_on = date(2026, 12, 16)
    assert amy.says("product NB-14i5").one("product.card")["restock_on"] == "2026-12-16"


def test_promotions_are_told_only_while_they_run(desk: Desk) -> None:
    amy = desk.person("amy")
    [running] = amy.says("product SP-1").one("product.card")["promotions"]
    assert (running["code"], running["price"]["amount"]) == ("WARRANTY10", "16200")
    desk.at("2026-12-01T10:00:00+08:00")
    assert amy.says("product SP-1").one("product.card")["promotions"] == []


def test_a_promotion_for_a_tier_is_not_told_to_a_caller_nobody_knows(desk: Desk) -> None:
    with desk.database.transaction() as session:
        session.query(Promotion).one().tiers = ["smb"]
    amy = desk.person("amy")
    assert amy.says("product SP-1").one("product.card")["promotions"] == []
    amy.says("find 周文彬")
    assert len(amy.says("product SP-1").one("product.card")["promotions"]) == 1


def test_who_waits_is_called_on_the_day_it_arrives(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("find 周文彬")
    amy.says("product NB-14i5")
    button = amy.last.action("product.waits")
    planned = amy.presses(button).one("followup.planned")
    assert (planned["kind"], planned["due"], planned["reason"]) == (
        "call",
        "2026-12-09T09:00:00+08:00",
        "restocked",
    )
    assert amy.presses(button, id="again").one("refused")["reason"] == "product.waits_already"
    with desk.database.reading() as session:
        assert session.query(FollowUp).count() == 1
    desk.at("2026-12-09T09:00:00+08:00")
    assert amy.reads().one("followup.due")["note"] == "NB-14i5"


def test_an_unknown_caller_is_added_before_he_waits(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("product NB-14i5")
    button = amy.last.action("product.waits")
    assert amy.presses(button).one("product.who")["then"] == "waits"
    amy.submits("add_contact", name="趙一", phone="0912 345 678")
    assert amy.presses(button, id="again").one("followup.planned")["name"] == "趙一"


def test_an_alternative_taken_leads_to_the_order(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("find 周文彬")
    amy.says("product NB-14i5")
    button = amy.last.action("product.taken")
    taken = amy.presses(button)
    assert taken.one("product.taken")["sku"] == "NB-14r5"
    amy.presses(button, id="again")
    with desk.database.reading() as session:
        row = session.query(Opening).one()
        assert (row.sku, row.kind, row.answer) == ("NB-14r5", "alternative", "taken")
    amy.last = taken
    assert amy.presses("order.new").one("form.ask")["field"] == "quantity"
    amy.says("3")
    assert amy.presses("form.finish").one("order.saved")["total"] == {"amount": "82500", "currency": "TWD"}


def test_what_was_refused_is_not_offered_again(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("find 周文彬")
    amy.says("product NB-14i5")
    assert amy.presses("product.refused").one("product.refused")["contact"] == "周文彬"
    with desk.database.reading() as session:
        assert session.query(Opening).one().answer == "refused"


def test_an_unknown_caller_who_refuses_is_not_let_go(desk: Desk) -> None:
    amy = desk.person("amy")
    amy.says("product NB-14i5")
    amy.presses("product.refused")
    assert amy.last.action("contact.new")


def test_a_product_not_for_this_customer_says_so(desk: Desk) -> None:
    with desk.database.transaction() as session:
        product = session.query(Product).filter_by(sku="SV-1U").one()
        product.tiers, product.version = ["enterprise"], 2
    amy = desk.person("amy")
    amy.says("find 周文彬")
    answer = amy.says("product SV-1U")
    assert answer.one("product.card")["sellable"] is False
    assert "not sold to this customer" in answer.text


def _price(database: Database, sku: str, amount: int, *, tier: str, valid_until: date | None = None) -> None:
    with database.transaction() as session:
        product = session.query(Product).filter_by(sku=sku).one()
        session.add(
            Price(
                product_id=product.id,
                amount=Decimal(amount),
                currency="TWD",
                tier=tier,
                valid_until=valid_until,
            )
        )
