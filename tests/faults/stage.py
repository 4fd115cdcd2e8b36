"""Where the play takes place: the strict servers on loopback, one clock for all, what was said and done."""

import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from store.db import Database
from tests.fakes.faults import Fault
from tests.fakes.slack import Application, Clock, SlackServer
from tests.fakes.slack import Person as SlackPerson
from tests.fakes.slack import delivery as slack_delivery
from tests.fakes.slack import limits as slack_limits
from tests.fakes.telegram import FakeTelegram, RealClock
from tests.fakes.telegram import Person as TelegramPerson
from tests.faults.desk import MANAGERS, SLACK, START, TELEGRAM
from tests.slack_desk import manifest

DAY = 86_400.0
SOON = (0.0, 1.0, 3.0)  # Slack's second and third try, not after minutes: a play lasts minutes
TELEGRAM_FAULTS = (
    Fault.rate_limited(1), Fault.rate_limited(2), Fault.server_error(500), Fault.server_error(502),
    Fault.reset_before(), Fault.reset_after(), Fault.html(), Fault.cut_json(),
)  # fmt: skip
SLACK_FAULTS = (
    Fault.rate_limited(1), Fault.server_error(503), Fault.reset_before(), Fault.reset_after(), Fault.cut_json(),
)  # fmt: skip
BLOCKING = 100 + MANAGERS - 1  # the last manager does not want to hear from us, now and then
OFTEN, SELDOM = 0.2, 0.01


class ShiftedClock(RealClock):
    """The wall clock at another date."""

    def __init__(self, offset: float) -> None:
        self.offset = offset

    def now(self) -> float:
        return time.time() + self.offset


@dataclass(slots=True)
class Said:
    """Something with a mark of its own that must take effect once; `sure` when its receipt was confirmed."""

    mark: str
    platform: str
    sure: bool


@dataclass
class Stage:
    """One play."""

    database: Database
    telegram: FakeTelegram
    slack: SlackServer
    telegram_clock: ShiftedClock
    slack_clock: Clock
    offset: float
    dice: random.Random
    start: datetime = START
    said: list[Said] = field(default_factory=list)
    planted: dict[int, tuple[str, float, bool]] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    people: dict[str, TelegramPerson] = field(default_factory=dict)
    slackers: dict[str, SlackPerson] = field(default_factory=dict)
    deaths: list[float] = field(default_factory=list)
    excused: set[int] = field(default_factory=set)  # updates that nobody has to remember
    resettled: set[str] = field(default_factory=set)  # who chose another hour or zone meanwhile
    heard: float = (
        1.0  # seconds in which one that died may not have written down that it was asked for silence
    )
    pauses: int = 0
    healthy: bool = False
    marks: int = 0

    def now(self) -> float:
        return time.time() + self.offset

    @property
    def kills(self) -> int:
        return len(self.deaths)

    @property
    def faults(self) -> Counter[str]:
        """What the platforms did wrong, and how often."""
        fired = (*self.telegram.faults.fired, *self.slack.faults.fired)
        return Counter(one.fault.kind.value for one in fired)

    def night(self) -> None:
        """A day goes by while no process runs."""
        self.offset += DAY
        self.telegram_clock.offset = self.offset
        self.slack_clock.forward(self.slack_clock.now() + DAY)

    def mark(self) -> str:
        self.marks += 1
        return f"m{self.marks}q"

    @property
    def environ(self) -> dict[str, str]:
        return {
            "TELEGRAM_BOT_TOKEN": self.telegram.token,
            "TELEGRAM_API_URL": self.telegram.url,
            "SLACK_BOT_TOKEN": self.slack.app.bot_token,
            "SLACK_APP_TOKEN": self.slack.app.app_token,
            "SLACK_API_URL": self.slack.base_url,
            "BATON_FAULTS_OFFSET": repr(self.offset),
            "BATON_LOG_LEVEL": "INFO",
        }

    def trouble(self) -> None:
        """From now on the platforms fail now and then."""
        telegram, slack = self.telegram.faults, self.slack.faults
        telegram.sometimes((Fault.blocked(),), OFTEN, chat=BLOCKING)
        for method in ("sendMessage", "editMessageText"):
            telegram.sometimes((Fault.hang(), Fault.hang(applied=True)), SELDOM, method=method)
            telegram.sometimes(TELEGRAM_FAULTS, OFTEN, method=method)
        for method in ("getUpdates", "answerCallbackQuery", "editMessageReplyMarkup"):
            telegram.sometimes((Fault.server_error(502), Fault.reset_before()), OFTEN / 4, method=method)
        for method in ("chat.postMessage", "chat.update"):
            slack.sometimes(SLACK_FAULTS, OFTEN, method=method)

    def peace(self) -> None:
        self.telegram.faults.clear()
        self.slack.faults.clear()


@asynccontextmanager
async def staged(database: Database, seed: int) -> AsyncIterator[Stage]:
    """The servers run, everybody has an account."""
    slack_delivery.RETRY_DELAYS = SOON  # type: ignore[assignment]
    for tier in ("1", "2"):  # a Baton that starts anew every second asks for its socket as often
        slack_limits.TIERS[tier] = slack_limits.Rate(2_000, 100)
    offset = START.timestamp() - time.time()
    shifted = ShiftedClock(offset)
    clock = Clock.running()
    clock.forward(clock.now() + offset)
    async with (
        FakeTelegram(clock=shifted, seed=seed) as telegram,
        SlackServer(Application.from_manifest(manifest()), mode="socket", clock=clock) as slack,
    ):
        stage = Stage(database, telegram, slack, shifted, clock, offset, random.Random(seed))  # noqa: S311
        for handle, number in TELEGRAM.items() | {(f"mgr{n}", 100 + n) for n in range(MANAGERS)}:
            person = telegram.person(number, handle.title())
            person.chat.started = True
            stage.people[handle] = person
        for handle, name in SLACK.items():
            stage.slackers[handle] = slack.person(name, handle.title())
        yield stage
