"""Finding the product that somebody means by a number, a name or a few of its words, in any language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from bot.sales.called import one_word
from bot.sales.lines import Product as Named
from bot.sales.numerals import fold
from bot.sales.patterns import late

EXACT = 100
CLEAR_LEAD = 12
LEAST = 60
SURE = 75
HELD = 80
OF_KIND = 91
LIKE = 0.8
SHORT = 4
_PIECE = late(r"[a-z]+|\d+|[^\W\d_a-z]")
_JOINTS = late(r"[\s\-_/.·,，、]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A product that may be meant; `score` 0-100, 100 when its number or a whole name was typed."""

    sku: str
    name: str
    score: int


@dataclass(slots=True)
class Index:
    """The names of a price list, taken apart once: whole, and by the pieces (words, numbers, signs) in them.

    `lines` are the product lines by SKU; a kind of goods (筆電) means all of a line.
    """

    products: tuple[Named, ...]
    lines: Mapping[str, str] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    in_name: dict[str, set[int]] = field(default_factory=dict)
    in_product: dict[str, set[int]] = field(default_factory=dict)
    of_kind: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, product in enumerate(self.products):
            kind = one_word(fold(self.lines.get(product.sku, "")))
            self.of_kind.setdefault(_joined(kind), set()).add(number)
            for piece in set(_PIECE.findall(kind)):
                self.in_product.setdefault(piece, set()).add(number)
            told_names = (fold(one) for one in (product.sku, product.name, *product.aliases))
            for told in dict.fromkeys(form for name in told_names for form in (name, one_word(name))):
                for piece in set(_PIECE.findall(told)):
                    self.in_name.setdefault(piece, set()).add(len(self.names))
                    self.in_product.setdefault(piece, set()).add(number)
                self.names.append(_joined(told))
                self.owners.append(number)


def find(typed: str, index: Index, most: int = 5) -> list[Match]:
    """The products that words may mean, best first; ties by SKU.

    Whole names first, then names that hold every piece typed, then products whose names together do, and
    only where nothing does, names that look alike (a slip of the hand).
    """
    words = fold(typed)
    if not _joined(words):
        return []
    scores: dict[int, float] = {}
    for form in dict.fromkeys((words, one_word(words))):
        pieces, joined = set(_PIECE.findall(form)), _joined(form)
        for owner, score in _held(pieces, joined, index).items():
            scores[owner] = max(score, scores.get(owner, 0))
    scores = scores or _alike(_joined(words), index)
    found = [Match(index.products[one].sku, index.products[one].name, round(n)) for one, n in scores.items()]
    return sorted(found, key=lambda one: (-one.score, one.sku))[:most]


def clear(found: Sequence[Match]) -> Match | None:
    """The one that is meant: sure, and alone or well ahead of the next; a likely slip of the hand is asked."""
    if not found or found[0].score < SURE:
        return None
    alone = len(found) == 1 or found[0].score - found[1].score >= CLEAR_LEAD
    return found[0] if alone else None


def _held(pieces: set[str], joined: str, index: Index) -> dict[int, float]:
    scores = dict.fromkeys(_all(pieces, index.in_product), float(SURE))
    held = _all(pieces, index.in_name)
    if len(joined) > 1:
        held |= {at for at, name in enumerate(index.names) if joined in name}
    for owner in index.of_kind.get(joined, ()):
        scores[owner] = OF_KIND
    for at in held:
        name, owner = index.names[at], index.owners[at]
        score = EXACT if joined == name else HELD + 10 * min(1.0, len(joined) / len(name))
        scores[owner] = max(score, scores.get(owner, 0))
    return scores


def _alike(joined: str, index: Index) -> dict[int, float]:
    if len(joined) < SHORT:
        return {}
    scores: dict[int, float] = {}
    near = process.extract(
        joined, index.names, scorer=fuzz.ratio, score_cutoff=LEAST / LIKE, limit=len(index.names)
    )
    for _, ratio, at in near:
        owner = index.owners[at]
        scores[owner] = max(LIKE * ratio, scores.get(owner, 0))
    return scores


def _all(pieces: Iterable[str], holders: dict[str, set[int]]) -> set[int]:
    sets = sorted((holders.get(piece, set()) for piece in pieces), key=len)
    return set.intersection(*sets) if sets else set()


def _joined(words: str) -> str:
    return _JOINTS.sub("", words)
