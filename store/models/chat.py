"""The chat's own memory: events seen, dialogs open, messages to send, cached answers of rules."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Base, Row


class Seen(Row):
    """An event that was applied; its platform id and its natural key each occur once."""

    __tablename__ = "seen"
    platform: Mapped[str]
    event_id: Mapped[str] = mapped_column(unique=True)
    natural_key: Mapped[str | None] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    failed: Mapped[str | None]


class Dialog(Row):
    """The form a person fills in a chat, one question at a time; `aside` holds forms put aside for it."""

    __tablename__ = "dialog"
    __table_args__ = (UniqueConstraint("user_id", "chat"),)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    chat: Mapped[str]
    form: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    hidden: Mapped[dict[str, Any]] = mapped_column(default=dict)
    aside: Mapped[list[Any]] = mapped_column(default=list)
    at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)


class Message(Row):
    """A message to a person: written with the change that causes it, sent after the commit.

    States: pending, sending, sent, cancelled, dead, ambiguous. `card` names the thing shown
    (`handoff:12`), so that a newer message about it takes the older one's place. While it is being sent
    a lease runs, and its fence counts the claims, so that a sender whose lease ended writes nothing.
    `external_id` is kept by the message that now stands there; `edits` makes a copy for another app, which
    takes that message's place or is not sent.
    """

    __tablename__ = "message"
    __table_args__ = (
        Index(
            "ix_message_unsent",
            "platform",
            "address",
            "id",
            postgresql_where=text("state = 'pending'"),
            sqlite_where=text("state = 'pending'"),
        ),
        Index(
            "ix_message_sending",
            "platform",
            "address",
            postgresql_where=text("state = 'sending'"),
            sqlite_where=text("state = 'sending'"),
        ),
        Index(
            "ix_message_shown",
            "platform",
            "address",
            "external_id",
            postgresql_where=text("external_id IS NOT NULL"),
            sqlite_where=text("external_id IS NOT NULL"),
        ),
        Index(
            "ix_message_asked",
            "user_id",
            postgresql_where=text("key = 'form.ask' AND external_id IS NOT NULL"),
            sqlite_where=text("key = 'form.ask' AND external_id IS NOT NULL"),
        ),
        Index("ix_message_card", "card", "user_id"),
    )
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    platform: Mapped[str]
    address: Mapped[str]
    key: Mapped[str]
    body: Mapped[dict[str, Any]]
    card: Mapped[str | None]
    urgency: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="pending")
    why: Mapped[str | None]
    event: Mapped[str | None] = mapped_column(index=True)
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    external_id: Mapped[str | None]
    tries: Mapped[int] = mapped_column(default=0)
    fence: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    not_before: Mapped[datetime | None]
    edits: Mapped[str | None]


class Lease(Base):
    """What only one process may do at a time, or where a platform asked all for silence; until when it holds."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class LinkAttempt(Row):
    """How often a chat account tried a wrong invitation code since a moment."""

    __tablename__ = "link_attempt"
    __table_args__ = (UniqueConstraint("platform", "address"),)
    platform: Mapped[str]
    address: Mapped[str]
    since: Mapped[datetime]
    tries: Mapped[int]


class Learnt(Base):
    """Something computed from much data and kept (association rules, value cut-offs), with its date."""

    __tablename__ = "learnt"
    name: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    body: Mapped[dict[str, Any]]
