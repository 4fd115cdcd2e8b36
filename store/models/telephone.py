"""Calls as the telephone system tells them while they happen, a row per call and extension."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Ring(Row):
    """One extension's part in one call: when it rang, was answered and ended, in whatever order that came.

    `call` is the telephone system's own number of the call, `number` the other side. `logged_id` is the log
    that was made of it, `draft_id` the draft that waits for how it ended, `follow_up_id` the call back.
    """

    __tablename__ = "ring"
    __table_args__ = (
        UniqueConstraint("call", "extension"),
        Index("ix_ring_extension_number", "extension", "number"),
    )
    call: Mapped[str]
    extension: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    direction: Mapped[str]
    number: Mapped[str | None]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    first_at: Mapped[datetime] = mapped_column(index=True)
    rang_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("log_draft.id"))
    logged_id: Mapped[int | None] = mapped_column(ForeignKey("call.id"))
    follow_up_id: Mapped[int | None] = mapped_column(ForeignKey("follow_up.id"))
