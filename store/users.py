"""People by handle, by chat address, by number; their teams, absences and addresses."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from bot.sales.naming import core
from bot.sales.people import Address, Person
from store.direct import ask, table
from store.models import ChatAddress, Team, User

PERSON = tuple(Person.__dataclass_fields__)

_CA = table(ChatAddress).c
_ADDRESSES = (
    select(_CA.platform, _CA.address)
    .where(_CA.user_id == bindparam("user"), _CA.blocked_at.is_(None))
    .order_by(_CA.last_used_at.desc().nulls_last(), _CA.id.desc())
)
_USED = (
    update(table(ChatAddress))
    .where(_CA.platform == bindparam("on"), _CA.address == bindparam("at"))
    .values(last_used_at=bindparam("now"))
)
_BY_HANDLE = select(User).where(User.handle == bindparam("handle"))
_BY_ADDRESS = (
    select(User)
    .join(ChatAddress)
    .where(
        ChatAddress.platform == bindparam("platform"),
        ChatAddress.address == bindparam("address"),
        User.active,
    )
)


def person(row: User) -> Person:
    """The plain value of a row."""
    return Person(**{name: getattr(row, name) for name in PERSON})


def by_id(session: Session, user_id: int) -> Person | None:
    """A person by number, also one who has left."""
    row = session.get(User, user_id)
    return person(_kept(session, row)) if row else None


def _kept(session: Session, row: User) -> User:
    """Hold on to a row for the session's life, so that asking for the same person again costs nothing."""
    session.info.setdefault("people", {})[row.id] = row
    return row


def by_handle(session: Session, handle: str) -> Person | None:
    """A person by the short name used on the command line."""
    row = session.scalar(_BY_HANDLE, {"handle": handle.casefold()})
    return person(_kept(session, row)) if row else None


def by_address(session: Session, platform: str, address: str) -> Person | None:
    """The active person behind a chat address; the terminal's addresses are handles."""
    if platform == "terminal":
        found = by_handle(session, address)
        return found if found and found.active else None
    row = session.scalar(_BY_ADDRESS, {"platform": platform, "address": address})
    return person(_kept(session, row)) if row else None


def everybody(
    session: Session, *, team_id: int | None = None, role: str | None = None, active: bool = True
) -> list[Person]:
    """People, by handle; of one team or role where named."""
    query = select(User).order_by(User.handle)
    if active:
        query = query.where(User.active)
    if team_id is not None:
        query = query.where(User.team_id == team_id)
    if role is not None:
        query = query.where(User.role == role)
    return [person(row) for row in session.scalars(query)]


def managers_of(session: Session, team_id: int | None) -> list[Person]:
    """The managers of a team; where it has none, every manager, so that nothing lands nowhere."""
    every = everybody(session, role="manager")
    return [one for one in every if one.team_id == team_id] or every


def by_name(session: Session, typed: str) -> list[Person]:
    """Active colleagues whose handle or name is typed in either script: exactly first, else beginning so, else a part."""
    handle = typed.strip().lstrip("@").casefold()
    wanted = core(handle) if handle else ""
    every = [(one, core(one.name)) for one in everybody(session)] if wanted else []
    exact = [one for one, name in every if handle == one.handle.casefold() or wanted == name]
    begins = [one for one, name in every if name.startswith(wanted)]
    return exact or begins or [one for one, name in every if len(wanted) > 1 and wanted in name]


def change(session: Session, user_id: int, fields: Mapping[str, Any]) -> Person:
    """Change a person's settings; returns the new value."""
    row = session.get_one(User, user_id)
    for name, value in fields.items():
        setattr(row, name, value)
    row.version += 1
    session.flush()
    return person(row)


def addresses(session: Session, user_id: int) -> list[Address]:
    """Where a person can be reached now, the last used first; blocked ones are left out."""
    return [Address(*row) for row in ask(session, _ADDRESSES, user=user_id)]


def reached(session: Session, user_id: int) -> bool:
    """Whether an app still brings a person messages; a terminal shows them only when he looks."""
    return any(place.platform != "terminal" for place in addresses(session, user_id))


def reach(session: Session, person: Person) -> Address:
    """Where messages to a person go: his preference, else where he was last, else the terminal."""
    places = addresses(session, person.id)
    preferred = [place for place in places if place.platform == person.reminders_to]
    if person.reminders_to == "terminal" or not places:
        return Address("terminal", person.handle)
    return (preferred or places)[0]


def used(session: Session, platform: str, address: str, now: datetime) -> None:
    """Note that a person was just active at an address."""
    ask(session, _USED, on=platform, at=address, now=now)


def team_names(session: Session, team_ids: Sequence[int]) -> dict[int, str]:
    """The names of teams by number."""
    rows = session.execute(select(Team.id, Team.name).where(Team.id.in_(team_ids)))
    return {row.id: row.name for row in rows}
