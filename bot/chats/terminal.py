"""The terminal as a chat: one person at a time, messages wait in the database until he looks."""

import itertools
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import ticker
from bot.app import App
from bot.context import Word
from bot.errors import Unknown as Unknown
from bot.events import Event, Pressed, Said, Submitted, Who
from bot.sales.people import Person
from bot.sending import Outgoing
from store import messages, users


@dataclass(slots=True)
class Terminal:
    """What a person at a terminal can do; acts return messages to show, `shown` marks them as sent."""

    app: App
    person: Person
    move_clock: Callable[[datetime], None]
    stands: Callable[[], bool]
    _token: str = field(default_factory=lambda: secrets.token_hex(6))
    _count: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    @classmethod
    def open(
        cls, app: App, handle: str, move_clock: Callable[[datetime], None], stands: Callable[[], bool]
    ) -> "Terminal":
        """Sit down as a person; raises Unknown. `stands` tells whether the clock was set by hand."""
        return cls(app, find(app, handle), move_clock, stands)

    @property
    def who(self) -> Who:
        """The sender of this terminal's events."""
        return Who("terminal", self.person.handle)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the person who sits here."""
        return ZoneInfo(self.person.timezone)

    def say(self, text: str, event_id: str | None = None) -> list[Outgoing]:
        """Type a line."""
        return self._handle(Said(self.who, text, event_id or self._id()))

    def press(self, action: str, event_id: str | None = None) -> list[Outgoing]:
        """Press a button."""
        return self._handle(Pressed(self.who, action, event_id or self._id()))

    def submit(self, form: str, fields: Mapping[str, str], event_id: str | None = None) -> list[Outgoing]:
        """Hand in a whole form."""
        return self._handle(Submitted(self.who, form, event_id or self._id(), fields))

    def become(self, handle: str) -> list[Outgoing]:
        """Let another person sit down; returns what waits for him."""
        self.person = find(self.app, handle)
        return self.waiting()

    def move(self, at: datetime) -> list[Outgoing]:
        """Let time pass until a moment; everything due fires on the way."""
        ticker.run_until(self.app, self.app.clock(), at, self.move_clock)
        return self.waiting()

    def tick(self) -> list[Outgoing]:
        """Fire what is due now; returns what waits for this person."""
        ticker.tick(self.app, self.app.clock())
        return self.waiting()

    def waiting(self) -> list[Outgoing]:
        """The messages that wait for this person."""
        with self.app.database.reading() as session:
            queued = messages.waiting(session, "terminal", self.person.handle)
        return [Outgoing(one, self.person, self.person.language) for one in queued]

    def words(self) -> list[Word]:
        """The words of command that this person may use."""
        with self.app.database.reading() as session:
            ctx = self.app.context(session, self.person, self.who, "words", self.app.clock())
            return [word for word in ctx.words if ctx.may(word.may)]

    def shown(self, outgoing: Iterable[Outgoing]) -> None:
        """Note that messages were read."""
        ids = [one.message.id for one in outgoing]
        if ids:
            with self.app.database.transaction() as session:
                messages.mark_sent(session, ids, self.app.clock())

    def _handle(self, event: Event) -> list[Outgoing]:
        answers = self.app.handle(event)
        self.person = next(
            (one.person for one in answers if one.person and one.person.id == self.person.id), self.person
        )
        here = [one for one in answers if one.message.address == self.person.handle]
        return [one for one in here if one.message.platform == "terminal"]

    def _id(self) -> str:
        return f"{self._token}-{next(self._count)}"


def find(app: App, handle: str) -> Person:
    """An active person by handle; raises Unknown."""
    with app.database.reading() as session:
        person = users.by_address(session, "terminal", handle)
    if person is None:
        raise Unknown(handle)
    return person
