"""What stands in the chats: which message a card is, whose place a newer one takes, copies in other apps.

A message that is shown keeps its external id until a newer one takes its place or its buttons are taken off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from bot.sales.people import Address, Person
from store import users
from store.messages import Queued
from store.models import ChatAddress, Dialog, Message
from store.outbox import Claim, queued

QUESTION = "form.ask"
ONE_PRESS = ("draft:",)  # cards that one press ends: the answer takes their place, whatever it is about


@dataclass(frozen=True, slots=True)
class Standing:
    """An older message in a chat, and whether it has buttons."""

    id: int
    external_id: str
    pressable: bool


def place_of(
    session: Session, held: Claim, under: str | None, place: str
) -> tuple[str | None, list[Standing]]:
    """The message whose place a claimed one takes, and those whose buttons it makes dead.

    `under` is the external id of the message whose button was pressed, `place` the chat's dialogs' name.
    A press is answered where it was made; anything else is posted anew, so that it is noticed.
    """
    one = held.queued
    pressed = at(session, Address(one.platform, one.address), under) if under else None
    edit = held.edits
    if pressed is not None and pressed.external_id is not None and _takes(one, pressed):
        edit = pressed.external_id
    dead = [] if edit == held.edits is not None else _dead(session, one, place)
    return edit, [standing for standing in dead if standing.external_id != edit]


def at(session: Session, place: Address, external_id: str) -> Message | None:
    """The message that stands in a chat under this id (the id of its last part, where it has several)."""
    here = (Message.platform == place.platform, Message.address == place.address)
    exact = session.scalar(select(Message).where(*here, Message.external_id == external_id))
    if exact is not None:
        return exact
    return session.scalar(select(Message).where(*here, Message.external_id.like(f"% {external_id}")))


def forget(session: Session, ids: Sequence[int]) -> None:
    """Their buttons are gone: nothing stands there any more."""
    session.execute(update(Message).where(Message.id.in_(ids)).values(external_id=None))


def copy_to_other_apps(session: Session, held: Claim, platforms: Sequence[str]) -> list[Address]:
    """Write a copy for each other place where this person has the same card before him; where those are."""
    one = held.queued
    if one.card is None or one.user_id is None or held.edits is not None or held.tries > 1:
        return []
    elsewhere = session.scalars(
        select(Message)
        .where(
            Message.card == one.card,
            Message.user_id == one.user_id,
            Message.external_id.is_not(None),
            Message.state == "sent",
            Message.platform.in_(platforms),
            Message.id < one.id,
        )
        .order_by(Message.id)
    )
    last = {Address(row.platform, row.address): row.external_id for row in elsewhere}
    last.pop(Address(one.platform, one.address), None)
    source = session.get_one(Message, one.id)
    for place, external_id in last.items():
        session.add(
            Message(
                user_id=one.user_id,
                platform=place.platform,
                address=place.address,
                key=one.key,
                body=dict(one.body),
                card=one.card,
                urgency=one.urgency,
                event=source.event,
                created_at=source.created_at,
                edits=external_id,
            )
        )
    session.flush()
    return list(last)


def blocked(session: Session, place: Address, now: datetime) -> tuple[Person | None, list[Address]]:
    """Nobody can be reached there: what waits goes to the person's other chats.

    Returns the person if that is news, and where his messages wait now.
    """
    row = session.scalar(_address(place))
    user = users.by_id(session, row.user_id) if row is not None else None
    news = row is not None and row.blocked_at is None
    if row is not None:
        row.blocked_at = row.blocked_at or now
        session.flush()
    other = users.reach(session, user) if user is not None else None
    here = (Message.platform == place.platform, Message.address == place.address)
    waiting = update(Message).where(*here, Message.state == "pending")
    session.execute(waiting.where(Message.edits.is_not(None)).values(state="cancelled", why="blocked"))
    if other is None or other == place:
        session.execute(waiting.values(state="dead", why="blocked"))
        return (user if news else None), []
    session.execute(
        waiting.values(platform=other.platform, address=other.address, external_id=None, not_before=None)
    )
    return (user if news else None), [other]


def unblocked(session: Session, place: Address) -> None:
    """The person can be reached there again."""
    row = session.scalar(_address(place))
    if row is not None:
        row.blocked_at = None


def moved(session: Session, old: Address, new: Address) -> None:
    """The chat has another address: it and everything that waits for it."""
    row = session.scalar(_address(old))
    if row is not None and session.scalar(_address(new)) is None:
        row.address = new.address
    here = (Message.platform == old.platform, Message.address == old.address)
    session.execute(update(Message).where(*here, Message.state == "pending").values(address=new.address))


def view_of(session: Session, place: Address, external_id: str) -> Queued | None:
    """The message as it was written, to draw it again."""
    row = at(session, place, external_id)
    return queued(row) if row is not None else None


def _takes(one: Queued, pressed: Message) -> bool:
    if pressed.card is None:
        return pressed.key == QUESTION
    return pressed.card == one.card or pressed.card.startswith(ONE_PRESS)


def _dead(session: Session, one: Queued, place: str) -> list[Standing]:
    """Older copies of the same card here, and a question that is not asked any more."""
    here = (
        Message.platform == one.platform,
        Message.address == one.address,
        Message.user_id == one.user_id,
        Message.external_id.is_not(None),
        Message.state == "sent",
        Message.id < one.id,
    )
    found = select(Message.id, Message.external_id, Message.body)
    rows = list(session.execute(found.where(*here, Message.card == one.card))) if one.card else []
    asks = one.key == QUESTION
    if one.user_id is not None and (asks or not _asked(session, one.user_id, place)):
        rows += session.execute(found.where(*here, Message.key == QUESTION))
    return [Standing(number, str(external_id), bool(body["buttons"])) for number, external_id, body in rows]


def _asked(session: Session, user_id: int, place: str) -> bool:
    opened = select(Dialog.id).where(Dialog.user_id == user_id, Dialog.chat == place).limit(1)
    return session.scalar(opened) is not None


def _address(place: Address) -> Select[ChatAddress]:
    return select(ChatAddress).where(
        ChatAddress.platform == place.platform, ChatAddress.address == place.address
    )
