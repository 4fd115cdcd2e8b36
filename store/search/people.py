"""What is known of candidates: names, company, owner, and what tells two of the same name apart."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, String, bindparam, cast, func, or_, select, union_all
from sqlalchemy.orm import Session

from bot.sales.patterns import late
from store.direct import ask, at_most, table
from store.models import Account, AccountName, Call, Contact, ContactName, Phone
from store.search.among import among
from store.search.scoring import Form, form

CITY = late(r"^\W*(?:\d{3,6})?\s*([\u4e00-\u9fff]{2,3}[市縣县])")
RECENT = 50
OWN = 3_000
MOST_OF_COMPANY = 200
MOST_AT_FIRMS = 600
_A, _N, _C, _F = table(Account), table(AccountName), table(Contact), table(ContactName)


@dataclass(frozen=True, slots=True)
class Company:
    """A company as a candidate; one that was merged (`leads`) has the number of the one that stayed."""

    id: int
    name: str
    called: str
    known_as: tuple[str, ...]
    owner_id: int | None
    address: str | None
    territory: str | None
    leads: bool = False

    @property
    def city(self) -> str:
        """Where it is: the city of its address, or its territory."""
        found = CITY.match(self.address or "")
        return found.group(1) if found else self.territory or ""

    @property
    def names(self) -> tuple[Form, ...]:
        """The forms of all its names, made when they are compared."""
        return _forms(self.known_as)


@lru_cache(maxsize=8_192)
def _forms(known_as: tuple[str, ...]) -> tuple[Form, ...]:
    return tuple({one.core: one for one in map(form, known_as)}.values())


@dataclass(frozen=True, slots=True)
class Person:
    """A contact as a candidate, once for each name he has or had (`former`); one who was merged (`doc` is not `id`)
    has the number of the one who stayed.
    """

    id: int
    name: str
    form: Form
    account_id: int | None
    title: str
    owner_id: int | None
    doc: int
    former: str = ""


_COMPANIES = (
    select(_A.c.id, _A.c.name, _A.c.short_name, _A.c.english_name, _A.c.owner_id, _A.c.address, _A.c.territory,
           _A.c.merged_into_id, _N.c.name.label("other"))
    .join_from(_A, _N, _N.c.account_id == _A.c.id, isouter=True)
    .where(among(_A.c.id, "ids"))
)  # fmt: skip
_ONE = select(_C.c.id, _C.c.name, _C.c.account_id, _C.c.title, _C.c.owner_id, _C.c.merged_into_id,
              _F.c.name.label("former")).join_from(_C, _F, _F.c.contact_id == _C.c.id, isouter=True)  # fmt: skip
_PEOPLE = _ONE.where(among(_C.c.id, "ids"))
_NUMBERS_AT = (
    select(_C.c.id).where(among(_C.c.account_id, "ids")).order_by(_C.c.id).limit(at_most(MOST_AT_FIRMS))
)
_AT_COMPANIES = _ONE.where(among(_C.c.account_id, "ids")).order_by(_C.c.id).limit(at_most(MOST_OF_COMPANY))

_K = table(Call).c
_OWN = (
    select(_C.c.id.label("id"))
    .where(_C.c.owner_id == bindparam("user"))
    .order_by(_C.c.id.desc())
    .limit(at_most(OWN))
)
_CALLED = (
    select(_K.contact_id).where(_K.user_id == bindparam("user")).order_by(_K.at.desc()).limit(at_most(RECENT))
)
_BOTH = union_all(select(_OWN.subquery().c.id), select(_CALLED.subquery().c.contact_id)).subquery()
_NEAR = select(
    func.aggregate_strings(cast(_BOTH.c.id, String), ",")
)  # thousands of rows cost more than a text

_P = table(Phone).c
_THEIR_PHONES = select(_P.contact_id, _P.e164, _P.raw).where(among(_P.contact_id, "ids")).order_by(_P.id)


def companies(session: Session, account_ids: Iterable[int]) -> dict[int, Company]:
    """Companies by number, with all their names."""
    ids = sorted(set(account_ids))
    found: dict[int, Company] = {}
    for number, name, short, english, owner, address, territory, merged, other in (
        session.connection().execute(_COMPANIES, {"ids": ids}) if ids else ()
    ):
        known = found.get(number)
        names = known.known_as if known else tuple(one for one in (name, short, english) if one)
        if other:
            names += (other,)
        kept, leads = merged or number, merged is not None
        found[number] = Company(kept, name, short or name, names, owner, address, territory, leads)
    return found


def people(session: Session, contact_ids: Iterable[int]) -> list[Person]:
    """Contacts by number."""
    return _persons(session, _PEOPLE, contact_ids)


def at_companies(session: Session, account_ids: Iterable[int]) -> list[Person]:
    """The contacts of companies, the first known first."""
    return _persons(session, _AT_COMPANIES, account_ids)


def numbers_at(session: Session, account_ids: Iterable[int]) -> list[int]:
    """The numbers of the contacts of companies, the first known first."""
    ids = sorted(set(account_ids))
    return list(session.connection().execute(_NUMBERS_AT, {"ids": ids}).scalars()) if ids else []


def _persons(session: Session, statement: Select[Any], numbers: Iterable[int]) -> list[Person]:
    ids = sorted(set(numbers))
    rows = session.connection().execute(statement, {"ids": ids}) if ids else ()
    found: dict[int, Person] = {}
    renamed: list[Person] = []
    for number, name, account_id, title, owner_id, merged, former in rows:
        known = found.get(number)
        if known is None:
            known = Person(merged or number, name, form(name), account_id, title or "", owner_id, number)
            found[number] = known
        if former:
            renamed.append(replace(known, form=form(former), former=former))
    return [*found.values(), *renamed]


def near(session: Session, user_id: int) -> set[int]:
    """A user's own contacts, and whom he called last."""
    listed = ask(session, _NEAR, user=user_id).scalar()
    return set(map(int, listed.split(","))) if listed else set()


def last_digits(session: Session, contact_ids: Iterable[int]) -> dict[int, str]:
    """The last four digits of each contact's first number."""
    ids = sorted(set(contact_ids))
    found: dict[int, str] = {}
    if ids:
        for contact_id, e164, raw in ask(session, _THEIR_PHONES, ids=ids):
            found.setdefault(contact_id or 0, "".join(sign for sign in e164 or raw if sign.isdigit())[-4:])
    return found


def phones(session: Session, phone_ids: Iterable[int], ending: str) -> list[Phone]:
    """Numbers by their row, of those that end in some digits."""
    ids = sorted(set(phone_ids))
    if not ids:
        return []
    ends = or_(Phone.e164.like(f"%{ending}"), Phone.e164.is_(None))
    return list(session.scalars(select(Phone).where(Phone.id.in_(ids), ends)))
