"""How the fault tests start Baton: with a clock of their own, a step at which to die, perhaps a planted bug.

Only here is BATON_CRASH_AT read. Baton without this launcher arms nothing.
"""

import os
import signal
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Lock

from bot.commands import serve
from bot.commands.clock import Clock, wall
from store import crashpoints
from tests.faults import bugs

CRASHED = 137


def prepare(environ: Mapping[str, str]) -> None:
    """Change this process as the environment says."""
    if told := environ.get("BATON_FAULTS_READY"):
        tell_when_ready(Path(told))
    if at := environ.get("BATON_CRASH_AT"):
        crash_at(at)
    if at := environ.get("BATON_STAND_AT"):
        stand_at(at)
    if offset := environ.get("BATON_FAULTS_OFFSET"):
        shift_clock(float(offset))
    if skew := environ.get("BATON_FAULTS_SKEW"):
        wrong_clock(float(skew))
    if bug := environ.get("BATON_FAULTS_BUG"):
        bugs.BUGS[bug]()


def crash_at(where: str) -> None:
    """Die without a word when a step is reached for the nth time: `message.marked:3`."""
    wanted, _, count = where.rpartition(":")
    left, turn = [int(count)], Lock()

    def act(step: str) -> None:
        if step == wanted or (wanted.endswith("*") and step.startswith(wanted[:-1])):
            with turn:
                left[0] -= 1
                if left[0] == 0:
                    os._exit(CRASHED)

    crashpoints.arm(act)


def stand_at(wanted: str) -> None:
    """Stand still when a step is reached first, until somebody has us go on."""
    once = Lock()

    def act(step: str) -> None:
        if step == wanted and once.acquire(blocking=False):
            os.kill(os.getpid(), signal.SIGSTOP)

    crashpoints.arm(act)


def tell_when_ready(told: Path) -> None:
    """Make a file as soon as the process has beaten for the first time."""

    def act(step: str) -> None:
        if step.startswith("lease.") and not told.exists():
            told.touch()

    crashpoints.arm(act)


def shift_clock(seconds: float) -> None:
    """Let it be another time: the wall clock plus so many seconds."""
    real = Clock.__call__

    def shifted(self: Clock) -> datetime:
        return real(self) + timedelta(seconds=seconds)

    Clock.__call__ = shifted  # type: ignore[method-assign]


def wrong_clock(seconds: float) -> None:
    """Let this machine's clock be wrong: it is so many seconds ahead of everybody else's."""
    wrong = timedelta(seconds=seconds)
    serve.Clock = partial(Clock, wall=lambda: wall() + wrong)  # type: ignore[misc,assignment]
