"""A time that the line names."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

CLOCK_ONLY: Final = late(
    r"(?:\s|at|around|about|早上|上午|中午|下午|傍晚|晚上|凌晨|晚间|早|晚|in the|morning|afternoon|evening|tonight|noon|"
    r"am|pm|a\.m\.|p\.m\.|o'clock|half past|quarter past|quarter to|"
    r"[\d一二三四五六七八九十两零半:.点时刻分钟整正])+"
)
HAS_CLOCK: Final = late(
    r"\d:\d|[点时]|\d\s*[ap]\.?m|早|上午|中午|下午|傍晚|晚|noon|morning|afternoon|evening|tonight|half past|quarter|\bat \d"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in the line; `past` ones are told, not planned; `doubtful` ones are to be asked. `also`: its hour, said apart."""

    span: Span
    due: datetime | None
    past: bool
    doubtful: bool
    also: tuple[Span, ...] = ()


def has_clock(scene: Scene, moment: Moment) -> bool:
    """Tell whether an hour, or a part of the day, was said with the time."""
    return bool(HAS_CLOCK.search(scene.view[slice(*moment.span)]))
