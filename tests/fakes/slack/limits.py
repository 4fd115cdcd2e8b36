"""Rate limits: a bucket per method and, for posting, per channel; and who comes back too early."""

import math
from dataclasses import dataclass

from tests.fakes.slack.clock import Clock
from tests.fakes.slack.journal import Refused


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket's size and how many it regains a second."""

    burst: float
    per_second: float


TIERS = {
    "1": Rate(20, 1 / 60),
    "2": Rate(20, 20 / 60),
    "3": Rate(50, 50 / 60),
    "4": Rate(100, 100 / 60),
    "special": Rate(600, 10),
}
CHANNEL = Rate(5, 1)
WORKSPACE = Rate(600, 10)


@dataclass(slots=True)
class _Bucket:
    rate: Rate
    left: float
    at: float

    def wait(self, now: float) -> float:
        """Seconds until a token is there; the bucket is refilled up to now."""
        self.left = min(self.rate.burst, self.left + (now - self.at) * self.rate.per_second)
        self.at = now
        return 0.0 if self.left >= 1 - 1e-9 else (1 - self.left) / self.rate.per_second


class Limits:
    """All buckets of one workspace and app. Switch `enforced` off where a test needs the room."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._frozen: dict[str, float] = {}
        self.enforced = True
        self.channel_rate = CHANNEL

    def take(self, method: str, tier: str, channel: str | None) -> None:
        """Let the request pass or raise Slack's 429; a scope that was told to wait stays shut till then."""
        names = self._names(method, tier, channel)
        if self.enforced:
            buckets = [self._bucket(name, rate) for name, rate in names.items()]
            waits = [bucket.wait(self._clock.now()) for bucket in buckets]
            if max(waits) > 0:
                raise self._limited(method, channel, math.ceil(max(waits)))
            for bucket in buckets:
                bucket.left -= 1

    def early(self, method: str, channel: str | None) -> float:
        """Seconds that the scope still has to wait of an earlier Retry-After (0: it may come)."""
        return max(0.0, self._frozen.get(_scope(method, channel), 0.0) - self._clock.now())

    def freeze(self, method: str, channel: str | None, seconds: float) -> None:
        """Remember that this scope was told to wait."""
        self._frozen[_scope(method, channel)] = self._clock.now() + seconds

    def refuse_early(self, method: str, channel: str | None) -> Refused:
        """The answer to one who did not wait."""
        return self._limited(method, channel, math.ceil(self.early(method, channel)))

    def _limited(self, method: str, channel: str | None, seconds: int) -> Refused:
        self.freeze(method, channel, seconds)
        refused = Refused("ratelimited", status=429)
        refused.headers["Retry-After"] = str(seconds)
        return refused

    def _names(self, method: str, tier: str, channel: str | None) -> dict[str, Rate]:
        if tier == "posting":
            return {f"channel {channel}": self.channel_rate, "posting": WORKSPACE}
        return {method: TIERS[tier]}

    def _bucket(self, name: str, rate: Rate) -> _Bucket:
        return self._buckets.setdefault(name, _Bucket(rate, rate.burst, self._clock.now()))


def _scope(method: str, channel: str | None) -> str:
    return f"{method} {channel}" if method == "chat.postMessage" else method
