"""What is left of the line when everything understood is taken out: the note, in its own words."""

import re
from typing import Final

from bot.sales.lines.places import Span
from bot.sales.lines.scene import Scene, is_chinese

_EDGE: Final = " \t\r\n,.;:!?，。；：！？、-–—/|~→…'\"（）[]「」“”*=&+@"
_CLOSERS: Final = frozenset(')）]」”"')


_LOOSE_AT_MOST: Final = 4
_LINKS: Final = re.compile(
    r"(?:and|but|then|also|so|for|at|on|of|to|in|with|w/|by|is|was|will|'ll|'s|he|she|they|i|we|it|the|a|an|that|from|&|or|"
    r"的|了|吧|啦|喔|哦|啊|呢|吗|并且|而且|然后|另外|说|约|在|和|跟|与|要|他|她|并)"
)


def read_note(scene: Scene, taken: list[Span], who: Span | None) -> str | None:
    """Join the leftovers that say something; particles that only held the rest together are dropped."""
    pieces = [piece for gap in _gaps(scene, taken) if (piece := _piece(scene, gap, who))]
    if not pieces:
        return None
    joined = pieces[0]
    for piece in pieces[1:]:
        joined += ("，" if is_chinese(joined[-1]) or is_chinese(piece[0]) else ", ") + piece
    return joined


def _gaps(scene: Scene, taken: list[Span]) -> list[Span]:
    gaps, at = [], 0
    for start, end in sorted(taken):
        if start > at:
            gaps.append(Span(at, start))
        at = max(at, end)
    gaps.append(Span(at, len(scene.view)))
    return gaps


def _piece(scene: Scene, gap: Span, who: Span | None) -> str:
    rest = scene.words["loose"].anywhere.sub(" ", scene.view[slice(*gap)])
    if (
        not re.search(r"[^\W_]", rest)
        and len(re.findall("[一-鿿]", scene.view[slice(*gap)])) <= _LOOSE_AT_MOST
    ):
        return ""
    start, end = _trimmed(scene.view, gap, who)
    if end - start == 1 and (start == gap.start > 0 or end == gap.end < len(scene.view)):
        return ""
    text = scene.original(Span(start, end))
    return text.strip(_EDGE if text.count("(") == text.count(")") else _EDGE + "()").strip()


def _trimmed(view: str, gap: Span, who: Span | None) -> tuple[int, int]:
    """Cut words that only linked the piece to something taken out, on that side; what follows a name stays."""
    start, end = gap
    start += 2 if view.startswith("'s", start) else 0
    left = start > 0 and (who is None or who.end != start)
    right = end < len(view)
    while start < end:
        if view[start] in _EDGE:
            left, start = left and view[start].isspace(), start + 1
        elif view[end - 1] in _EDGE:
            right, end = right and view[end - 1].isspace(), end - 1
        elif left and (link := _LINKS.match(view, start, end)) and _whole(view, *link.span()):
            start = link.end()
        elif right and (place := _link_before(view, start, end)) < end:
            end = place
        else:
            break
    return start, max(start, end)


def _link_before(view: str, start: int, end: int) -> int:
    for size in range(min(5, end - start), 0, -1):
        if _LINKS.fullmatch(view, end - size, end) and _whole(view, end - size, end):
            return end - size
    return end


def _whole(view: str, start: int, end: int) -> bool:
    """A Chinese link counts wherever it stands, an English one only as a whole word."""
    if is_chinese(view[start]):
        return True
    return not (view[start - 1 : start].isalnum() or view[end : end + 1].isalnum())
