"""Records that may be of the same person or company, and what was decided about them."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Duplicate(Row):
    """Two contacts, or two companies, that look alike. States: open, apart (they are two), merged.

    `low_id` is the smaller of the two numbers; `score` is 0-100, `why` names what they share; `kept_id` is the
    one that a merge left, `refused` the numbers that it put on the do-not-call list.
    """

    __tablename__ = "duplicate"
    __audit__ = "duplicate"
    __table_args__ = (
        UniqueConstraint("noun", "low_id", "high_id"),
        Index("ix_duplicate_noun_high_id", "noun", "high_id"),
        Index("ix_duplicate_state_score", "state", "score"),
    )
    noun: Mapped[str]
    low_id: Mapped[int] = mapped_column(BigInteger)
    high_id: Mapped[int] = mapped_column(BigInteger)
    score: Mapped[int]
    why: Mapped[list[Any]] = mapped_column(default=list)
    state: Mapped[str] = mapped_column(default="open")
    found_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    kept_id: Mapped[int | None] = mapped_column(BigInteger)
    refused: Mapped[list[Any]] = mapped_column(default=list)
    version: Mapped[int] = mapped_column(default=1)
