"""The plain values of the time reader: what a piece of text can mean, and the time that was found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from re import Match

from bot.sales.calendar import Calendar

ASKS = frozenset({"past", "ambiguous", "guessed_hour"})


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time in a text: where it stands (code points), when it is due, and what to say or ask about it.

    Remarks: "past", "ambiguous", "guessed_hour" must be asked; "weekend", "holiday", "gap" (skipped by a
    clock change), "fold" (doubled by one) and "next_year" (a date without a year that is over for this
    year) are said. `options` are the moments to offer, best first.
    `also`: further spans, where the hour stands apart from its day (tomorrow call Amy at 10)."""

    start: int
    end: int
    due: datetime
    text: str
    remarks: tuple[str, ...] = ()
    options: tuple[datetime, ...] = ()
    also: tuple[tuple[int, int], ...] = ()

    @property
    def sure(self) -> bool:
        """Nothing to ask: it may be saved once it was shown."""
        return not ASKS.intersection(self.remarks)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a reading depends on; `whole` = the text is meant to be a time and nothing else."""

    now: datetime
    calendar: Calendar
    whole: bool = False

    @property
    def today(self) -> date:
        """The user's date."""
        return self.now.date()


@dataclass(frozen=True, slots=True)
class Day:
    """A date: of `dates` the first whose hour is still to come. `ask`: only a guess, `others` were meant too.
    `doubt_if_over`: when the first of the dates is over, the next is a guess."""

    dates: tuple[date, ...]
    ask: bool = False
    others: tuple[date, ...] = ()
    doubt_if_over: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week (0 = Monday) and the date it means when nothing else is said."""

    number: int
    day: Day
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday, and the day it stands for."""

    monday: date
    day: Day


@dataclass(frozen=True, slots=True)
class Month:
    """A month (year None = the next one of that name) and the day it stands for."""

    year: int | None
    number: int
    day: Day
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """A year and the day it stands for."""

    number: int
    day: Day
    edge: str = ""


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month without its year."""

    month: int
    number: int


@dataclass(frozen=True, slots=True)
class DayNumber:
    """A day of a month without its month."""

    number: int


@dataclass(frozen=True, slots=True)
class Half:
    """A part of the day: how it bends an hour that is named, and the hour it means when none is."""

    name: str
    at: time
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour as written; `half` am or pm, `exact` when it was written in 24 hours with a leading zero."""

    hour: int
    minute: int
    half: str | None = None
    zero_led: bool = False
    exact: bool = False
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Exact:
    """A moment counted from now or written with its offset."""

    at: datetime
    ask: bool = False


@dataclass(frozen=True, slots=True)
class Bad:
    """Looks like a part of a time but cannot be: 25:00, 13/40."""

    near: tuple[date, ...] = ()


Dayish = Day | Weekday | Week | Month | Year | MonthDay | DayNumber
Meaning = Dayish | Half | Clock | Exact | Bad
Reading = Meaning | tuple[Meaning, ...] | None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text and its meanings; `weak` ones count only beside another piece."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of writing: the characters it can start with (folded), its pattern, and what it means."""

    starts: str
    pattern: str
    read: Callable[[Match[str], Scope], Reading]
    weak: bool = False
    whole_only: bool = False
