"""Named steps at which the fault tests let a process die.

Nothing happens at a step unless something was armed, and only the tests' launcher arms anything: Baton itself
reads no BATON_CRASH_AT, so that no environment can make a production run die.
"""

from collections.abc import Callable

_armed: list[Callable[[str], None]] = []


def reached(step: str) -> None:
    """Say that a step of the way was reached."""
    for act in _armed:
        act(step)


def arm(act: Callable[[str], None]) -> None:
    """Have something happen at every step from now on."""
    _armed.append(act)


def disarm() -> None:
    """Nothing happens any more."""
    _armed.clear()
