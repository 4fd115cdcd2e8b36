"""Chat accounts become people's by e-mail; wrong invitation codes are counted, so that none is found by trying."""

from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from store.direct import at_most
from store.models import ChatAddress, LinkAttempt, User

MOST = 5
WINDOW = timedelta(hours=1)


def may_try(session: Session, platform: str, address: str, now: datetime) -> bool:
    """Whether this account may try a code now."""
    row = _row(session, platform, address)
    return row is None or row.tries < MOST or now - row.since >= WINDOW


def failed(session: Session, platform: str, address: str, now: datetime) -> None:
    """Count a wrong code; the count begins anew an hour after its first."""
    row = _row(session, platform, address)
    if row is None:
        session.add(LinkAttempt(platform=platform, address=address, since=now, tries=1))
    elif now - row.since >= WINDOW:
        row.since, row.tries = now, 1
    else:
        row.tries += 1


def by_email(session: Session, platform: str, address: str, email: str, now: datetime) -> bool:
    """Tie an account to the one active person with this e-mail address who has none on the platform yet."""
    query = (
        select(User.id)
        .where(User.active, func.lower(User.email) == email.strip().casefold())
        .limit(at_most(2))
    )
    found = session.scalars(query).all()
    if len(found) != 1:
        return False
    taken = or_(ChatAddress.address == address, ChatAddress.user_id == found[0])
    if (
        session.scalar(
            select(ChatAddress.id).where(ChatAddress.platform == platform, taken).limit(at_most(1))
        )
        is not None
    ):
        return False
    session.add(ChatAddress(platform=platform, address=address, user_id=found[0], linked_at=now))
    session.flush()
    return True


def _row(session: Session, platform: str, address: str) -> LinkAttempt | None:
    return session.scalar(
        select(LinkAttempt).where(LinkAttempt.platform == platform, LinkAttempt.address == address)
    )
