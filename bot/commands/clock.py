"""The one clock: the wall's, forward only, or one that stands still and is moved by hand."""

from datetime import UTC, datetime


class Clock:
    """Tells aware UTC moments. Once set it stands still; it never goes back."""

    def __init__(self, at: datetime | None = None) -> None:
        self._stands = at
        self._latest = datetime.min.replace(tzinfo=UTC)

    @property
    def stands(self) -> bool:
        """Whether the clock was set by hand."""
        return self._stands is not None

    def __call__(self) -> datetime:
        """Now; a wall clock that was put back is waited for."""
        now = self._stands or datetime.now(UTC)
        self._latest = max(self._latest, now)
        return self._latest

    def set(self, at: datetime) -> None:
        """Move the clock to a moment; from now on it stands still."""
        self._stands = at
