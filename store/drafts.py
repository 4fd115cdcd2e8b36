"""Log drafts: understood lines that wait for a yes (or a command that waits for who is meant); nothing else is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from store.db import Raced
from store.direct import ask, at_most, table
from store.models import LogDraft


@dataclass(frozen=True, slots=True)
class Kept:
    """A draft as it waits; `number` is its number among its owner's."""

    id: int
    user_id: int
    line: str
    body: Mapping[str, Any]
    state: str
    version: int
    saved_by: str | None


WAITING = ("open", "asked")
_D = table(LogDraft).c
_LAST = select(func.max(_D.number)).where(_D.user_id == bindparam("user"))


def add(
    session: Session,
    user_id: int,
    line: str,
    body: Mapping[str, Any],
    now: datetime,
    said_in: str | None = None,
    state: str = "open",
) -> Kept:
    """Keep a draft; `said_in` is the event in which its line was typed."""
    last = ask(session, _LAST, user=user_id).scalar() or 0
    row = LogDraft(
        user_id=user_id,
        number=last + 1,
        line=line,
        draft=dict(body),
        state=state,
        at=now,
        said_in=said_in,
        version=1,
    )
    session.add(row)
    session.flush()
    return _value(row)


def put_by(session: Session, user_id: int, line: str, body: Mapping[str, Any], now: datetime) -> Kept:
    """Keep what was typed beside a name until it is told who is meant."""
    return add(session, user_id, line, body, now, state="asked")


def get(session: Session, draft_id: int) -> Kept | None:
    """A draft by its id."""
    row = session.get(LogDraft, draft_id)
    return _value(row) if row else None


def of_event(session: Session, user_id: int, said_in: str) -> Kept | None:
    """The newest draft of a line that was typed in an event, unless it was dropped."""
    his = (LogDraft.user_id == user_id, LogDraft.said_in == said_in, LogDraft.state != "dropped")
    row = session.scalars(
        select(LogDraft).where(*his).order_by(LogDraft.number.desc()).limit(at_most(1))
    ).first()
    return _value(row) if row else None


def change(
    session: Session, draft_id: int, body: Mapping[str, Any], version: int, line: str | None = None
) -> Kept:
    """Replace what a draft holds, and its line; raises Raced when it is no longer open at `version`."""
    row = _open(session, draft_id, version)
    row.draft, row.line, row.version = dict(body), line or row.line, row.version + 1
    session.flush()
    return _value(row)


def close(
    session: Session, draft_id: int, state: str, version: int | None, saved_by: str | None = None
) -> None:
    """Mark a draft saved (by an event), dropped or answered; raises Raced when it no longer waits at `version`."""
    row = _open(session, draft_id, version)
    row.state, row.saved_by, row.version = state, saved_by, row.version + 1
    session.flush()


def _open(session: Session, draft_id: int, version: int | None) -> LogDraft:
    shared = session.get_bind().dialect.name == "postgresql"  # on SQLite this transaction is the only one
    row = session.get_one(LogDraft, draft_id, with_for_update=shared or None)
    if row.state not in WAITING or (version is not None and row.version != version):
        raise Raced(f"draft {draft_id}")
    return row


def _value(row: LogDraft) -> Kept:
    return Kept(row.id, row.user_id, row.line, row.draft, row.state, row.version, row.saved_by)
