"""Planted bugs: each breaks one promise in the process it is planted in, to show that the checkers can fail."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.chats.rates import Rates
from bot.chats.telegram_desk import TelegramDesk
from store import events, messages, outbox
from store.db import Session

_remember = events.remember
_taken = TelegramDesk.taken
_queue = messages.queue


def acknowledge_first() -> None:
    """An update is confirmed before it is committed."""

    async def taken(self: TelegramDesk, raw: Any) -> bool:
        self._background(_taken(self, raw))  # type: ignore[arg-type]
        return True

    TelegramDesk.taken = taken  # type: ignore[method-assign]


def no_natural_key() -> None:
    """A copy of an event under another id is another event."""

    def remember(
        session: Session, platform: str, event_id: str, natural: str | None, now: datetime, **more: Any
    ) -> None:
        _remember(session, platform, event_id, None, now, **more)

    events.remember = remember  # type: ignore[assignment]


def unflagged() -> None:
    """What may have been shown is sent again as if it had not been."""
    outbox.UNCLEAR = None  # type: ignore[assignment]


def no_silence() -> None:
    """A 429 freezes nothing."""
    Rates.freeze = lambda *_: None  # type: ignore[method-assign,assignment]
    Rates.wait = lambda *_: 0.0  # type: ignore[method-assign,assignment]


def last_first() -> None:
    """The newest message of a chat goes first."""
    outbox.RANK = -outbox.Message.id  # type: ignore[assignment]


def answers_left_out() -> None:
    """Answers are not written with their effect."""

    def queue(session: Session, rows: Sequence[Any]) -> Any:
        queued = _queue(session, rows)
        session.query(outbox.Message).filter(outbox.Message.id.in_([one.id for one in queued])).delete()
        return queued

    messages.queue = queue


BUGS: dict[str, Callable[[], None]] = {
    name.__name__: name
    for name in (acknowledge_first, no_natural_key, unflagged, no_silence, last_first, answers_left_out)
}
