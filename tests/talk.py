"""Conversations as tests hold them: people say, press and submit; every answer is read as facts and words."""

import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from bot.app import App
from bot.chats.terminal import Terminal
from bot.chats.terminal_json import as_json
from bot.commands.clock import Clock
from bot.commands.compose import build, load_rules
from bot.config import Settings
from bot.rules import Rules
from bot.sending import Outgoing
from store.db import Database
from tests.company import NOW

PICTURES = Path(tempfile.gettempdir()) / "baton-test-pictures"


class Answers(list[dict[str, Any]]):
    """What came back, in order."""

    @property
    def keys(self) -> list[str]:
        """The keys of the answers."""
        return [answer["key"] for answer in self]

    @property
    def text(self) -> str:
        """All words."""
        return "\n".join(answer["text"] for answer in self)

    def one(self, key: str) -> dict[str, Any]:
        """The params of the only answer with this key."""
        found = [answer for answer in self if answer["key"] == key]
        assert len(found) == 1, f"{len(found)} × {key} in {self.keys}: {self.text}"
        return dict(found[0]["params"])

    def action(self, name: str) -> str:
        """The last button whose action begins so, with its data."""
        for answer in reversed(self):
            for shown in answer.get("buttons", []):
                if shown["press"].partition(":")[0] == name or shown["press"] == name:
                    return str(shown["press"])
        raise AssertionError(f"no button {name} in {[b for a in self for b in a.get('buttons', [])]}")

    def labelled(self, label: str) -> str:
        """The action of the button with this label."""
        for answer in reversed(self):
            for shown in answer.get("buttons", []):
                if shown["label"] == label:
                    return str(shown["press"])
        raise AssertionError(
            f"no button labelled {label} in {[b for a in self for b in a.get('buttons', [])]}"
        )


@cache
def _shipped() -> Rules:
    return load_rules(Settings())


def _rules(settings: Settings) -> Rules:
    """The shipped rules are read once for all tests; a test with its own files reads them."""
    return load_rules(settings) if settings.policy or settings.scripts else _shipped()


class Desk:
    """A running Baton over one database, with a clock that stands still until it is moved."""

    def __init__(
        self, database: Database, *, now: datetime = NOW, settings: Mapping[str, Any] | None = None
    ) -> None:
        self.clock = Clock(now)
        self.database = database
        self.settings = Settings.model_validate(dict(settings or {}))
        self.app: App = build(self.settings, self.clock, database=database, rules=_rules(self.settings))

    def person(self, handle: str) -> "Talk":
        """Somebody at his terminal."""
        return Talk(self, handle)

    def at(self, moment: str) -> None:
        """Let time pass until a moment (ISO with offset); everything due fires on the way."""
        somebody = Terminal.open(self.app, "ada", self.clock.set, lambda: True)
        somebody.move(datetime.fromisoformat(moment).astimezone(UTC))

    def again(self) -> "Desk":
        """The same database in another process, as after a restart."""
        other = Desk(self.database, now=self.clock(), settings=self.settings.model_dump(by_alias=True))
        other.clock = self.clock
        other.app.clock = self.clock
        return other


class Talk:
    """One person's side of a conversation."""

    def __init__(self, desk: Desk, handle: str) -> None:
        self.desk = desk
        self.terminal = Terminal.open(desk.app, handle, desk.clock.set, lambda: True)
        self.last = Answers()

    def says(self, text: str, id: str | None = None) -> Answers:  # noqa: A002
        """Type a line."""
        return self._read(self.terminal.say(text, id))

    def presses(self, name: str, id: str | None = None) -> Answers:  # noqa: A002
        """Press a button of the last answers, by its action or label; or any action written in full."""
        action = name
        if ":" not in name:
            action = self.last.action(name) if "." in name and name.isascii() else self.last.labelled(name)
        return self._read(self.terminal.press(action, id))

    def submits(self, form: str, id: str | None = None, **fields: str) -> Answers:  # noqa: A002
        """Hand in a whole form."""
        return self._read(self.terminal.submit(form, fields, id))

    def reads(self) -> Answers:
        """What waits for this person."""
        return self._read(self.terminal.waiting())

    def _read(self, outgoing: list[Outgoing]) -> Answers:
        self.last = Answers(as_json(one, PICTURES) for one in outgoing)
        self.terminal.shown(outgoing)
        return self.last
