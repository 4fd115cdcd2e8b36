"""Market intelligence: the last things heard, and one taken back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.direct import at_most
from store.models import Account, Contact, Intel, User


@dataclass(frozen=True, slots=True)
class Heard:
    """A thing heard: by whom, from whom, when."""

    id: int
    user_id: int
    by: str
    at: datetime
    kind: str
    competitor: str | None
    text: str
    contact: str | None
    company: str | None


def get(session: Session, intel_id: int) -> Heard | None:
    """A thing heard, by number."""
    found = _read(session, intel_id=intel_id)
    return found[0] if found else None


def latest(
    session: Session, *, user_id: int | None = None, team_id: int | None = None, most: int = 10
) -> list[Heard]:
    """The last things heard by everybody, by a team or by one person; the newest first."""
    return _read(session, user_id=user_id, team_id=team_id, most=most)


def name_competitor(session: Session, intel_id: int, competitor: str) -> None:
    """Say which competitor it is about."""
    session.get_one(Intel, intel_id).competitor = competitor
    session.flush()


def withdraw(session: Session, intel_id: int) -> None:
    """Take a thing heard back."""
    session.delete(session.get_one(Intel, intel_id))
    session.flush()


def _read(
    session: Session,
    *,
    intel_id: int | None = None,
    user_id: int | None = None,
    team_id: int | None = None,
    most: int = 1,
) -> list[Heard]:
    query = (
        select(Intel, User.name, Contact.name, Account.short_name, Account.name)
        .join(User, User.id == Intel.user_id)
        .join(Contact, Contact.id == Intel.contact_id, isouter=True)
        .join(Account, Account.id == Intel.account_id, isouter=True)
    )
    conditions = ((Intel.id, intel_id), (Intel.user_id, user_id), (User.team_id, team_id))
    for column, wanted in conditions:
        if wanted is not None:
            query = query.where(column == wanted)
    rows = session.execute(query.order_by(Intel.at.desc(), Intel.id.desc()).limit(at_most(most))).all()
    return [
        Heard(row.id, row.user_id, by, row.at, row.kind, row.competitor, row.text, contact, short or company)
        for row, by, contact, short, company in rows
    ]
