"""The messages of a language's Fluent files, each parsed when it is first told: a start waits for none of them."""

import re
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource, resolver

BEGINS = re.compile(r"^(?P<key>-?[a-zA-Z][\w-]*) *=", re.MULTILINE)
WORD = re.compile(r"-?[a-zA-Z][\w-]*")
resolver.MAX_PART_LENGTH = 1_000_000  # it guards against hostile patterns; a note may be long


class Phrases:
    """The messages of a folder by key; `functions` is what they may call."""

    def __init__(self, folder: Path, language: str, functions: Mapping[str, Callable[..., Any]]) -> None:
        self._bundle = FluentBundle([language, "en"], functions=dict(functions), use_isolating=False)
        self._source: dict[str, str] = {}
        for path in sorted(folder.glob("*.ftl")):
            self._source |= _messages(path.read_text("utf-8"))
        self._read: set[str] = set()
        self._reading = threading.Lock()

    def __contains__(self, key: str) -> bool:
        return key in self._source

    def get(self, key: str) -> Any:
        """A message, with all that it refers to ready to be told; KeyError when there is none."""
        if key not in self._read:
            with self._reading:
                self._parse(key)
        return self._bundle.get_message(key)

    def format(self, pattern: Any, params: Mapping[str, Any]) -> tuple[str, list[Exception]]:
        """The text of a pattern, and what was wrong."""
        text, errors = self._bundle.format_pattern(pattern, dict(params))
        return str(text), errors

    def _parse(self, key: str) -> None:
        wanted, found = [key], {key}
        while wanted:
            source = self._source[wanted.pop()]
            self._bundle.add_resource(FluentResource(source))
            named = {word for word in WORD.findall(source) if word in self._source} - found - self._read
            found |= named
            wanted += named
        self._read |= found


def _messages(text: str) -> dict[str, str]:
    """The source of each message of a file."""
    begins = list(BEGINS.finditer(text))
    ends = [one.start() for one in begins[1:]] + [len(text)]
    return {one["key"]: text[one.start() : end] for one, end in zip(begins, ends, strict=True)}
