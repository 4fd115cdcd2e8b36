"""Finding contacts and companies by whatever was typed: names in any script, parts, numbers, e-mail."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.sales import naming, telephone
from bot.sales.customers import Found
from store.models import Account, Contact, Phone
from store.search import finding, numbers, people
from store.search.building import index_all, rebuild
from store.search.finding import NEAR, Hit, is_called, is_person
from store.search.people import Company
from store.search.upkeep import fold, note_account, note_accounts, note_contact, note_contacts, waiting

__all__ = [
    "find",
    "fold",
    "index_all",
    "is_called",
    "is_person",
    "near_switchboard",
    "note_account",
    "note_accounts",
    "note_contact",
    "note_contacts",
    "rebuild",
    "waiting",
]


def find(session: Session, query: str, *, region: str, user_id: int = 0, limit: int = 8) -> list[Found]:
    """The contacts and companies that a text may mean, best first; a user's own and last called come first
    among equals. Any text is allowed; one without a letter or digit finds nobody.
    """
    text = naming.clean(query)
    if not text or limit < 1:
        return []
    near = people.near(session, user_id) if user_id else set()
    hits = _hits(session, text, region, near)
    best: dict[tuple[int, int], Hit] = {}
    for hit in hits:
        known = best.get(hit.key)
        if known is None or hit.score > known.score:
            best[hit.key] = hit
    ranked = sorted((_nearer(hit, near) for hit in best.values()), key=lambda hit: _order(hit, text))
    return _told(
        session, _led(session, ranked[:limit]), Counter(hit.person.name for hit in ranked if hit.person)
    )


def _hits(session: Session, text: str, region: str, near: set[int]) -> list[Hit]:
    number = numbers.without_label(text)
    if "@" in text and (found := numbers.by_email(session, text)):
        return found
    found = numbers.by_external_id(session, text)
    if numbers.looks_like(number):
        found += numbers.by_number(session, number, region)
    if found:
        return found
    name = text.partition("@")[0].replace(".", " ") if "@" in text else text
    return finding.by_name(session, name, near)


def _nearer(hit: Hit, near: set[int]) -> Hit:
    return replace(hit, near=NEAR) if hit.person and hit.person.id in near else hit


def _order(hit: Hit, text: str) -> tuple[float, bool, bool, str, int]:
    name = hit.person.name if hit.person else hit.company.name if hit.company else ""
    return (-round(hit.score) - hit.near, name != text, hit.person is None, name, max(hit.key))


def _led(session: Session, ranked: list[Hit]) -> list[Hit]:
    """Everybody with his company; whoever was found under the name of one merged into him, under his own."""
    merged = {hit.person.id for hit in ranked if hit.person and hit.person.doc != hit.person.id}
    known = {one.id: one for one in people.people(session, merged) if not one.former}
    led = [replace(hit, person=known.get(hit.person.id, hit.person)) if hit.person else hit for hit in ranked]
    firms = {
        hit: hit.person.account_id if hit.person else hit.company.id if hit.company else None for hit in led
    }
    missing = {number for hit, number in firms.items() if number and _unlike(hit.company, number)}
    companies = people.companies(session, missing)
    return [replace(hit, company=companies.get(firms[hit] or 0, hit.company)) for hit in led]


def _unlike(company: Company | None, number: int) -> bool:
    return company is None or company.leads or company.id != number


def _told(session: Session, ranked: list[Hit], names: Counter[str]) -> list[Found]:
    """The results as plain values; the detail grows until it tells people of the same name apart."""
    alike = [hit.person.id for hit in ranked if hit.person and names[hit.person.name] > 1]
    digits = people.last_digits(session, alike)
    found = []
    for hit in ranked:
        company = hit.company
        score = round(min(100, hit.score))
        if hit.person is None:
            assert company is not None  # noqa: S101 - a hit is one or the other
            found.append(
                Found(None, company.id, company.name, company.called, score, hit.matched, company.city)
            )
            continue
        parts = [f"({hit.person.former})" if hit.person.former else "", hit.person.title]
        if hit.person.id in alike:
            ending = digits.get(hit.person.id)
            parts += [company.city if company else "", f"…{ending}" if ending else ""]
        called = company.called if company else ""
        detail = " · ".join(part for part in parts if part)
        found.append(
            Found(hit.person.id, hit.person.account_id, hit.person.name, called, score, hit.matched, detail)
        )
    return found


def near_switchboard(session: Session, typed: str, *, region: str) -> Found | None:
    """A company that has a number, or somebody at it, that differs in its last two digits at most: likely its own.

    Mobile numbers that are alike say nothing.
    """
    e164 = telephone.read(naming.clean(typed), region).e164
    if e164 is None:
        return None
    like = [f"{e164[:-2]}{ending:02}" for ending in range(100) if not e164.endswith(f"{ending:02}")]
    held = (
        select(Phone.e164, func.coalesce(Phone.account_id, Contact.account_id).label("firm"))
        .join(Contact, Contact.id == Phone.contact_id, isouter=True)
        .where(Phone.e164.in_(like))
    )
    rows = [row for row in session.execute(held) if row.firm is not None]
    if telephone.is_mobile(e164) or not rows:
        return None
    nearest = min(rows, key=lambda row: (abs(int(row.e164) - int(e164)), row.firm))
    row = session.get_one(Account, nearest.firm)
    return Found(None, row.id, row.name, row.short_name or row.name, 60, "switchboard")
