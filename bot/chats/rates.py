"""How fast we may send: a token bucket a scope, and scopes frozen because the platform asked for silence."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.chats.protocol import Limit

ENOUGH = 1 - 1e-9
LONGEST_WAIT = 30.0
MOST_BUCKETS = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    seen: float


@dataclass(slots=True)
class Rates:
    """The buckets of one process; moments are seconds of any clock that goes forward."""

    _buckets: dict[str, _Bucket] = field(default_factory=dict)
    _frozen: dict[str, float] = field(default_factory=dict)

    def wait(self, limits: Sequence[Limit], now: float) -> float:
        """Seconds until one more message may go out; 0 for now."""
        return max((self._wait(limit, now) for limit in limits), default=0.0)

    def room(self, limit: Limit, now: float) -> int:
        """How many messages may go out now."""
        free = self._frozen.get(limit.scope, 0.0) <= now
        return max(0, int(self._bucket(limit, now).left + 1 - ENOUGH)) if free else 0

    def take(self, limits: Sequence[Limit], now: float, count: int = 1) -> None:
        """Count messages; a bucket may owe some."""
        for limit in limits:
            self._bucket(limit, now).left -= count
        if len(self._buckets) > MOST_BUCKETS:
            self._forget_full(limits, now)

    def give_back(self, limits: Sequence[Limit]) -> None:
        """Nothing was sent after all."""
        for limit in limits:
            self._buckets[limit.scope].left += 1

    def freeze(self, scope: str, seconds: float, now: float) -> None:
        """Be silent in this scope, for exactly as long as was asked."""
        self._frozen[scope] = max(self._frozen.get(scope, 0.0), now + seconds)

    def silent(self, limits: Sequence[Limit], now: float) -> bool:
        """Whether one of these scopes was asked for silence."""
        return any(self._frozen.get(limit.scope, 0.0) > now for limit in limits)

    def keep(self, silences: Mapping[str, datetime], now: float) -> None:
        """Be silent where others were told to be."""
        for scope, until in silences.items():
            self.freeze(scope, until.timestamp() - now, now)

    def _wait(self, limit: Limit, now: float) -> float:
        frozen = self._frozen.get(limit.scope, 0.0) - now
        if frozen <= 0:
            self._frozen.pop(limit.scope, None)
        left = self._bucket(limit, now).left
        return max(frozen, 0.0 if left >= ENOUGH else (1 - left) / limit.per_second)

    def _bucket(self, limit: Limit, now: float) -> _Bucket:
        bucket = self._buckets.setdefault(limit.scope, _Bucket(limit.burst, now))
        bucket.left = min(float(limit.burst), bucket.left + max(0.0, now - bucket.seen) * limit.per_second)
        bucket.seen = max(now, bucket.seen)
        return bucket

    def _forget_full(self, in_use: Sequence[Limit], now: float) -> None:
        """Forget scopes unused for a minute: at rates of one a second they are full again."""
        kept = {limit.scope for limit in in_use}
        self._buckets = {
            scope: bucket
            for scope, bucket in self._buckets.items()
            if scope in kept or now - bucket.seen < 60
        }


def back_off(tries: int) -> float:
    """Seconds before the next try: doubling up to half a minute, spread so that chats do not come at once."""
    return min(LONGEST_WAIT, 2.0 ** (tries - 1)) * random.uniform(0.75, 1.0)  # noqa: S311 - no secret
