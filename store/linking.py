"""Wrong invitation codes are counted by chat account, so that none is found by trying."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.models import LinkAttempt

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


def _row(session: Session, platform: str, address: str) -> LinkAttempt | None:
    return session.scalar(
        select(LinkAttempt).where(LinkAttempt.platform == platform, LinkAttempt.address == address)
    )
