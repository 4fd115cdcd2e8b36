"""What stands in the chats: which message a card is, whose place a newer one takes, copies in other apps.

A message that is shown keeps its external id until a newer one takes its place or its buttons are taken off.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, Select, bindparam, exists, literal_column, or_, select, union_all, update
from sqlalchemy.orm import Session

from bot.sales.people import Address, Person
from store import users
from store.direct import ask, table
from store.messages import Queued, queued
from store.models import ChatAddress, Dialog, Message
from store.outbox import Claim

QUESTION = "form.ask"
ONE_PRESS = ("draft:",)  # cards that one press ends: the answer takes their place, whatever it is about


_M, _D = table(Message).c, table(Dialog).c
_OLDER = (_M.user_id == bindparam("user"), _M.external_id.is_not(None), _M.state == literal_column("'sent'"))
_FOUND = select(_M.id, _M.platform, _M.address, _M.external_id, _M.body, _M.card).where(
    *_OLDER, _M.id < bindparam("number")
)
_ASKED = exists().where(_D.user_id == bindparam("user"), _D.chat == bindparam("dialogs"))
_AROUND = union_all(
    _FOUND.where(_M.card == bindparam("card")),
    _FOUND.where(
        _M.key == literal_column(f"'{QUESTION}'"),  # as the index of questions names it
        _M.platform == bindparam("platform"),
        _M.address == bindparam("address"),
        or_(bindparam("asks", type_=Boolean()), ~_ASKED),
    ),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An older message in some chat of a person, and whether it has buttons."""

    id: int
    place: Address
    external_id: str
    pressable: bool
    card: str | None


def around(session: Session, held: Claim, dialogs: str) -> list[Standing]:
    """What stands before this person that a claimed message makes old: older copies of its card in any chat,
    and in its own chat a question that is not asked any more (`dialogs` is the name of the chat's dialogs).
    """
    one = held.queued
    if one.user_id is None:
        return []
    rows = ask(
        session,
        _AROUND,
        user=one.user_id,
        number=one.id,
        card=one.card,
        platform=one.platform,
        address=one.address,
        asks=one.key == QUESTION,
        dialogs=dialogs,
    )
    return [
        Standing(
            row.id, Address(row.platform, row.address), row.external_id, bool(row.body["buttons"]), row.card
        )
        for row in rows
    ]


def place_of(session: Session, held: Claim, under: str) -> str | None:
    """The message whose place a claimed one takes, where the button of the message `under` was pressed.

    A press is answered where it was made; anything else is posted anew, so that it is noticed.
    """
    one = held.queued
    pressed = at(session, Address(one.platform, one.address), under)
    takes = pressed is not None and pressed.external_id is not None and _takes(one, pressed)
    return pressed.external_id if pressed is not None and takes else held.edits


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


def copy_to_other_apps(
    session: Session, held: Claim, standing: Sequence[Standing], platforms: Sequence[str]
) -> list[Address]:
    """Write a copy for each other place where this person has the same card before him; where those are."""
    one = held.queued
    if one.card is None or one.user_id is None or held.edits is not None or held.tries > 1:
        return []
    same = sorted((each for each in standing if each.card == one.card), key=lambda each: each.id)
    last = {each.place: each.external_id for each in same if each.place.platform in platforms}
    last.pop(Address(one.platform, one.address), None)
    if not last:
        return []
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


def _address(place: Address) -> Select[ChatAddress]:
    return select(ChatAddress).where(
        ChatAddress.platform == place.platform, ChatAddress.address == place.address
    )
