"""Who was erased does not come back by a list: known again by keyed hashes, never by what they were made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from bot.sales import naming
from store import refusals
from store.direct import at_most
from store.models import Account, Contact, ContactName, DoNotCall, Phone

ERASED = "erased"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a row of a list says about a person, as far as it could tell that he was erased; numbers as E.164."""

    name: str
    email: str | None
    external_id: str | None
    company: str | None
    numbers: tuple[str, ...]


def suppress(session: Session, row: Contact, numbers: Iterable[str], now: datetime) -> None:
    """Keep by keyed hash what would tell that a list brings him back."""
    company = session.scalar(select(Account.name).where(Account.id == row.account_id))
    marks = {refusals.number_hash(session, number) for number in numbers}
    former = session.scalars(select(ContactName.name).where(ContactName.contact_id == row.id)).all()
    for name in (row.name, *former):
        marks |= set(_marks(session, name, row.email, row.external_id, company).values())
    known = set(session.scalars(select(DoNotCall.number_hash).where(DoNotCall.number_hash.in_(marks))))
    new = [{"number_hash": one, "at": now, "reason": ERASED} for one in sorted(marks - known)]
    if new:
        session.execute(insert(DoNotCall), new)


def returning(session: Session, people: Sequence[Sought]) -> list[bool]:
    """Of each person of a list, whether he was erased here: known by a mark of his own, or by number and name."""
    if session.scalar(select(DoNotCall.id).where(DoNotCall.reason == ERASED).limit(at_most(1))) is None:
        return [False] * len(people)
    marked = [_marks(session, one.name, one.email, one.external_id, one.company) for one in people]
    reached = [{refusals.number_hash(session, number) for number in one.numbers} for one in people]
    listed = _listed(session, {mark for marks in marked for mark in marks.values()}.union(*reached))
    return [
        any(marks.get(name) in listed for name in ("email", "external", "person"))
        or (marks["name"] in listed and not listed.isdisjoint(numbers))
        for marks, numbers in zip(marked, reached, strict=True)
    ]


def shield(session: Session, added: Sequence[int], now: datetime) -> int:
    """Mark the contacts that a list just added and whose number must not be called; returns how many."""
    if session.scalar(select(DoNotCall.id).limit(at_most(1))) is None:
        return 0
    refused: list[int] = []
    for start in range(0, len(added), 500):
        part = added[start : start + 500]
        rows = session.execute(
            select(Phone.contact_id, Phone.e164).where(Phone.contact_id.in_(part), Phone.e164.is_not(None))
        )
        reached = [(owner or 0, refusals.number_hash(session, e164 or "")) for owner, e164 in rows]
        listed = _listed(session, {mark for _, mark in reached})
        refused += dict.fromkeys(owner for owner, mark in reached if mark in listed)
    refusals.refuse(session, refused, now, None, "list")
    return len(refused)


def _listed(session: Session, marks: Iterable[str]) -> set[str]:
    wanted = DoNotCall.number_hash.in_(set(marks))
    return set(session.scalars(select(DoNotCall.number_hash).where(wanted)))


def _marks(
    session: Session, name: str, email: str | None, external: str | None, company: str | None
) -> dict[str, str]:
    plain = naming.clean(name).casefold().replace(" ", "")
    said = {"name": plain, "email": (email or "").casefold(), "external": external or ""}
    said["person"] = f"{plain}@{naming.clean(company).casefold()}" if company else ""
    return {kind: refusals.number_hash(session, f"{kind}:{value}") for kind, value in said.items() if value}


def scrub(session: Session) -> None:
    """From here on what is deleted is overwritten (SQLite keeps deleted bytes otherwise)."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))
