"""Lines that fit a terminal, where a Chinese character takes two places."""

import re
from collections.abc import Iterable, Iterator

from prompt_toolkit.utils import get_cwidth

NOT_FIRST = frozenset("，。、；：！？）」』》〉】…‥·．％%,.;:!?)]}’”")
NOT_LAST = frozenset("（「『《〈【([{‘“")
ADDRESS = ("mailto:", "https://", "http://")
PIECE = re.compile(r"[ \t]+|[^ \t]")
LEAD = re.compile(r"^(?:\d+\.\s+|\s+|[-·–]\s+)")


def wrap(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` places; what is counted or indented hangs below its first word.

    An address is left whole, so that it can be opened or copied.
    """
    return [
        line
        for paragraph in text.split("\n")
        for line in ([paragraph] if paragraph.startswith(ADDRESS) else _paragraph(paragraph, width))
    ]


def side_by_side(labels: Iterable[str], width: int, gap: str = "  ") -> list[str]:
    """Short pieces in as few lines as hold them, none of them broken."""
    lines: list[str] = []
    for label in labels:
        if lines and get_cwidth(lines[-1] + gap + label) <= width:
            lines[-1] += gap + label
        else:
            lines.append(label)
    return lines


def _paragraph(text: str, width: int) -> Iterator[str]:
    lead = LEAD.match(text)
    hang = " " * min(get_cwidth(lead.group()), width // 3) if lead else ""
    line, indent = "", ""
    for chunk in _chunks(text):
        if line.strip() and get_cwidth(line + chunk.rstrip()) > width:
            yield line.rstrip()
            line, indent = hang, hang
            chunk = chunk.lstrip()
        line += chunk
        while get_cwidth(line) > width and line.strip():
            head = _cut(line, width)
            if head == line or len(head) <= len(indent):
                break
            yield head
            line = hang + line[len(head) :].lstrip()
    yield line.rstrip()


def _chunks(text: str) -> list[str]:
    """What must stay together: a word with the blanks before it, a Chinese character with its mark."""
    found: list[str] = []
    for piece in PIECE.findall(text):
        if found and _joins(found[-1], piece):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _joins(before: str, piece: str) -> bool:
    last, first = before[-1], piece[0]
    if first in " \t":
        return False
    if last in " \t":
        return True
    if first in NOT_FIRST or last in NOT_LAST:
        return True
    return get_cwidth(last) < 2 and get_cwidth(first) < 2


def _cut(line: str, width: int) -> str:
    """As much of a line as fits."""
    taken = 0
    for place, sign in enumerate(line):
        taken += get_cwidth(sign)
        if taken > width:
            return line[: max(place, 1)]
    return line
