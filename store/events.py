"""Events that were applied: each platform id and each natural key takes effect once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.db import Repeated
from store.direct import ask, table
from store.models import Seen

_REMEMBER = {
    kind.dialect.name: kind.insert(table(Seen))
    .values({name: bindparam(name) for name in ("platform", "event_id", "natural_key", "at", "failed")})
    .on_conflict_do_nothing()
    .returning(table(Seen).c.id)
    for kind in (sqlite, postgresql)
}
_BEGUN = select(table(Seen).c.natural_key, table(Seen).c.event_id).where(
    table(Seen).c.natural_key.in_(bindparam("texts", expanding=True))
)
PART = ":part:"  # between the event that began a text and the one that brought a part of it


def remember(
    session: Session,
    platform: str,
    event_id: str,
    natural: str | None,
    now: datetime,
    *,
    failed: str | None = None,
) -> None:
    """Keep the event's keys, first thing in its transaction; raises Repeated when either is known.

    `failed` keeps the reference of an event that could not be applied, so that its copies do not fail again.
    """
    key = f"{platform}:{event_id}"
    statement = _REMEMBER[session.get_bind().dialect.name]
    known = ask(
        session, statement, platform=platform, event_id=key, natural_key=natural, at=now, failed=failed
    )
    if known.scalar() is None:
        raise Repeated(event_id)


def known_as(session: Session, natural: str) -> str | None:
    """The event that was applied under this natural key, as its records name it; None when it is forgotten."""
    return session.scalar(select(Seen.event_id).where(Seen.natural_key == natural, Seen.failed.is_(None)))


def natural_of(session: Session, event: str) -> str | None:
    """The natural key under which an event was applied."""
    return session.scalar(select(Seen.natural_key).where(Seen.event_id == event))


def began(session: Session, text_at: str, first: str, event_id: str, now: datetime) -> None:
    """Note that a text which may go on was sent (`text_at`: where and when); `first` is the event it began with."""
    kind = session.get_bind().dialect.name
    key = f"{first}{PART}{event_id}"
    platform = text_at.partition(":")[0]
    row = {"event_id": key, "natural_key": text_at, "at": now, "failed": None}
    ask(session, _REMEMBER[kind], platform=platform, **row).scalar()


def begun(session: Session, texts_at: Sequence[str]) -> str | None:
    """The event that began a text which was sent at one of these moments, the newest first."""
    rows = {row.natural_key: row.event_id for row in ask(session, _BEGUN, texts=list(texts_at))}
    newest = next((rows[one] for one in texts_at if one in rows), None)
    return newest.partition(PART)[0] if newest else None


def prune(session: Session, before: datetime) -> int:
    """Forget events older than any platform repeats them; returns how many."""
    return session.execute(delete(Seen).where(Seen.at < before)).rowcount  # type: ignore[attr-defined,no-any-return]
