"""How fast a bot may send: 30 messages a second in all, 1 a second in a chat, 20 a minute in a group.

The figures are those of the Bots FAQ (core.telegram.org/bots/faq, "My bot is hitting limits"); the real
ones are unpublished. The FAQ allows short bursts in a chat, so a chat's bucket holds `burst` messages.
After a 429 the same scope must stay silent for the time named; a request that comes earlier is a violation.
"""

import math
from collections import deque
from dataclasses import dataclass, field

SENDS = frozenset({"sendMessage", "sendPhoto", "sendDocument"})
EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup"})


@dataclass(frozen=True, slots=True)
class Limits:
    """The rates that are enforced."""

    overall: float = 30.0
    per_chat: float = 1.0
    burst: int = 5
    group_per_minute: int = 20


@dataclass(frozen=True, slots=True)
class Violation:
    """A request that came before the time that a 429 had named, which was `told` when."""

    at: float
    method: str
    scope: str
    until: float
    told: float


@dataclass(slots=True)
class _Bucket:
    rate: float
    room: float
    left: float
    seen: float

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed."""
        self.left = min(self.room, self.left + (now - self.seen) * self.rate)
        self.seen = now
        return 0.0 if self.left > 1 - 1e-6 else (1 - self.left) / self.rate


@dataclass(slots=True)
class RateKeeper:
    """Counts what is sent and says when it was too much; `limits` None lets everything through."""

    limits: Limits | None
    violations: list[Violation] = field(default_factory=list)
    _buckets: dict[str, _Bucket] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _frozen: dict[str, float] = field(default_factory=dict)
    _told: dict[str, float] = field(default_factory=dict)

    def check(self, method: str, chat: int | None, now: float) -> int | None:
        """The seconds to wait, or None and the message is counted."""
        early = self.early(method, chat, now)
        if early is not None:
            return early
        if self.limits is None or method not in SENDS | EDITS:
            return None
        waits = self._waits(method, chat, now)
        scope, wait = max(waits.items(), key=lambda item: item[1])
        if wait > 0:
            return self.freeze(scope, math.ceil(wait), now)
        for name in waits:
            if name in self._buckets:
                self._buckets[name].left -= 1
        if chat is not None and chat < 0 and method in SENDS:
            self._groups.setdefault(chat, deque()).append(now)
        return None

    def freeze(self, scope: str, seconds: int, now: float) -> int:
        """The scope was told to wait; who does not is written down."""
        self._frozen[scope], self._told[scope] = now + seconds, now
        return seconds

    def scope_of(self, method: str, chat: int | None) -> str:
        """What a 429 of this request is about: its chat, or the method where there is none."""
        return f"method {method}" if chat is None else f"chat {chat}"

    def early(self, method: str, chat: int | None, now: float) -> int | None:
        """The seconds still to wait after a 429, written down as a violation; None if nothing is frozen."""
        for scope in (self.scope_of(method, chat), "all"):
            until = self._frozen.get(scope, 0.0)
            if scope == "all" and method not in SENDS | EDITS:
                continue
            if now < until:
                self.violations.append(Violation(now, method, scope, until, self._told[scope]))
                return math.ceil(until - now)
        return None

    def _waits(self, method: str, chat: int | None, now: float) -> dict[str, float]:
        assert self.limits is not None
        waits = {"all": self._bucket("all", self.limits.overall, self.limits.overall, now).wait(now)}
        if chat is not None and method in SENDS:
            name = f"chat {chat}"
            waits[name] = self._bucket(name, self.limits.per_chat, self.limits.burst, now).wait(now)
            if chat < 0:
                waits[name] = max(waits[name], self._group_wait(chat, now))
        return waits

    def _bucket(self, name: str, rate: float, room: float, now: float) -> _Bucket:
        return self._buckets.setdefault(name, _Bucket(rate, room, room, now))

    def _group_wait(self, chat: int, now: float) -> float:
        assert self.limits is not None
        sent = self._groups.setdefault(chat, deque())
        while sent and sent[0] <= now - 60:
            sent.popleft()
        return 0.0 if len(sent) < self.limits.group_per_minute else sent[0] + 60 - now
