"""Everything that a handler may use, and nothing else."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot import texts
from bot.errors import UserError
from bot.events import Who
from bot.sales import rights
from bot.sales.calendar import Calendar
from bot.sales.people import Person
from bot.sales.policy import Policy, Span
from bot.scripts import Library
from store.db import Session


@dataclass(frozen=True, slots=True)
class Word:
    """A word of command: its name, its other spellings, and what one must be allowed to use it."""

    head: str
    aliases: tuple[str, ...]
    may: str


@dataclass(frozen=True, slots=True)
class Context:
    """One event's surroundings: the open transaction, who acts, the moment, the rules in force."""

    session: Session
    user: Person
    now: datetime
    policy: Policy
    library: Library
    event: str
    who: Who
    words: tuple[Word, ...] = ()

    @property
    def language(self) -> str:
        """The language of the person who acts."""
        return self.user.language

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the person who acts."""
        return ZoneInfo(self.user.timezone)

    @property
    def local(self) -> datetime:
        """Now, as the clock on his wall shows it."""
        return self.now.astimezone(self.zone)

    @property
    def calendar(self) -> Calendar:
        """His working days, hours and quiet hours."""
        return self.calendar_of(self.user)

    def calendar_of(self, person: Person) -> Calendar:
        """Anybody's working days, hours and quiet hours."""
        return work_calendar(self.policy, person)

    def word(self, kind: str, code: str) -> str:
        """A code of the trade in his language."""
        return texts.word(self.language, kind, code)

    def may(self, action: str, thing: rights.Thing | None = None) -> bool:
        """Whether he may do this to this thing."""
        return rights.permits(rights.Actor(self.user.id, self.user.role, self.user.team_id), action, thing)

    def require(self, action: str, thing: rights.Thing | None = None) -> None:
        """Refuse unless he may; unknown and forbidden things answer alike."""
        if not self.may(action, thing):
            raise UserError("not_available")


def work_calendar(policy: Policy, person: Person) -> Calendar:
    """A person's calendar: the company's hours in his zone and region, his quiet hours or the usual ones."""
    week = policy.business_hours.week()
    spans = [span for day in week for span in day]
    opens, closes = Span(min(s.opens for s in spans), max(s.closes for s in spans)).clocks()
    quiet = (person.quiet_from, person.quiet_until)
    if None in quiet and policy.quiet_hours.people:
        quiet = policy.quiet_hours.people[0].clocks()
    return Calendar(
        ZoneInfo(person.timezone),
        person.region,
        opens=opens,
        closes=closes,
        weekdays=frozenset(number for number, day in enumerate(week) if day),
        quiet_from=quiet[0],
        quiet_until=quiet[1],
    )
