"""Whose records of a list somebody may have: those that the rights let him read, and no others."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from bot.sales.rights import Actor, Thing, allowed, permits
from store import things
from store.things import Key

Line = dict[str, Any]
PART = 500


def within(session: Session, kind: str, lines: Iterator[Line], actor: Actor) -> Iterator[Line]:
    """The lines of a list that its `export` row of the rights leaves this person, a part at a time."""
    action = f"export.{kind}"
    if allowed(actor.role, action) == "all":
        yield from lines
        return
    thing_of = OWNERS.get(kind, _of_customers)
    while part := list(islice(lines, PART)):
        for line, thing in zip(part, thing_of(session, part), strict=True):
            if permits(actor, action, thing):
                yield line


def _of_customers(session: Session, part: Sequence[Line]) -> list[Thing]:
    """A call or an order is its customer's; without one it is whose work it was."""
    keys = [Key(line["contact_id"], line["account_id"]) for line in part]
    nobodys = {line["user_id"] for line, key in zip(part, keys, strict=True) if key == Key()} - {None}
    owned = {user: things.owned_by(session, user) for user in nobodys}
    return [
        owned.get(line["user_id"], thing) if key == Key() else thing
        for line, key, thing in zip(part, keys, things.of(session, keys), strict=True)
    ]


def _accounts(session: Session, part: Sequence[Line]) -> list[Thing]:
    return things.of(session, [Key(account_id=line["id"]) for line in part])


def _contacts(session: Session, part: Sequence[Line]) -> list[Thing]:
    return things.of(session, [Key(line["id"], line["account_id"]) for line in part])


def _of_owners(session: Session, part: Sequence[Line]) -> list[Thing]:
    """A follow-up or a deal is its owner's; without one it is its customer's."""
    owners = {line["owner_id"] for line in part} - {None}
    owned = {owner: things.owned_by(session, owner) for owner in owners}
    customers = things.of(session, [Key(line["contact_id"], line["account_id"]) for line in part])
    return [owned.get(line["owner_id"], thing) for line, thing in zip(part, customers, strict=True)]


OWNERS: dict[str, Callable[[Session, Sequence[Line]], list[Thing]]] = {
    "accounts": _accounts,
    "contacts": _contacts,
    "followups": _of_owners,
    "opportunities": _of_owners,
}
