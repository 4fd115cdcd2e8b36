"""The people of the desk: users, teams, quotas, chat addresses, absences."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Team(Row):
    """A team with its region (holidays) and zone."""

    __tablename__ = "team"
    name: Mapped[str] = mapped_column(unique=True)
    region: Mapped[str]
    timezone: Mapped[str]


class User(Row):
    """A person who works with Baton; `handle` is the short name typed after --as."""

    __tablename__ = "user_account"
    __audit__ = "user"
    handle: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    title: Mapped[str | None]
    email: Mapped[str | None]
    extension: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str]
    timezone: Mapped[str]
    region: Mapped[str]
    quiet_from: Mapped[time | None]
    quiet_until: Mapped[time | None]
    digest_at: Mapped[time | None]
    reminders_to: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    left_at: Mapped[datetime | None]
    capacity: Mapped[int | None]
    lead_roles: Mapped[list[str]] = mapped_column(default=list)
    territories: Mapped[list[str]] = mapped_column(default=list)
    industries: Mapped[list[str]] = mapped_column(default=list)
    lines: Mapped[list[str]] = mapped_column(default=list)
    praise_consent: Mapped[bool] = mapped_column(default=False)
    external_id: Mapped[str | None] = mapped_column(unique=True)
    custom: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


class Quota(Row):
    """What a person is to sell in a period (`2026-11`): an amount and a count of qualified leads."""

    __tablename__ = "quota"
    __table_args__ = (UniqueConstraint("user_id", "period"),)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    period: Mapped[str]
    amount: Mapped[Decimal]
    currency: Mapped[str]
    count: Mapped[int] = mapped_column(default=0)


class ChatAddress(Row):
    """Where a person can be reached: a platform (terminal, slack, telegram) and his address there."""

    __tablename__ = "chat_address"
    __table_args__ = (UniqueConstraint("platform", "address"),)
    platform: Mapped[str]
    address: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    linked_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]


class Absence(Row):
    """A time away; meanwhile the delegate does the work, afterwards it returns."""

    __tablename__ = "absence"
    __audit__ = "absence"
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    cancelled_at: Mapped[datetime | None]


class Invitation(Row):
    """A one-time code that ties a chat account to a person; only its hash is kept."""

    __tablename__ = "invitation"
    __audit__ = "invitation"
    code_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
