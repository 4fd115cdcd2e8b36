"""Other words for the same goods: what Taiwan and the mainland call differently, and a size said before or behind."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from bot.sales.patterns import late

_SHORTEST: Final = 3
_SIZED: Final = late(r"(?P<size>\d{1,3}(?:\.\d)?(?:英?[寸吋])|[a-z]{1,3}\d{1,4})(?P<noun>[㐀-鿿]{2,})")

_MODEL_LAST: Final = late(
    r"(?P<inches>\d{1,2}(?:\.\d)?[- ]?(?:inch|\"|''|in) )?(?P<noun>[a-z]{4,}(?: [a-z]{4,})?) (?P<model>[a-z]{1,2}\d{1,2})"
)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files("bot.sales.lines") / "goods.toml").read_text("utf-8"))


def many(unit: str | None) -> int:
    """Give how many pieces a unit holds: a dozen twelve, a pair two, any other one."""
    return int(_table()["many"].get(unit, 1))


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(word for family in _table()["alike"] for word in family if len(word) >= _SHORTEST - 1)


def ends_in_goods(words: str) -> bool:
    """Tell whether a kind of goods is named last, so that a number behind counts it: 服务器3台 扩展坞."""
    return words.endswith(_kinds())


def other_names(name: str) -> frozenset[str]:
    """Give the other ways to say a folded name: its words exchanged for their like, 的 put in, the size put last."""
    found = {name}
    for family in _table()["alike"]:
        for said in tuple(found):
            found.update(_exchanged(said, family))
    for said in tuple(found):
        if (match := _SIZED.fullmatch(said)) is not None:
            size, noun = match["size"], match["noun"]
            found.update((f"{size}的{noun}", f"{noun}{size}的", f"{noun}{size}", f"{noun}要{size}的"))
        if (match := _MODEL_LAST.fullmatch(said)) is not None:
            size, noun, model = match["inches"] or "", match["noun"], match["model"]
            found.update(
                (f"{model} {noun}", f"{noun} {model}", f"{size}{model} {noun}", f"{model} {size}{noun}")
            )
    return frozenset(found - {name})


def _exchanged(name: str, family: list[str]) -> Iterator[str]:
    here = max((word for word in family if word in name), key=len, default=None)
    if here is None:
        return
    for word in family:
        longer = name.replace(here, word)
        if word != here and (len(word) >= _SHORTEST or len(longer) > len(word)):
            yield longer


def is_counted(rest: str) -> bool:
    """Tell whether what follows a name that ends in a letter is its number and no more of it: MN-27q8台."""
    return re.match(r"\d{1,4}\s?(?:台|部|套|个|件|组|支|张|份|箱|只|块|座|pcs?|units?)", rest) is not None


_A: Final = late(r"\b(?:an?|another) $")
_AND: Final = late(r"\s*(?:and|&|\+|,|plus|, and)\s*(?:an?|another|(?:[a-z]+|\d+)(?: (?:of )?(?:the )?)?)? *")


def is_one_beside(view: str, goods: Sequence[tuple[tuple[int, int], bool]], place: int) -> bool:
    """Tell whether goods that only have "a" before them stand beside goods that are counted (each: where, counted)."""
    (start, end), counted = goods[place]
    if counted or not _A.search(view, 0, start):
        return False
    before = place and goods[place - 1][1] and _AND.fullmatch(view, goods[place - 1][0][1], start)
    behind = (
        place + 1 < len(goods) and goods[place + 1][1] and _AND.fullmatch(view, end, goods[place + 1][0][0])
    )
    return bool(before or behind)
