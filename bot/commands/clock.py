"""The one clock: the wall's, forward only, or one that stands still and is moved by hand."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def wall() -> datetime:
    """This machine's clock."""
    return datetime.now(UTC)


class Clock:
    """Tells aware UTC moments. Once set it stands still; it never goes back.

    Processes of one database follow the database's clock, so that leases mean the same moment to all of them.
    """

    def __init__(self, at: datetime | None = None, wall: Callable[[], datetime] = wall) -> None:
        self._stands = at
        self._wall = wall
        self._ahead = timedelta()
        self._latest = datetime.min.replace(tzinfo=UTC)

    @property
    def stands(self) -> bool:
        """Whether the clock was set by hand."""
        return self._stands is not None

    def __call__(self) -> datetime:
        """Now; a clock that was put back is waited for."""
        now = self._stands or self._wall() + self._ahead
        self._latest = max(self._latest, now)
        return self._latest

    def set(self, at: datetime) -> None:
        """Move the clock to a moment; from now on it stands still."""
        self._stands = at

    def follow(self, ask: Callable[[], datetime | None]) -> timedelta:
        """Go by another clock, asked now (None: there is none); returns by how much this machine's differs.

        The answer was right somewhere between question and answer, so what lies within half of that time
        is no difference.
        """
        before = self._wall()
        there = ask()
        half = (self._wall() - before) / 2
        if there is not None:
            ahead = there - (before + half)
            if abs(ahead - self._ahead) > abs(half):
                self._ahead = ahead
        return self._ahead
