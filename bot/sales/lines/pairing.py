"""Which time belongs to which act: by how near they stand in the line."""

import re
from bisect import bisect_left, bisect_right
from typing import Final

from bot.sales.lines.acts import Act
from bot.sales.lines.moment import Moment
from bot.sales.lines.phrases import HIDDEN
from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene, is_chinese
from bot.sales.lines.words import default_names
from bot.sales.patterns import late

_FARTHEST: Final = 48
_HIS_TERM: Final = late(r"\b(?:needs?|needed|wants?|by|before|until|due|deadline)\b|[要需想前]|说")
_NEXT_TO: Final = 14
_PUT_TO: Final = late(
    r"\s*(?:(?:原本|本来|原定)?(?:从|由)[^\s,，。]{1,10}?)?(?:时间)?(?:改|推迟|推|调|顺延|提早|往后延?|往前移?|延|移|挪|换|约|定|订|敲|排|提前|安排)(?:好|了)?(?:到|成|在|为|至)?\s*"
)


def paired(scene: Scene, moments: list[Moment], acts: list[Act]) -> list[tuple[Moment, Act | None]]:
    """Give each act to the time nearest to it, and each time one act at most."""
    near = [
        (_distance(moment, act) + _border(scene, moment, act), moment.span.start, act.span.start, moment, act)
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


def _border(scene: Scene, moment: Moment, act: Act) -> int:
    """An act in the time's own piece goes before one as near in another: 先发参数表 周四再拜访."""
    return int(scene.piece(act.span.start) != scene.piece(moment.span.start))


def _close(acts: list[Act], moment: Moment) -> list[Act]:
    """The acts, which stand in order, at most the longest reach away."""
    first = bisect_left(acts, moment.span.start - _FARTHEST, key=lambda act: act.span.end)
    last = bisect_right(acts, moment.span.end + _FARTHEST, key=lambda act: act.span.start)
    return acts[first:last]


def _distance(moment: Moment, act: Act) -> int:
    return min(_apart(span, act.span) for span in (moment.span, *moment.also))


def _apart(first: Span, second: Span) -> int:
    return max(second.start - first.end, first.start - second.end, 0)


def act_of(scene: Scene, moment: Moment, acts: list[Act]) -> Act | None:
    """Give the act nearest to the time, if one is near enough to belong to it."""
    near = [act for act in _close(acts, moment) if _distance(moment, act) <= _reach(scene, act, moment)]
    return min(near, key=lambda act: (_distance(moment, act), act.span.start), default=None)


def _reach(scene: Scene, act: Act, moment: Moment) -> int:
    """How far an act may stand from its time: a bare word close by, any other in the same or the next clause."""
    time = min((moment.span, *moment.also), key=lambda span: _apart(span, act.span))
    first, second = sorted((act.span, time))
    between = scene.view[first.end : second.start]
    crossed = scene.clause(first.start) != scene.clause(second.start)
    chinese = is_chinese(scene.view[act.span.start]) or is_chinese(scene.view[moment.span.start])
    if _belongs_to_others(scene, act, moment):
        return -1
    if crossed and _adjoins(scene, act, moment) and says_nothing(scene, rest_beside(scene, moment)):
        return _NEXT_TO if chinese else _FARTHEST
    if act.bare and crossed and chinese and _leads(scene, act, moment):
        return 6
    if act.bare:
        told = any(first.end <= span.start < second.start for span in moment.also)
        apart = len(between.strip(f" {HIDDEN}" if told else None)) > 1 and not _PUT_TO.fullmatch(between)
        if crossed or (chinese and act.span.start < moment.span.start and apart):
            return -1
        return 6 if chinese else 44
    if crossed:
        return 6 if len(between.strip(" ,，。;；:-")) <= 1 else -1
    return 14 if chinese else _FARTHEST


def _adjoins(scene: Scene, act: Act, moment: Moment) -> bool:
    """Tell whether the time follows in the next piece: follow up re proposal, Wed 2pm."""
    between = scene.piece(act.span.end - 1).end, scene.piece(moment.span.start).start
    follows = between[0] == between[1] or (between[0] < between[1] and is_a_name(scene, *between))
    return follows and not _HIS_TERM.search(rest_beside(scene, moment))


def _leads(scene: Scene, act: Act, moment: Moment) -> bool:
    """Tell whether the time is all of its piece, and the act opens the next: 下週三下午兩點，拜訪藍總."""
    piece = scene.piece(act.span.start)
    told = max(moment.span.end, *(span.end for span in moment.also if span.end <= piece.start), 0)
    leads = scene.piece(told - 1).end == piece.start
    return leads and piece.start == act.span.start and says_nothing(scene, rest_beside(scene, moment))


def _belongs_to_others(scene: Scene, act: Act, moment: Moment) -> bool:
    """A time whose own piece tells of something else is not lent to an act beside it, unless it tells who is free."""
    own, first, last = (scene.piece(at) for at in (act.span.start, moment.span.start, moment.span.end - 1))
    if (
        own == first
        or own in map(scene.piece, (span.start for span in moment.also))
        or (own == last and first.start == moment.span.start)
    ):
        return False
    rest = rest_beside(scene, moment)
    return not (_AT_HAND.search(rest) or says_nothing(scene, rest) or _is_a_name(scene, moment, rest))


def _is_a_name(scene: Scene, moment: Moment, rest: str) -> bool:
    """Tell whether only a name stands before the time: 陳總明天早上 再打."""
    before = Span(scene.piece(moment.span.start).start, moment.span.start)
    return rest.strip(" ,，.;；:") == scene.view[slice(*before)].strip() and is_a_name(scene, *before)


def is_a_name(scene: Scene, start: int, end: int) -> bool:
    """Tell whether the stretch is as short as a name, and begins like one."""
    words = scene.original(Span(start, end)).strip()
    if not words:
        return False
    if is_chinese(words[-1]):
        titled = scene.words.lists["title"].before(scene.view, end) is not None
        return len(words) <= _NAME and (
            titled or scene.view[start:end].strip()[0] in default_names().surnames
        )
    return all(word[0].isupper() for word in words.split())


_NAME: Final = 4
_AT_HAND: Final = late(
    r"有空|方便|回来|回国|回公司|进公司|进办公室|上班|比较闲|忙完|开完|之后|再|约|"
    r"\b(?:free|available|back|around|in the office|at his desk|at her desk|better|again|ok|okay|fine|works)\b"
)


def rest_beside(scene: Scene, moment: Moment) -> str:
    """What else the piece of the line says in which the time stands."""
    piece = Span(scene.piece(moment.span.start).start, scene.piece(moment.span.end - 1).end)
    return scene.view[piece.start : moment.span.start] + " " + scene.view[moment.span.end : piece.end]


def says_nothing(scene: Scene, words: str) -> bool:
    """Tell whether nothing but joints is left."""
    return not re.sub(rf"[\W_{HIDDEN}]", "", scene.words["loose"].anywhere.sub("", words))
