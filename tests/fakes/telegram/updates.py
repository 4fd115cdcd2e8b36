"""The updates waiting for the bot: numbered, kept 24 hours or 150 seconds, forgotten when confirmed."""

import heapq
import random
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tests.fakes.telegram.clock import Clock
from tests.fakes.telegram.model import Json

MESSAGE_KEPT = 86_400
PRESS_KEPT = 150
_WEEK = 7 * 86_400
_FAR_AHEAD = 10
_KINDS = [
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
    "message_reaction_count",
    "chat_boost",
    "removed_chat_boost",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "purchased_paid_media",
]
_BY_DEFAULT = frozenset(_KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Update:
    """One update; `lane` is the queue in which a webhook gets it, after the earlier ones of the same lane."""

    id: int
    kind: str
    body: Json
    expires: float
    lane: str

    def json(self) -> Json:
        """The Update object."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass(slots=True)
class UpdateQueue:
    """What the bot has not confirmed yet, and all that ever was (`history`) for the checks of a test."""

    clock: Clock
    seed: int = 0
    allowed: frozenset[str] = _BY_DEFAULT
    history: list[Update] = field(default_factory=list)
    listeners: list[Callable[[Update], None]] = field(default_factory=list)
    _waiting: OrderedDict[int, Update] = field(default_factory=OrderedDict)
    _ends: list[tuple[float, int]] = field(default_factory=list)
    _next: int = 700_000_001
    _last_at: float = 0.0

    def allow(self, kinds: Iterable[str] | None) -> None:
        """allowed_updates: None changes nothing, nothing known is the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) & frozenset(_KINDS) or _BY_DEFAULT

    def push(self, kind: str, body: Json, lane: str) -> Update | None:
        """A new update, unless the bot does not want its kind; after a quiet week its number is random."""
        if kind not in self.allowed:
            return None
        now = self.clock.now()
        if self.history and now - self._last_at >= _WEEK and not self._waiting:
            self._next = random.Random(self.seed + self._next).randrange(1, 2**30)  # noqa: S311
        kept = PRESS_KEPT if kind == "callback_query" else MESSAGE_KEPT
        update = Update(self._next, kind, body, now + kept, lane)
        self._next += 1
        self._last_at = now
        self._waiting[update.id] = update
        heapq.heappush(self._ends, (update.expires, update.id))
        self.history.append(update)
        for listener in self.listeners:
            listener(update)
        return update

    def read(self, offset: int, limit: int) -> list[Update]:
        """getUpdates: an offset forgets all before it, a negative one all but so many of the last."""
        self._drop_old()
        if offset < 0:
            for number in list(self._waiting)[:offset]:
                del self._waiting[number]
        elif 0 < offset <= self._next - 1 + _FAR_AHEAD:
            while self._waiting and next(iter(self._waiting)) < offset:
                self._waiting.popitem(last=False)
        found = iter(self._waiting.values())
        return [update for _, update in zip(range(limit), found, strict=False)]

    def forget(self, number: int) -> None:
        """A webhook took it."""
        self._waiting.pop(number, None)

    def clear(self) -> None:
        """drop_pending_updates."""
        self._waiting.clear()

    def waiting(self) -> Iterator[Update]:
        """Everything not confirmed and not expired, oldest first."""
        self._drop_old()
        return iter(list(self._waiting.values()))

    def __len__(self) -> int:
        self._drop_old()
        return len(self._waiting)

    def _drop_old(self) -> None:
        now = self.clock.now()
        while self._ends and self._ends[0][0] <= now:
            self._waiting.pop(heapq.heappop(self._ends)[1], None)
