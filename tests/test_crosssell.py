"""What else would fit: learnt from orders, bounded by stock and by what was answered."""

import json
from dataclasses import replace
from typing import Any, Literal

import pytest

from bot.sales.crosssell import (
    Answer,
    Associations,
    learn,
    openings,
)
from bot.sales.offers import Buyer
from tests.openings import CATALOGUE, LEARNT, RULES, TODAY, days_ago, facing, owned, product


def test_confidence_is_shrunk_towards_the_base_rate() -> None:
    link = LEARNT.link("NB", "DOCK", RULES)
    assert link is not None
    assert link.support == pytest.approx(40 / 200)
    assert link.confidence == pytest.approx((40 + 5 * 0.2) / (100 + 5))
    assert link.lift == pytest.approx(link.confidence / 0.2)
    few = learn([frozenset({"A", "B"})] * 3 + [frozenset({"C"})] * 97)
    small = few.link("A", "B", RULES)
    assert small is not None
    assert 0.35 < small.confidence < 0.4, "three orders of three are no certainty"


def test_pairs_too_rare_teach_nothing() -> None:
    assert learn([frozenset({"A", "B"})] * 2 + [frozenset({"C"})] * 8).link("A", "B") is None
    assert learn([]).likely({"A"}) == ()
    assert learn([frozenset()]).baskets == 0
    assert LEARNT.link("NB", "nothing") is None


def test_what_was_learnt_survives_json() -> None:
    again = Associations.from_plain(json.loads(json.dumps(LEARNT.to_plain())))
    assert again == LEARNT
    assert again.likely({"NB"}) == LEARNT.likely({"NB"})


def test_what_others_bought_together_is_offered_with_its_share_of_orders() -> None:
    [dock] = openings(facing(basket={"NB": 3}, associations=LEARNT), RULES, TODAY)
    assert (dock.sku, dock.kind, dock.reason.code) == ("DOCK", "association", "bought_together")
    assert dock.reason.params["percent"] == 39
    assert dock.reason.params["with_name"] == "nb"
    assert dock.line.params["price"] == {"amount": "4900", "currency": "TWD"}
    from_owned = openings(facing(owned=(owned("NB", days_ago(30)),), associations=LEARNT), RULES, TODAY)
    assert [each.sku for each in from_owned] == ["DOCK"]
    assert from_owned[0].score < dock.score


def test_nothing_owned_on_the_table_or_unsellable_is_offered() -> None:
    def skus(**more: Any) -> list[str]:
        given_ = {"basket": {"NB": 1}, "associations": LEARNT, **more}
        return [each.sku for each in openings(facing(**given_), RULES, TODAY)]

    assert skus() == ["DOCK"]
    assert skus(owned=(owned("DOCK", days_ago(400)),)) == []
    assert skus(basket={"NB": 1, "DOCK": 1}) == []
    for change in ({"active": False}, {"tiers": frozenset({"strategic"})}, {"regions": frozenset({"CN"})}):
        catalogue = {**CATALOGUE, "DOCK": replace(CATALOGUE["DOCK"], line="dock", **change)}  # type: ignore[arg-type]
        assert skus(catalogue=catalogue, buyer=Buyer(1, "smb", "TW")) == []


def test_out_of_stock_is_offered_as_its_alternative_or_not_at_all() -> None:
    gone = replace(CATALOGUE["DOCK"], stock=0, substitutes=("DOCK2",))
    dock2 = product("DOCK2", "accessory", 5200)
    ask = facing(basket={"NB": 1}, associations=LEARNT, catalogue={**CATALOGUE, "DOCK": gone, "DOCK2": dock2})
    [instead] = openings(ask, RULES, TODAY)
    assert (instead.sku, instead.reason.params["instead_of"]) == ("DOCK2", "dock")
    alone = facing(
        basket={"NB": 1}, associations=LEARNT, catalogue={**CATALOGUE, "DOCK": replace(gone, line="x")}
    )
    assert openings(alone, RULES, TODAY) == ()


def test_who_wants_what_is_out_of_stock_gets_what_fits_first() -> None:
    catalogue = {**CATALOGUE, "NB": replace(CATALOGUE["NB"], stock=2)}
    first, *_ = openings(facing(basket={"NB": 3}, associations=LEARNT, catalogue=catalogue), RULES, TODAY)
    assert (first.sku, first.kind, first.reason.code) == ("NB2", "alternative", "alternative")
    assert first.line.params["pieces"] == 3
    assert openings(facing(basket={"NB": 2}, catalogue=catalogue), RULES, TODAY) == ()


@pytest.mark.parametrize(
    ("answer", "on", "blocked"),
    [
        ("refused", 0, True), ("refused", 89, True), ("refused", 90, False), ("irrelevant", 729, True),
        ("irrelevant", 730, False), ("offered", 6, True), ("offered", 7, False), ("taken", 29, True),
    ],
)  # fmt: skip
def test_an_answer_forbids_the_product_for_its_time(
    answer: Literal["offered", "taken", "refused", "irrelevant"], on: int, blocked: bool
) -> None:
    ask = facing(basket={"NB": 1}, associations=LEARNT, answers=(Answer("DOCK", answer, days_ago(on)),))
    assert ("DOCK" not in [each.sku for each in openings(ask, RULES, TODAY)]) is blocked


def test_answers_change_the_next_suggestion_in_their_line() -> None:
    def score(*answers: Answer) -> int:
        ask = facing(basket={"NB": 1}, associations=LEARNT, answers=answers)
        return next(each.score for each in openings(ask, RULES, TODAY) if each.sku == "DOCK")

    plain = score()
    assert score(Answer("BAG", "taken", days_ago(1))) > plain
    refused, irrelevant = (
        score(Answer("BAG", "refused", days_ago(1))),
        score(Answer("BAG", "irrelevant", days_ago(1))),
    )
    assert refused < irrelevant < plain
    assert refused < score(Answer("BAG", "refused", days_ago(100))) < plain
    assert score(Answer("BAG", "refused", days_ago(400))) == plain
    assert score(Answer("SRV", "refused", days_ago(1))) == plain
