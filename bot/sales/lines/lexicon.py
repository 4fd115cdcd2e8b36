"""What a company tells the reader: its products, competitors, own disposition phrases and currency."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from bot.sales.lines.goods import is_counted, other_names
from bot.sales.numerals import fold

_JOINTS: Final = frozenset(" -_/.·")
_CUT_OFF: Final = 90
_FUZZY_LETTERS: Final = 6
_FUZZY_LINE: Final = 600


@dataclass(frozen=True, slots=True)
class Product:
    """A product as it may be called: sku, full name and other names."""

    sku: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Competitor:
    """A competitor and the names he goes by."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A company's words. `dispositions`: code -> language -> phrases, added to those that come with Baton.

    `is_known_name` lets the caller answer from his contacts whether a piece of the line is somebody.
    """

    products: tuple[Product, ...] = ()
    competitors: tuple[Competitor, ...] = ()
    dispositions: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    currency: str = "TWD"
    is_known_name: Callable[[str], bool] | None = None

    def latin_words(self) -> frozenset[str]:
        """Give the words of its names in small Latin letters."""
        return _latin_names(self.products, self.competitors)

    def phrases(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the company's own phrases by disposition, languages joined."""
        return tuple(
            (code, tuple(phrase for phrases in by_language.values() for phrase in phrases))
            for code, by_language in sorted(self.dispositions.items())
        )


@lru_cache(maxsize=16)
def _latin_names(products: tuple[Product, ...], competitors: tuple[Competitor, ...]) -> frozenset[str]:
    names = [name for item in products for name in (item.name, *item.aliases)]
    names += [name for rival in competitors for name in (rival.name, *rival.aliases)]
    return frozenset(word for name in names for word, _, _ in _latin_words(fold(name)))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of the lexicon in the line; more than one key means that the name is not clear."""

    start: int
    end: int
    keys: tuple[str, ...]
    typo: bool = False


def find_products(view: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Find the products named in a folded line, by sku, name or other name; blanks and hyphens do not matter."""
    return _find(view, _product_names(lexicon.products))


def begins_goods(view: str, place: int, lexicon: Lexicon) -> bool:
    """Tell whether a product's name begins there, so that a number before it counts it: 10台MN-27q加5個DK-100."""
    following = find_products(view[place : place + _NAME_AT_MOST], lexicon)
    return any(mention.start <= 1 for mention in following)


_NAME_AT_MOST: Final = 24


@lru_cache(maxsize=16)
def _product_names(products: tuple[Product, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every name of each product; words for the same goods count only where no other product is called so."""
    own = {item.sku: (item.sku, item.name, *item.aliases) for item in products}
    said = {fold(name) for names in own.values() for name in names}
    likes = {
        sku: {like for name in names for like in other_names(fold(name))} - said for sku, names in own.items()
    }
    return tuple((sku, (*names, *sorted(likes[sku]))) for sku, names in own.items())


def find_competitors(view: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Find the competitors named in a folded line."""
    names = tuple((item.name, (item.name, *item.aliases)) for item in lexicon.competitors)
    return _find(view, names)


@dataclass(frozen=True, slots=True)
class _Index:
    by_start: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    fuzzy: Mapping[int, Mapping[str, tuple[str, ...]]]


@lru_cache(maxsize=16)
def _index(names: tuple[tuple[str, tuple[str, ...]], ...]) -> _Index:
    owners: dict[str, list[str]] = {}
    spaced: dict[int, dict[str, tuple[str, ...]]] = {}
    for key, aliases in names:
        for alias in aliases:
            for short in _forms(_compact(fold(alias))[0]):
                if key not in owners.setdefault(short, []):
                    owners[short].append(key)
            short = _compact(fold(alias))[0]
            if len(short) >= _FUZZY_LETTERS and short.isascii() and short.isalpha():
                tokens = fold(alias).replace("-", " ").split()
                spaced.setdefault(len(tokens), {})[" ".join(tokens)] = (key,)
    by_start: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short in sorted(owners, key=len, reverse=True):
        by_start.setdefault(short[:2], []).append((short, tuple(owners[short])))
    return _Index({start: tuple(found) for start, found in by_start.items()}, spaced)


def _forms(name: str) -> tuple[str, ...]:
    """A name, and its plural where that takes more than an s."""
    if not name:
        return ()
    many = name.isascii() and name[-1] == "y" and name[-2:-1] not in set("aeiou")
    return (name, name[:-1] + "ies") if many else (name,)


def _compact(text: str) -> tuple[str, list[int]]:
    kept = [(char, place) for place, char in enumerate(text) if char not in _JOINTS]
    return "".join(char for char, _ in kept), [place for _, place in kept]


def _find(view: str, names: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[Mention, ...]:
    index = _index(names)
    short, places = _compact(view)
    found: list[Mention] = []
    at = 0
    while at < len(short):
        hit = _hit(view, short, places, at, index)
        if hit is None:
            at += 1
            continue
        mention, at = hit
        found.append(mention)
    return tuple(sorted([*found, *_typos(view, found, index)], key=lambda mention: mention.start))


def _hit(view: str, short: str, places: list[int], at: int, index: _Index) -> tuple[Mention, int] | None:
    starts = (short[at : at + 2], short[at : at + 1])
    for alias, keys in (entry for start in starts for entry in index.by_start.get(start, ())):
        if not short.startswith(alias, at):
            continue
        start, end = places[at], places[at + len(alias) - 1] + 1
        if view[end : end + 1] == "s" and alias[-1].isalpha() and alias.isascii():
            end += 1
        counted = alias[-1].isalpha() and is_counted(view[end : end + 8])
        if _glued(view, start) or (_glued(view, end) and not counted):
            continue
        return Mention(start, end, keys), at + len(alias)
    return None


def _glued(view: str, place: int) -> bool:
    pair = view[place - 1 : place + 1] if place else ""
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


def _typos(view: str, found: Iterable[Mention], index: _Index) -> Iterable[Mention]:
    if not index.fuzzy or len(view) > _FUZZY_LINE:
        return
    taken = [(mention.start, mention.end) for mention in found]
    words = _latin_words(view)
    for size, names in index.fuzzy.items():
        for first in range(len(words) - size + 1):
            window = words[first : first + size]
            start, end = window[0][1], window[-1][2]
            if any(start < b and a < end for a, b in taken):
                continue
            text = " ".join(word for word, _, _ in window)
            best = process.extractOne(text, names.keys(), scorer=fuzz.ratio, score_cutoff=_CUT_OFF)
            if best and len(text) >= _FUZZY_LETTERS and best[0][0] == text[0]:
                taken.append((start, end))
                yield Mention(start, end, names[best[0]], typo=True)


def _latin_words(view: str) -> list[tuple[str, int, int]]:
    words, start = [], -1
    for place, char in enumerate(view + " "):
        if char.isascii() and char.isalpha():
            start = place if start < 0 else start
        elif start >= 0:
            words.append((view[start:place], start, place))
            start = -1
    return words
