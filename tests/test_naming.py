"""Normal forms of names, and how Chinese names sound."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sales import naming
from store.search import roman


@given(st.text(max_size=40))
@settings(deadline=None)
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    core = naming.core(naming.clean(text))
    assert core == " ".join(core.split())
    assert naming.clean(naming.clean(text)) == naming.clean(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺灣水泥股份有限公司", "台湾水泥"),
        ("中國石油化學工業開發(股)公司", "中国石油化学工业开发有限公司"),
        ("Greenfield Foods Co., Ltd.", "GREENFIELD FOODS"),
        ("ＡＣＭＥ　Ｉｎｃ．", "acme"),
        ("亞德客-KY", "亚德客"),
        ("José Núñez", "jose nunez"),
        ("O'Brien & Sons, LLC", "OBrien Sons"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert naming.core(one) == naming.core(other)


@pytest.mark.parametrize("name", ["公司", "Co.", "Costco", "Inco", "Taco Limited Edition"])
def test_a_name_is_never_taken_for_its_legal_form(name: str) -> None:
    assert naming.core(name)
    assert len(naming.core(name)) >= len(naming.core(name.split(maxsplit=1)[0]))


def test_sounds_as_written_in_taiwan() -> None:
    spoken = roman.syllables("许佩珊")
    assert spoken == ("xu", "pei", "shan")
    assert [roman.wade(one) for one in ("xu", "cai", "zhang", "xie", "guo", "qiu", "zhong")] == [
        "hsu", "tsai", "chang", "hsieh", "kuo", "chiu", "chung",
    ]  # fmt: skip
    assert roman.syllables("曾国华")[0] == "zeng"
    assert roman.syllables("台湾银行")[-1] == "hang"
