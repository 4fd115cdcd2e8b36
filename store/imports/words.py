"""Words that stand for codes, in three languages and in the names of other programs (words.toml)."""

import re
import tomllib
from functools import cache
from pathlib import Path

from babel import Locale
from rapidfuzz import fuzz, process

from store.imports.headers import squeeze

LIKE = 88
FOOTNOTE = re.compile(r"\[\d+\]$")


def find_code(family: str, text: str) -> str | None:
    """The code of a family (tier, disposition, ...) that a word stands for; None when nobody knows it."""
    return _codes(family).get(squeeze(text) or text.strip())


def codes_of(family: str) -> tuple[str, ...]:
    """Every code of a family, to name them in a refusal."""
    return tuple(_data()[family])


def says_nothing(text: str) -> bool:
    """Whether a cell only says that there is nothing: -, n/a, 無."""
    bare = squeeze(text)
    return not bare or (len(bare) <= 12 and bare in _codes("empty"))


def find_currency(text: str) -> str | None:
    """The ISO code that a word or sign stands for: NT$ is TWD."""
    return _signs("currency").get(text.strip().casefold()) or find_code("currency", text)


def find_factor(text: str) -> int | None:
    """The factor that a unit stands for: 萬 is 10000."""
    code = find_code("factor", text)
    return int(code) if code else None


def company_core(name: str) -> str:
    """A company's name without its legal form: 台積 and 台積股份有限公司 share one."""
    bare = squeeze(name)
    for suffix in _suffixes():
        spaced = not suffix.isascii() or name.casefold().rstrip(" .,").replace(".", "").endswith(f" {suffix}")
        if spaced and bare.endswith(suffix) and len(bare) > len(suffix) + 1:
            return bare[: -len(suffix)]
    return bare


@cache
def find_country(text: str) -> tuple[str, bool] | None:
    """ISO code of a country named in any of the three languages, and whether its spelling was guessed."""
    bare = squeeze(text)
    if not bare:
        return None
    if code := _countries().get(bare):
        return code, False
    if len(bare) < 5:
        return None
    best = process.extractOne(bare, _countries().keys(), scorer=fuzz.ratio, score_cutoff=LIKE)
    return (_countries()[best[0]], True) if best else None


@cache
def country_of_address(address: str, home: str) -> str:
    """The country that an address ends or begins with; `home` where it says nothing."""
    last = FOOTNOTE.sub("", address.replace("，", ",").rsplit(",", 1)[-1]).strip()
    if "," in address and find_code("us_states", last):
        return "US"
    if (named := _countries().get(squeeze(last))) and len(last) > 3:
        return named
    start = squeeze(address[:6])
    return next((code for name, code in _chinese_countries() if start.startswith(name)), home)


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(sorted((squeeze(word) for word in _data()["company_suffix"]["any"]), key=len, reverse=True))


@cache
def _codes(family: str) -> dict[str, str]:
    known: dict[str, str] = {}
    for code, words in _data()[family].items():
        for word in (code, *words):
            known.setdefault(squeeze(word) or word, code)
    return known


@cache
def _signs(family: str) -> dict[str, str]:
    return {word.casefold(): code for code, words in _data()[family].items() for word in words}


@cache
def _countries() -> dict[str, str]:
    known: dict[str, str] = {}
    for tag in ("en", "zh_Hant", "zh_Hans"):
        for code, name in Locale.parse(tag).territories.items():
            if len(code) == 2 and code.isalpha():
                known.setdefault(squeeze(name), code)
    known |= {squeeze(code): code for code in set(known.values())}
    extra = (
        ("usa", "US"), ("uk", "GB"), ("korea", "KR"), ("mainland china", "CN"), ("prc", "CN"),
        ("roc", "TW"), ("台灣", "TW"), ("香港", "HK"), ("hong kong", "HK"), ("macau", "MO"), ("澳門", "MO"),
        ("中國大陸", "CN"), ("england", "GB"), ("u.s.", "US"), ("holland", "NL"), ("taiwan roc", "TW"),
    )  # fmt: skip
    return known | {squeeze(name): code for name, code in extra}


@cache
def _chinese_countries() -> tuple[tuple[str, str], ...]:
    return tuple((name, code) for name, code in _countries().items() if len(name) > 1 and not name.isascii())


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
