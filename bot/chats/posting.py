"""The database's side of sending: a message is claimed with all that its chat needs, and its end is written."""

import functools
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import structlog

from bot import sending
from bot.app import App
from bot.chats.hints import Hints
from bot.chats.protocol import Letter, TooMany
from bot.events import Who
from bot.replies import Reply
from bot.sales.people import Address, Person
from bot.sending import Outgoing
from bot.texts import MissingWords
from store import leases, outbox, shown, timers, troubles, users
from store.crashpoints import reached
from store.db import Raced, Session, Unavailable
from store.outbox import Claim
from store.shown import Standing

log = structlog.get_logger()
LEASE = timedelta(seconds=3)  # renewed every second while its sender lives
DOWN = "down"
PATIENCE, PATIENCE_SECONDS = 20, 0.5
P = ParamSpec("P")
R = TypeVar("R")
CLOCK = Who("clock", "clock")


def patiently(write: Callable[P, R]) -> Callable[P, R]:
    """Write down what was sent even if the database is away for a moment: as long as the lease may last."""

    @functools.wraps(write)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        for _ in range(PATIENCE):
            try:
                return write(*args, **kwargs)
            except (Unavailable, Raced):
                time.sleep(PATIENCE_SECONDS)
        return write(*args, **kwargs)

    return again


@dataclass(frozen=True, slots=True)
class Held:
    """A claimed message as a letter, the older ones that it makes dead, where copies of it wait."""

    claim: Claim
    letter: Letter
    dead: tuple[Standing, ...] = ()
    copies: tuple[Address, ...] = ()

    @property
    def place(self) -> Address:
        """The chat it goes to."""
        return Address(self.letter.message.platform, self.letter.address)

    @property
    def may_stand(self) -> bool:
        """Whether another message may stand where it is shown: it is an edit, or was shown before."""
        return self.letter.edit is not None or self.letter.repeated or bool(self.letter.done)


Shown = tuple[Held, str]  # a letter that was shown, and the external id under which it stands


@dataclass(frozen=True, slots=True)
class Posting:
    """Claims and marks over one database, for the platforms that are served here by then."""

    app: App
    platforms: Collection[str]
    held: dict[int, Claim] = field(default_factory=dict)

    def waiting(self, before: datetime) -> list[tuple[Address, int]]:
        """Chats where something waits since before a moment, by rank, which is told; ended leases are freed."""
        now = self.app.clock()
        with self.app.database.reading() as session:
            stale = outbox.stale(session, now)
        if stale:
            self.release(now)
        with self.app.database.reading() as session:
            return outbox.places(session, tuple(self.platforms), before, now)

    def release(self, until: datetime) -> None:
        """Free the claims whose lease ends by then."""
        with self.app.database.transaction() as session:
            outbox.release(session, until, tuple(self.held))

    def silences(self) -> Mapping[str, datetime]:
        """Where the platforms asked for silence, whichever replica was told, and until when."""
        with self.app.database.reading() as session:
            return leases.silences(session, self.app.clock())

    def renew(self) -> None:
        """Hold on to what is on its way; a sender that died, or stands still, loses it within seconds."""
        if held := {number: claim.fence for number, claim in dict(self.held).items()}:
            with self.app.database.transaction() as session:
                outbox.renew(session, held, self.app.clock() + LEASE)

    def let_go(self, place: Address) -> None:
        """Nobody sends there any more: what was on its way is not held beyond its lease."""
        for number, claim in list(self.held.items()):
            if Address(claim.queued.platform, claim.queued.address) == place:
                self.held.pop(number, None)

    def turn(self, session: Session, done: Shown | None, place: Address | None, hints: Hints) -> Held | None:
        """Write down what was shown in a chat, if anything, and hold what comes next there, if it may go."""
        if done is not None:
            self.sent(session, *done)
        return self.claim(session, place, hints) if place is not None else None

    def claim(self, session: Session, place: Address, hints: Hints) -> Held | None:
        """Hold the next message of a chat."""
        while (claim := outbox.claim(session, place, self.app.clock(), self.app.clock() + LEASE)) is not None:
            held = self._held(session, claim, place, hints)
            if held is not None:
                return held
        return None

    def sent(self, session: Session, held: Held, external_id: str) -> None:
        """It is shown; what it made dead is forgotten."""
        if (
            outbox.sent(session, held.claim, external_id, self.app.clock(), stood=held.may_stand)
            and held.dead
        ):
            shown.forget(session, [one.id for one in held.dead])
        reached("message.recording")

    def _held(self, session: Session, claim: Claim, place: Address, hints: Hints) -> Held | None:
        """The claim with its letter; None when it needs not, or cannot, be sent."""
        if claim.edits is not None and shown.at(session, place, claim.edits) is None:
            outbox.ended(session, claim, "cancelled", "replaced")
            return None
        standing = shown.around(session, claim, Who(place.platform, place.address).place)
        pressed = hints.under.get(claim.queued.id)
        edit = shown.place_of(session, claim, pressed) if pressed else claim.edits
        dead = [] if edit == claim.edits is not None else [one for one in standing if one.place == place]
        dead = [one for one in dead if one.external_id != edit]
        language = claim.language or hints.spoken.get(claim.queued.id) or self.app.nobody().language
        try:
            view = sending.view(Outgoing(claim.queued, None, language))
        except (MissingWords, LookupError, TypeError, ValueError):
            log.exception("message without words", key=claim.queued.key, message=claim.queued.id)
            self._over(session, claim, "dead", "words")
            return None
        copies = shown.copy_to_other_apps(session, claim, standing, tuple(self.platforms))
        letter = Letter(claim.queued, view, language, edit, claim.done, claim.unclear)
        return Held(claim, letter, tuple(dead), tuple(copies))

    @patiently
    def later(
        self, held: Held, seconds: float, why: str | None, done: Sequence[str], *, counted: bool
    ) -> None:
        """It waits again, for so many seconds at least."""
        at = self.app.clock() + timedelta(seconds=seconds) if seconds > 0 else None
        with self.app.database.transaction() as session:
            outbox.again(session, held.claim, at, why, done, counted=counted)
            reached("message.putting_back")

    @patiently
    def wake(self, platform: str) -> list[Address]:
        """A platform that was away answers again: whoever waited for that waits no longer; where that is."""
        with self.app.database.transaction() as session:
            return [Address(platform, one) for one in outbox.wake(session, platform, DOWN)]

    @patiently
    def silence(self, asked: TooMany) -> None:
        """A platform asked for silence: no replica sends there, nor one that begins in the meantime."""
        with self.app.database.transaction() as session:
            until = self.app.clock() + timedelta(seconds=asked.seconds)
            leases.silence(session, asked.scope, until)

    @patiently
    def ended(self, held: Held, state: str, why: str) -> None:
        """It will not be sent any more."""
        with self.app.database.transaction() as session:
            self._over(session, held.claim, state, why)

    @patiently
    def blocked(self, held: Held) -> list[Address]:
        """A letter found nobody: it waits with the others where they can be read; where that is."""
        with self.app.database.transaction() as session:
            outbox.again(session, held.claim, None, None)
        return self.unreachable(held.place)

    def unreachable(self, place: Address) -> list[Address]:
        """Nobody is reached there: his messages go to his other chat, his manager hears of it once."""
        with self.app.database.transaction() as session:
            person, places = shown.blocked(session, place, self.app.clock())
            if person is None:
                return places
            if not users.reached(session, person.id):
                now = self.app.clock()
                params = {"platform": place.platform}
                timers.plant(
                    session, "person.unreached", person.id, now, occurrence=now.isoformat(), params=params
                )
            told = {"name": person.name, "handle": person.handle, "platform": place.platform}
            readers = [one for one in users.managers_of(session, person.team_id) if one.id != person.id]
            readers = readers or [
                one for one in users.everybody(session, role="admin") if one.id != person.id
            ]
            return [*places, *self._alert(session, "delivery.unreachable", told, readers)]

    @patiently
    def moved(self, held: Held, address: str) -> Address:
        """The chat has another address: what waits follows."""
        old, new = held.place, Address(held.place.platform, address)
        with self.app.database.transaction() as session:
            outbox.again(session, held.claim, None, None)
            shown.moved(session, old, new)
        return new

    def warn(self, key: str, told: Mapping[str, str | int]) -> list[Address]:
        """The administrators hear of something (a token that is refused), wherever they are reached; where that is."""
        with self.app.database.transaction() as session:
            return self._alert(session, key, told, users.everybody(session, role="admin"))

    def pending(self) -> int:
        """How many messages wait."""
        with self.app.database.reading() as session:
            return outbox.pending(session, tuple(self.platforms))

    def _over(self, session: Session, claim: Claim, state: str, why: str) -> None:
        """A message ends; one that could not be told or shown is the administrators' business."""
        outbox.ended(session, claim, state, why)
        person = users.by_id(session, claim.queued.user_id) if claim.queued.user_id else None
        if state == "dead":
            ref, name = f"m{claim.queued.id}", person.name if person else claim.queued.address
            troubles.report(session, "message", self.app.clock(), ref, claim.queued.key, name)

    def _alert(
        self, session: Session, key: str, told: Mapping[str, str | int], readers: Sequence[Person]
    ) -> list[Address]:
        app = self.app
        ctx = app.context(session, app.nobody(), CLOCK, "delivery", app.clock())
        replies = [Reply(key, told, to=reader.id) for reader in readers]
        queued = sending.queue(ctx, app.routes, replies)
        return [Address(one.message.platform, one.message.address) for one in queued]
