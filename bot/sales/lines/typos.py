"""Mending typing slips in English words that the reader knows, and only in words that nobody knows."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from bot.sales.lines.words import Words, default_names
from bot.sales.patterns import late

_LETTERS: Final = 5
_LONG: Final = 7
_WORD: Final = late(r"(?<![\w/&'’])(?:[A-Za-z]{1,2}/(?:[a-z]{1,3}\b)?|[A-Za-z][a-z'0-9]*(?![A-Za-z0-9/]))")
_LINE: Final = 2_000
_TIME_WORDS: Final = (
    "tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april august "
    "september october november december morning afternoon evening tonight month week"
)


def real_words() -> frozenset[str]:
    """Words of every day, which are no slips and, written small, no names."""
    return default_names().real_words


@cache
def _known(vocabulary: frozenset[str]) -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    words = {word for word in vocabulary if len(word) >= _LETTERS and "'" not in word} | set(
        _TIME_WORDS.split()
    )
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words):
        by_letter.setdefault(word[0], []).append(word)
    return frozenset(words), {letter: tuple(found) for letter, found in by_letter.items()}


def mend(text: str, view: str, words: Words, names: frozenset[str]) -> tuple[str, tuple[int, ...] | None]:
    """Give the view with mended words, and for each of its places the place in the text (None: the same).

    A slip is one letter more, less, other or swapped in a word of five letters or more (two from nine on)
    with the right first letter; in a short word another letter makes another word. A word with a capital inside the line is a name and stays.
    """
    if len(view) > _LINE:
        return view, None
    known, by_letter = _known(words.vocabulary)
    real = real_words()
    out: list[str] = []
    at: list[int] = []
    last = 0
    for match in _WORD.finditer(text):
        better = words.short.get(match[0].lower()) or _mended(match, names, known, real, by_letter)
        if better is None:
            continue
        out += [view[last : match.start()], better]
        at += range(last, match.start())
        at += [min(match.start() + place, match.end() - 1) for place in range(len(better))]
        last = match.end()
    if not last:
        return view, None
    return "".join([*out, view[last:]]), (*at, *range(last, len(view) + 1))


def _mended(
    match: re.Match[str],
    names: frozenset[str],
    known: frozenset[str],
    real: frozenset[str],
    by_letter: Mapping[str, tuple[str, ...]],
) -> str | None:
    """The word that was meant, where the one that was written is none."""
    word = match[0].lower()
    if len(word) < _LETTERS or not word.isascii() or "/" in word or match[0][0].isupper():
        return None
    if _is_a_form(word, known) or _is_a_form(word, real) or word in names or word.rstrip("s") in names:
        return None
    return _nearest(word, by_letter.get(word[0], ()))


_ENDINGS: Final = ("s", "es", "ed", "d", "ing", "er", "ly", "'s", "ers", "ment")


def _is_a_form(word: str, words: frozenset[str]) -> bool:
    """Tell whether the word, or the word that it is a form of, is one of these."""
    if word in words:
        return True
    stems = [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)]
    return any(stem in words or stem + "e" in words or stem[:-1] in words for stem in stems if len(stem) > 2)


def _is_another_form(word: str, candidate: str) -> bool:
    """An ending makes another form of a word, another letter in a short word another word; neither is a slip."""
    if len(word) == len(candidate):
        swapped = sorted(word) == sorted(candidate)
        return not swapped and (len(word) < _LONG or word[-1] != candidate[-1])
    short, long = sorted((word, candidate), key=len)
    return long.startswith(short[:-1]) and long[-1] != short[-1]


def _nearest(word: str, candidates: tuple[str, ...]) -> str | None:
    allowed = 2 if len(word) >= 9 else 1
    best: tuple[int, str] | None = None
    for candidate in candidates:
        if candidate.rstrip("s") == word.rstrip("s") or abs(len(candidate) - len(word)) > allowed:
            continue
        distance = OSA.distance(word, candidate, score_cutoff=allowed)
        if _is_another_form(word, candidate) or word in (candidate + "es", candidate + "ed"):
            continue
        if distance <= allowed and (best is None or (distance, candidate) < best):
            best = (distance, candidate)
    return best[1] if best else None
