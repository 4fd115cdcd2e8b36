"""Chats that wait: for a moment of their own, or in line for a rate that they share with others.

As many are let go as the rate has room for: a thousand chats that wait cost no more than one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from bot.chats.protocol import Limit
from bot.chats.rates import Rates
from bot.sales.people import Address
from store.outbox import REPLY


@dataclass(slots=True)
class Line:
    """Who waits for one rate: by chat its rank (0 the most urgent) and its number."""

    limit: Limit
    places: dict[Address, tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class Lines:
    """All that wait in one process; moments are seconds of the clock by which the rates go."""

    rates: Rates
    _until: dict[Address, float] = field(default_factory=dict)
    _of: dict[Address, Line] = field(default_factory=dict)
    _lines: dict[str, Line] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def __contains__(self, place: Address) -> bool:
        return place in self._until or place in self._of

    def wait(self, place: Address, until: float) -> None:
        """It waits for a moment."""
        self._until[place] = until

    def line_up(self, place: Address, limits: Sequence[Limit], rank: int, now: float) -> None:
        """It waits in line for the one of its rates that has no room for the longest time."""
        limit = max(limits, key=lambda one: self.rates.wait([one], now))
        line = self._of[place] = self._lines.setdefault(limit.scope, Line(limit))
        line.places[place] = (rank, next(self._numbers))

    def in_line(self, place: Address, rank: int = REPLY) -> bool:
        """Whether it stands in a line; there it is from now on at least as urgent as this."""
        line = self._of.get(place)
        if line is not None:
            before, number = line.places[place]
            line.places[place] = (min(rank, before), number)
        return line is not None

    def ranked(self, place: Address, rank: int) -> None:
        """What waits there now is this urgent."""
        if (line := self._of.get(place)) is not None:
            line.places[place] = (rank, line.places[place][1])

    def leave(self, place: Address) -> None:
        """It waits for its moment no longer."""
        self._until.pop(place, None)

    def due(self, now: float) -> list[tuple[Address, int]]:
        """Who may go, with its rank; they have left. The most urgent of a line first, then who came first."""
        over = [(place, REPLY) for place, until in self._until.items() if until <= now]
        for place, _ in over:
            del self._until[place]
        for line in list(self._lines.values()):
            room = self.rates.room(line.limit, now)
            for place, (rank, _) in (
                sorted(line.places.items(), key=lambda one: one[1])[:room] if room else ()
            ):
                del line.places[place], self._of[place]
                over.append((place, rank))
            if not line.places:
                del self._lines[line.limit.scope]
        return over

    def moments(self, now: float) -> dict[Address, float]:
        """When each may try next, if nobody stood before it."""
        asked = {scope: now + self.rates.wait([line.limit], now) for scope, line in self._lines.items()}
        return {**{place: asked[line.limit.scope] for place, line in self._of.items()}, **self._until}

    def soonest(self, now: float) -> float | None:
        """When the first may try; None when nobody waits."""
        turns = [now + self.rates.wait([line.limit], now) for line in self._lines.values()]
        return min([*turns, *self._until.values()], default=None)
