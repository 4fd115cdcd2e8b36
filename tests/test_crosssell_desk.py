"""Openings at the desk: shown after a call, answered, kept away for their time."""

from datetime import timedelta

import pytest

from store.models import Audit, Opening, Undoable
from tests.selling import calls_about_notebooks, owns, skus
from tests.talk import Desk


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
