"""Which time belongs to which act: by how near they stand in the line."""

from bisect import bisect_left, bisect_right
from typing import Final

from bot.sales.lines.acts import Act
from bot.sales.lines.moments import Moment
from bot.sales.lines.scene import Scene, is_chinese

_FARTHEST: Final = 48


def paired(scene: Scene, moments: list[Moment], acts: list[Act]) -> list[tuple[Moment, Act | None]]:
    """Give each act to the time nearest to it, and each time one act at most."""
    near = [
        (_distance(moment, act), moment.span.start, act.span.start, moment, act)
        for moment in moments
        for act in _close(acts, moment)
        if _distance(moment, act) <= _reach(scene, act, moment)
    ]
    taken: set[int] = set()
    pairs: dict[Moment, Act] = {}
    for _, _, _, moment, act in sorted(near, key=lambda entry: entry[:3]):
        if moment not in pairs and act.span.start not in taken:
            pairs[moment] = act
            taken.add(act.span.start)
    return [(moment, pairs.get(moment)) for moment in moments]


def _close(acts: list[Act], moment: Moment) -> list[Act]:
    """The acts, which stand in order, at most the longest reach away."""
    first = bisect_left(acts, moment.span.start - _FARTHEST, key=lambda act: act.span.end)
    last = bisect_right(acts, moment.span.end + _FARTHEST, key=lambda act: act.span.start)
    return acts[first:last]


def _distance(moment: Moment, act: Act) -> int:
    return max(act.span.start - moment.span.end, moment.span.start - act.span.end, 0)


def act_of(scene: Scene, moment: Moment, acts: list[Act]) -> Act | None:
    """Give the act nearest to the time, if one is near enough to belong to it."""
    near = [act for act in _close(acts, moment) if _distance(moment, act) <= _reach(scene, act, moment)]
    return min(near, key=lambda act: (_distance(moment, act), act.span.start), default=None)


def _reach(scene: Scene, act: Act, moment: Moment) -> int:
    """How far an act may stand from its time: a bare word close by, any other in the same or the next clause."""
    first, second = sorted((act.span, moment.span))
    between = scene.view[first.end : second.start]
    crossed = scene.clause(first.start) != scene.clause(second.start)
    chinese = is_chinese(scene.view[act.span.start]) or is_chinese(scene.view[moment.span.start])
    if act.bare:
        if crossed or (chinese and act.span.start < moment.span.start and len(between.strip()) > 1):
            return -1
        return 6 if chinese else 28
    if crossed:
        return 6 if len(between.strip(" ,，。;；:-")) <= 1 else -1
    return 14 if chinese else _FARTHEST
