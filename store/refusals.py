"""The do-not-call list, by keyed hash of the number: it outlives the person's record."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.models import Contact, DoNotCall, Phone


def number_hash(session: Session, e164: str) -> str:
    """The keyed hash of a number (HMAC-SHA256 with the installation's secret key)."""
    return hmac.new(session.info.get("secret", b""), e164.encode(), hashlib.sha256).hexdigest()


def refuse(
    session: Session, contact_ids: Iterable[int], now: datetime, call_id: int | None, reason: str
) -> None:
    """Put contacts and all their numbers on the list; nothing ever takes them off by itself."""
    ids = list(contact_ids)
    for row in session.scalars(select(Contact).where(Contact.id.in_(ids), Contact.do_not_call.is_(False))):
        row.do_not_call = True
        row.version += 1
    numbers = session.scalars(select(Phone.e164).where(Phone.contact_id.in_(ids), Phone.e164.is_not(None)))
    hashes = {number_hash(session, number) for number in numbers if number}
    known = set(session.scalars(select(DoNotCall.number_hash).where(DoNotCall.number_hash.in_(hashes))))
    session.add_all(
        DoNotCall(number_hash=one, at=now, reason=reason, call_id=call_id) for one in hashes - known
    )
    session.flush()


def is_refused(session: Session, e164: str | None) -> bool:
    """Whether a number is on the list."""
    if e164 is None:
        return False
    wanted = DoNotCall.number_hash == number_hash(session, e164)
    return session.scalar(select(DoNotCall.id).where(wanted)) is not None


def refusing(session: Session, contact_ids: Iterable[int]) -> set[int]:
    """Which of these contacts must not be called."""
    ids = list(contact_ids)
    chosen = select(Contact.id).where(Contact.id.in_(ids), Contact.do_not_call.is_(True))
    return set(session.scalars(chosen)) if ids else set()
