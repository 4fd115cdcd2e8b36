"""What the policy is made of: frozen rows that refuse unknown keys, words per language, hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

Language = Literal["en", "zh-TW", "zh-CN"]
Role = Literal["agent", "field", "manager", "marketing", "admin"]
Kind = Literal["call", "email", "spec_sheet", "quotation", "visit", "invitation", "contract_check", "other"]

LANGUAGES: tuple[Language, ...] = ("en", "zh-TW", "zh-CN")
DAY_MINUTES = 24 * 60
_NEAREST: dict[str, tuple[Language, ...]] = {
    "en": ("en", "zh-TW", "zh-CN"),
    "zh-TW": ("zh-TW", "zh-CN", "en"),
    "zh-CN": ("zh-CN", "zh-TW", "en"),
}


class Rule(BaseModel):
    """A table of the policy: frozen, typed strictly, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


class Row(Rule):
    """A row of a list, known by its code; a company's file changes it by code, or drops it with `off`."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    label: "Words" = {}
    off: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Opening hours within a day, in minutes after midnight; `closes` <= `opens` runs over midnight.

    A span over midnight belongs to the day on which it opens. 24:00 is 1440.
    """

    opens: int
    closes: int

    @property
    def over_midnight(self) -> bool:
        """Whether the span ends on the day after it opened."""
        return self.closes <= self.opens

    def clocks(self) -> tuple[time, time]:
        """From when until when on the wall's clock; 24:00 is midnight."""
        hour, minute = divmod(self.closes % DAY_MINUTES, 60)
        return time(self.opens // 60, self.opens % 60), time(hour, minute)

    @classmethod
    def between(cls, start: time, end: time) -> "Span":
        """The span between two times of the wall's clock; ends on the next day when `end` is the earlier."""
        return cls(start.hour * 60 + start.minute, end.hour * 60 + end.minute)

    def covers(self, at: time) -> bool:
        """Whether a time of day lies in the span, on whichever side of midnight."""
        minute = at.hour * 60 + at.minute
        if self.over_midnight:
            return minute >= self.opens or minute < self.closes
        return self.opens <= minute < self.closes

    def __str__(self) -> str:
        """As written in the file: 09:00-18:00."""
        return "-".join(f"{m // 60:02d}:{m % 60:02d}" for m in (self.opens, self.closes))


def _minutes(text: str) -> int:
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isascii() and minutes.isascii() and hours.isdigit() and minutes.isdigit()):
        raise PydanticCustomError("bad_hour", "not an hour", {"instead": '"09:00"'})
    total = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or total > DAY_MINUTES or len(minutes) != 2:
        raise PydanticCustomError("bad_hour", "no such hour", {"instead": '"00:00" to "24:00"'})
    return total


def _span(raw: Any) -> Span:
    if isinstance(raw, Span):
        return raw
    if not isinstance(raw, str) or raw.count("-") != 1:
        raise PydanticCustomError("bad_span", "not a span of hours", {"instead": '"09:00-18:00"'})
    opens, closes = (_minutes(part) for part in raw.split("-"))
    if opens in (closes, DAY_MINUTES):
        raise PydanticCustomError(
            "empty_span",
            "hours that never open",
            {"instead": '"00:00-24:00" for the whole day, [] for closed'},
        )
    return Span(opens, closes)


def _hour(raw: Any) -> time:
    if isinstance(raw, time):
        return raw
    if not isinstance(raw, str):
        raise PydanticCustomError("bad_hour", "not an hour", {"instead": '"09:00"'})
    minutes = _minutes(raw)
    if minutes == DAY_MINUTES:
        raise PydanticCustomError("bad_hour", "no such hour", {"instead": '"00:00"'})
    return time(minutes // 60, minutes % 60)


def _words(raw: Any) -> Any:
    return dict.fromkeys(LANGUAGES, raw) if isinstance(raw, str) else raw


def _in_known_languages(words: dict[str, str]) -> dict[str, str]:
    unknown = next((language for language in words if language not in LANGUAGES), None)
    if unknown is not None:
        context = {"instead": ", ".join(LANGUAGES)}
        raise PydanticCustomError("unknown_language", "no such language", context)
    return words


Hours = Annotated[Span, BeforeValidator(_span)]
Hour = Annotated[time, BeforeValidator(_hour)]
Words = Annotated[dict[str, str], BeforeValidator(_words), AfterValidator(_in_known_languages)]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0, le=1000)]
Score = Annotated[float, Field(ge=0, le=100)]
Days = Annotated[int, Field(ge=0, le=3650)]


def word(words: Mapping[str, str], language: str, otherwise: str) -> str:
    """A text in the reader's language; in the other Chinese, or English, when that is all there is."""
    return next((words[code] for code in _NEAREST.get(language, LANGUAGES) if words.get(code)), otherwise)


Row.model_rebuild()
