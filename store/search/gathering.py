"""Candidates by pieces: the rarest first, common ones only to tell apart what the rare ones brought."""

from collections.abc import Iterable, Mapping
from heapq import nlargest
from math import log
from typing import cast

from sqlalchemy import Table, bindparam, literal_column, select, union_all
from sqlalchemy.orm import Session

from store.direct import ask
from store.models import SearchDelta, SearchGram, SearchPost
from store.search import posting
from store.search.among import among

UNCOUNTED = posting.COMMON // 2
GOES = ((4_000, 1_200), (40_000, 6_000))  # postings read, and of these so many that bring new candidates
BEST = 40
ALIKE = 0.4  # of the worth of the best document: below it nothing fits well
LIKELY = 0.75  # above it all that fit exactly
LEAST_TOTAL = 1_000
_G, _P, _D = (
    cast(Table, SearchGram.__table__),
    cast(Table, SearchPost.__table__),
    cast(Table, SearchDelta.__table__),
)
_POSTS = select(_P.c.g, _P.c.block, _P.c.offsets).where(among(_P.c.g, "pieces"))
_LOOK = union_all(
    select(literal_column("0").label("noted"), _G.c.g, _G.c.n).where(among(_G.c.g, "pieces")),
    select(literal_column("1"), _D.c.g, _D.c.doc).where(among(_D.c.g, "pieces")),
)

_NOTED = select(_D.c.doc).where(_D.c.g == bindparam("piece"))
_BLOCKS = select(_P.c.block, _P.c.offsets).where(_P.c.g == bindparam("piece")).order_by(_P.c.block)


class Gathering:
    """One search under way: pieces are read in two goes, each document's worth adds up."""

    def __init__(self, session: Session, pieces: Iterable[int]) -> None:
        self.session = session
        self.pieces = set(pieces)
        self.worth: dict[int, float] = {}
        self.read: set[int] = set()
        counts: dict[int, int] = {}
        self.fresh: dict[int, set[int]] = {}
        for noted, g, number in session.connection().execute(_LOOK, {"pieces": sorted(self.pieces)}):
            if noted:
                self.fresh.setdefault(g, set()).add(number)
            else:
                counts[g] = number
        self.counts = {g: counts.get(g, UNCOUNTED) for g in self.pieces}
        self.total = max(LEAST_TOTAL, 3 * max(counts.values(), default=0))
        for g, docs in self.fresh.items():
            for doc in docs:
                self.worth[doc] = self.worth.get(doc, 0.0) + self._weight(g)

    def more(self, budget: int, opening: int) -> bool:
        """Read further pieces, rarest first, as long as the postings fit the budget; False when none was left.

        Once `opening` postings were read, the rest only lifts documents that are known by then.
        """
        spent = sum(self.counts[g] for g in self.read)
        chosen: list[int] = []
        for g in sorted(self.pieces - self.read, key=lambda g: (self.counts[g], g)):
            if spent + self.counts[g] > budget and (chosen or self.read):
                break
            spent += self.counts[g]
            chosen.append(g)
        if chosen:
            self._read(chosen, opening)
        return bool(chosen)

    def unread(self) -> float:
        """The most that a document can be worth of which no piece was read yet."""
        return sum(self._weight(g) for g in self.pieces - self.read)

    def best(self, share: float, most: int = BEST) -> list[int]:
        """The documents worth most, of those worth at least a share of the first."""
        return nlargest(most, self._worth_at_least(share), key=self.worth.__getitem__)

    def companies(self, most: int) -> list[int]:
        """The companies worth most."""
        return nlargest(most, (doc for doc in self.worth if doc < 0), key=self.worth.__getitem__)

    def among(self, docs: list[int], most: int) -> list[int]:
        """Of some documents those worth most; all of them where they are few."""
        if len(docs) <= most:
            return docs
        return nlargest(most, (doc for doc in docs if doc in self.worth), key=self.worth.__getitem__)

    def _worth_at_least(self, share: float) -> list[int]:
        least = share * max(self.worth.values(), default=0.0)
        return [doc for doc, worth in self.worth.items() if worth >= least]

    def _weight(self, g: int) -> float:
        return log(self.total / self.counts[g])

    def _read(self, chosen: list[int], opening: int) -> None:
        rows = self.session.connection().execute(_POSTS, {"pieces": chosen})
        by_piece: dict[int, list[tuple[int, bytes]]] = {}
        for g, block, offsets in rows:
            by_piece.setdefault(g, []).append((block, offsets))
        opened = len(self.worth)
        narrowing: dict[int, set[int]] = {}
        for g in chosen:
            counted = {doc: self.worth[doc] for doc in self.fresh.get(g, ())}
            if opened and opened + self.counts[g] > opening:
                narrowing = narrowing or self._by_block()
                self._narrow(narrowing, by_piece.get(g, ()), self._weight(g))
            else:
                self._open(by_piece.get(g, ()), self._weight(g))
                opened += self.counts[g]
            self.worth.update(counted)  # whoever is noted anew stands in the postings too: not twice
        self.read.update(chosen)

    def _open(self, blocks: Iterable[tuple[int, bytes]], weight: float) -> None:
        worth = self.worth
        known = worth.get
        for block, offsets in blocks:
            base = block << posting.BITS
            for offset in posting.unpack(offsets):
                doc = base + offset
                worth[doc] = known(doc, 0.0) + weight

    def _by_block(self) -> dict[int, set[int]]:
        """The documents worth enough that common pieces can still lift them to the top."""
        known: dict[int, set[int]] = {}
        for doc in self._worth_at_least(ALIKE):
            known.setdefault(doc >> posting.BITS, set()).add(doc & posting.MASK)
        return known

    def _narrow(
        self, known: Mapping[int, set[int]], blocks: Iterable[tuple[int, bytes]], weight: float
    ) -> None:
        """Add the weight only to documents that are known already; the intersection runs in C."""
        for block, offsets in blocks:
            base = block << posting.BITS
            if block in known:
                for offset in known[block].intersection(posting.unpack(offsets)):
                    self.worth[base + offset] += weight


def documents(session: Session, pieces: Iterable[int]) -> list[int]:
    """Documents that hold all of these pieces, in order."""
    left: set[int] | None = None
    for g in sorted(set(pieces)):
        found = set(ask(session, _NOTED, piece=g).scalars())
        for block, offsets in ask(session, _BLOCKS, piece=g):
            found.update((block << posting.BITS) + offset for offset in posting.unpack(offsets))
        left = found if left is None else left & found
    return sorted(left or ())


def people_under(session: Session, piece: int, near: set[int], most: int) -> list[int]:
    """Persons who hold a piece: those of `near` first, then the first so many; a common one is never read whole."""
    close: list[int] = []
    others = [doc for doc in ask(session, _NOTED, piece=piece).scalars() if doc > 0][:most]
    for block, packed in ask(session, _BLOCKS, piece=piece):
        if block < 0:
            continue
        base, offsets = block << posting.BITS, posting.unpack(packed)
        others += [base + offset for offset in offsets[: max(0, most - len(others))]]
        known = {doc - base for doc in near if doc >> posting.BITS == block}
        close += [base + offset for offset in sorted(known.intersection(offsets))] if known else []
    return [*close, *others]
