"""The company, the moment and the calendar in which the tests of lines read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sales.calendar import Calendar
from bot.sales.draft import Draft
from bot.sales.lines import Competitor, Lexicon, Product, read_line

TAIPEI = ZoneInfo("Asia/Taipei")
NOW = datetime(2026, 11, 23, 10, tzinfo=TAIPEI)
CALENDAR = Calendar(TAIPEI, "TW")
LEXICON = Lexicon(
    products=(
        Product("NB-14r5", "14-inch notebook R5", ("r5 筆電",)),
        Product("NB-14i5", "14-inch notebook i5", ("i5 筆電",)),
        Product("DK-100", "docking station", ("擴充座", "扩展坞")),
    ),
    competitors=(Competitor("Dell", ("戴爾",)), Competitor("HP", ("惠普",)), Competitor("Lenovo", ("聯想",))),
)


def read(text: str, lexicon: Lexicon = LEXICON) -> Draft:
    """What the reader makes of a line."""
    return read_line(text, NOW, CALENDAR, lexicon)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Taipei."""
    return datetime(2026, 11, day, hour, minute, tzinfo=TAIPEI)
