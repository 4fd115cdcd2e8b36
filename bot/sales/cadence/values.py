"""The plain values of a cadence: whom it is for, where it stands, what it plans."""

from dataclasses import dataclass
from datetime import datetime

from bot.sales.calendar import Calendar
from bot.sales.policy import CallWindow, Policy


@dataclass(frozen=True, slots=True)
class ContactState:
    """Whether and when he can be touched; `tries` are all calls to him, `connects` those he answered."""

    do_not_call: bool = False
    unworkable: bool = False
    tries: tuple[datetime, ...] = ()
    connects: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What a plan needs beside the cadence: the owner's calendar, the customer's hours and state."""

    calendar: Calendar
    window: CallWindow
    contact: ContactState
    policy: Policy


@dataclass(frozen=True, slots=True)
class Run:
    """A cadence under way: `step` is the one to do next, `repeats` how often that one was done already.

    `started_at` is the call that started it, or the date to which it counts.
    """

    cadence: str
    started_at: datetime
    step: int = 0
    repeats: int = 0


@dataclass(frozen=True, slots=True)
class Planned:
    """A step with its moment, in the owner's zone."""

    cadence: str
    step: int
    repeat: int
    kind: str
    due: datetime
    reason: str
    owner: str
