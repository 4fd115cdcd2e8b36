"""Who rang whom, when the line says so."""

from typing import Final

from bot.sales.draft import Direction
from bot.sales.lines.phrases import RIVAL
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_FUTURE: Final = late(
    r"(?:□|会|再|要|请|叫|让|等|说好|约|记得|待|别忘了?|别|不要|不用|如果|有没有|没有?|想|下次|希望|改|\b(?:will|to|would|'ll|asked|should|wants|never|nobody|no one|not|if|n't|please|pls|me|us))"
    r"(?:他|她|我|你|客户|对方|再|他们|自己|老|总|常| he| she| they)*\s*$"
)


def read_direction(scene: Scene, ahead: list[Span]) -> tuple[Direction | None, Span | None]:
    """Read the direction of the call from its own words; a call still to come, at a time `ahead`, says nothing."""
    for direction in _BOTH:
        for match in scene.words[direction].anywhere.finditer(scene.view):
            piece = scene.piece(match.start()).start
            others = _OTHERS.search(scene.view, piece, match.start())
            if not others and not _is_to_come(scene, match.start(), ahead):
                return direction, Span(*match.span())
    for match in _RINGS.finditer(scene.view):
        if match["first"] in default_names().surnames + _CALLED and not _is_to_come(
            scene, match.start("act"), ahead
        ):
            return "outbound", Span(*match.span("act"))
    return None, None


def _is_to_come(scene: Scene, place: int, ahead: list[Span]) -> bool:
    if _FUTURE.search(scene.view, max(0, place - 12), place):
        return True
    return any(span.end <= place and _MARKS.fullmatch(scene.view, span.end, place) for span in ahead)


_MARKS: Final = late(r"[\s,，:：-]*(?:之?前|以前|左右)?(?:可以|才|就|能|都|比较|方便)*")


_OTHERS: Final = late(rf"{RIVAL}[^我咱]*$|(?:谁|有人|别家|别人|同行|厂商|业务)(?:们|的人|都|又|一直)*$")
_RINGS: Final = late(
    r"(?:^|[\s,，□])(?P<act>call|回电|回拨|回电话|去电"
    r"|[打拨]了?(?!公司|办公|单位|家里|手机|座机)(?=[^\s,，。我]{2,8}?(?:手机|座机|分机|市话|专线|办公室)(?!就|才|比较|最|可|也|行|即可|吧|号)))\s?(?P<first>[㐀-鿿])"
)
_CALLED: Final = "老小阿大"
"""What stands before a surname or a given name, besides surnames, in what somebody is called."""


def rang_by(scene: Scene, who: Span) -> tuple[Direction | None, Span | None]:
    """Read "Bob called" and 王經理打來, where the person himself is the subject."""
    if match := _RANG.match(scene.view, who.end):
        return "inbound", Span(*match.span(1))
    return None, None


_BY_ANOTHER: Final = late(r"(?:[◆◇]|\b(?:he|she|they|who))(?:'s)? (?:just |then |also |has |had )*$")
_BOTH: Final[tuple[Direction, Direction]] = ("inbound", "outbound")
_RANG: Final = late(
    r"\s*(?:just )?((?:called|rang|phoned)(?: back)?(?: in| us| me)?(?! (?:him|her|his|their|them|it|everyone|around|off|for a demo|out|voicemail))(?![a-z])"
    r"|(?:主动|又|再次|自己|刚刚?|刚才)*(?:[打拨](?:电话)?(?:来|进来|过来|回来)(?!了?吗)|来电|回(?:我)?电(?:话)?了|call in))"
)
