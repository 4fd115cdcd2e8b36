"""Times in English, zh-TW, zh-CN and mixtures: reading what people type, writing what they are shown."""

from .reading import find_times, read_time
from .values import FoundTime
from .writing import format_day, format_when

__all__ = ["FoundTime", "find_times", "format_day", "format_when", "read_time"]
