"""Reasons to offer something: support, supplies, warranty, contract, age, promotion; and their limits."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.sales.crosssell import (
    Answer,
    CrossSellRules,
    Opening,
    Owned,
    ProductRule,
    openings,
)
from bot.sales.crosssell.calendar import add_months, months_between
from bot.sales.offers import Promotion
from tests.crosssell_eval import GROCERIES, evaluate, read_baskets
from tests.openings import CATALOGUE, LEARNT, RULES, TODAY, days_ago, facing, owned, product


def shown(found: Iterable[Opening]) -> list[tuple[str, str]]:
    return [(each.sku, each.reason.code) for each in found]


def test_a_server_needs_its_support_plan() -> None:
    rules = CrossSellRules(
        product_rules=(ProductRule(having="server", needs="support", reason="needs_support"),)
    )
    [now] = openings(facing(basket={"SRV": 2}), rules, TODAY)
    assert (now.sku, now.kind, now.reason.code) == ("SRVCARE", "rule", "needs_support")
    assert (now.line.params["pieces"], now.reason.params["with_name"]) == (2, "srv")
    have = owned("SRV", days_ago(100))
    assert openings(facing(owned=(have,)), rules, TODAY)[0].score < now.score
    running = owned("SRVCARE", days_ago(100), contract_until=TODAY + timedelta(days=300))
    assert openings(facing(owned=(have, running)), rules, TODAY) == ()
    assert openings(facing(basket={"NB": 1}), rules, TODAY) == ()


def test_what_is_used_up_is_offered_again_in_time() -> None:
    rules = CrossSellRules(
        product_rules=(ProductRule(having="SRV", needs="toner", reason="refill", when="every", months=2),)
    )
    have = owned("SRV", days_ago(300))
    assert openings(facing(owned=(have, owned("TONER", days_ago(30)))), rules, TODAY) == ()
    [refill] = openings(facing(owned=(have, owned("TONER", days_ago(70)))), rules, TODAY)
    assert (refill.sku, refill.reason.code, refill.reason.params["months"]) == ("TONER", "refill", 2)


def test_a_warranty_that_ends_opens_an_extension_that_fits() -> None:
    def found(bought: date, *more: Owned) -> list[tuple[str, str]]:
        return shown(openings(facing(owned=(owned("NB", bought, quantity=8), *more)), RULES, TODAY))

    assert found(date(2025, 12, 10)) == [("NBCARE", "warranty_ending")]
    assert found(date(2025, 10, 10)) == [("NBCARE", "warranty_ended")]
    assert found(date(2026, 3, 1)) == []
    assert found(date(2025, 3, 1)) == []
    assert found(date(2025, 12, 10), owned("NBCARE", date(2025, 12, 10))) == []
    own_end = replace(owned("SRV", days_ago(900)), warranty_until=TODAY + timedelta(days=10))
    [server] = openings(facing(owned=(own_end,)), RULES, TODAY)
    assert (server.sku, server.reason.params["days"]) == ("SRVWAR", 10)


def test_a_contract_is_renewed_from_half_a_year_before_its_end_unless_it_was() -> None:
    def found(*ends: int) -> list[tuple[str, str]]:
        rows = tuple(
            owned("SRVCARE", days_ago(400), contract_until=TODAY + timedelta(days=end)) for end in ends
        )
        return shown(openings(facing(owned=rows), RULES, TODAY))

    assert found(183) == [("SRVCARE", "contract_ending")]
    assert found(184) == []
    assert found(-30) == [("SRVCARE", "contract_ended")]
    assert found(-31) == []
    assert found(20, 385) == []


def test_what_is_near_the_end_of_its_life_is_refreshed_once() -> None:
    old = owned("NB", add_months(TODAY, -50), quantity=10)
    [refresh] = openings(facing(owned=(old,)), RULES, TODAY)
    assert (refresh.sku, refresh.reason.code, refresh.line.params["pieces"]) == ("NB", "ageing", 10)
    part = owned("NB", add_months(TODAY, -20), quantity=4)
    assert openings(facing(owned=(old, part)), RULES, TODAY)[0].line.params["pieces"] == 6
    assert openings(facing(owned=(old, replace(part, quantity=10))), RULES, TODAY) == ()
    assert openings(facing(owned=(owned("NB", add_months(TODAY, -40)),)), RULES, TODAY) == ()
    successor = {**CATALOGUE, "NB": replace(CATALOGUE["NB"], active=False, substitutes=("NB2",))}
    assert [each.sku for each in openings(facing(owned=(old,), catalogue=successor), RULES, TODAY)] == ["NB2"]
    rules = CrossSellRules(ageing_months={"server": 60})
    assert shown(openings(facing(owned=(owned("SRV", add_months(TODAY, -70)),)), rules, TODAY)) == [
        ("SRV", "ageing")
    ]
    assert shown(openings(facing(owned=(owned("TONER", days_ago(95)),)), RULES, TODAY)) == [
        ("TONER", "reorder")
    ]


def test_an_unknown_caller_hears_of_the_open_promotions() -> None:
    promotions = (
        Promotion("P10", "ten", lines=frozenset({"accessory"}), percent=Decimal(10)),
        Promotion("VIP", "vip", skus=frozenset({"SRV"}), percent=Decimal(20), tiers=frozenset({"strategic"})),
    )
    found = openings(facing(promotions=promotions), RULES, TODAY)
    assert {each.kind for each in found} == {"promotion"}
    assert [each.sku for each in found] == ["BAG", "DOCK"], "at most two of a line, ties by SKU"
    assert found[0].reason.params["percent"] == 10.0
    assert openings(facing(), RULES, TODAY) == ()


def test_several_reasons_for_one_product_add_up_and_the_promotion_is_told() -> None:
    promotions = (Promotion("P10", "ten", skus=frozenset({"DOCK"}), percent=Decimal(10)),)
    ask = facing(basket={"NB": 1}, associations=LEARNT)
    [alone] = openings(ask, RULES, TODAY)
    [both] = openings(replace(ask, promotions=promotions), RULES, TODAY)
    assert both.kind == "association"
    assert both.score > alone.score
    assert [(each.code, each.params["percent"]) for each in both.also] == [("promotion", 10.0)]
    assert both.line.params["price"] == {"amount": "4410", "currency": "TWD"}


def test_what_was_left_open_or_is_cheaper_now_is_asked_again() -> None:
    offered = facing(answers=(Answer("DOCK", "offered", days_ago(20)),))
    assert shown(openings(offered, RULES, TODAY)) == [("DOCK", "offered_before")]
    refused = facing(answers=(Answer("DOCK", "refused", days_ago(120)),))
    assert openings(refused, RULES, TODAY) == ()
    cheaper = replace(
        refused, promotions=(Promotion("P", "p", skus=frozenset({"DOCK"}), percent=Decimal(9)),)
    )
    [again] = openings(cheaper, RULES, TODAY)
    assert (again.sku, {again.reason.code, *(each.code for each in again.also)}) == (
        "DOCK",
        {"cheaper_now", "promotion"},
    )


def test_at_most_three_and_always_in_the_same_order() -> None:
    many = {f"S{n}": product(f"S{n}", f"line{n}") for n in range(9)}
    promotions = [Promotion("ALL", "all", percent=Decimal(10))]
    first = openings(facing(catalogue=many, promotions=tuple(promotions)), RULES, TODAY)
    assert [each.sku for each in first] == ["S0", "S1", "S2"]
    shuffled = dict(sorted(many.items(), reverse=True))
    assert openings(facing(catalogue=shuffled, promotions=tuple(promotions)), RULES, TODAY) == first
    assert (
        len(
            openings(
                facing(catalogue=many, promotions=tuple(promotions)), CrossSellRules(max_openings=1), TODAY
            )
        )
        == 1
    )


ANSWERS = st.sampled_from(["offered", "taken", "refused", "irrelevant"])


SKUS = st.sampled_from([*sorted(CATALOGUE), "GONE"])


PAST = st.integers(0, 2500).map(days_ago)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.builds(Owned, SKUS, st.just("notebook"), PAST, st.integers(1, 9), PAST, PAST), max_size=5),
    st.dictionaries(SKUS, st.integers(1, 60), max_size=3),
    st.lists(st.builds(Answer, SKUS, ANSWERS, PAST), max_size=4),
)
def test_whatever_the_situation_openings_keep_their_promises(
    have: list[Owned], basket: dict[str, int], answers: list[Answer]
) -> None:
    promotions = (Promotion("ALL", "all", percent=Decimal(10)),)
    ask = facing(
        owned=tuple(have), basket=basket, answers=tuple(answers), associations=LEARNT, promotions=promotions
    )
    found = openings(ask, RULES, TODAY)
    scores = [each.score for each in found]
    assert len(found) <= 3
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert len({each.sku for each in found}) == len(found)
    forbidden = {each.sku for each in answers if each.answer == "refused" and (TODAY - each.on).days < 90}
    assert not {each.sku for each in found} & (forbidden | set(basket) | {"GONE"})
    json.dumps([[dict(each.line.params), [dict(more.params) for more in each.also]] for each in found])


@pytest.mark.parametrize(
    "row",
    [
        {"when": "every"},
        {"months": 3},
        {"needs": "server"},
        {"reason": "Not a code"},
        {"strength": 2},
        {"wen": 1},
    ],
)
def test_a_faulty_product_rule_is_refused(row: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ProductRule(**{"having": "server", "needs": "support", **row})


def test_months_end_on_days_that_exist() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 3, 31), -13) == date(2025, 2, 28)
    assert months_between(date(2026, 1, 31), date(2026, 2, 28)) == 1
    assert months_between(date(2026, 1, 15), date(2026, 2, 14)) == 0


def test_associations_find_held_out_products_better_than_best_sellers() -> None:
    if not GROCERIES.exists():
        pytest.skip("no ../shared/data/groceries.csv here: the hit rate on real baskets is not measured")
    result = evaluate(read_baskets(GROCERIES), trials=3000)
    assert result.trials == 3000
    assert result.associations > result.popularity * 1.05
