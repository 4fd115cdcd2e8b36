"""Who changed what, when; and, for a short time, what it was before (undo)."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Audit(Row):
    """One change of one record, with the names of the fields but not their contents; never edited."""

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_user_id_at", "user_id", "at"),
        Index("ix_audit_noun_noun_id", "noun", "noun_id"),
    )
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    event: Mapped[str] = mapped_column(index=True)
    action: Mapped[str]
    change: Mapped[str]
    noun: Mapped[str]
    noun_id: Mapped[int]
    fields: Mapped[list[str]] = mapped_column(default=list)
    seal: Mapped[str | None]


class Undoable(Row):
    """The contents before a change, so that its author can take it back; pruned after the undo time."""

    __tablename__ = "undoable"
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    event: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    noun: Mapped[str]
    noun_id: Mapped[int]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any]]
