"""What is left of the line when everything understood is taken out: the note, in its own words."""

import re
from typing import Final

from bot.sales.lines.scene import Scene, Span, is_chinese

_EDGE: Final = " \t\r\n,.;:!?，。；：！？、-–—/|~→…'\"()（）[]「」“”*=&+@"
_CLOSERS: Final = frozenset(')）]」”"')


def read_note(scene: Scene, taken: list[Span]) -> str | None:
    """Join the leftovers that say something; particles that only held the rest together are dropped."""
    pieces = [piece for gap in _gaps(scene, taken) if (piece := _piece(scene, gap))]
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


def _piece(scene: Scene, gap: Span) -> str:
    start, end = _trimmed(scene, *gap)
    words = scene.view[start:end]
    rest = scene.words["loose"].anywhere.sub(" ", words)
    if not re.search(r"[^\W_]", rest):
        return ""
    if len(re.sub(r"[\W_]", "", rest)) == 1 and is_chinese(re.sub(r"[\W_]", "", rest)):
        return ""
    return scene.original(Span(start, end)).strip(_EDGE.replace(")", "").replace("）", "")).strip()


def _trimmed(scene: Scene, start: int, end: int) -> tuple[int, int]:
    view, loose = scene.view, scene.words["loose"]
    while start < end:
        if view[start] in _EDGE:
            start += 1
        elif view[end - 1] in _EDGE:
            end -= 1
        elif view[start:end].isascii() and (match := loose.after(view, start)) and match.end() <= end:
            start = match.end()
        elif view[start:end].isascii() and (last := loose.before(view[start:end], end - start)):
            end = start + max(0, end - start - 40) + last.start()
        elif view[start] in "的了吧啦喔哦啊呢吗并且" or (view[start] == "说" and end - start > 1):
            start += 1
        elif view[end - 1] in "的说约在并且和跟与要":
            end -= 1
        else:
            break
    return start, max(start, end)
