"""Finding contacts and companies by whatever was typed."""

import re
import unicodedata

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.sales import telephone
from bot.sales.customers import Found
from store.models import Account, AccountName, Contact, Phone


def find(session: Session, query: str, *, region: str, user_id: int = 0, limit: int = 8) -> list[Found]:
    """The contacts and companies that a text may mean, best first."""
    text = unicodedata.normalize("NFKC", query).strip()
    if not text:
        return []
    if telephone.looks_like(text):
        return _by_number(session, text, region, limit)
    like = f"%{text}%"
    named = or_(
        Contact.name.ilike(like),
        Account.name.ilike(like),
        Account.short_name.ilike(like),
        Contact.email == text,
    )
    rows = session.execute(
        select(Contact, Account)
        .join(Account, Contact.account_id == Account.id, isouter=True)
        .where(named)
        .limit(limit)
    ).all()
    found = [_contact(row, account, 100 if text == row.name else 80) for row, account in rows]
    known = {account.id for _, account in rows if account}
    accounts = session.scalars(
        select(Account)
        .join(AccountName, isouter=True)
        .where(
            or_(
                Account.name.ilike(like),
                Account.short_name.ilike(like),
                AccountName.name.ilike(like),
                Account.tax_id == text,
            )
        )
        .distinct()
        .limit(limit)
    ).all()
    found += [
        Found(None, one.id, one.name, one.short_name or one.name, 90, "company")
        for one in accounts
        if one.id not in known
    ]
    return sorted(found, key=lambda one: -one.score)[:limit]


def near_switchboard(session: Session, typed: str, *, region: str) -> Found | None:
    """A company whose number differs from this one in its last two digits at most: likely its switchboard."""
    e164 = telephone.read(typed, region).e164
    if e164 is None:
        return None
    row = session.scalar(
        select(Account)
        .join(Phone, Phone.account_id == Account.id)
        .where(Phone.e164.like(f"{e164[:-2]}%"), Phone.e164 != e164)
        .order_by(Account.id)
        .limit(1)
    )
    return Found(None, row.id, row.name, row.short_name or row.name, 60, "switchboard") if row else None


def _by_number(session: Session, text: str, region: str, limit: int) -> list[Found]:
    digits = re.sub(r"\D", "", text)
    e164 = telephone.read(text, region).e164
    match = Phone.e164 == e164 if e164 else Phone.e164.like(f"%{digits}")
    rows = session.execute(
        select(Phone, Contact, Account)
        .join(Contact, Phone.contact_id == Contact.id, isouter=True)
        .join(Account, or_(Phone.account_id == Account.id, Contact.account_id == Account.id), isouter=True)
        .where(match)
        .limit(limit)
    ).all()
    found = []
    for _, contact, account in rows:
        if contact is not None:
            found.append(_contact(contact, account, 100, "phone"))
        elif account is not None:
            found.append(
                Found(None, account.id, account.name, account.short_name or account.name, 100, "phone")
            )
    taxed = session.scalar(select(Account).where(Account.tax_id == digits))
    if taxed is not None:
        found.append(Found(None, taxed.id, taxed.name, taxed.short_name or taxed.name, 100, "tax_id"))
    return found


def _contact(row: Contact, account: Account | None, score: int, matched: str = "name") -> Found:
    company = (account.short_name or account.name) if account else ""
    return Found(row.id, account.id if account else None, row.name, company, score, matched, row.title or "")


def note_contact(session: Session, contact_id: int) -> None:
    """Have a new or renamed contact found from now on."""


def note_account(session: Session, account_id: int) -> None:
    """Have a new or renamed company found from now on."""
