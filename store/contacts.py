"""Contacts: read with their company and numbers, added, changed, never called again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, or_, select
from sqlalchemy.orm import Session

from bot.sales import naming, telephone
from bot.sales.customers import Account as AccountValue
from bot.sales.customers import Contact as ContactValue
from bot.sales.customers import PhoneNumber
from store import refusals
from store.accounts import PLAIN as ACCOUNT
from store.db import Raced
from store.direct import ask, several, table
from store.models import Account, Contact, ContactName, Phone

PLAIN = tuple(
    name for name in ContactValue.__dataclass_fields__ if name not in ("account", "phones", "facts")
)

_C, _A, _P = table(Contact), table(Account), table(Phone)
_CONTACTS = (
    select(*(_C.c[name] for name in PLAIN), *(_A.c[name] for name in ACCOUNT), _C.c.merged_into_id)
    .join_from(_C, _A, _A.c.id == _C.c.account_id, isouter=True)
    .where(_C.c.id.in_(several("ids")))
)
_PHONES = (
    select(_P.c.contact_id, _P.c.raw, _P.c.e164, _P.c.extension, _P.c.kind)
    .where(_P.c.contact_id.in_(several("ids")))
    .order_by(_P.c.id)
)


def get(session: Session, contact_id: int) -> ContactValue | None:
    """A contact with his company and numbers; None when there is none of that number."""
    return many(session, [contact_id]).get(contact_id)


def many(session: Session, contact_ids: Iterable[int]) -> dict[int, ContactValue]:
    """Contacts by number, in two statements however many there are; a merged one is the one he leads to."""
    ids = sorted(set(contact_ids))
    if not ids:
        return {}
    phones: dict[int, list[PhoneNumber]] = {}
    for contact_id, *number in ask(session, _PHONES, ids=ids):
        phones.setdefault(contact_id, []).append(PhoneNumber(*number))
    rows = ask(session, _CONTACTS, ids=ids).all()
    found = {row[0]: _value(row, phones.get(row[0], [])) for row in rows}
    if leads := {row[0]: row[-1] for row in rows if row[-1] is not None}:
        kept = many(session, leads.values())
        found |= {gone: kept[to] for gone, to in leads.items()}
    return found


def own_named_in(session: Session, user_id: int, line: str) -> list[tuple[int, str]]:
    """Those of a seller's own contacts whose name stands in a line as it is written: number and name."""
    rows = (
        select(Contact.id, Contact.name)
        .join(Account, Account.id == Contact.account_id, isouter=True)
        .where(or_(Contact.owner_id == user_id, Account.owner_id == user_id))
        .where(Contact.merged_into_id.is_(None), literal(line.lower()).contains(func.lower(Contact.name)))
    )
    return [(number, name) for number, name in session.execute(rows.order_by(Contact.id))]


def at_account(session: Session, account_id: int) -> list[ContactValue]:
    """The people known at a company, the first known first."""
    ids = session.scalars(
        select(Contact.id).where(Contact.account_id == account_id).order_by(Contact.id)
    ).all()
    found = many(session, ids)
    return [found[contact_id] for contact_id in ids]


def add(
    session: Session,
    *,
    name: str,
    now: datetime,
    owner_id: int | None,
    region: str,
    account_id: int | None = None,
    phones: Iterable[str] = (),
    fields: Mapping[str, Any] | None = None,
) -> ContactValue:
    """A new contact with his numbers as typed; the E.164 form is reckoned in `region`."""
    row = Contact(
        name=name, account_id=account_id, owner_id=owner_id, created_at=now, custom={}, **dict(fields or {})
    )
    session.add(row)
    session.flush()
    for raw in phones:
        add_phone(session, raw, region, contact_id=row.id)
    found = get(session, row.id)
    assert found is not None  # noqa: S101 - it was flushed above
    return found


def add_phone(
    session: Session, raw: str, region: str, *, contact_id: int | None = None, account_id: int | None = None
) -> None:
    """Keep a number as typed, and as E.164 with its extension where it can be understood."""
    number = telephone.read(raw, region)
    session.add(
        Phone(
            contact_id=contact_id,
            account_id=account_id,
            raw=raw,
            e164=number.e164,
            extension=number.extension,
        )
    )
    if contact_id is not None and refusals.is_refused(session, number.e164):
        session.get_one(Contact, contact_id).do_not_call = True
    session.flush()


def change(
    session: Session, contact_id: int, fields: Mapping[str, Any], *, version: int | None = None
) -> ContactValue:
    """Change facts of a contact; raises Raced when `version` is no longer his version. A name that he had before
    is kept, so that he is found by it too.
    """
    row = session.get_one(Contact, contact_id)
    if version is not None and row.version != version:
        raise Raced(f"contact {contact_id}")
    if "name" in fields:
        _keep_name(session, row, fields["name"])
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    session.flush()
    found = get(session, contact_id)
    assert found is not None  # noqa: S101 - the row exists
    return found


def _keep_name(session: Session, row: Contact, new: str) -> None:
    known = session.scalars(select(ContactName.name).where(ContactName.contact_id == row.id))
    if naming.core(row.name) not in map(naming.core, [new, *known]):
        session.add(ContactName(contact_id=row.id, name=row.name))


def sharing_numbers(session: Session, contact_id: int) -> list[int]:
    """Everybody who is reached on one of this contact's numbers, himself included."""
    numbers = select(Phone.e164).where(Phone.contact_id == contact_id, Phone.e164.is_not(None))
    others = session.scalars(
        select(Phone.contact_id).where(Phone.e164.in_(numbers), Phone.contact_id.is_not(None))
    )
    return sorted({contact_id, *(one for one in others if one is not None)})


def sharing(session: Session, *, e164: str | None, email: str | None) -> list[ContactValue]:
    """Contacts with this number or this e-mail: likely the same person."""
    ids: set[int | None] = set()
    if e164:
        ids |= set(session.scalars(select(Phone.contact_id).where(Phone.e164 == e164)))
    if email:
        ids |= set(session.scalars(select(Contact.id).where(Contact.email == email)))
    found = many(session, (one for one in ids if one is not None))
    return list({one.id: one for one in found.values()}.values())


def _value(row: Sequence[Any], phones: list[PhoneNumber]) -> ContactValue:
    own, its = row[: len(PLAIN)], row[len(PLAIN) : len(PLAIN) + len(ACCOUNT)]
    company = AccountValue(**dict(zip(ACCOUNT, its, strict=True))) if its[0] is not None else None
    return ContactValue(account=company, phones=tuple(phones), **dict(zip(PLAIN, own, strict=True)))
