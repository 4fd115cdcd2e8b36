"""Finding the product that somebody means by a number, a name or a few of its words, in any language."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from bot.sales.lines import Product as Named
from bot.sales.numerals import fold

EXACT = 100
CLEAR_LEAD = 12
LEAST = 60
SURE = 75
_PIECE = re.compile(r"[a-z]+|\d+|[^\W\d_a-z]")
_JOINTS = re.compile(r"[\s\-_/.·,，、]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A product that may be meant; `score` 0-100, 100 when its number or a whole name was typed."""

    sku: str
    name: str
    score: int


def find(typed: str, products: Iterable[Named], most: int = 5) -> list[Match]:
    """The products that words may mean, best first; ties by SKU."""
    words = fold(typed)
    pieces, joined = _pieces(words), _joined(words)
    if not joined:
        return []
    found = [Match(one.sku, one.name, _score(pieces, joined, one)) for one in products]
    return sorted((one for one in found if one.score >= LEAST), key=lambda one: (-one.score, one.sku))[:most]


def clear(found: Sequence[Match]) -> Match | None:
    """The one that is meant: sure, and alone or well ahead of the next; a likely slip of the hand is asked."""
    if not found or found[0].score < SURE:
        return None
    alone = len(found) == 1 or found[0].score - found[1].score >= CLEAR_LEAD
    return found[0] if alone else None


def _score(pieces: Sequence[str], joined: str, product: Named) -> int:
    """Whole names first, then names that hold every piece typed, then likeness for slips of the hand."""
    best = 0.0
    for name, name_pieces in _names(product):
        if joined == name:
            return EXACT
        if set(pieces) <= name_pieces or (len(joined) > 1 and joined in name):
            best = max(best, 80 + 10 * min(1.0, len(joined) / len(name)))
        elif len(joined) >= 4:
            best = max(best, 0.8 * fuzz.ratio(joined, name))
    everything = frozenset().union(*(held for _, held in _names(product)))
    if set(pieces) <= everything:
        best = max(best, float(SURE))
    return round(best)


@lru_cache(maxsize=8192)
def _names(product: Named) -> tuple[tuple[str, frozenset[str]], ...]:
    told = dict.fromkeys(fold(name) for name in (product.sku, product.name, *product.aliases) if name)
    return tuple((_joined(name), frozenset(_pieces(name))) for name in told if _joined(name))


def _joined(words: str) -> str:
    return _JOINTS.sub("", words)


def _pieces(words: str) -> list[str]:
    return _PIECE.findall(words)
