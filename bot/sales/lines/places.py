"""Stretches of the line kept in order, so that a question about one place does not look at them all."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open stretch of the line, counted in characters."""

    start: int
    end: int

    def meets(self, other: "Span") -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Places:
    """A growing set of stretches in the order of the line."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def __bool__(self) -> bool:
        return bool(self._spans)

    def add(self, span: Span) -> None:
        """Put in one more."""
        insort(self._spans, span)
        self._longest = max(self._longest, span.end - span.start)

    def remove(self, span: Span) -> None:
        """Take out one that is in."""
        del self._spans[bisect_left(self._spans, span)]

    def touching(self, span: Span) -> list[Span]:
        """Give those that share a character with the stretch."""
        return [other for other in self._from(span.start - self._longest, span.end) if other.meets(span)]

    def meets(self, span: Span) -> bool:
        """Tell whether any shares a character with the stretch."""
        return bool(self.touching(span))

    def near(self, span: Span, reach: int) -> list[Span]:
        """Give those at most so many characters before or after the stretch, or in it."""
        return self.touching(Span(span.start - reach - 1, span.end + reach + 1))

    def within(self, span: Span) -> list[Span]:
        """Give those that lie in the stretch whole."""
        return [other for other in self._from(span.start, span.end + 1) if other.end <= span.end]

    def next(self, place: int) -> Span | None:
        """Give the first that begins at the place or after it."""
        index = bisect_left(self._spans, (place,))
        return self._spans[index] if index < len(self._spans) else None

    def _from(self, first: int, last: int) -> list[Span]:
        """Those that begin from the first place on and before the last."""
        return self._spans[bisect_left(self._spans, (first,)) : bisect_left(self._spans, (last,))]
