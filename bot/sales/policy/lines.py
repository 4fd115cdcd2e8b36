"""Where in a TOML text a key stands; the standard reader tells values, not lines."""

import re
import tomllib
from collections.abc import Iterator, Mapping

from bot.sales.patterns import late
from bot.sales.policy.faults import Path

_HEADER = late(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = late(
    r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*="""
)
_INLINE = late(r"""[{,]\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*=""")


def key_lines(text: str) -> dict[Path, int]:
    """Every table, row and key of a valid TOML text with its line, from 1; rows count from 0."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, statement in _statements(text):
        header = _HEADER.match(statement)
        if header:
            table = _table(header[2], double=header[1] == "[[", counts=counts)
            lines.setdefault(table, number)
            continue
        key = _KEY.match(statement)
        if key:
            path = table + _parts(key[1])
            for end in range(len(table) + 1, len(path) + 1):
                lines.setdefault(path[:end], number)
            for inner in _INLINE.finditer(statement, key.end()):
                lines.setdefault((*path, *_parts(inner[1])), number)
    return lines


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """The line of a path, of its first row, or of what encloses it; 0 when nothing of it is in the text."""
    if (*path, 0) in lines:
        return lines[(*path, 0)]
    for end in range(len(path), 0, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return 0


def _table(dotted: str, *, double: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    parts = _parts(dotted)
    for place, part in enumerate(parts):
        path = (*path, part)
        if double and place == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _parts(dotted: str) -> tuple[str, ...]:
    found = re.findall(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+)", dotted)
    return tuple(next(part for part in parts if part) if any(parts) else "" for parts in found)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Headers and whole assignments (a value may run over lines) with the line they begin on."""
    begun, held = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if not held and not line.strip():
            continue
        begun = begun if held else number
        first = not held
        held = line if first else f"{held}\n{line}"
        if (first or _may_end(line)) and _complete(held):
            yield begun, held
            held = ""


def _may_end(line: str) -> bool:
    """A value over several lines ends with a bracket or quotes and no comma; spares parsing at every line."""
    return any(mark in line for mark in "]}\"'") and not line.rstrip().endswith(",")


def _complete(statement: str) -> bool:
    if _HEADER.match(statement) or statement.lstrip().startswith("#"):
        return True
    try:
        tomllib.loads(statement)
    except tomllib.TOMLDecodeError:
        return False
    return True
