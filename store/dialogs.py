"""The form that a person is filling, one row per person and chat; any process continues it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from store.direct import ask, table
from store.models import Dialog


@dataclass(frozen=True, slots=True)
class Open:
    """A form under way: what was answered, raw, and the forms put aside for it."""

    form: str
    answers: Mapping[str, str] = field(default_factory=dict)
    aside: tuple[Mapping[str, Any], ...] = ()
    version: int = 0


_D = table(Dialog).c
_OPEN = select(_D.form, _D.answers, _D.aside, _D.version).where(
    _D.user_id == bindparam("user"), _D.chat == bindparam("chat")
)


def get(session: Session, user_id: int, chat: str) -> Open | None:
    """The open form of a person in a chat."""
    row = ask(session, _OPEN, user=user_id, chat=chat).first()
    return Open(row.form, dict(row.answers), tuple(row.aside), row.version) if row else None


def put(session: Session, user_id: int, chat: str, dialog: Open, now: datetime) -> None:
    """Keep the form as it stands now."""
    row = _row(session, user_id, chat)
    if row is None:
        row = Dialog(
            user_id=user_id, chat=chat, form=dialog.form, answers={}, hidden={}, aside=[], at=now, version=0
        )
        session.add(row)
    row.form, row.answers, row.aside = dialog.form, dict(dialog.answers), list(dialog.aside)
    row.at, row.version = now, row.version + 1
    session.flush()


def drop(session: Session, user_id: int, chat: str) -> None:
    """Forget the open form."""
    session.execute(delete(Dialog).where(Dialog.user_id == user_id, Dialog.chat == chat))


def prune(session: Session, before: datetime) -> int:
    """Forget forms that nobody touched since a day; returns how many."""
    return session.execute(delete(Dialog).where(Dialog.at < before)).rowcount  # type: ignore[attr-defined,no-any-return]


def _row(session: Session, user_id: int, chat: str) -> Dialog | None:
    return session.scalar(select(Dialog).where(Dialog.user_id == user_id, Dialog.chat == chat))
