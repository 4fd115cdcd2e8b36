"""Which of several processes polls, ticks and sends what was left; and whether the database works."""

import time
from datetime import timedelta

import structlog

from bot.app import App
from bot.chats import metrics
from bot.chats.delivery import Delivery
from bot.chats.web import Health
from bot.commands.clock import Clock
from store import clock, leases, timers
from store.crashpoints import reached
from store.db import Raced, Unavailable

log = structlog.get_logger()
LEASE = timedelta(seconds=2)
NAME = "serve"
MUCH = timedelta(seconds=1)
LATE_SECONDS = 60.0


class Lead:
    """A lease renewed every second; a process that cannot renew it stops leading before it ends."""

    def __init__(self, app: App, delivery: Delivery, health: Health, holder: str, ours: Clock) -> None:
        self.app = app
        self.ours = ours
        self._ahead = timedelta()
        self.delivery = delivery
        self.health = health
        self.holder = holder
        self._until = 0.0
        self._late = False

    def leads(self) -> bool:
        """Whether this process leads now."""
        return time.monotonic() < self._until

    def free(self) -> None:
        """At the start of the only process: what a dead one held is free."""
        with self.app.database.transaction() as session:
            leases.free(session, NAME, self.app.clock())

    def beat(self) -> None:
        """Renew the lease and note what of the database works."""
        began = time.monotonic()
        try:
            self._follow()
            now = self.app.clock()
            with self.app.database.transaction() as session:
                held = leases.hold(session, NAME, self.holder, now, now + LEASE)
                reached("lease.renewing" if self.leads() else "lease.taking")
            if held:
                reached("lease.held")
            self._until = began + LEASE.total_seconds() if held else 0.0
            self.delivery.posting.renew()
            self.health.note("write")
            metrics.PENDING.set(self.delivery.posting.pending())
            self._note_lateness()
            self.health.note("read")
        except (Unavailable, Raced) as error:
            log.warning("database does not answer", error=type(error).__name__)
        self.health.passed["sending"] = self.delivery.passed_at

    def _follow(self) -> None:
        """Go by the database's clock: leases of several machines are compared by it."""
        ahead = self.ours.follow(lambda: clock.told(self.app.database))
        if abs(ahead - self._ahead) > MUCH:
            log.warning("clock differs from the database's", seconds=round(ahead.total_seconds(), 1))
            self._ahead = ahead

    def _note_lateness(self) -> None:
        """How late the oldest work that is due is; told once where that is more than a minute."""
        with self.app.database.reading() as session:
            due = timers.next_due(session)
        seconds = max(0.0, (self.app.clock() - due).total_seconds()) if due else 0.0
        metrics.LATE.set(seconds)
        if (seconds > LATE_SECONDS) != self._late:
            self._late = not self._late
            (log.error if self._late else log.info)("work is late" if self._late else "work is in time")
            if self._late and self.leads():
                self.delivery.posting.warn("work.late", {"seconds": round(seconds)})

    def give_up(self) -> None:
        """Let another process lead at once."""
        try:
            with self.app.database.transaction() as session:
                leases.give_up(session, NAME, self.holder, self.app.clock())
                reached("lease.giving_up")
        except (Unavailable, Raced):
            log.warning("lease not given up")
