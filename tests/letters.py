"""A message of the clock that waits for somebody, and what was shown."""

from collections.abc import Callable
from typing import TypeVar

from bot.sales.people import Address
from store import messages, users
from store.models import Message
from tests.telegram_desk import Office

T = TypeVar("T")


AMY, BEN = Address("telegram", "11"), Address("telegram", "12")


def wait(o: Office, key: str, who: str = "amy", **more: object) -> int:
    """A message of the clock waits for somebody."""
    address = str(o.person(who).id)
    with o.database.transaction() as session:
        user = users.by_handle(session, who)
        assert user is not None
        row = {
            "user_id": user.id,
            "platform": "telegram",
            "address": address,
            "key": key,
            "body": {"params": {}, "buttons": []},
            "event": "timer:1",
            "created_at": o.app.clock(),
        }
        return messages.queue(session, [{**row, **more}])[0].id


def row(o: Office, number: int) -> Message:
    with o.database.reading() as session:
        return session.get_one(Message, number)


def shown(o: Office, who: str = "amy") -> list[str]:
    return [one.words for one in o.person(who).sees() if one.by_bot]


NOTHING = 'Nothing is open. "help" lists what I can do.'


def within(o: Office, act: Callable[..., T], *given: object) -> T:
    """Do something of the sender's in a transaction of its own."""
    with o.database.transaction() as session:
        return act(session, *given)
