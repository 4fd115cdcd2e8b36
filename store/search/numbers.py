"""People and companies by number: telephone as dialled or its last digits, tax id, a number of another system."""

import re

import phonenumbers
from sqlalchemy import bindparam, literal_column, select, union_all
from sqlalchemy.orm import Session

from bot.sales import telephone
from bot.sales.patterns import late
from store.direct import ask, at_most, table
from store.models import Account, Contact, Phone
from store.search import gathering, grams, people, posting
from store.search.building import PHONES
from store.search.finding import Hit

LABEL = late(
    r"^\W*(?:tel|phone|mobile|cell|fax|tax\s*id|vat|ubn|no\.?|電話|电话|手機|手机|分機|分机|統編|统编|統一編號|统一编号|税号|稅號)"
    r"[\s:：.]*",
    re.IGNORECASE,
)
NUMBER = late(r"^(?:[\d\s()+\-./#*~–—_:,]|轉|转|分機|分机|內線|内线|ext(?:ension)?\.?|x)+$", re.IGNORECASE)
TAX_ID_DIGITS = 8
TAIL_SCORES = {4: 85, 5: 87, 6: 90, 7: 94}
LONG_TAIL = 96
OTHER_EXTENSION = 90
MOST_OWNERS = 60

_C, _A = table(Contact).c, table(Account).c
_BY_EXTERNAL_ID = union_all(
    select(literal_column("'c'").label("what"), _C.id.label("id")).where(
        _C.external_id == bindparam("typed")
    ),
    select(literal_column("'a'"), _A.id).where(_A.external_id == bindparam("typed")),
)
_EXACTLY = select(Phone).where(Phone.e164 == bindparam("e164")).order_by(Phone.id).limit(at_most(MOST_OWNERS))


def without_label(text: str) -> str:
    """A number without the word that says what it is (電話, 統編, tel)."""
    rest = LABEL.sub("", text)
    return rest if any(sign.isdecimal() for sign in rest) else text


def looks_like(text: str) -> bool:
    """Whether a text is nothing but a number of at least four digits, with an extension perhaps."""
    return NUMBER.match(text) is not None and len(_digits(text)) >= grams.TAIL


def placeholder(tax_id: str) -> bool:
    """Whether a tax id stands for none: all digits alike, or counted up."""
    return len(set(tax_id)) < 2 or tax_id in ("12345678", "87654321")


def by_number(session: Session, text: str, region: str) -> list[Hit]:
    """Whoever has a number, in no order."""
    number = telephone.read(text, region)
    main = telephone.EXTENSION.sub("", text) if number.extension else text
    digits = _digits(main)
    hits = _by_tax_id(session, digits)
    rows = _exactly(session, number.e164) if number.e164 else []
    if rows:
        same = [row for row in rows if not number.extension or row.extension == number.extension]
        scored = [(row, 100 if row in same else OTHER_EXTENSION) for row in rows]
    else:
        scored = _by_tail(session, digits, region)
    return hits + _owners(session, scored)


def by_external_id(session: Session, text: str) -> list[Hit]:
    """Whoever has this number in the system that his record came from."""
    if len(text) > 40 or not any(sign.isdecimal() for sign in text):
        return []
    found = ask(session, _BY_EXTERNAL_ID, typed=text).all()
    contacts, accounts = ({row.id: 100 for row in found if row.what == what} for what in ("c", "a"))
    return _hits(session, contacts, accounts, "external_id")


def by_email(session: Session, text: str) -> list[Hit]:
    """Whoever has an e-mail address, in capital letters or small."""
    wanted = text.strip().lower()
    docs = [doc for doc in gathering.documents(session, grams.of_email(wanted)) if 0 < doc < PHONES]
    ids = []
    for part in posting.chunks(docs):
        rows = session.execute(select(Contact.id, Contact.email).where(Contact.id.in_(part)))
        ids += [number for number, email in rows if (email or "").strip().lower() == wanted]
    return _hits(session, dict.fromkeys(ids[:MOST_OWNERS], 100), {}, "email")


def _by_tax_id(session: Session, digits: str) -> list[Hit]:
    if len(digits) != TAX_ID_DIGITS or placeholder(digits):
        return []
    ids = session.scalars(
        select(Account.id).where(Account.tax_id == digits).limit(at_most(MOST_OWNERS))
    ).all()
    return _hits(session, {}, dict.fromkeys(ids, 100), "tax_id")


def _exactly(session: Session, e164: str) -> list[Phone]:
    return list(session.scalars(_EXACTLY, {"e164": e164}))


def _by_tail(session: Session, digits: str, region: str) -> list[tuple[Phone, int]]:
    """Numbers that end as typed; of a long one, those that are the same but for the area code left out."""
    tail = digits[-2 * grams.TAIL :]
    if len(tail) < grams.TAIL:
        return []
    docs = gathering.documents(session, grams.of_number(tail))
    rows = people.phones(session, (doc - PHONES for doc in docs if doc >= PHONES), tail)
    typed = _national(digits, region)
    found = []
    for row in rows[:MOST_OWNERS]:
        kept = _national(_digits(row.e164 or row.raw), region)
        if kept.endswith(tail) and (len(digits) <= len(tail) or kept.endswith(typed) or typed.endswith(kept)):
            found.append((row, TAIL_SCORES.get(len(tail), LONG_TAIL)))
    return found


def _national(digits: str, region: str) -> str:
    code = str(phonenumbers.country_code_for_region(region.partition("-")[0]) or "")
    plain = digits.lstrip("0")
    if code and plain.startswith(code) and len(plain) - len(code) >= 2 * grams.TAIL:
        plain = plain.removeprefix(code)
    return plain.lstrip("0")


def _owners(session: Session, scored: list[tuple[Phone, int]]) -> list[Hit]:
    contacts: dict[int, int] = {}
    accounts: dict[int, int] = {}
    for row, score in scored:
        if row.contact_id is not None:
            contacts[row.contact_id] = max(score, contacts.get(row.contact_id, 0))
        elif row.account_id is not None:
            accounts[row.account_id] = max(score, accounts.get(row.account_id, 0))
    return _hits(session, contacts, accounts, "phone")


def _hits(session: Session, contacts: dict[int, int], accounts: dict[int, int], matched: str) -> list[Hit]:
    persons = people.people(session, contacts)
    known = people.companies(session, {*accounts, *(one.account_id for one in persons if one.account_id)})
    hits = [Hit(one, known.get(one.account_id or 0), contacts[one.doc], matched) for one in persons]
    return hits + [
        Hit(None, known[number], score, matched) for number, score in accounts.items() if number in known
    ]


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal() and sign.isascii())
