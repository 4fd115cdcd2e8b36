"""Turning the phrases of the word tables into patterns that run over the folded line."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Final

from bot.sales.numerals import fold
from bot.sales.patterns import late

HIDDEN: Final = "□"
NAMED: Final = "◇"
_EDGE: Final = r"(?!(?<=[a-z0-9])(?=[a-z0-9]))"
_TIGHT: Final = r"(?:(?!不[^含同]|没|别|未|(?<![a-z])(?:not|never|don'?t)(?![a-z]))(?:[^\s,.;!?，。；！？、\n]|(?<=[a-z0-9□])\s|\s(?=[a-z0-9□]))){0,18}?"
_LOOSE: Final = r"(?:(?!\bnot\b|\bno\b|n't|\bbut\b|\bdon't\b)[^,;!?\n，。；！？]){0,36}?"
_NEVER: Final = r"(?!x)x"
_SEVERAL: Final = {"*": "{0,4}", "+": "{1,4}"}


class Phrases:
    """One list of phrases: found anywhere, just before a place, or just after it."""

    def __init__(self, alternation: str) -> None:
        self.source = alternation or _NEVER

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        """The phrases wherever they stand."""
        return re.compile(self.source)

    @cached_property
    def _ending(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.source})[\s:：=~]*$")

    @cached_property
    def _starting(self) -> re.Pattern[str]:
        return re.compile(rf"[\s:：]*(?:{self.source})")

    def before(self, view: str, place: int, reach: int = 40) -> re.Match[str] | None:
        """The phrase that ends at the place."""
        start = max(0, place - reach)
        return self._ending.search(view[start:place])

    def after(self, view: str, place: int) -> re.Match[str] | None:
        """The phrase that begins at the place."""
        return self._starting.match(view, place)


def lists_of(tables: Iterable[Mapping[str, Iterable[str]]]) -> dict[str, str]:
    """Join the named lists of all languages, each into one alternation."""
    joined: dict[str, set[str]] = {}
    for table in tables:
        for name, words in table.items():
            joined.setdefault(name, set()).update(fold(word) for word in words)
    return {name: _bounded(_plain(word) for word in words) for name, words in joined.items()}


def weighed(phrases: Iterable[str], lists: Mapping[str, str], tight: bool) -> list[tuple[int, str]]:
    """Give the pattern of each phrase with its weight, the letters it needs; tight gaps are those of Chinese."""
    return [
        (len(_NO_LETTERS.sub("", phrase)), _pattern(_sorted(fold(phrase)), lists, tight))
        for phrase in set(phrases)
    ]


def heaviest_first(patterns: Iterable[tuple[int, str]]) -> str:
    """Join patterns so that the fuller phrase is tried before the shorter one it begins with."""
    heaviest = sorted(patterns, key=lambda item: (-item[0], item[1]))
    return f"{_EDGE}(?:{'|'.join(pattern for _, pattern in heaviest)}){_EDGE}"


_NO_LETTERS: Final = late(r"!\([^()]*\)|\([^()]*\)|(?<=\|)[^|\]]*|[\[\]|…{}*+]")
_LAST_WORD: Final = late(r" \((?! )([^()]*[^() ])\)(?=$|!)")
_CHOICES: Final = late(r"(?<=[(\[])[^()\[\]]*\|[^()\[\]]*(?=[)\]])")


def _sorted(phrase: str) -> str:
    phrase = _LAST_WORD.sub(
        lambda match: "(" + "|".join(f" {word}" for word in match[1].split("|")) + ")", phrase
    )
    return _CHOICES.sub(lambda match: "|".join(sorted(match[0].split("|"), key=len, reverse=True)), phrase)


def literal(phrases: Iterable[str]) -> str:
    """Give an alternation of phrases a company wrote, in which no sign means anything."""
    return _bounded(_plain(fold(phrase)) for phrase in phrases if phrase.strip())


def _bounded(patterns: Iterable[str]) -> str:
    longest = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    return f"{_EDGE}(?:{'|'.join(longest)}){_EDGE}" if longest else _NEVER


def _plain(word: str) -> str:
    return "".join(_char(char, False) for char in word)


def _char(char: str, tight: bool) -> str:
    if char == " ":
        return r"\s*" if tight else r"\s+"
    return {"'": "'?", "著": "[著着]", HIDDEN: f"{HIDDEN}++", NAMED: f"{NAMED}++"}.get(char) or re.escape(
        char
    )


def _pattern(phrase: str, lists: Mapping[str, str], tight: bool) -> str:
    out, closers = [], []
    for sign in re.findall(r"\{\w+\}|!\(|.", phrase):
        if sign.startswith("{") and len(sign) > 1:
            out.append(f"(?:{lists[sign[1:-1]]})")
        elif sign in ("!(", "(", "["):
            out.append("(?!" if sign == "!(" else "(?:")
            closers.append(")?" if sign == "(" else ")")
        elif sign in (")", "]"):
            out.append(closers.pop())
        elif sign in _SEVERAL and out:
            out[-1] = ")" + _SEVERAL[sign]
        elif sign == "…":
            out.append(_TIGHT if tight else _LOOSE)
        else:
            out.append(sign if sign in "|^" else _char(sign, tight))
    return "".join(out)
