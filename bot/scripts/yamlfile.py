"""Reads the safe part of YAML: mappings, lists and texts. Nothing becomes a number, a date or a yes/no.

YAML's own rules turn 10:30 into 630, no into false and 0712 into 458, let a key be given twice, and let a
short file unfold into a huge one. Here every scalar stays the text that was typed, a second key is a fault,
and anchors, aliases and tags are refused. The events of the parser are read as they come, so a bomb is
refused before it is built.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.scripts.faults import Fault

SIZE_LIMIT = 512 * 1024
DEPTH_LIMIT = 16
NODE_LIMIT = 10_000

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as typed, with its place."""

    text: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, with its place."""

    items: tuple["Node", ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named values, with the place of the whole and of each name."""

    items: dict[str, "Node"]
    lines: dict[str, int]
    file: str
    line: int


Node = Scalar | Sequence | Mapping


class _RefusedError(Exception):
    """Carries the fault that makes the rest of a file unreadable."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.problem)
        self.fault = fault


def read_file(path: Path, name: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """Reads one file; `name` is how faults call it. An unreadable file gives its faults and no node."""
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        return None, (Fault(name, 0, f"cannot be read: {error.strerror}", "check its name and rights"),)
    return read_text(raw, name)


def read_text(raw: bytes, name: str) -> tuple[Node | None, tuple[Fault, ...]]:
    """Reads the bytes of one file."""
    if len(raw) > SIZE_LIMIT:
        return None, (
            Fault(name, 0, f"file is larger than {SIZE_LIMIT // 1024} KB", "split it into families"),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return None, (Fault(name, line, "is not UTF-8 text", "save the file as UTF-8"),)
    return _Builder(name).read(text)


def _events(text: str, name: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        problem = str(error.problem or error.context or "cannot be read")
        raise _RefusedError(Fault(name, line, f"is not valid YAML: {problem}", _advice(problem))) from None
    except yaml.YAMLError as error:
        problem = str(error).splitlines()[0]
        raise _RefusedError(
            Fault(name, 0, f"is not valid YAML: {problem}", "take control characters out")
        ) from None


def _advice(problem: str) -> str:
    if "cannot start any token" in problem or "\\t" in problem or "tab" in problem:
        return "indent with spaces, never tabs, and put a text that begins with a sign in quotes"
    return 'check the indentation, and put a text that has a colon, a # or a { at its start in quotes: "..."'


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


class _Builder:
    """Builds the tree of one file from the parser's events."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._faults: list[Fault] = []
        self._count = 0

    def read(self, text: str) -> tuple[Node | None, tuple[Fault, ...]]:
        events = _events(text, self._name)
        root: Node | None = None
        try:
            for event in events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if root is not None:
                        self._refuse(event, "holds a second document", "take the line --- out")
                    root = self._node(next(events), events, 0)
        except _RefusedError as refused:
            return None, (*self._faults, refused.fault)
        if root is None:
            return None, (Fault(self._name, 0, "is empty", "write at least one script, or delete the file"),)
        return root, tuple(self._faults)

    def _refuse(self, event: yaml.Event, problem: str, advice: str) -> None:
        raise _RefusedError(Fault(self._name, _line(event), problem, advice))

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        line = _line(event)
        self._count += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._refuse(
                event, "anchors and aliases (& *) are not allowed", "write the text out, or quote it"
            )
        if getattr(event, "tag", None):
            self._refuse(event, "tags (!) are not allowed", "take it out, or quote the text")
        if depth > DEPTH_LIMIT:
            self._refuse(event, f"is nested deeper than {DEPTH_LIMIT} levels", "a script needs eight at most")
        if self._count > NODE_LIMIT:
            self._refuse(event, f"holds more than {NODE_LIMIT} values", "split it into families")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, line, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, line, depth)
        return Scalar(str(getattr(event, "value", "")), self._name, line)

    def _sequence(self, events: Iterator[yaml.Event], line: int, depth: int) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, depth + 1))
        return Sequence(tuple(items), self._name, line)

    def _mapping(self, events: Iterator[yaml.Event], line: int, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            value = self._node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(event, "a name must be a plain word", "quote a text that begins with { or [")
                continue
            if key.text in items:
                first = lines[key.text]
                problem = f"{key.text} is given twice (first in line {first})"
                self._faults.append(Fault(self._name, key.line, problem, "keep one of them"))
                continue
            items[key.text] = value
            lines[key.text] = key.line
        return Mapping(items, lines, self._name, line)
