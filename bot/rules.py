"""The company's policy and call scripts in force; edited files take effect without a restart.

A faulty file keeps what was in force before, and its faults are told to the administrators once.
"""

from dataclasses import dataclass, field
from pathlib import Path

from bot.sales.policy import Policy, PolicyFaults, load_policy
from bot.scripts import Registry


@dataclass(slots=True)
class Rules:
    """Loads once, then looks at each event whether a file changed (by its time and size)."""

    policy_file: Path | None
    policy: Policy
    scripts: Registry
    _stamp: tuple[int, int] | None = field(init=False, default=None)
    _news: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._stamp = self._look()

    def refresh(self) -> list[str]:
        """Load what changed; returns the faults of files that could not be taken, each once."""
        stamp = self._look()
        if stamp != self._stamp:
            self._stamp = stamp
            try:
                self.policy = load_policy(self.policy_file)
            except PolicyFaults as faults:
                self._news += [str(fault) for fault in faults.faults]
        self._news += [str(fault) for fault in self.scripts.refresh()]
        news, self._news = self._news, []
        return news

    def _look(self) -> tuple[int, int] | None:
        if self.policy_file is None or not self.policy_file.exists():
            return None
        stat = self.policy_file.stat()
        return stat.st_mtime_ns, stat.st_size
