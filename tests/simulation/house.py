"""The processes of one database on the virtual clock: born, dying at a step or at any moment, reborn."""

import contextvars
import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.chats.delivery import LOOK_SECONDS
from bot.rules import Rules
from tests.faults.prompts import POINTS
from tests.simulation.loop import Died
from tests.simulation.process import BEAT, IDLE, PLANT, RUNNING, Ground, Process
from tests.simulation.wires import Wires

_NEXT_TIMER = "SELECT min(due) FROM timer WHERE done_at IS NULL AND tries < 3"
_WAITING = " UNION ALL ".join(  # one a state, as the indexes are
    f"""SELECT state, max(lease_until), max(not_before) FROM message
        WHERE state = '{state}' AND platform IN ('telegram', 'slack') GROUP BY platform, address"""
    for state in ("pending", "sending")
)


SOON_DEAD, SOON = 0.02, 0.3  # the share of those who tell Telegram that an update was taken; within seconds


@dataclass(frozen=True, slots=True)
class Look:
    """When the next timer is due, when a message may be sent, when a sender's lease ends; None where there is none."""

    timer: float | None
    pending: float | None
    lease: float | None


class House:
    """The processes of one database."""

    def __init__(
        self, database: Ground, wires: Wires, rules: Rules, dice: random.Random, start: datetime, size: int
    ) -> None:
        self.database, self.wires, self.rules, self.dice, self.begin = database, wires, rules, dice, start
        self.loop = wires.loop
        self.team = str(wires.slack.world.team.team_id)
        self.living: dict[int, Process] = {}
        self.size, self.births = size, 0
        self.counted, self.points = Counter[str](), Counter[str]()
        self.deaths: list[float] = []
        self.ended = False
        database.written = self.written
        self.file = sqlite3.connect(database.engine.url.database or "", isolation_level=None)
        self._seen: Look | None = None
        wires.running, wires.acknowledged = RUNNING.get, self.acknowledged
        wires.telegram.queue.listeners.append(lambda _: self.stirred())

    @property
    def only_one(self) -> bool:
        """Whether this is the desk on one file."""
        return self.size == 1

    def now(self) -> datetime:
        return self.begin + timedelta(seconds=self.loop.moment)

    def seconds(self) -> float:
        return self.begin.timestamp() + self.loop.moment

    def born(self, number: int, doom: tuple[str, int] | None = None) -> None:
        """A process starts."""
        if number in self.living:
            return
        self.births += 1
        process = self.living[number] = Process(self, number, doom)
        process.start(process.live())

    def buried(self, process: Process) -> None:
        """One has died; its follower comes a little later, or much."""
        self.deaths.append(self.seconds())
        self.living.pop(process.number, None)
        if not self.ended:
            gap = self.dice.choice((0.3, 0.3, 1.0, 4.0, 30.0, 900.0))
            doom = self.doom() if self.dice.random() < 0.5 else None
            self.loop.call_later(gap, self.born, process.number, doom, context=contextvars.Context())
        self.stirred()

    def end(self) -> None:
        """From now on nobody dies; who is dead is born again."""
        self.ended = True
        self.wires.down.clear()
        self.database.away = 0
        for process in self.living.values():
            process.doom, process.paused_until, process.nap = None, 0.0, 0.0
        for number in range(self.size):
            if number not in self.living:
                self.born(number)

    def doom(self) -> tuple[str, int]:
        """At which step, and the how-manyth time it comes there, the next one dies."""
        return self.dice.choice(POINTS), self.dice.choice((1, 1, 2, 5, 20))

    def written(self) -> None:
        """Something was committed."""
        self._seen = None
        self.stirred()

    def stirred(self) -> None:
        """Something was written, or came: whoever slept looks at what is due."""
        for process in self.living.values():
            process.wake.set()

    def acknowledged(self) -> None:
        """Telegram was told that an update was taken: now and then whoever told it dies soon after."""
        process = RUNNING.get()
        if process is not None and not self.ended and self.dice.random() < SOON_DEAD:
            soon = self.dice.uniform(0.0, SOON)
            self.loop.call_later(soon, process.die, context=contextvars.Context())

    def listener(self) -> Process | None:
        """Who gets the next payload of Slack."""
        living = [self.living[number] for number in sorted(self.living)]
        return self.dice.choice(living) if living else None

    def look(self) -> Look:
        """What is due, read anew when something was written since."""
        if self._seen is None:
            with closing(self.file.execute(_NEXT_TIMER)) as found:
                timer = self._moment(found.fetchone()[0])
            with closing(self.file.execute(_WAITING)) as found:
                rows = found.fetchall()
            pending = [self._moment(when) or 0.0 for state, _, when in rows if state == "pending"]
            leases = [self._moment(until) or 0.0 for state, until, _ in rows if state == "sending"]
            self._seen = Look(timer, min(pending, default=None), min(leases, default=None))
        return self._seen

    def due(self, process: Process, since: float) -> float:
        """When a process has to look again: at once while something is on its way, else when something is due."""
        look = self.look()
        moments = [at for at in (look.timer, look.pending, look.lease) if at is not None]
        moments.append(process.planted + PLANT)
        if process.delivery.posting.held:
            moments.append(process.beaten_at + BEAT)
        if process.idle and len(self.wires.telegram.queue):
            moments.append(since if self.only_one else process.beaten_at + IDLE)
        return max(min(moments), since + LOOK_SECONDS) + process.phase / 100

    def _moment(self, at: str | None) -> float | None:
        if at is None:
            return None
        return (datetime.fromisoformat(at).replace(tzinfo=UTC) - self.begin).total_seconds()

    def reached(self, step: str) -> None:
        """A step of the way: the process that is doomed to dies here."""
        process = RUNNING.get()
        if process is None:
            return
        if not process.alive:
            raise Died(step)
        self.points[step.partition("timer.fired")[1] or step] += 1
        if process.doom is not None and (
            process.doom[0] == step or step.startswith(process.doom[0].rstrip("*"))
        ):
            left = process.doom[1] - 1
            process.doom = (process.doom[0], left)
            if left == 0:
                self.counted[f"died at {process.doom[0]}"] += 1
                process.die()
                raise Died(step)
