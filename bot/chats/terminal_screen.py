"""What a person sees in the terminal: messages as cards, their buttons numbered, the numbers to type."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import texts
from bot.chats.terminal import Terminal, Unknown
from bot.chats.terminal_json import as_json
from bot.chats.terminal_layout import side_by_side, wrap
from bot.sending import Outgoing

BOLD, DIM, RED, YELLOW, CYAN = "1", "2", "31", "33", "36"
NUMBER = re.compile(r"^#?(\d{1,2})$")
COUNTED = ("number", "money")
NAMED = ("name", "company")
REMEMBERED = 60


@dataclass(slots=True)
class Screen:
    """Shows messages and reads lines for one terminal. The numbers count through all that was shown at once."""

    terminal: Terminal
    pictures: Path
    write: Callable[[str], None]
    coloured: bool = False
    width: int = 80
    names: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _buttons: list[str] = field(default_factory=list)
    _asks_count: bool = False

    def answer(self, line: str) -> None:
        """Do what a line says and show what comes back; a number presses the button that bears it."""
        words = line.strip()
        if not words:
            return
        if words.startswith("/as "):
            self._become(words.removeprefix("/as ").strip())
            return
        action = self._pressed(words)
        if action is not None:
            self.show(self.terminal.press(action))
        else:
            self.show(self.terminal.say(line))

    def show(self, outgoing: list[Outgoing]) -> None:
        """Show answers; the buttons shown before are forgotten."""
        if outgoing:
            self._buttons, self._asks_count = [], False
        self._show(outgoing, CYAN)

    def arrive(self, outgoing: list[Outgoing]) -> None:
        """Show messages that came by themselves; the numbers on screen keep their meaning."""
        self._show(outgoing, YELLOW)

    def note(self, key: str, **params: Any) -> None:
        """A line of the terminal's own."""
        self.write(self._painted(texts.render(self.terminal.person.language, key, params), DIM) + "\n")

    def _show(self, outgoing: list[Outgoing], bar: str) -> None:
        for one in outgoing:
            self.write("\n".join(self._card(as_json(one, self.pictures), bar)) + "\n")
        self.terminal.shown(outgoing)

    def _card(self, seen: dict[str, Any], bar: str) -> Iterator[str]:
        self._remember(seen["params"])
        wrong = seen["key"] in ("refused", "error")
        edge = self._painted("│ ", RED if wrong else bar) if self.coloured else "  "
        for number, line in enumerate(wrap(seen["text"], self.width - 2)):
            yield edge + (self._painted(line, BOLD) if not number and not wrong else line)
        for name in ("picture", "file"):
            if name in seen:
                yield edge + texts.render(
                    self.terminal.person.language, f"terminal-{name}", {"path": seen[name]}
                )
        labels = list(self._numbered(seen))
        for line in side_by_side(labels, self.width - 2):
            yield edge + (re.sub(r"(\[#?\d+\])", self._painted(r"\1", CYAN), line) if self.coloured else line)
        yield ""

    def _numbered(self, seen: dict[str, Any]) -> Iterator[str]:
        """The buttons with their numbers; where a count is asked for, a bare number is the answer."""
        asked = {item["name"]: item["kind"] for item in seen.get("form", {}).get("fields", [])}
        counted = asked.get(seen["params"].get("field")) in COUNTED
        self._asks_count = self._asks_count or counted
        for button in seen.get("buttons", []):
            self._buttons.append(button["press"])
            yield f"[{'#' if counted else ''}{len(self._buttons)}] {button['label']}"

    def _pressed(self, words: str) -> str | None:
        match = NUMBER.match(words)
        if match is None or (self._asks_count and not words.startswith("#")):
            return None
        place = int(match.group(1)) - 1
        return self._buttons[place] if 0 <= place < len(self._buttons) else None

    def _become(self, handle: str) -> None:
        try:
            waiting = self.terminal.become(handle)
        except Unknown:
            self.note("refused-bad-line-nobody", detail=handle)
            return
        self._buttons, self._asks_count = [], False
        self.note("terminal-now", name=self.terminal.person.name, role=self.terminal.person.role)
        self.show(waiting)

    def _remember(self, facts: Any) -> None:
        """Keep the names in the facts of a message for completion, the newest last."""
        if isinstance(facts, dict):
            for name, value in facts.items():
                if name in NAMED and isinstance(value, str) and value:
                    if value in self.names:
                        self.names.remove(value)
                    self.names.append(value)
                else:
                    self._remember(value)
        elif isinstance(facts, list):
            for item in facts:
                self._remember(item)

    def _painted(self, words: str, colour: str) -> str:
        return painted(words, colour, self.coloured)


def painted(words: str, colour: str, coloured: bool) -> str:
    """Words in a colour, where colours are wanted."""
    return f"\x1b[{colour}m{words}\x1b[0m" if coloured and words else words
