"""Planted bugs: each breaks one promise in the process it is planted in, to show that the checkers can fail."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import update

from bot import ticker
from bot.app import App
from bot.chats.failures import Failures
from bot.chats.posting import Posting
from bot.chats.rates import Rates
from bot.chats.telegram_desk import TelegramDesk
from bot.sending import Outgoing
from store import events, messages, outbox, timers
from store.db import Session
from store.models import FollowUp, Handoff

_remember = events.remember
_taken = TelegramDesk.taken
_queue = messages.queue
_claim = outbox.claim
_fire = ticker._fire
_plant_all = timers.plant_all
A_WHILE = 0.3


def acknowledge_first() -> None:
    """An update is confirmed before it is committed."""

    async def later(self: TelegramDesk, raw: Any) -> None:
        await asyncio.sleep(A_WHILE)
        await _taken(self, raw)

    async def taken(self: TelegramDesk, raw: Any) -> bool:
        self._background(later(self, raw))
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

    def claim(*given: Any) -> outbox.Claim | None:
        held = _claim(*given)
        return replace(held, unclear=False) if held is not None else None

    outbox.claim = claim


def no_silence() -> None:
    """A 429 freezes nothing."""

    async def hush(self: Failures, _asked: Any, held: Any, done: Sequence[str]) -> None:
        if held is not None:
            await self._wait(held, 0, None, done, counted=False)

    Failures.hush = hush  # type: ignore[method-assign]
    Rates.wait = lambda *_: 0.0  # type: ignore[method-assign,assignment]


def last_first() -> None:
    """The newest message of a chat goes first."""
    outbox._HEAD = outbox._HEAD.order_by(None).order_by(outbox.RANK, outbox._M.id.desc())


def answers_left_out() -> None:
    """Answers are not written with their effect."""

    def queue(session: Session, rows: Sequence[Any]) -> Any:
        queued = _queue(session, rows)
        session.query(outbox.Message).filter(outbox.Message.id.in_([one.id for one in queued])).delete()
        return queued

    messages.queue = queue


def lease_without_fence() -> None:
    """Whoever held a message once may write what became of it, whoever holds it now."""

    def sent(self: Posting, session: Session, held: Any, external_id: str) -> None:
        mine = update(outbox.Message).where(outbox.Message.id == held.claim.queued.id)
        why = outbox.REPEATED if held.claim.unclear else None
        session.execute(mine.values(state="sent", external_id=external_id, why=why, lease_until=None))

    Posting.sent = sent  # type: ignore[method-assign]


def escalated_twice() -> None:
    """That an offer was escalated is forgotten at once."""

    def fire(app: App, session: Session, timer: timers.Set, now: datetime) -> list[Outgoing]:
        queued = _fire(app, session, timer, now)
        if timer.kind == "handoff.full":
            session.flush()
            session.execute(update(Handoff).where(Handoff.id == timer.subject).values(escalated_at=None))
            session.expire_all()
            queued += _fire(app, session, timer, now)
        return queued

    ticker._fire = fire


def digest_key_without_date() -> None:
    """A manager's digest is unique by the manager alone."""

    def plant_all(session: Session, planted: Sequence[timers.Planted]) -> None:
        _plant_all(
            session,
            [replace(one, occurrence="" if one.kind == "digest" else one.occurrence) for one in planted],
        )

    def fire(app: App, session: Session, timer: timers.Set, now: datetime) -> list[Outgoing]:
        day = timer.due.astimezone().date().isoformat()
        return _fire(app, session, replace(timer, occurrence=timer.occurrence or day), now)

    timers.plant_all = plant_all
    ticker._fire = fire


def audit_left_out() -> None:
    """Changes of follow-ups leave no record."""
    FollowUp.__audit__ = ""


BUGS: dict[str, Callable[[], None]] = {
    bug.__name__: bug
    for bug in (
        acknowledge_first, no_natural_key, unflagged, no_silence, last_first, answers_left_out,
        lease_without_fence, escalated_twice, digest_key_without_date, audit_left_out,
    )
}  # fmt: skip
