"""What is known of candidates: names, company, owner, and what tells two of the same name apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from store.models import Account, AccountName, Call, Contact, Phone
from store.search.scoring import Form, form

CITY = re.compile(r"^\W*(?:\d{3,6})?\s*([\u4e00-\u9fff]{2,3}[市縣县])")
RECENT = 50
OWN = 3_000
MOST_OF_COMPANY = 200


@dataclass(frozen=True, slots=True)
class Company:
    """A company as a candidate."""

    id: int
    name: str
    called: str
    names: tuple[Form, ...]
    owner_id: int | None
    city: str


@dataclass(frozen=True, slots=True)
class Person:
    """A contact as a candidate."""

    id: int
    name: str
    form: Form
    account_id: int | None
    title: str
    owner_id: int | None


def companies(session: Session, account_ids: Iterable[int]) -> dict[int, Company]:
    """Companies by number, with all their names."""
    ids = sorted(set(account_ids))
    if not ids:
        return {}
    others: dict[int, list[str]] = {}
    rows = session.execute(
        select(AccountName.account_id, AccountName.name).where(AccountName.account_id.in_(ids))
    )
    for account_id, name in rows:
        others.setdefault(account_id, []).append(name)
    columns = (
        Account.id, Account.name, Account.short_name, Account.english_name, Account.owner_id, Account.address,
        Account.territory,
    )  # fmt: skip
    found = {}
    for row in session.execute(select(*columns).where(Account.id.in_(ids))):
        given = [row.name, row.short_name, row.english_name, *others.get(row.id, ())]
        forms = tuple({one.core: one for one in (form(name) for name in given if name)}.values())
        city = CITY.match(row.address or "")
        found[row.id] = Company(
            row.id, row.name, row.short_name or row.name, forms, row.owner_id,
            city.group(1) if city else row.territory or "",
        )  # fmt: skip
    return found


_PERSON = (Contact.id, Contact.name, Contact.account_id, Contact.title, Contact.owner_id)


def people(session: Session, contact_ids: Iterable[int]) -> list[Person]:
    """Contacts by number."""
    ids = sorted(set(contact_ids))
    rows = session.execute(select(*_PERSON).where(Contact.id.in_(ids))) if ids else ()
    return [_person(row) for row in rows]


def at_companies(session: Session, account_ids: Iterable[int]) -> list[Person]:
    """The contacts of companies, the first known first."""
    ids = sorted(set(account_ids))
    if not ids:
        return []
    chosen = select(*_PERSON).where(Contact.account_id.in_(ids)).order_by(Contact.id).limit(MOST_OF_COMPANY)
    return [_person(row) for row in session.execute(chosen)]


def owned(session: Session, user_id: int) -> set[int]:
    """A user's own contacts."""
    chosen = select(Contact.id).where(Contact.owner_id == user_id).order_by(Contact.id.desc()).limit(OWN)
    return set(session.scalars(chosen))


def _person(row: Any) -> Person:
    return Person(row.id, row.name, form(row.name), row.account_id, row.title or "", row.owner_id)


def recent(session: Session, user_id: int) -> set[int]:
    """Whom a user called last."""
    called = select(Call.contact_id).where(Call.user_id == user_id).order_by(Call.at.desc()).limit(RECENT)
    return {one for one in session.scalars(called) if one is not None}


def last_digits(session: Session, contact_ids: Iterable[int]) -> dict[int, str]:
    """The last four digits of each contact's first number."""
    ids = sorted(set(contact_ids))
    found: dict[int, str] = {}
    if ids:
        rows = session.execute(
            select(Phone.contact_id, Phone.e164, Phone.raw)
            .where(Phone.contact_id.in_(ids))
            .order_by(Phone.id)
        )
        for contact_id, e164, raw in rows:
            found.setdefault(contact_id or 0, "".join(sign for sign in e164 or raw if sign.isdigit())[-4:])
    return found


def phones(session: Session, phone_ids: Iterable[int], ending: str) -> list[Phone]:
    """Numbers by their row, of those that end in some digits."""
    ids = sorted(set(phone_ids))
    if not ids:
        return []
    ends = or_(Phone.e164.like(f"%{ending}"), Phone.e164.is_(None))
    return list(session.scalars(select(Phone).where(Phone.id.in_(ids), ends)))
