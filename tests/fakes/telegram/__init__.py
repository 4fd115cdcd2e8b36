"""A strict local Bot API server: it refuses what Telegram refuses, in its words, and logs every request.

`async with FakeTelegram() as server:` gives `server.base_url`, `server.base_file_url` and `server.token`
for a client, `server.person(...)` for somebody who types and presses, `server.shown(chat)` for what is
seen, and `server.clock.advance(seconds)` for time.
"""

from tests.fakes.telegram.clock import ManualClock, RealClock
from tests.fakes.telegram.limits import Limits
from tests.fakes.telegram.model import Button, Message
from tests.fakes.telegram.person import Person
from tests.fakes.telegram.places import Channel, Group
from tests.fakes.telegram.server import FakeTelegram

__all__ = [
    "Button",
    "Channel",
    "FakeTelegram",
    "Group",
    "Limits",
    "ManualClock",
    "Message",
    "Person",
    "RealClock",
]
