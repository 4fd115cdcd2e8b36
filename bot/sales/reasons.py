"""A reason among typed words: by its code, its label, or what people say for it, in any language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.sales.numerals import fold

JOINTS = " ,，:：、.。;；-"
ALIKE = 50  # of 100; below, two words have nothing to do with each other
ENDINGS = ("了", "啦", "吧")


@dataclass(frozen=True, slots=True)
class Heard:
    """A reason that was said, and what stands before and behind it."""

    code: str
    before: str
    after: str
    said: str


def heard(typed: str, spoken: Mapping[str, Iterable[str]]) -> list[Heard]:
    """Every reason in a line from left to right, the longest words first.

    `spoken` holds the words of each code. Chinese words may be glued to what stands before them, where a
    clause ends with them.
    """
    folded = fold(typed)
    places = [
        (at, at + len(word), code)
        for code, words in spoken.items()
        for word in {fold(one) for one in words}
        for at in _places(folded, word)
    ]
    found: list[Heard] = []
    free = 0
    for start, end, code in sorted(places, key=lambda one: (one[0], -one[1])):
        if start >= free:
            before, after = typed[:start].strip(JOINTS), _rest(typed[end:]).strip(JOINTS)
            found.append(Heard(code, before, after, typed[start:end]))
            free = end
    return found


def nearest(typed: str, spoken: Mapping[str, Iterable[str]], most: int) -> list[str]:
    """The codes whose words look most like what was typed; what is not like any in the given order."""
    folded = fold(typed)
    likeness = {
        code: max((fuzz.ratio(folded, fold(word)) for word in words), default=0.0)
        for code, words in spoken.items()
    }
    alike = {code: ratio if ratio >= ALIKE else 0.0 for code, ratio in likeness.items()}
    return sorted(alike, key=lambda code: -alike[code])[:most]


def _places(folded: str, word: str) -> list[int]:
    """Where a word stands as a word of its own."""
    found: list[int] = []
    at = folded.find(word) if word else -1
    while at >= 0:
        if _stands_alone(folded, at, at + len(word)):
            found.append(at)
        at = folded.find(word, at + 1)
    return found


def _stands_alone(folded: str, start: int, end: int) -> bool:
    before, after = folded[start - 1 : start], folded[end : end + 1]
    if folded[start].isascii():
        return not (_latin(before) or _latin(after))
    return not before or before in JOINTS or _rest(folded[end:])[:1] in ("", *JOINTS)


def _rest(text: str) -> str:
    """What follows a reason, without the particle that ends it."""
    return text[1:] if text.startswith(ENDINGS) else text


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
