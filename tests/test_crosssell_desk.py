"""Cross-sell at the desk: learnt from real orders, told with reason and line, every answer weighs."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from store import learnt
from store.models import Audit, Learnt, Opening, Order, OrderLine, Product, Promotion, Stock, Undoable
from tests.company import past_orders
from tests.talk import Answers, Desk, Talk

TOGETHER = [("NB-14r5", "DK-24")] * 12 + [("NB-14r5", "WR-3Y")] * 6 + [("NB-14r5",)] * 6 + [("SV-1U",)] * 40


@pytest.fixture
def selling(desk: Desk) -> Desk:
    """A desk that has sold notebooks with docks and warranties before."""
    past_orders(desk.database, TOGETHER)
    return desk


def skus(answers: Answers) -> list[str]:
    """What was offered, in order."""
    return [str(one["sku"]) for one in answers.one("crosssell.offer")["openings"]]


def calls_about_notebooks(amy: Talk) -> Answers:
    """A call on which three notebooks were talked about."""
    amy.says("log 周文彬 要報價 15 分鐘 3 台 NB-14r5")
    return amy.presses("log.save")


def owns(desk: Desk, sku: str, *, account: int = 1, months: int = 0) -> None:
    """The company bought one of these so many months ago."""
    with desk.database.transaction() as session:
        product = session.query(Product).filter_by(sku=sku).one()
        at = desk.clock() - timedelta(days=30 * months)
        order = Order(number=f"O-{sku}-{months}", account_id=account, ordered_at=at, status="delivered")
        session.add(order)
        session.flush()
        until = date(2026, 12, 20) if months else None
        line = OrderLine(order_id=order.id, product_id=product.id, quantity=2, currency="TWD")
        line.unit_price, line.warranty_until = Decimal(1000), until
        session.add(line)


def test_a_call_about_a_product_shows_what_others_bought_with_it(selling: Desk) -> None:
    amy = selling.person("amy")
    answers = calls_about_notebooks(amy)
    offer = answers.one("crosssell.offer")
    first = offer["openings"][0]
    assert (offer["contact_id"], first["sku"], first["code"]) == (1, "DK-24", "bought_together")
    assert first["reason"].startswith("bought with ")
    assert "要不要" in first["line"], "the customer speaks Chinese, the agent reads English"
    assert first["score"] >= 30
    assert len(offer["openings"]) <= 3
    for action in ("crosssell.offered", "crosssell.taken", "crosssell.refused", "crosssell.irrelevant"):
        assert amy.last.action(action)


def test_a_promotion_running_today_stands_beside_the_reason(selling: Desk) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    offer = amy.says("cross 周文彬").one("crosssell.offer")
    [warranty] = [one for one in offer["openings"] if one["sku"] == "WR-3Y"]
    assert warranty["promotion"]["promotion"] == "WARRANTY10"
    assert warranty["price"] == {"amount": "2610", "currency": "TWD"}
    assert "9 折" in warranty["line"]
    selling.at("2026-12-01T10:00:00+08:00")
    later = amy.says("cross 周文彬").one("crosssell.offer")
    [warranty] = [one for one in later["openings"] if one["sku"] == "WR-3Y"]
    assert warranty["promotion"] is None
    assert warranty["price"] == {"amount": "2900", "currency": "TWD"}
    assert "折" not in warranty["line"]


def test_a_call_that_reached_nobody_shows_nothing(selling: Desk) -> None:
    amy = selling.person("amy")
    amy.says("log 周文彬 沒接 1 分鐘")
    assert "crosssell.offer" not in amy.presses("log.save").keys


def test_nothing_worth_a_line_is_shown_unasked(desk: Desk) -> None:
    amy = desk.person("amy")
    assert "crosssell.offer" not in calls_about_notebooks(amy).keys


def test_what_is_owned_is_never_offered(selling: Desk) -> None:
    owns(selling, "DK-24")
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    assert "DK-24" not in skus(amy.says("cross 周文彬"))


@pytest.mark.parametrize(("answer", "back_after"), [("refused", 91), ("irrelevant", 731)])
def test_what_was_turned_down_stays_away_for_its_time(selling: Desk, answer: str, back_after: int) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    assert skus(amy.says("cross 周文彬"))[0] == "DK-24"
    told = amy.presses(f"crosssell.{answer}").one("crosssell.answered")
    assert (told["sku"], told["answer"]) == ("DK-24", answer)
    assert "DK-24" not in skus(amy.says("cross 周文彬"))
    with selling.database.reading() as session:
        row = session.query(Opening).filter_by(sku="DK-24").one()
        assert (row.answer, row.version) == (answer, 2)
    owns(selling, "NB-14r5")
    selling.clock.set(selling.clock() + timedelta(days=back_after))
    assert "DK-24" in skus(amy.says("cross 周文彬"))


def test_a_colleague_does_not_offer_the_company_what_it_refused(selling: Desk) -> None:
    amy, ben = selling.person("amy"), selling.person("ben")
    calls_about_notebooks(amy)
    amy.says("cross 周文彬")
    amy.presses("crosssell.refused")
    assert "DK-24" not in skus(ben.says("cross 周文彬"))


def test_taken_leads_to_the_order(selling: Desk) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    amy.says("cross 周文彬")
    taken = amy.presses("crosssell.taken")
    assert taken.one("crosssell.answered")["answer"] == "taken"
    assert amy.presses("order.new").one("form.ask")["field"] == "quantity"
    amy.says("3")
    saved = amy.presses("form.finish").one("order.saved")
    assert [(line["sku"], line["quantity"]) for line in saved["lines"]] == [("DK-24", 3)]


def test_who_was_offered_something_may_still_take_it(selling: Desk) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    amy.says("cross 周文彬")
    first = amy.last.action("crosssell.offered")
    assert amy.presses(first).one("crosssell.answered")["answer"] == "offered"
    assert "DK-24" not in skus(selling.person("ben").says("cross 周文彬")), "not twice in a week"
    assert amy.presses("crosssell.taken").one("crosssell.answered")["answer"] == "taken"
    assert amy.presses(first, id="late").one("refused")["answer"] == "taken"


def test_a_button_pressed_twice_acts_once(selling: Desk) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    amy.says("cross 周文彬")
    taken, refused = amy.last.action("crosssell.taken"), amy.last.action("crosssell.refused")
    assert amy.presses(taken).keys == ["crosssell.answered"]
    again = amy.presses(taken, id="again").one("refused")
    assert (again["reason"], again["answer"]) == ("crosssell.answered", "taken")
    assert amy.presses(refused, id="other").one("refused")["answer"] == "taken"
    with selling.database.reading() as session:
        assert session.query(Opening).filter_by(sku="DK-24").one().answer == "taken"


def test_an_opening_shown_to_somebody_else_is_not_his_to_answer(selling: Desk) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    amy.says("cross 周文彬")
    stranger = selling.person("zoe").presses(amy.last.action("crosssell.taken"))
    assert stranger.one("refused")["reason"] == "not_available"
    assert (
        selling.person("zoe").presses("crosssell.taken:99999.1").one("refused")["reason"] == "not_available"
    )
    with selling.database.reading() as session:
        assert session.query(Opening).filter(Opening.answer.is_not(None)).count() == 0


def test_the_second_opening_is_a_tap_away(selling: Desk) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    second = skus(amy.says("cross 周文彬"))[1]
    assert skus(amy.presses("crosssell.open")) == [second]
    assert amy.presses("crosssell.offered").one("crosssell.answered")["sku"] == second


def test_showing_is_no_change_that_undo_would_take_back(selling: Desk) -> None:
    amy = selling.person("amy")
    calls_about_notebooks(amy)
    with selling.database.reading() as session:
        before = session.query(Audit).count()
    amy.says("cross 周文彬")
    amy.says("cross 周文彬")
    with selling.database.reading() as session:
        assert session.query(Audit).count() == before
        assert session.query(Undoable).filter_by(noun="opening").count() == 0
        assert session.query(Opening).filter_by(sku="DK-24").count() == 1, "shown again, not twice"


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
