"""Candidates by pieces: the rarest first, common ones only to tell apart what the rare ones brought."""

from collections.abc import Iterable
from heapq import nlargest
from math import log

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.models import Contact, SearchDelta, SearchGram, SearchPost
from store.search import posting

UNCOUNTED = posting.COMMON // 2
FIRST_BUDGET = 4_000
SECOND_BUDGET = 100_000
OPENING_BUDGET = 12_000
BEST = 50


class Gathering:
    """One search under way: pieces are read in two goes, each document's worth adds up."""

    def __init__(self, session: Session, pieces: Iterable[int]) -> None:
        self.session = session
        self.pieces = set(pieces)
        self.worth: dict[int, float] = {}
        self.read: set[int] = set()
        counts = dict(
            session.execute(
                select(SearchGram.g, SearchGram.n).where(SearchGram.g.in_(sorted(self.pieces)))
            ).all()
        )
        self.counts = {g: counts.get(g, UNCOUNTED) for g in self.pieces}
        self.total = max(session.scalar(select(func.max(Contact.id))) or 0, 1_000, *counts.values())
        self._read_delta()

    def more(self, budget: int) -> bool:
        """Read further pieces, rarest first, as long as the postings fit the budget; False when none was left."""
        spent = sum(self.counts[g] for g in self.read)
        chosen: list[int] = []
        for g in sorted(self.pieces - self.read, key=lambda g: (self.counts[g], g)):
            if spent + self.counts[g] > budget and (chosen or self.read):
                break
            spent += self.counts[g]
            chosen.append(g)
        if chosen:
            self._read(chosen)
        return bool(chosen)

    def best(self, most: int = BEST) -> list[int]:
        """The documents worth most."""
        return nlargest(most, self.worth, key=self.worth.__getitem__)

    def _weight(self, g: int) -> float:
        return log(self.total / self.counts[g]) + 0.1 if self.counts[g] < self.total else 0.1

    def _read(self, chosen: list[int]) -> None:
        rows = self.session.execute(
            select(SearchPost.g, SearchPost.block, SearchPost.offsets).where(SearchPost.g.in_(chosen))
        ).all()
        by_piece: dict[int, list[tuple[int, bytes]]] = {}
        for g, block, offsets in rows:
            by_piece.setdefault(g, []).append((block, offsets))
        opened = len(self.worth)
        for g in chosen:
            weight = self._weight(g)
            if opened and opened + self.counts[g] > OPENING_BUDGET:
                self._narrow(by_piece.get(g, ()), weight)
            else:
                self._open(by_piece.get(g, ()), weight)
                opened += self.counts[g]
        self.read.update(chosen)

    def _open(self, blocks: Iterable[tuple[int, bytes]], weight: float) -> None:
        worth = self.worth
        for block, offsets in blocks:
            base = block << posting.BITS
            for offset in posting.unpack(offsets):
                doc = base + offset
                worth[doc] = worth.get(doc, 0.0) + weight

    def _narrow(self, blocks: Iterable[tuple[int, bytes]], weight: float) -> None:
        """Add the weight only to documents that are known already; the intersection runs in C."""
        known: dict[int, set[int]] = {}
        for doc in self.worth:
            known.setdefault(doc >> posting.BITS, set()).add(doc & posting.MASK)
        for block, offsets in blocks:
            base = block << posting.BITS
            for offset in known.get(block, set()).intersection(posting.unpack(offsets)):
                self.worth[base + offset] += weight

    def _read_delta(self) -> None:
        rows = self.session.execute(
            select(SearchDelta.g, SearchDelta.doc)
            .where(SearchDelta.g.in_(sorted(self.pieces)))
            .distinct()
            .limit(SECOND_BUDGET // 2)
        )
        for g, doc in rows:
            self.worth[doc] = self.worth.get(doc, 0.0) + self._weight(g)


def documents(session: Session, pieces: Iterable[int]) -> list[int]:
    """Documents that hold all of these pieces, in order."""
    left: set[int] | None = None
    for g in sorted(set(pieces)):
        found = set(session.scalars(select(SearchDelta.doc).where(SearchDelta.g == g)))
        rows = session.execute(
            select(SearchPost.block, SearchPost.offsets).where(SearchPost.g == g).order_by(SearchPost.block)
        )
        for block, offsets in rows:
            found.update((block << posting.BITS) + offset for offset in posting.unpack(offsets))
        left = found if left is None else left & found
    return sorted(left or ())
