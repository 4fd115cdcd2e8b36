"""Planted bugs: each breaks one promise in the process it is planted in, to show that the checkers can fail."""

from collections.abc import Callable

BUGS: dict[str, Callable[[], None]] = {}


def plant(name: str) -> None:
    """Break something."""
    BUGS[name]()
