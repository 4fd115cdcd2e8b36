"""Calls and what was learnt on them: facts, intelligence, script runs and gaps, log drafts."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Call(Row):
    """One logged call; one that is undone is gone, with its record in the audit.

    `team_id` is set where nobody took the call: the team where it rang.
    """

    __tablename__ = "call"
    __audit__ = "call"
    __table_args__ = (
        Index("ix_call_user_id_at", "user_id", "at"),
        Index("ix_call_contact_id_at", "contact_id", "at"),
    )
    external_id: Mapped[str | None] = mapped_column(unique=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    direction: Mapped[str] = mapped_column(default="outbound")
    reason: Mapped[str | None]
    disposition: Mapped[str]
    minutes: Mapped[int | None]
    wait_seconds: Mapped[int | None]
    abandoned: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    amount: Mapped[Decimal | None]
    currency: Mapped[str | None]
    script_id: Mapped[str | None]
    script_version: Mapped[str | None]
    script_path: Mapped[list[Any]] = mapped_column(default=list)
    bot_seconds: Mapped[int | None]
    source: Mapped[str | None]
    campaign: Mapped[str | None]
    custom: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


class Fact(Row):
    """Something the customer told us, with the call that proves it; the newest of a field counts."""

    __tablename__ = "fact"
    __audit__ = "fact"
    __table_args__ = (Index("ix_fact_contact_id_field", "contact_id", "field"),)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"), index=True)
    field: Mapped[str]
    value: Mapped[str]
    sure: Mapped[bool] = mapped_column(default=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))


class Intel(Row):
    """Market intelligence heard: a competitor's move, a price, a complaint."""

    __tablename__ = "intel"
    __audit__ = "intel"
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    kind: Mapped[str]
    competitor: Mapped[str | None]
    text: Mapped[str]


class ScriptRun(Row):
    """Where an agent stands in a script; its text is kept, so an edited file changes no running call."""

    __tablename__ = "script_run"
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    reason: Mapped[str]
    direction: Mapped[str]
    script: Mapped[dict[str, Any]]
    run: Mapped[dict[str, Any]]
    why: Mapped[list[Any]] = mapped_column(default=list)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    version: Mapped[int] = mapped_column(default=1)


class ScriptGap(Row):
    """What a customer said where no answer of the script fitted; trainers read these."""

    __tablename__ = "script_gap"
    __audit__ = "script_gap"
    script_id: Mapped[str] = mapped_column(index=True)
    script_version: Mapped[str]
    step: Mapped[str]
    text: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    at: Mapped[datetime]


class LogDraft(Row):
    """A one-line log understood but not yet confirmed: nothing else is written until Save.

    A command whose name several people bear waits here too, `asked`, for who is meant, until it is `answered`.
    `said_in` is the event in which the line was typed, `saved_by` the one that saved it.
    """

    __tablename__ = "log_draft"
    __table_args__ = (UniqueConstraint("user_id", "number"),)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    number: Mapped[int]
    line: Mapped[str]
    draft: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="open")
    at: Mapped[datetime]
    said_in: Mapped[str | None]
    saved_by: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)
