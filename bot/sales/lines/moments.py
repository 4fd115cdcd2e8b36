"""The times of a line: which were taken back, which lie in the past, which are still to come."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.sales.calendar import Calendar
from bot.sales.lines.scene import Scene, Span
from bot.sales.times import FoundTime, find_times

_ASKED: Final = frozenset({"past", "ambiguous", "guessed_hour"})
_LONGEST_LINE: Final = 4_000
_CLOCK_ONLY: Final = re.compile(
    r"(?:\s|at|around|about|早上|上午|中午|下午|傍晚|晚上|凌晨|晚间|早|晚|in the|morning|afternoon|evening|tonight|noon|"
    r"am|pm|a\.m\.|p\.m\.|o'clock|half past|quarter past|quarter to|"
    r"[\d一二三四五六七八九十两零半:.点时刻分钟整正])+"
)
_HAS_CLOCK: Final = re.compile(
    r"\d:\d|[点时]|\d\s*[ap]\.?m|早|上午|中午|下午|傍晚|晚|noon|morning|afternoon|evening|tonight|half past|quarter|\bat \d"
)
_LOOSE_BETWEEN: Final = 16
_PAST_WORDS: Final = re.compile(
    r"(?:上次|上回|上周|上个?月|昨[天晚日]|前[天几]|去年|之前|当时|原[本先来]|曾|last|earlier|previously|originally|had said|yesterday|once)"
    r"[^,，。;；!]{0,14}$"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in the line; `past` ones are told, not planned; `doubtful` ones are to be asked."""

    span: Span
    due: datetime
    past: bool
    doubtful: bool


def read_moments(scene: Scene, now: datetime, calendar: Calendar) -> list[Moment]:
    """Read the times of the line, corrections applied."""
    found = find_times(scene.view[:_LONGEST_LINE], now, calendar)
    moments: list[Moment] = []
    for time in found:
        moment = _moment(scene, time, now)
        previous = moments[-1] if moments else None
        if previous and scene.corrected(previous.span, moment.span) and _near(previous, moment):
            moments[-1] = _corrected(scene, previous, moment)
        else:
            moments.append(moment)
    return moments


def _near(first: Moment, second: Moment) -> bool:
    return second.span.start - first.span.end <= _LOOSE_BETWEEN


def _moment(scene: Scene, time: FoundTime, now: datetime) -> Moment:
    start = max(0, time.start - 20)
    clause = scene.piece(time.start).start
    told = bool(_PAST_WORDS.search(scene.view[max(start, clause) : time.start]))
    past = told or time.due <= now
    doubtful = bool(_ASKED.intersection(time.remarks))
    return Moment(Span(time.start, time.end), time.due, past, doubtful)


def _corrected(scene: Scene, old: Moment, new: Moment) -> Moment:
    """The later one wins; what it leaves out, the day or the hour, is kept from the first."""
    words, before = scene.view[slice(*new.span)], scene.view[slice(*old.span)]
    due = new.due
    if _CLOCK_ONLY.fullmatch(words.strip()) and not _CLOCK_ONLY.fullmatch(before.strip()):
        due = old.due.replace(hour=new.due.hour, minute=new.due.minute)
    elif not _HAS_CLOCK.search(words) and _HAS_CLOCK.search(before):
        due = new.due.replace(hour=old.due.hour, minute=old.due.minute)
    past = new.past and due <= new.due
    return replace(new, span=Span(old.span.start, new.span.end), due=due, past=past)
