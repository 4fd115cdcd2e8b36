"""Openings that are asked for, what is out of stock, and what is learnt anew."""

from datetime import UTC, date, datetime

import pytest

from store import learnt
from store.models import Learnt, Order, Product, Promotion, Stock
from tests.company import past_orders
from tests.selling import TOGETHER, calls_about_notebooks, owns, skus
from tests.talk import Desk


def test_an_answer_can_be_undone(selling: Desk) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    amy.says("cross 周文彬")
    amy.presses("crosssell.refused")
    assert amy.says("undo").keys == ["undo.done"]
    assert skus(amy.says("cross 周文彬"))[0] == "DK-24"


def test_what_is_out_of_stock_is_replaced_and_said_so(selling: Desk) -> None:
    amy = selling.person("amy")
    amy.says("log 周文彬 要報價 15 分鐘 3 台 NB-14i5")
    first = amy.presses("log.save").one("crosssell.offer")["openings"][0]
    assert (first["sku"], first["kind"], first["reason"]) == (
        "NB-14r5",
        "alternative",
        "14-inch notebook i5 is out of stock",
    )
    assert "今天就能出" in first["line"]


def test_what_is_out_of_stock_is_not_offered(selling: Desk) -> None:
    with selling.database.transaction() as session:
        dock = session.query(Product).filter_by(sku="DK-24").one()
        session.query(Stock).filter_by(product_id=dock.id).one().quantity = 0
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    assert "DK-24" not in skus(amy.says("cross 周文彬"))


def test_a_promotion_not_yet_begun_is_no_opening(desk: Desk) -> None:
    with desk.database.transaction() as session:
        session.query(Promotion).one().valid_from = date(2026, 11, 24)
    amy = desk.person("amy")
    assert amy.says("cross 周文彬").keys == ["crosssell.none"]
    desk.at("2026-11-24T10:00:00+08:00")
    openings = amy.says("cross 周文彬").one("crosssell.offer")["openings"]
    assert {one["code"] for one in openings} == {"promotion"}


def test_cross_without_a_name_means_the_contact_at_hand(selling: Desk) -> None:
    amy = selling.person("amy")
    assert amy.says("cross").one("refused")["reason"] == "contact.who"
    amy.says("find 周文彬")
    assert amy.says("cross").one("crosssell.offer")["contact_id"] == 1


def test_the_card_leads_to_the_openings(selling: Desk) -> None:
    amy = selling.person("amy")
    amy.says("find 周文彬")
    assert amy.presses("crosssell.show").keys == ["crosssell.offer"]


def test_the_field_sees_openings_only_of_his_own(selling: Desk) -> None:
    assert selling.person("tim").presses("crosssell.show:1").one("refused")["reason"] == "not_available"


@pytest.mark.parametrize(
    ("language", "header", "reason", "buttons"),
    [
        ("en", "Openings for 周文彬", "bought with", ["Offered", "Taken", "Refused", "Not relevant"]),
        ("zh-TW", "加購機會：周文彬", "一起買", ["已推薦", "要了", "不要", "不適合"]),
        ("zh-CN", "加购机会：周文彬", "一起买", ["已推荐", "要了", "不要", "不适用"]),
    ],
)
def test_openings_in_three_languages(
    selling: Desk, language: str, header: str, reason: str, buttons: list[str]
) -> None:
    amy = selling.person("amy")
    amy.says(f"language {language}")
    calls_about_notebooks(amy)
    answers = amy.says("cross 周文彬")
    assert header in answers.text
    assert reason in answers.one("crosssell.offer")["openings"][0]["reason"]
    assert [shown["label"] for shown in answers[0]["buttons"][:4]] == buttons


def test_associations_are_learnt_when_missing_and_kept(selling: Desk) -> None:
    amy = selling.person("amy")
    amy.says("cross 周文彬")
    with selling.database.reading() as session:
        first = session.query(Learnt).one()
        assert first.body["associations"]["baskets"] == len(TOGETHER)
    amy.says("cross 周文彬")
    with selling.database.reading() as session:
        assert session.query(Learnt).one().at == first.at


def test_associations_are_learnt_anew_every_night(selling: Desk) -> None:
    amy = selling.person("amy")
    amy.says("cross 周文彬")
    owns(selling, "SP-1")
    selling.at("2026-11-24T03:00:00+08:00")
    with selling.database.reading() as session:
        known = learnt.state(session)
        assert known is not None
        assert known.at == datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
        assert known.last_line == learnt.last_line(session)


def test_many_new_orders_are_learnt_from_at_once(selling: Desk) -> None:
    amy = selling.person("amy")
    amy.says("cross 周文彬")
    past_orders(selling.database, [("SV-1U", "SP-1")] * 20, account="青禾農產")
    selling.at("2026-11-23T10:05:00+08:00")
    with selling.database.reading() as session:
        assert session.query(Learnt).one().body["associations"]["baskets"] == len(TOGETHER) + 20


def test_cancelled_orders_teach_nothing(selling: Desk) -> None:
    with selling.database.transaction() as session:
        for order in session.query(Order):
            order.status = "cancelled"
    assert selling.person("amy").says("cross 周文彬").keys == ["crosssell.offer"]
    with selling.database.reading() as session:
        assert session.query(Learnt).one().body["associations"]["baskets"] == 0
