"""Whom Baton proposed to call next."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Row


class Suggestion(Row):
    """A next call proposed to a person; until `hidden_until` he does not want to see it again."""

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("user_id", "contact_id"),)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    at: Mapped[datetime]
    hidden_until: Mapped[datetime | None]
