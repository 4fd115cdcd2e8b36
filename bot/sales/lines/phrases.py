"""Turning the phrases of the word tables into patterns that run over the folded line."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from bot.sales.numerals import fold
from bot.sales.patterns import late

HIDDEN: Final = "□"
NAMED: Final = "◇"
RIVAL: Final = "◆"
_EDGE: Final = r"(?!(?<=[a-z0-9])(?=[a-z0-9]))"
_TIGHT: Final = r"(?:(?!不[^含同]|没|别|未|(?<![a-z])(?:not|never|don'?t)(?![a-z]))(?:[^\s,.;!?，。；！？、\n]|(?<=[a-z0-9□])\s|\s(?=[a-z0-9□]))){0,18}?"
_LOOSE: Final = r"(?:(?!\bnot\b|\bno\b|n't|\bbut\b|\bdon't\b)[^,;!?\n，。；！？]){0,36}?"
_NEVER: Final = r"(?!x)x"
_SEVERAL: Final = {"*": "{0,4}", "+": "{1,4}"}


_CHINESE: Final = late(r"[㐀-鿿]")


class Spoken:
    """A pattern whose Chinese half is left out where there is no Chinese to read: most of its work."""

    def __init__(self, whole: str, latin: str) -> None:
        self._sources = whole, latin

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile(self._sources[0])

    @cached_property
    def _latin(self) -> re.Pattern[str]:
        return re.compile(self._sources[1])

    def _for(self, view: str) -> re.Pattern[str]:
        return self._whole if _CHINESE.search(view) else self._latin

    def finditer(self, view: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Give what is found, one after the other."""
        return self._for(view).finditer(view, start, end)

    def search(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Give what is found first."""
        return self._for(view).search(view, start, end)

    def match(self, view: str, start: int = 0) -> re.Match[str] | None:
        """Give what stands at the place."""
        return self._for(view).match(view, start)

    def sub(self, by: str, view: str) -> str:
        """Put something else in the place of all that is found."""
        return self._for(view).sub(by, view)


class Phrases:
    """One list of phrases: found anywhere, just before a place, or just after it; `latin` are the English ones."""

    def __init__(self, alternation: str, latin: str | None = None) -> None:
        self.source = alternation or _NEVER
        self._latin = self.source if latin is None else latin or _NEVER

    @cached_property
    def anywhere(self) -> Spoken:
        """The phrases wherever they stand."""
        return Spoken(self.source, self._latin)

    @cached_property
    def _ending(self) -> Spoken:
        return Spoken(*(rf"(?:{source})[\s:：=~]*$" for source in (self.source, self._latin)))

    @cached_property
    def _starting(self) -> Spoken:
        return Spoken(*(rf"[\s:：]*(?:{source})" for source in (self.source, self._latin)))

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
    return f"{_EDGE}(?:{'|'.join(pattern for _, pattern in heaviest)}){_EDGE}" if heaviest else _NEVER


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


_SIGNS: Final = {"'": "'?", "著": "[著着]", **{sign: f"{sign}++" for sign in (HIDDEN, NAMED, RIVAL)}}


def _char(char: str, tight: bool) -> str:
    if char == " ":
        return r"\s*" if tight else r"\s+"
    return _SIGNS.get(char) or re.escape(char)


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
            out.append(_TIGHT if tight else f"{_EDGE}{_LOOSE}{_EDGE}")
        else:
            out.append(sign if sign in "|^" else _char(sign, tight))
    return "".join(out)
