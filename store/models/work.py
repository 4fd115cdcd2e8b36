"""What must happen later: follow-ups, cadence runs, timers."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class FollowUp(Row):
    """The next dated touch with a customer. States: open, done, cancelled."""

    __tablename__ = "follow_up"
    __audit__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_owner_id_state_due", "owner_id", "state", "due"),
        Index("ix_follow_up_contact_id_state", "contact_id", "state"),
    )
    external_id: Mapped[str | None] = mapped_column(unique=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    delegate_of_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    kind: Mapped[str]
    due: Mapped[datetime]
    zone: Mapped[str]
    reason: Mapped[str]
    note: Mapped[str | None]
    state: Mapped[str] = mapped_column(default="open")
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"), index=True)
    cadence_run_id: Mapped[int | None] = mapped_column(ForeignKey("cadence_run.id"), index=True)
    step: Mapped[int | None]
    campaign: Mapped[str | None]
    created_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    nudged_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)


class CadenceRun(Row):
    """A cadence under way for a contact; the partial unique index keeps it to one at a time."""

    __tablename__ = "cadence_run"
    __audit__ = "cadence_run"
    __table_args__ = (
        Index(
            "uq_cadence_run_active",
            "contact_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    cadence: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    started_at: Mapped[datetime]
    step: Mapped[int] = mapped_column(default=0)
    repeats: Mapped[int] = mapped_column(default=0)
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str | None]


class Timer(Row):
    """Something due at a moment; unique by kind, subject and occurrence, so it fires once whoever ticks."""

    __tablename__ = "timer"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "occurrence"),
        Index(
            "ix_timer_open",
            "due",
            postgresql_where=text("done_at IS NULL"),
            sqlite_where=text("done_at IS NULL"),
        ),
    )
    kind: Mapped[str]
    subject: Mapped[int]
    occurrence: Mapped[str] = mapped_column(default="")
    due: Mapped[datetime]
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    done_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    failed: Mapped[str | None]
