"""Which script is chosen, and why: every situation has one, the more specific wins, ties never change."""

import itertools
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sales.policy import load_policy
from bot.scripts import Library, Script, Situation, Why, choose, load_library
from bot.scripts.choose import fits
from bot.scripts.model import LANGUAGES, Condition, Words
from bot.scripts.vocabulary import load_vocabulary

LIBRARY, FAULTS = load_library()
CODES = load_vocabulary().codes
WEIGHTS: dict[str, float] = load_policy().script_choice.model_dump()
NO_WORDS = Words("x", "x", "x")


def names(situation: Situation) -> tuple[str, dict[str, str]]:
    choice = choose(LIBRARY, situation, WEIGHTS)
    assert choice
    return choice.script.id, {why.key: why.value for why in choice.why}


def test_every_situation_has_a_script_of_its_reason_and_a_why() -> None:
    assert FAULTS == ()
    keys = ("reason", "direction", "tier", "touch", "language")
    styles: list[str | None] = [None, *sorted(CODES["style"])]
    for reason, direction, tier, touch, language in itertools.product(*(sorted(CODES[key]) for key in keys)):
        for style in styles:
            situation = Situation(
                reason, direction, tier=tier, style=style, touch=touch, language=language, cross_sell=0.4
            )
            choice = choose(LIBRARY, situation, WEIGHTS)
            assert choice
            assert fits(choice.script, situation)
            assert choice.why
            wanted = choice.script.condition("reason")
            assert wanted in ((), (reason,))
            if wanted:
                assert choice.why[0] == Why("reason", reason)


@pytest.mark.parametrize("reason", sorted(CODES["reason"]))
@pytest.mark.parametrize("touch", ["high", "low"])
def test_each_reason_has_its_own_script_by_touch(reason: str, touch: str) -> None:
    own = [
        script
        for script in LIBRARY.scripts
        if script.condition("reason") == (reason,) and touch in script.condition("touch")
    ]
    assert own
    directions = {direction for script in own for direction in script.condition("direction")}
    assert any(
        names(Situation(reason, direction, touch=touch))[0] in {script.id for script in own}
        for direction in directions
    )


@pytest.mark.parametrize(
    ("situation", "script", "why"),
    [
        (
            Situation("enquiry", "inbound", tier="smb", pyramid="bronze"),
            "enquiry-low",
            {"reason": "enquiry", "direction": "inbound", "touch": "low", "style": "unknown"},
        ),
        (
            Situation("enquiry", "inbound", tier="smb", style="driver"),
            "enquiry-low-driver",
            {"reason": "enquiry", "style": "driver", "direction": "inbound", "touch": "low"},
        ),
        (
            Situation("enquiry", "inbound", tier="smb", promotion_lines=frozenset({"notebook", "server"})),
            "enquiry-low-notebook",
            {
                "reason": "enquiry",
                "direction": "inbound",
                "promotion": "notebook",
                "touch": "low",
                "style": "unknown",
            },
        ),
        (
            Situation("enquiry", "inbound", tier="midmarket", touch="mixed", style="analytical"),
            "enquiry-high-analytical",
            {"reason": "enquiry", "style": "analytical", "direction": "inbound", "touch": "mixed"},
        ),
        (
            Situation("order_status", "inbound", cross_sell=0.62),
            "order-low-cross",
            {"reason": "order_status", "direction": "inbound", "cross_sell": "0.62", "touch": "low"},
        ),
        (
            Situation("order_status", "inbound", cross_sell=0.49),
            "order-low",
            {"reason": "order_status", "direction": "inbound", "touch": "low"},
        ),
        (
            Situation("complaint", "inbound", tier="strategic", pyramid="platinum", touch="high"),
            "complaint-platinum",
            {"reason": "complaint", "direction": "inbound", "pyramid": "platinum", "touch": "high"},
        ),
        (
            Situation("price_request", "inbound", stage="user"),
            "price-repeat",
            {
                "reason": "price_request",
                "direction": "inbound",
                "stage": "user",
                "touch": "low",
                "style": "unknown",
            },
        ),
        (Situation("trade_in", "inbound"), "default", {"default": "default"}),
        (Situation("trade_in", "outbound"), "default-outbound", {"direction": "outbound"}),
    ],
)
def test_the_most_specific_script_wins_and_says_why(
    situation: Situation, script: str, why: dict[str, str]
) -> None:
    assert names(situation) == (script, why)


def test_why_names_the_heaviest_key_first() -> None:
    choice = choose(LIBRARY, Situation("enquiry", "inbound", style="amiable"), WEIGHTS)
    assert choice
    assert [why.key for why in choice.why] == ["reason", "style", "touch", "direction"]
    assert choice.score == 40 + 10 + 8 + 6


def script(name: str, **when: str | tuple[str, ...]) -> Script:
    conditions = tuple(
        Condition(key, value if isinstance(value, tuple) else (value,)) for key, value in when.items()
    )
    return Script(name, NO_WORDS, conditions, ())


def library(*scripts: Script) -> Library:
    return Library(tuple(scripts), ())


def chosen(shelf: Library, situation: Situation) -> str:
    choice = choose(shelf, situation, WEIGHTS)
    return choice.script.id if choice else ""


def test_one_value_beats_a_list_and_a_higher_minimum_a_lower_one() -> None:
    here = Situation("enquiry", "inbound", tier="smb", cross_sell=0.9)
    assert chosen(library(script("a", tier=("smb", "soho")), script("b", tier="smb")), here) == "b"
    assert chosen(library(script("a", cross_sell="0.3"), script("b", cross_sell="0.8")), here) == "b"
    low = replace(here, cross_sell=0.5)
    assert chosen(library(script("a", cross_sell="0.3"), script("b", cross_sell="0.8")), low) == "a"


def test_ties_go_by_the_declared_order_then_by_id_whatever_the_order_of_the_files() -> None:
    here = Situation("enquiry", "inbound", tier="smb", pyramid="gold")
    equal = [script("a", promotion="any"), script("z", cross_sell="0.2")]
    here = replace(here, promotion_lines=frozenset({"server"}), cross_sell=0.2)
    assert WEIGHTS["promotion"] == WEIGHTS["cross_sell"]
    for order in itertools.permutations(equal):
        assert chosen(library(*order), here) == "z"
    turned = [script("b", tier=("smb", "soho")), script("a", tier=("smb", "midmarket"))]
    for order in itertools.permutations(turned):
        assert chosen(library(*order), here) == "a"


def test_weights_are_data() -> None:
    here = Situation("enquiry", "inbound", tier="smb", style="driver")
    shelf = library(script("a", tier="smb"), script("b", style="driver"))
    assert chosen(shelf, here) == "a"
    choice = choose(shelf, here, {"tier": 1, "style": 500})
    assert choice
    assert (choice.script.id, choice.score) == ("b", 500)
    worthless = library(script("a"), script("b", style="driver"))
    more = choose(worthless, here, {"style": 0})
    assert more
    assert more.script.id == "b"


def test_a_library_without_a_default_gives_nothing_where_nothing_fits() -> None:
    assert (
        choose(library(script("a", tier="soho")), Situation("enquiry", "inbound", tier="smb"), WEIGHTS)
        is None
    )


def any_of(key: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(CODES[key]))


SITUATIONS = st.builds(
    Situation,
    reason=any_of("reason"),
    direction=any_of("direction"),
    tier=any_of("tier"),
    pyramid=any_of("pyramid"),
    style=st.none() | any_of("style"),
    stage=any_of("stage"),
    cross_sell=st.none() | st.floats(0, 1),
    promotion_lines=st.frozensets(any_of("promotion"), max_size=3),
    language=st.sampled_from(LANGUAGES),
    touch=any_of("touch"),
)


@given(SITUATIONS, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_order_and_nothing_more_specific_is_passed_over(
    situation: Situation, chance: Random
) -> None:
    choice = choose(LIBRARY, situation, WEIGHTS)
    assert choice
    mixed = list(LIBRARY.scripts)
    chance.shuffle(mixed)
    assert choose(replace(LIBRARY, scripts=tuple(mixed)), situation, WEIGHTS) == choice
    for other in LIBRARY.scripts:
        if fits(other, situation):
            assert not set(other.when) > set(choice.script.when)
