"""Who may be the same: looked for among what is new, kept as pairs with a score until a person decides."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from bot.sales import naming
from store.direct import at_most
from store.mailboxes import SHARED_MAILBOXES
from store.models import Account, Contact, Duplicate, Learnt, Phone
from store.search import finding, numbers
from store.search.scoring import fit, form

SCAN = "duplicates"
AT_ONCE = 500
ALIKE = 86  # names that are likely one name
COMPANY_ALIKE = 92
MOST_ON_A_NUMBER = 20
MOST_AT_COMPANY = 400
SCORES = {"tax_id": 97, "email": 92, "phone": 90, "name": 84, "near_name": 74}
EACH_MORE = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look alike, what they share, and how sure that is (0-100)."""

    id: int
    noun: str
    low_id: int
    high_id: int
    score: int
    why: tuple[str, ...]
    state: str
    version: int
    kept_id: int | None = None


def alike(one: str, other: str) -> float:
    """How well two names fit each other, whichever of them was typed."""
    first, second = form(one), form(other)
    return min(fit(first, second), fit(second, first))


def note_contacts(session: Session, contact_ids: Collection[int], now: datetime) -> None:
    """Keep the pairs that these contacts are in."""
    found: dict[tuple[int, int], set[str]] = {}
    for one, other, why in (*_by_number(session, contact_ids), *_by_email(session, contact_ids),
                            *_by_name(session, contact_ids)):  # fmt: skip
        found.setdefault((min(one, other), max(one, other)), set()).add(why)
    _keep(session, "contact", found, now)


def note_accounts(session: Session, account_ids: Collection[int], now: datetime) -> None:
    """Keep the pairs that these companies are in."""
    found: dict[tuple[int, int], set[str]] = {}
    rows = session.execute(
        select(Account.id, Account.name, Account.tax_id).where(
            Account.id.in_(account_ids), Account.merged_into_id.is_(None)
        )
    ).all()
    for number, name, tax_id in rows:
        for other, why in (*_same_tax_id(session, number, tax_id), *_same_firm(session, number, name)):
            found.setdefault((min(number, other), max(number, other)), set()).add(why)
    _keep(session, "account", found, now)


def scan(session: Session, now: datetime, most: int) -> bool:
    """Look among at most so many records that are new since the last scan; whether there may be more."""
    kept = session.get(Learnt, SCAN)
    upto: dict[str, int] = dict(kept.body) if kept else {}
    more = False
    for noun, model, note in (("contact", Contact, note_contacts), ("account", Account, note_accounts)):
        ids = session.scalars(
            select(model.id).where(model.id > upto.get(noun, 0)).order_by(model.id).limit(at_most(most))
        ).all()
        if ids:
            note(session, ids, now)
            upto[noun] = ids[-1]
        more = more or len(ids) == most
    if kept is None:
        session.add(Learnt(name=SCAN, at=now, body=upto))
    else:
        kept.at, kept.body = now, upto
    session.flush()
    return more


def open_pairs(session: Session, most: int, *, noun: str = "", of: int = 0) -> list[Pair]:
    """Pairs that nobody decided about, the surest first; of one record where it is named."""
    query = select(Duplicate).where(Duplicate.state == "open")
    if of:
        query = query.where(Duplicate.noun == noun, (Duplicate.low_id == of) | (Duplicate.high_id == of))
    rows = session.scalars(query.order_by(Duplicate.score.desc(), Duplicate.id).limit(at_most(most))).all()
    gone = _merged(session, "contact", rows) | _merged(session, "account", rows)
    return [_pair(row) for row in rows if not {(row.noun, row.low_id), (row.noun, row.high_id)} & gone]


def get(session: Session, pair_id: int) -> Pair | None:
    """A pair by number."""
    row = session.get(Duplicate, pair_id)
    return _pair(row) if row else None


def of_two(session: Session, noun: str, one: int, other: int, now: datetime) -> Pair:
    """The pair of two records that a person named; kept where it was not."""
    low, high = min(one, other), max(one, other)
    _keep(session, noun, {(low, high): set()}, now)
    row = session.scalars(
        select(Duplicate).where(Duplicate.noun == noun, Duplicate.low_id == low, Duplicate.high_id == high)
    ).one()
    return _pair(row)


def _by_number(session: Session, ids: Collection[int]) -> Iterator[tuple[int, int, str]]:
    mine, theirs = aliased(Phone), aliased(Phone)
    me, them = aliased(Contact), aliased(Contact)
    shared = (
        select(Phone.e164)
        .where(Phone.e164.in_(select(Phone.e164).where(Phone.contact_id.in_(ids))))
        .group_by(Phone.e164)
        .having(func.count() <= MOST_ON_A_NUMBER)
    )
    rows = session.execute(
        select(me.id, me.name, them.id, them.name, mine.extension, theirs.extension)
        .join(mine, mine.contact_id == me.id)
        .join(theirs, theirs.e164 == mine.e164)
        .join(them, them.id == theirs.contact_id)
        .where(me.id.in_(ids), them.id != me.id, mine.e164.in_(shared))
        .where(me.merged_into_id.is_(None), them.merged_into_id.is_(None))
    )
    for number, name, other, other_name, extension, other_extension in rows:
        if alike(name, other_name) >= ALIKE and (not extension or not other_extension or
                                                 extension == other_extension):  # fmt: skip
            yield number, other, "phone"
            yield number, other, named(name, other_name)


def _by_email(session: Session, ids: Collection[int]) -> Iterator[tuple[int, int, str]]:
    me, them = aliased(Contact), aliased(Contact)
    rows = session.execute(
        select(me.id, me.name, me.email, them.id, them.name)
        .join(them, them.email == me.email)
        .where(me.id.in_(ids), them.id != me.id, me.email.is_not(None))
        .where(me.merged_into_id.is_(None), them.merged_into_id.is_(None))
    )
    for number, name, email, other, other_name in rows:
        same = alike(name, other_name) >= ALIKE
        if same or (email or "").partition("@")[0].lower() not in SHARED_MAILBOXES:
            yield number, other, "email"
            if same:
                yield number, other, named(name, other_name)


def _by_name(session: Session, ids: Collection[int]) -> Iterator[tuple[int, int, str]]:
    """Names at the same company: equal, or near each other."""
    new = session.execute(
        select(Contact.id, Contact.name, Contact.account_id).where(
            Contact.id.in_(ids), Contact.account_id.is_not(None), Contact.merged_into_id.is_(None)
        )
    ).all()
    there: dict[int | None, list[tuple[int, str]]] = {}
    firms = {account for _, _, account in new}
    colleagues = select(Contact.id, Contact.name, Contact.account_id).where(Contact.account_id.in_(firms))
    for number, name, account in session.execute(colleagues.order_by(Contact.id)):
        if len(known := there.setdefault(account, [])) < MOST_AT_COMPANY:
            known.append((number, name))
    for number, name, account in new:
        for other, other_name in there.get(account, ()):
            if other != number and alike(name, other_name) >= ALIKE:
                yield number, other, named(name, other_name)


def named(one: str, other: str) -> str:
    """How two names that are likely one are the same."""
    return "name" if naming.core(one) == naming.core(other) else "near_name"


def _same_tax_id(session: Session, number: int, tax_id: str | None) -> Iterator[tuple[int, str]]:
    if tax_id and not numbers.placeholder(tax_id):
        same = select(Account.id).where(Account.tax_id == tax_id, Account.id != number)
        for other in session.scalars(same.where(Account.merged_into_id.is_(None))):
            yield other, "tax_id"


def _same_firm(session: Session, number: int, name: str) -> Iterator[tuple[int, str]]:
    for hit in finding.by_name(session, name, set()):
        other = hit.company
        known = hit.person is None and other is not None and other.id != number and not other.leads
        if known and other is not None and alike(name, other.name) >= COMPANY_ALIKE:
            yield other.id, named(name, other.name)


def _keep(session: Session, noun: str, found: dict[tuple[int, int], set[str]], now: datetime) -> None:
    """Write pairs; what is known already keeps its number and what was decided, and takes the newer score."""
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    for (low, high), why in sorted(found.items()):
        best = sorted(why, key=lambda one: -SCORES[one])
        score = min(99, SCORES[best[0]] + EACH_MORE * (len(best) - 1)) if best else 50
        values: dict[str, Any] = {"noun": noun, "low_id": low, "high_id": high, "score": score, "why": best}
        values |= {"found_at": now, "state": "open", "refused": [], "version": 1}
        session.execute(make(Duplicate).values(**values).on_conflict_do_nothing())
        if best:
            session.execute(
                update(Duplicate)
                .where(Duplicate.noun == noun, Duplicate.low_id == low, Duplicate.high_id == high)
                .where(Duplicate.state == "open")
                .values(score=score, why=best)
                .execution_options(synchronize_session=False)
            )


def _merged(session: Session, noun: str, rows: Iterable[Duplicate]) -> set[tuple[str, int]]:
    model = Contact if noun == "contact" else Account
    ids = {number for row in rows if row.noun == noun for number in (row.low_id, row.high_id)}
    gone = session.scalars(select(model.id).where(model.id.in_(ids), model.merged_into_id.is_not(None)))
    return {(noun, number) for number in gone} if ids else set()


def _pair(row: Duplicate) -> Pair:
    why = tuple(str(one) for one in row.why)
    return Pair(
        row.id, row.noun, row.low_id, row.high_id, row.score, why, row.state, row.version, row.kept_id
    )
