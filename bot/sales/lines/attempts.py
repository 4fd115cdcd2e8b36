"""A call of today whose result is told was made: 今天打給她 沒人接 plans no call for today."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.sales.lines.bearing import FoundDisposition
from bot.sales.lines.moment import Moment, has_clock
from bot.sales.lines.scene import Scene
from bot.sales.patterns import late

_RESULTS: Final = frozenset({"no_answer", "voicemail", "busy", "gatekeeper", "wrong_number"})
_RINGS: Final = late(
    r"(?:又|再|就|先|有|已经|已|我|一早|一共|总共|试着|陆续)*(?:给[^\s,，。]{1,8}?)?(?:[打拨](?:了|给|到|过|电话)|致电|去电|联[系络]|连络|找(?!时间)|call)"
)
_AGAIN: Final = late(r"(?:再|改|会|要|记得|回头|稍后)[^\s,，。]{0,3}$")


def rung_already(
    scene: Scene, moments: list[Moment], disposition: FoundDisposition | None, now: datetime
) -> list[Moment]:
    """Mark as past a day of today, no hour said, on which somebody was rung with the result that follows."""
    if disposition is None or disposition.code not in _RESULTS:
        return moments
    return [
        replace(moment, past=True) if _is_told(scene, moment, disposition, now) else moment
        for moment in moments
    ]


def _is_told(scene: Scene, moment: Moment, disposition: FoundDisposition, now: datetime) -> bool:
    if moment.due is None or moment.due.date() != now.date() or has_clock(scene, moment):
        return False
    rings = _RINGS.match(scene.view, moment.span.end)
    if rings is None or disposition.span.start < moment.span.end:
        return False
    return not _AGAIN.search(scene.view, scene.piece(moment.span.start).start, moment.span.start)
