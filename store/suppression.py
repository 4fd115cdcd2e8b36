"""Who was erased does not come back by a list: known again by keyed hashes, never by what they were made of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, text
from sqlalchemy.orm import Session

from bot.sales import naming
from store import refusals
from store.models import Account, Contact, DoNotCall, Phone

ERASED = "erased"


def suppress(session: Session, row: Contact, numbers: Iterable[str], now: datetime) -> None:
    """Keep by keyed hash what would tell that a list brings him back."""
    company = session.scalar(select(Account.name).where(Account.id == row.account_id))
    marks = {refusals.number_hash(session, number) for number in numbers}
    marks |= set(_marks(session, row.name, row.email, row.external_id, company).values())
    known = set(session.scalars(select(DoNotCall.number_hash).where(DoNotCall.number_hash.in_(marks))))
    new = [{"number_hash": one, "at": now, "reason": ERASED} for one in sorted(marks - known)]
    if new:
        session.execute(insert(DoNotCall), new)


def shield(session: Session, added: Sequence[int], now: datetime) -> tuple[int, int]:
    """Look through contacts that a list just added: who was erased goes again, whose number must not be
    called is marked; returns how many of each.
    """
    if session.scalar(select(DoNotCall.id).limit(1)) is None:
        return 0, 0
    back: list[int] = []
    refused: list[int] = []
    for start in range(0, len(added), 500):
        part = added[start : start + 500]
        for number, returned in _known(session, part):
            (back if returned else refused).append(number)
    if back:
        scrub(session)
        session.execute(delete(Phone).where(Phone.contact_id.in_(back)))
        session.execute(delete(Contact).where(Contact.id.in_(back)))
    if refused:
        refusals.refuse(session, refused, now, None, "list")
    return len(back), len(refused)


def _known(session: Session, added: Sequence[int]) -> Iterator[tuple[int, bool]]:
    """Contacts on the list: (number, True) who was erased, (number, False) whom nobody may call."""
    reached: dict[int, list[str]] = {}
    for owner, e164 in session.execute(
        select(Phone.contact_id, Phone.e164).where(Phone.contact_id.in_(added), Phone.e164.is_not(None))
    ):
        reached.setdefault(owner or 0, []).append(refusals.number_hash(session, e164 or ""))
    rows = session.execute(
        select(Contact.id, Contact.name, Contact.email, Contact.external_id, Account.name)
        .join(Account, Account.id == Contact.account_id, isouter=True)
        .where(Contact.id.in_(added))
    ).all()
    marked = {row[0]: _marks(session, row[1], row[2], row[3], row[4]) for row in rows}
    wanted = {mark for marks in marked.values() for mark in marks.values()}
    wanted |= {mark for marks in reached.values() for mark in marks}
    listed = set(session.scalars(select(DoNotCall.number_hash).where(DoNotCall.number_hash.in_(wanted))))
    for number, marks in marked.items():
        called = not listed.isdisjoint(reached.get(number, ()))
        sure = any(marks.get(name) in listed for name in ("email", "external", "person"))
        if sure or (called and marks["name"] in listed):
            yield number, True
        elif called:
            yield number, False


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
