"""What falls due: reminders planned for a moment, and timers that are made due at once."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update

from store.db import Raced, Unavailable
from store.models import Timer, User
from tests.faults.desk import due_soon
from tests.faults.stage import Stage

TODAY = timedelta(hours=12)  # digests are planted days ahead
TAIPEI = ZoneInfo("Asia/Taipei")


async def plan(stage: Stage, handle: str, seconds: float) -> str:
    """A reminder that is due in so many seconds; its mark."""
    mark, due = stage.mark(), stage.now() + seconds
    moments = (datetime.fromtimestamp(at, UTC) for at in (due, stage.now()))
    with suppress(Raced, Unavailable):
        number = await asyncio.to_thread(due_soon, stage.database, handle, mark, *moments)
        stage.planted[number] = (mark, due, stage.healthy)
    return mark


async def due_now(stage: Stage, *kinds: str) -> None:
    """Today's timers of some kinds fall due; a digest keeps to its manager's hour, so that is now."""
    now = datetime.fromtimestamp(stage.now(), UTC)
    waiting = (Timer.kind.in_(kinds), Timer.done_at.is_(None), Timer.due > now, Timer.due < now + TODAY)

    def write() -> None:
        with stage.database.transaction() as session:
            session.execute(update(Timer).where(*waiting).values(due=now))
            if "digest" in kinds:
                hour = now.astimezone(TAIPEI).time()
                session.execute(update(User).where(User.digest_at.is_not(None)).values(digest_at=hour))

    with suppress(Raced, Unavailable):
        await asyncio.to_thread(write)


def forget(stage: Stage, kind: str) -> None:
    """Timers of a kind that were planted are planted no more."""
    with stage.database.transaction() as session:
        session.execute(delete(Timer).where(Timer.kind == kind))
