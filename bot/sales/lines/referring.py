"""An act whose time was said before it: back at 3, try again then; 四月才有預算 到時再打."""

from typing import Final

from bot.sales.lines.acts import Act
from bot.sales.lines.moment import Moment
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_THEN_BEFORE: Final = late(
    r"(?:到时候?|到那时候?|那时候?|届时|那天|当天|再到时)(?:我|我们|会|要|再|去|来|跟他|跟她|给他|给她)*\s*$"
)
_THEN_AFTER: Final = late(
    r"\s*(?:back |again )*(?:then|that day|around then|at that time|afterwards?|after that|after(?=\s*(?:$|[,.;])))\b(?! (?:call|send|try|i|we|he|she|they)\b)"
)
_REACH: Final = 12
_ASKED_FOR: Final = late(
    r"\b(?:asked (?:me |us )?for|asks (?:me |us )?for|asking for|wants?|wanted|needs?|needed|request(?:s|ed)|would like|chas(?:ed|ing)|after)"
    r" (?P<thing>[^,;.]{3,60}?)[\s,;.:&-]*(?:(?:and|so|but|have|has|also|then|i|we|i've|we've|i have|we have) )*$"
)
_IT: Final = late(r" (?:it|them|that|this|one|those|these|the lot)\b(?! (?:would|will|he|she|they|i|we)\b)")


def time_referred_to(scene: Scene, act: Act, moments: list[Moment]) -> Moment | None:
    """Give the nearest time before the act, where the act says that it means it."""
    before = scene.view[max(0, act.span.start - _REACH) : act.span.start]
    if not (_THEN_BEFORE.search(before) or _THEN_AFTER.match(scene.view, act.span.end)):
        return None
    earlier = [
        moment for moment in moments if moment.span.end <= act.span.start and moment.due and not moment.past
    ]
    return max(earlier, key=lambda moment: moment.span.end, default=None)


def thing_referred_to(scene: Scene, word: Span) -> Span | None:
    """Give what was asked for before, where the words go on with "it": asked for a quotation, promised it for Thursday."""
    if not _IT.match(scene.view, word.end):
        return None
    asked = _ASKED_FOR.search(scene.view, max(0, word.start - 100), word.start)
    return Span(*asked.span("thing")) if asked else None
