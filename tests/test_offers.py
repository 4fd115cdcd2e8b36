from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.sales.money import Money
from bot.sales.offers import (
    Buyer,
    Need,
    OfferRules,
    Price,
    Product,
    Promotion,
    alternatives,
    price_today,
    promotions_for,
    stock_answer,
)

TODAY = date(2026, 11, 23)


def twd(amount: int | str) -> Money:
    return Money(Decimal(amount), "TWD")


I5 = Product(
    "NB-14i5", "14-inch i5", "notebook", twd(28900), stock=0, restock_on=date(2026, 12, 9),
    substitutes=("NB-14r5",), specs={"screen": "14", "disk": "ssd", "ram_gb": "16"},
)  # fmt: skip
R5 = Product(
    "NB-14r5", "14-inch r5", "notebook", twd(27500), stock=14,
    specs={"screen": "14", "disk": "nvme", "ram_gb": "16"},
)  # fmt: skip
I7 = Product("NB-14i7", "14-inch i7", "notebook", twd(33900), stock=5, specs={"screen": "14", "ram_gb": "32"})
I3 = Product("NB-15i3", "15-inch i3", "notebook", twd(21900), stock=2, specs={"screen": "15", "ram_gb": "8"})
LUX = Product("NB-17x", "17-inch x", "notebook", twd(99000), stock=9)
DOCK = Product("DOCK", "dock", "accessory", twd(4900), stock=50)
CATALOGUE = {each.sku: each for each in (I5, R5, I7, I3, LUX, DOCK)}


def test_the_price_of_the_tier_counts_before_the_general_one_and_only_while_valid() -> None:
    prices = [
        Price(twd(28900)),
        Price(twd(27900), valid_from=date(2026, 11, 1)),
        Price(twd(26900), tier="strategic"),
        Price(twd(20000), tier="strategic", valid_until=date(2026, 11, 22)),
        Price(twd(19000), valid_from=date(2026, 11, 24)),
        Price(twd(25000), from_quantity=10),
    ]
    asked = {
        (tier, quantity): price.price.amount
        for tier in (None, "smb", "strategic")
        for quantity in (1, 10)
        if (price := price_today(prices, tier, TODAY, quantity))
    }
    assert asked == {
        (None, 1): 27900, (None, 10): 25000, ("smb", 1): 27900, ("smb", 10): 25000,
        ("strategic", 1): 26900, ("strategic", 10): 26900,
    }  # fmt: skip
    assert price_today([], "smb", TODAY) is None
    assert price_today([Price(twd(1), tier="soho")], None, TODAY) is None


def test_promotions_apply_from_their_first_to_their_last_day_and_round_to_the_coin() -> None:
    ten = Promotion("NOV10", "November", date(2026, 11, 1), date(2026, 11, 30), percent=Decimal("10.5"))
    found = promotions_for(I5, Buyer(), [ten], TODAY)
    assert [(each.code, each.price, each.saving) for each in found] == [("NOV10", twd(25866), twd(3034))]
    assert found[0].facts()["until"] == "2026-11-30"
    assert promotions_for(I5, Buyer(), [ten], date(2026, 11, 30))
    assert not promotions_for(I5, Buyer(), [ten], date(2026, 12, 1))
    assert not promotions_for(I5, Buyer(), [ten], date(2026, 10, 31))
    dollars = replace(I5, price=Money(Decimal("99.99"), "USD"))
    assert promotions_for(dollars, Buyer(), [ten], TODAY)[0].price == Money(Decimal("89.49"), "USD")


@pytest.mark.parametrize(
    ("promotion", "buyer", "allowed"),
    [
        ({"tiers": {"smb"}}, Buyer(tier="smb"), True),
        ({"tiers": {"smb"}}, Buyer(tier="enterprise"), False),
        ({"tiers": {"smb"}}, Buyer(), False),
        ({"regions": {"TW"}}, Buyer(region="CN"), False),
        ({"stages": {"prospect"}}, Buyer(stage="prospect"), True),
        ({"accounts": {7}}, Buyer(account_id=7), True),
        ({"accounts": {7}}, Buyer(account_id=8), False),
        ({"skus": {"DOCK"}}, Buyer(), False),
        ({"lines": {"notebook"}}, Buyer(), True),
    ],
)
def test_a_promotion_is_told_only_to_those_it_is_for(
    promotion: dict[str, set[str]], buyer: Buyer, allowed: bool
) -> None:
    limits = {name: frozenset(values) for name, values in promotion.items()}
    offer = replace(Promotion("P", "p", percent=Decimal(5)), **limits)  # type: ignore[arg-type]
    assert bool(promotions_for(I5, buyer, [offer], TODAY)) is allowed


def test_the_largest_saving_stands_first_and_none_may_raise_a_price_or_mix_currencies() -> None:
    offers = [
        Promotion("P5", "5 off", percent=Decimal(5)),
        Promotion("FIX", "fixed", price=twd(25000)),
        Promotion("OFF", "off", amount_off=twd(99999)),
        Promotion("UP", "dearer", price=twd(40000)),
        Promotion("USD", "dollars", price=Money(Decimal(1), "USD")),
        Promotion("NONE", "gift"),
    ]
    found = promotions_for(I5, Buyer(), offers, TODAY)
    assert [(each.code, each.price.amount) for each in found] == [("OFF", 0), ("FIX", 25000), ("P5", 27455)]


def test_the_declared_substitute_stands_first_with_what_speaks_for_it() -> None:
    found = alternatives(I5, CATALOGUE, Need(3, Buyer(tier="smb", region="TW")))
    assert [each.sku for each in found] == ["NB-14r5", "NB-14i7"]
    best = found[0]
    assert best.reason.code == "cheaper"
    assert best.reason.params["by"] == {"amount": "1400", "currency": "TWD"}
    assert [(each.code, each.params.get("spec")) for each in best.reasons] == [
        ("cheaper", None), ("better_spec", "disk"), ("same_spec", "ram_gb"), ("same_spec", "screen"),
        ("declared", None),
    ]  # fmt: skip
    assert best.line.code == "instead_cheaper"
    assert best.line.params["instead_of"] == "14-inch i5"
    assert found[1].reasons[-1].code == "dearer"


def test_an_alternative_can_be_sold_and_covers_the_quantity_and_the_wishes() -> None:
    def skus(need: Need, **changes: Product) -> list[str]:
        return [each.sku for each in alternatives(I5, {**CATALOGUE, **changes}, need)]

    assert skus(Need(15)) == []
    assert skus(Need(5), **{"NB-14r5": replace(R5, active=False)}) == ["NB-14i7"]
    assert skus(Need(1, Buyer(tier="smb")), **{"NB-14r5": replace(R5, tiers=frozenset({"strategic"}))}) == [
        "NB-14i7",
        "NB-15i3",
    ]
    assert (
        skus(Need(1, Buyer(region="CN")), **{"NB-14r5": replace(R5, regions=frozenset({"TW"}))})[0]
        != "NB-14r5"
    )
    assert skus(Need(1, max_price=twd(22000))) == ["NB-15i3"]
    assert skus(Need(1, specs={"screen": "14", "ram_gb": "32"})) == ["NB-14i7"]
    assert skus(Need(1, specs={"touch": "yes"})) == []


def test_equal_alternatives_keep_one_order_and_the_policy_sets_their_number() -> None:
    twins = {f"B{n}": replace(I7, sku=f"B{n}", name="same") for n in (3, 1, 2)}
    found = alternatives(I5, twins, Need(), OfferRules(max_alternatives=2))
    assert [each.sku for each in found] == ["B1", "B2"]


@pytest.mark.parametrize(
    ("product", "quantity", "state", "line"),
    [
        (R5, 3, "available", "in_stock"),
        (replace(R5, stock=None), 999, "available", "in_stock"),
        (I5, 3, "alternatives", "instead_cheaper"),
        (replace(R5, line="x"), 20, "part", "part_now"),
        (replace(I5, line="x", substitutes=()), 1, "wait", "wait_until"),
        (replace(I5, line="x", substitutes=(), restock_on=None), 1, "source", "find_and_call_back"),
        (replace(R5, active=False, line="x"), 1, "source", "find_and_call_back"),
    ],
)
def test_nobody_is_sent_away(product: Product, quantity: int, state: str, line: str) -> None:
    answer = stock_answer(product, {**CATALOGUE, product.sku: product}, Need(quantity))
    assert (answer.state, answer.line.code) == (state, line)


def test_prices_that_cannot_be_compared_give_no_price_reason() -> None:
    other = replace(R5, price=Money(Decimal(900), "USD"))
    [best, *_] = alternatives(I5, {"NB-14r5": other}, Need())
    assert "cheaper" not in {each.code for each in best.reasons}
    assert best.line.code == "instead"
    same = replace(R5, price=twd(28900))
    assert alternatives(I5, {"NB-14r5": same}, Need())[0].reason.code == "same_price"
