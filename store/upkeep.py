"""Housekeeping: what has served its time goes; how the database is doing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.sales.policy import Policy
from store import dialogs, events, messages, ringing, schema, timers, undo
from store.db import Database
from store.models import ChatAddress, Contact, LogDraft, Team, Timer, User

MIB = 1024 * 1024


def prune(session: Session, policy: Policy, now: datetime) -> Mapping[str, int]:
    """Forget the traces of the machinery after the policy's days; returns how many rows of each."""
    keep = policy.retention
    old = {
        name: now - timedelta(days=getattr(keep, f"{name}_days"))
        for name in ("seen", "sent", "dialog", "ring")
    }
    return {
        "seen": events.prune(session, old["seen"]),
        "messages": messages.prune(session, old["sent"]),
        "timers": timers.prune(session, old["sent"]),
        "dialogs": dialogs.prune(session, old["dialog"]),
        "rings": ringing.prune(session, old["ring"], old["dialog"]),
        "drafts": _drafts(session, old["dialog"]),
        "undo": undo.prune(session, now - timedelta(minutes=policy.undo.minutes)),
    }


def _drafts(session: Session, before: datetime) -> int:
    """Log lines that were saved, dropped or never answered."""
    return session.execute(delete(LogDraft).where(LogDraft.at < before)).rowcount  # type: ignore[attr-defined,no-any-return]


@dataclass(frozen=True, slots=True)
class Condition:
    """The database as it is: kind, version of its engine and of its schema, whether it can be written, MiB free
    beside it (None where that cannot be known), and its clock where it has one of its own.
    """

    kind: str
    engine: str
    schema: str | None
    writable: bool
    why: str = ""
    free: int | None = None
    clock: datetime | None = None


def condition(database: Database) -> Condition:
    """How the database is; raises Unavailable or SchemaError where it cannot be read at all."""
    at = schema.version(database)
    kind = database.engine.dialect.name
    why = _written(database)
    if kind == "postgresql":
        with database.engine.connect() as connection:
            engine = str(connection.scalar(text("SHOW server_version")))
            clock = connection.scalar(select(func.now()))
        return Condition(kind, engine, at, not why, why, None, clock)
    with database.reading() as session:
        engine = str(session.scalar(select(func.sqlite_version())))
    return Condition(kind, engine, at, not why, why, _free(database))


def _written(database: Database) -> str:
    """Why nothing can be written; empty when all is well. Leaves no trace."""
    try:
        with database.engine.connect() as connection:
            connection.execute(text("CREATE TABLE baton_doctor (n INTEGER)"))
            connection.rollback()
    except DBAPIError as error:
        return str(error.orig).strip().partition("\n")[0]
    return ""


def _free(database: Database) -> int | None:
    name = database.engine.url.database
    if not name or name == ":memory:":
        return None
    folder = Path(name).absolute().parent
    if not folder.is_dir():
        return None
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize // MIB


@dataclass(frozen=True, slots=True)
class People:
    """What is amiss with the people of the desk: who cannot be reached, who has no team, what nobody leads."""

    users: int
    admins: int
    unreached: tuple[str, ...]
    without_team: tuple[str, ...]
    unled: tuple[str, ...]
    failed_timers: int
    contacts: int


def people(session: Session) -> People:
    """Look through the people and what waits for them."""
    rows = session.scalars(select(User).where(User.active).order_by(User.handle)).all()
    reached = set(session.scalars(select(ChatAddress.user_id).where(ChatAddress.blocked_at.is_(None))))
    led = {row.team_id for row in rows if row.role == "manager"}
    peopled = {row.team_id for row in rows if row.role in ("agent", "field")}
    teams = session.scalars(select(Team).where(Team.id.in_(peopled - led - {None})).order_by(Team.name))
    return People(
        users=len(rows),
        admins=sum(row.role == "admin" for row in rows),
        unreached=tuple(row.handle for row in rows if row.id not in reached),
        without_team=tuple(
            row.handle for row in rows if row.team_id is None and row.role in ("agent", "field", "manager")
        ),
        unled=tuple(team.name for team in teams),
        failed_timers=session.scalar(select(func.count()).where(Timer.tries >= timers.MOST_TRIES)) or 0,
        contacts=session.scalar(select(func.count()).select_from(Contact)) or 0,
    )
