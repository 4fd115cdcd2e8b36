"""Who rang whom, when the line says so."""

from typing import Final

from bot.sales.draft import Direction
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_FUTURE: Final = late(
    r"(?:□|会|再|要|请|叫|让|等|说好|约|别|不要|不用|如果|有没有|没有?|想|下次|希望|改|\b(?:will|to|would|'ll|asked|should|wants|never|nobody|no one|not|if|n't|please|pls|me|us))"
    r"(?:他|她|我|你|客户|对方|再|他们|自己| he| she| they)*\s*$"
)


def read_direction(scene: Scene) -> tuple[Direction | None, Span | None]:
    """Read the direction of the call from its own words; a call still to come says nothing."""
    for direction in _BOTH:
        for match in scene.words[direction].anywhere.finditer(scene.view):
            if not _FUTURE.search(scene.view[max(0, match.start() - 12) : match.start()]):
                return direction, Span(*match.span())
    return None, None


def rang_by(scene: Scene, who: Span) -> tuple[Direction | None, Span | None]:
    """Read "Bob called" and 王經理打來, where the person himself is the subject."""
    if match := _RANG.match(scene.view, who.end):
        return "inbound", Span(*match.span(1))
    return None, None


_BOTH: Final[tuple[Direction, Direction]] = ("inbound", "outbound")
_RANG: Final = late(
    r"\s*(?:just )?((?:called|rang|phoned)(?: back)?(?: in| us| me)?(?! (?:him|her|them|it|off|for a demo|out|voicemail))(?![a-z])"
    r"|(?:主动|又|再次|自己)*打(?:电话)?(?:来|进来|过来)(?!了?吗)|来电)"
)
