"""What a look found: how often each promise was looked at, and where it was broken."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from store.db import Session
from tests.faults.stage import Stage


@dataclass
class Findings:
    """How often each promise was looked at, and where it was broken."""

    looked: Counter[str] = field(default_factory=Counter)
    broken: dict[str, list[str]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)

    def hold(self, promise: str, holds: bool, about: object = "") -> None:
        self.looked[promise] += 1
        if not holds:
            self.broken.setdefault(promise, []).append(str(about))


Check = Callable[[Stage, Session, Findings], None]
