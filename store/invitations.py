"""Invitations: a code given by hand, once, makes a chat account a colleague's."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.sales.people import Person
from store.models import ChatAddress, Invitation, User
from store.users import person

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is mistaken for another sign when read out
LENGTH = 12
VALID = timedelta(hours=24)


def invite(session: Session, user_id: int, now: datetime) -> str:
    """A new code for a person, good for a day; codes given before that were not used are void."""
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    session.execute(
        update(Invitation)
        .where(Invitation.user_id == user_id, Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(expires_at=now)
    )
    session.add(Invitation(code_hash=_hash(code), user_id=user_id, expires_at=now + VALID))
    session.flush()
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))


def redeem(session: Session, code: str, platform: str, address: str, now: datetime) -> Person | None:
    """Tie a chat account to the person invited; None for a code that is unknown, used or out of date."""
    taken = session.scalar(
        update(Invitation)
        .where(Invitation.code_hash == _hash(code), Invitation.used_at.is_(None), Invitation.expires_at > now)
        .values(used_at=now)
        .returning(Invitation.user_id)
    )
    row = session.get(User, taken) if taken is not None else None
    if row is None or not row.active:
        return None
    here = (ChatAddress.platform == platform, ChatAddress.address == address)
    known = session.scalar(select(ChatAddress).where(*here))
    if known is None:
        known = ChatAddress(platform=platform, address=address)
        session.add(known)
    known.user_id, known.linked_at, known.blocked_at = row.id, now, None
    session.flush()
    return person(row)


def _hash(code: str) -> str:
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
