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
from bot.sales.policy import Policy
from bot.scripts import Library, Registry
from store import things
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
    scripts: Registry
    event: str
    who: Who
    words: tuple[Word, ...] = ()

    @property
    def library(self) -> Library:
        """The call scripts in force."""
        return self.scripts.library

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
        return self.policy.calendar(person.timezone, person.region, (person.quiet_from, person.quiet_until))

    @property
    def acts_for(self) -> frozenset[int]:
        """The people whose delegate he is at this moment."""
        return things.stands_in_for(self.session, self.user.id, self.now)

    def word(self, kind: str, code: str) -> str:
        """A code of the trade in his language."""
        return texts.word(self.language, kind, code)

    def disposition(self, code: str) -> str:
        """How a call ended, in his language; a company's own dispositions carry their label."""
        rows = (*self.policy.dispositions, *self.policy.retired)
        label = next((row.label for row in rows if row.code == code and row.label), {})
        return {str(language): told for language, told in label.items()}.get(self.user.language) or self.word(
            "disposition", code
        )

    def may(self, action: str, thing: rights.Thing | None = None) -> bool:
        """Whether he may do this to this thing."""
        limited = thing is not None and rights.allowed(self.user.role, action) not in ("all", "none")
        acts_for = self.acts_for if limited else frozenset()
        actor = rights.Actor(self.user.id, self.user.role, self.user.team_id, acts_for)
        return rights.permits(actor, action, thing)

    def require(self, action: str, thing: rights.Thing | None = None) -> None:
        """Refuse unless he may; unknown and forbidden things answer alike."""
        if not self.may(action, thing):
            raise UserError("not_available")
