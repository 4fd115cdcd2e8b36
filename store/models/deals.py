"""Opportunities with their stage history, handoffs with theirs, cross-sell openings and answers."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Opportunity(Row):
    """A deal being worked. States: open, won, lost; `commit` says that its owner stands by it."""

    __tablename__ = "opportunity"
    __audit__ = "opportunity"
    __table_args__ = (Index("ix_opportunity_state_owner_id", "state", "owner_id"),)
    external_id: Mapped[str | None] = mapped_column(unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"))
    name: Mapped[str | None]
    stage: Mapped[str]
    state: Mapped[str] = mapped_column(default="open")
    amount: Mapped[Decimal | None]
    currency: Mapped[str | None]
    probability: Mapped[int | None]
    commit: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime]
    close_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    lost_reason: Mapped[str | None]
    handoff_id: Mapped[int | None] = mapped_column(ForeignKey("handoff.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    source: Mapped[str | None]
    campaign: Mapped[str | None]
    custom: Mapped[dict[str, Any]] = mapped_column(default=dict)
    version: Mapped[int] = mapped_column(default=1)


class StageChange(Row):
    """One step of an account or of an opportunity through the stages."""

    __tablename__ = "stage_change"
    __audit__ = "stage_change"
    __table_args__ = (Index("ix_stage_change_noun_noun_id", "noun", "noun_id", "at"),)
    noun: Mapped[str]
    noun_id: Mapped[int]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    from_stage: Mapped[str | None]
    to_stage: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))


class Handoff(Row):
    """A qualified lead offered to the field; one state at a time, each change in handoff_event.

    The partial unique index keeps it to one open handoff a contact.
    """

    __tablename__ = "handoff"
    __audit__ = "handoff"
    __table_args__ = (
        Index(
            "uq_handoff_open",
            "contact_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    via_delegate_of_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    state: Mapped[str] = mapped_column(default="offered", index=True)
    brief: Mapped[dict[str, Any]]
    icp: Mapped[int | None]
    bant: Mapped[Decimal | None]
    override_reason: Mapped[str | None]
    why: Mapped[list[Any]] = mapped_column(default=list)
    amount: Mapped[Decimal | None]
    currency: Mapped[str | None]
    offered_at: Mapped[datetime]
    half_due: Mapped[datetime]
    sla_due: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    visit_on: Mapped[datetime | None]
    reason: Mapped[str | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("handoff.id"))
    ended_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


class HandoffEvent(Row):
    """What happened to a handoff, by whom, when, and why."""

    __tablename__ = "handoff_event"
    __audit__ = "handoff_event"
    handoff_id: Mapped[int] = mapped_column(ForeignKey("handoff.id"), index=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    event: Mapped[str]
    reason: Mapped[str | None]
    amount: Mapped[Decimal | None]


class Opening(Row):
    """A cross-sell opening shown to an agent, and how the customer answered."""

    __tablename__ = "opening"
    __audit__ = "opening"
    __table_args__ = (Index("ix_opening_contact_id_sku", "contact_id", "sku"),)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    sku: Mapped[str]
    kind: Mapped[str]
    score: Mapped[int]
    params: Mapped[dict[str, Any]] = mapped_column(default=dict)
    shown_at: Mapped[datetime]
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    call_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    version: Mapped[int] = mapped_column(default=1)
