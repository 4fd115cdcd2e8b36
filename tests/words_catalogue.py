"""The words as they are written: every message of every language, what it needs, and the text people read."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.texts import FOLDER


@dataclass(slots=True)
class Pattern:
    """One text: its literal words, the parameters it needs, what it calls (`WORD(kind: tier)`)."""

    text: str = ""
    needs: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    refers: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Message:
    """A message with its attributes (the lines of its lists)."""

    key: str
    place: str
    value: Pattern
    attributes: dict[str, Pattern] = field(default_factory=dict)

    def patterns(self) -> Iterator[tuple[str, Pattern]]:
        """Its own text and those of its attributes, by name."""
        yield "", self.value
        yield from self.attributes.items()


class _Reader(Visitor):
    """Collects what one text holds."""

    def __init__(self) -> None:
        self.found = Pattern()

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802 - fluent names it
        self.found.text += node.value

    def visit_StringLiteral(self, node: ast.StringLiteral) -> None:  # noqa: N802
        self.found.text += node.value

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.found.needs.add(node.id.name)
        self.found.text += " "

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.found.refers.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        kind = _kind(node) if node.id.name in ("WORD", "WORDS") else ""
        if kind:
            self.found.kinds.add(kind)
        if node.id.name not in ("PART", "HAS"):
            self.found.calls.add(f"{node.id.name}({kind})")
        for one in node.arguments.positional:
            if not (kind and isinstance(one, ast.StringLiteral)):
                self.visit(one)
        for given in node.arguments.named:
            if not kind:
                self.visit(given.value)


def _kind(node: ast.FunctionReference) -> str:
    """The kind of code a WORD tells; empty where a parameter says it."""
    given = [*node.arguments.positional[1:], *(one.value for one in node.arguments.named)]
    return next((str(one.value) for one in given if isinstance(one, ast.StringLiteral)), "")


def _pattern(node: ast.Pattern | None) -> Pattern:
    reader = _Reader()
    if node is not None:
        reader.visit(node)
    return reader.found


def read(language: str) -> tuple[dict[str, Message], list[str]]:
    """All messages of a language, and the faults: what does not parse, what is written twice."""
    messages: dict[str, Message] = {}
    faults: list[str] = []
    for path in sorted((FOLDER / language).glob("*.ftl")):
        for one in _file(_short(path), path.read_text("utf-8")):
            if isinstance(one, str):
                faults.append(one)
                continue
            if one.key in messages:
                faults.append(f"{one.place}: {one.key} is written twice, first in {messages[one.key].place}")
            messages[one.key] = one
    return messages, faults


@cache
def _file(name: str, source: str) -> tuple[Message | str, ...]:
    """The messages of one file in their order, and in their place what cannot be read."""
    found: list[Message | str] = []
    for entry in FluentParser().parse(source).body:
        start = entry.span.start if entry.span else 0
        place = f"{name}:{source.count(chr(10), 0, start) + 1}"
        if isinstance(entry, ast.Junk):
            found.append(f"{place}: cannot be read: {entry.annotations[0].message}")
        elif isinstance(entry, ast.Message):
            attributes = {one.id.name: _pattern(one.value) for one in entry.attributes}
            found.append(Message(entry.id.name, place, _pattern(entry.value), attributes))
    return tuple(found)


def _short(path: Path) -> str:
    return path.relative_to(FOLDER.parents[1]).as_posix()
