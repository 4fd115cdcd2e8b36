"""The company itself: its hours, what the law of a region allows, and how long things are kept."""

from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from holidays import country_holidays
from holidays.registry import EntityLoader
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError
from rapidfuzz import process

from bot.sales.policy.base import Days, Hour, Hours, Language, Row, Rule, Share, Words


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        known = available_timezones()
        nearest = process.extractOne(name, sorted(known))
        context = {"nearest": nearest[0] if nearest else "", "instead": '"Asia/Taipei"'}
        raise PydanticCustomError("unknown_zone", "no such time zone", context) from None
    return name


def _region(code: str) -> str:
    country, _, part = code.partition("-")
    if not _has_calendar(country, part or None):
        instead = f'"{country}"' if _has_calendar(country, None) else '"TW", "CN", "US"'
        raise PydanticCustomError("unknown_region", "no calendar of holidays", {"instead": instead})
    return code


def _has_calendar(country: str, part: str | None) -> bool:
    """Whether holidays are known; asked of the list of countries, as a calendar loads those of all the world."""
    if part is None:
        return country in EntityLoader.get_country_codes()
    try:
        country_holidays(country, subdiv=part)
    except NotImplementedError:
        return False
    return True


def _quiet(raw: Any) -> Any:
    return None if raw == "" else raw


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
QuietSpan = Annotated[Hours | None, BeforeValidator(_quiet)]
Zone = Annotated[str, AfterValidator(_zone)]
Region = Annotated[str, AfterValidator(_region)]


class Company(Rule):
    """Who we are, and where."""

    name: Words
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    region: Region
    timezone: Zone
    language: Language


class Recording(Rule):
    """Whether calls are recorded, and what the caller has to be told then."""

    calls_recorded: bool
    notice: Words


class BusinessHours(Rule):
    """When our own desk works, in each person's local time; over midnight when `closes` is the earlier."""

    opens: Hour
    closes: Hour
    days: Annotated[tuple[Weekday, ...], Field(min_length=1)]
    closed_on: tuple[date, ...] = ()

    @property
    def weekdays(self) -> frozenset[int]:
        """The days worked, as date.weekday() counts them."""
        return frozenset(WEEKDAYS.index(day) for day in self.days)


class WeekHours(Rule):
    """Opening hours per weekday in local time; an empty day is closed."""

    mon: tuple[Hours, ...] = ()
    tue: tuple[Hours, ...] = ()
    wed: tuple[Hours, ...] = ()
    thu: tuple[Hours, ...] = ()
    fri: tuple[Hours, ...] = ()
    sat: tuple[Hours, ...] = ()
    sun: tuple[Hours, ...] = ()

    def week(self) -> tuple[tuple[Hours, ...], ...]:
        """The seven days from Monday, as date.weekday() counts them."""
        return (self.mon, self.tue, self.wed, self.thu, self.fri, self.sat, self.sun)


class CallingHours(WeekHours):
    """When customers of a region may be phoned, in their local time, and what says so."""

    region: Annotated[str, Field(pattern=r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|\*)$")]
    on_holidays: bool = False
    basis: str


class QuietHours(Rule):
    """Hours in which nobody gets a message unless he says otherwise; "" in the file for none."""

    people: QuietSpan
    customers: QuietSpan


class Retention(Rule):
    """How many days the traces of the machinery are kept."""

    seen_days: Annotated[int, Field(ge=2, le=3650)]
    sent_days: Annotated[int, Field(ge=2, le=3650)]
    dialog_days: Annotated[int, Field(ge=1, le=3650)]
    ring_days: Annotated[int, Field(ge=1, le=3650)]


class Linking(Rule):
    """How a chat account becomes a person's without an invitation: by the e-mail address that Slack vouches for."""

    slack_email: bool


class Undo(Rule):
    """How long a log or change can be taken back; whether a line edited in the chat may replace its log as long."""

    minutes: Annotated[int, Field(ge=1, le=1440)]
    edited_lines: bool


class Quota(Rule):
    """The period of a quota, what it counts, and the month in which the year begins."""

    period: Literal["month", "quarter", "year"]
    measures: Annotated[tuple[Literal["amount", "count"], ...], Field(min_length=1)]
    year_starts: Annotated[int, Field(ge=1, le=12)]


class Digest(Rule):
    """When a manager's digest and the agendas go out, and what they are compared with."""

    at: Hour
    agenda_at: Hour
    compare_weeks: Annotated[int, Field(ge=1, le=52)]
    actions: Annotated[int, Field(ge=1, le=10)]


class Forecast(Rule):
    """A deal counts as committed from this win probability on; nothing closes later than the horizon."""

    commit_from: Share
    horizon_days: Days


class Reason(Row):
    """A reason to close a case, lose a deal or return a handoff; after `wake_days` nurture calls again."""

    wake_days: Days = 0
