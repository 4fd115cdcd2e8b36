"""From folded text to parts: at each place the longest rule that fits."""

import re
from collections.abc import Iterator
from functools import cache
from re import Pattern

from bot.sales.patterns import late

from . import (
    rules_clock,
    rules_dates,
    rules_days,
    rules_festivals,
    rules_halves,
    rules_months,
    rules_offsets,
    rules_ordinals,
)
from .values import Part, Reading, Rule, Scope

MOST_PARTS = 200  # no line of work holds more; keeps a pasted novel cheap
RULES: tuple[Rule, ...] = (
    rules_offsets.RULES
    + rules_ordinals.RULES
    + rules_dates.RULES
    + rules_months.RULES
    + rules_festivals.RULES
    + rules_days.RULES
    + rules_clock.RULES
    + rules_halves.RULES
)
_WRITTEN_TOGETHER = late(r"\s*(?:[-~/:(,]|or|to)?\s*")
_RUN = late(r"[a-z0-9]+(?:[-./:_][a-z0-9]+)*")
_BEFORE_A_NUMBER = late(r"[0-9]{1,3}\s+(?=[0-9])")
_NUMERALS = "零〇一二三四五六七八九十百千万两几第"


@cache
def _compiled(pattern: str) -> Pattern[str]:
    """At most three blanks in a row belong to a time: else a page of blanks takes for ever to refuse.

    Compiled when first tried: a start pays for none of them.
    """
    return re.compile(pattern.replace(r"\s*", r"\s{0,3}").replace(r"\s+", r"\s{1,3}"))


def _by_first_character() -> dict[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}
    for rule in RULES:
        for character in sorted(set(rule.starts)):
            table.setdefault(character, []).append(rule)
    return {character: tuple(rules) for character, rules in table.items()}


_TABLE = _by_first_character()
_LATIN = "".join(c for c in sorted(_TABLE) if c.isascii() and c.isalpha())
_OTHERS = "".join(c for c in sorted(_TABLE) if not c.isascii())
_START = late(rf"(?<![a-z0-9])[{_LATIN}]|[0-9(]|[{_OTHERS}]")


def parts(text: str, scope: Scope) -> Iterator[Part]:
    """The pieces of times in a folded text, in order and apart from one another."""
    place, last, count = 0, 0, 0
    while count < MOST_PARTS and (start := _START.search(text, place)) is not None:
        at = start.start()
        if _BEFORE_A_NUMBER.match(text, at) or not _may_start(text, at, last):
            place = _after_run(text, at)
            continue
        found = _longest(text, at, scope)
        if found is None:
            place = _after_run(text, at) if text[at] in "0123456789" else at + 1
            continue
        yield found
        place = last = found.end
        count += 1


def _longest(text: str, at: int, scope: Scope) -> Part | None:
    fits = []
    for rule in _TABLE[text[at]]:
        if rule.whole_only and not scope.whole:
            continue
        match = _compiled(rule.pattern).match(text, at)
        if match is not None and match.end() > at:
            fits.append((match.end(), rule, match))
    fits.sort(key=lambda fit: -fit[0])
    for end, rule, match in fits:
        meanings = _as_tuple(rule.read(match, scope))
        if meanings:
            return Part(at, end, meanings, rule.weak)
    return None


def _as_tuple(reading: Reading) -> tuple:  # type: ignore[type-arg]
    if reading is None:
        return ()
    return reading if isinstance(reading, tuple) else (reading,)


def _may_start(text: str, at: int, last: int) -> bool:
    """Numbers that go on from the left (NB-14, 1.5點, 五十三, $1600) are not the start of a time; 下次:12/2 is."""
    if at == 0 or at == last:
        return True
    left, here = text[at - 1], text[at]
    if here in "0123456789":
        if left == ":" and not text[at - 2 : at - 1].isdigit():
            return True
        if not (left.isascii() and (left.isalnum() or left in "-./:_$#+=\\")):
            return left not in _NUMERALS
        return last > 0 and _WRITTEN_TOGETHER.fullmatch(text, last, at) is not None
    return here not in _NUMERALS or (left not in _NUMERALS and left not in "0123456789.")


def _after_run(text: str, at: int) -> int:
    run = _RUN.match(text, at)
    if run is not None:
        return run.end()
    end = at + 1
    while end < len(text) and text[at] in _NUMERALS and text[end] in _NUMERALS:
        end += 1
    return end
