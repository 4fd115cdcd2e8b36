"""The stage of the demonstration: people who really talk to Baton, in a time that passes when told to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import texts
from bot.app import App
from bot.chats.terminal import Terminal
from bot.chats.terminal_json import as_json
from bot.chats.terminal_screen import BOLD, DIM, Screen, painted
from bot.sending import Outgoing

Seen = dict[str, Any]


class Broken(Exception):  # noqa: N818
    """The story went another way than it should: what was done, what was expected, what came back."""


@dataclass(slots=True)
class Seat:
    """One person at his terminal, and everything he has been shown."""

    terminal: Terminal
    screen: Screen
    seen: list[Seen] = field(default_factory=list)


@dataclass(slots=True)
class Stage:
    """Plays a story on a running Baton; every act names the messages that must come back."""

    app: App
    move_clock: Callable[[datetime], None]
    pictures: Path
    write: Callable[[str], None]
    language: str
    coloured: bool = False
    _seats: dict[str, Seat] = field(default_factory=dict)

    def tell(self, key: str, **params: Any) -> None:
        """A line of the narrator, with the time on the wall."""
        local = self.app.clock().astimezone(self.seat("amy").terminal.zone)
        words = texts.render(self.language, f"demo-{key}", {"at": local, **params}, now=local)
        self.write("\n" + "\n".join(painted(line, DIM, self.coloured) for line in words.split("\n")) + "\n\n")

    def says(self, who: str, text: str, *expected: str) -> list[Seen]:
        """Somebody types a line."""
        seat = self.seat(who)
        self._typed(who, text)
        return self._shown(seat, f"{who} said {text!r}", seat.terminal.say(text), expected)

    def presses(self, who: str, action: str, *expected: str, place: int = 0) -> list[Seen]:
        """Somebody presses a button that he was shown: the last whose action is this, or the one after it."""
        seat = self.seat(who)
        button = self._button(seat, who, action, place)
        self._typed(who, f"[{button['label']}]")
        return self._shown(seat, f"{who} pressed {action}", seat.terminal.press(button["press"]), expected)

    def gets(self, who: str, *expected: str, about: int | None = None) -> list[Seen]:
        """What came for somebody meanwhile: these messages (about this contact) are shown, the rest counted."""
        seat = self.seat(who)
        came = seat.terminal.waiting()
        wanted = [one for one in came if one.message.key in expected and _about(one, about)]
        self._typed(who, "")
        shown = self._shown(seat, f"{who} looked at his messages", wanted[-len(expected) :], expected)
        seat.terminal.shown(came)
        if others := len(came) - len(shown):
            self.tell("others", count=others)
        return shown

    def unseen(self, who: str, outgoing: list[Outgoing], *expected: str) -> Seen:
        """What somebody got whose work is not shown; the first message expected, or the last of all."""
        self.seat(who).terminal.shown(outgoing)
        found = [one for one in outgoing if one.message.key in expected or not expected]
        keys = [one.message.key for one in outgoing]
        if not found or "error" in keys:
            raise Broken(f"{who}, unseen: expected {', '.join(expected)}; came {', '.join(keys)}")
        return as_json(found[-1], self.pictures)

    def pass_time(self, until: datetime) -> None:
        """Time passes; what is due on the way happens."""
        self.seat("amy").terminal.move(until)

    def seat(self, who: str) -> Seat:
        """Somebody's seat; he sits down when first asked for."""
        if who not in self._seats:
            terminal = Terminal.open(self.app, who, self.move_clock, lambda: True)
            screen = Screen(terminal, self.pictures, self.write, self.coloured)
            self._seats[who] = Seat(terminal, screen)
        return self._seats[who]

    def _typed(self, who: str, text: str) -> None:
        self.write(painted(f"{who}>", BOLD, self.coloured) + (f" {text}" if text else "") + "\n")

    def _shown(self, seat: Seat, act: str, outgoing: list[Outgoing], expected: Sequence[str]) -> list[Seen]:
        seen = [as_json(one, self.pictures) for one in outgoing]
        seat.screen.show(outgoing)
        seat.seen += seen
        keys = [one["key"] for one in seen]
        missing = [key for key in expected if key not in keys]
        if missing or "error" in keys or ("refused" in keys and "refused" not in expected):
            told = " / ".join(str(one["text"]) for one in seen)
            raise Broken(
                f"{act}: expected {', '.join(expected)}; came {', '.join(keys) or 'nothing'}: {told}"
            )
        return seen

    def _button(self, seat: Seat, who: str, action: str, place: int) -> dict[str, str]:
        for message in reversed(seat.seen):
            fitting = [
                button
                for button in message.get("buttons", [])
                if button["press"] == action or button["press"].partition(":")[0] == action
            ]
            if len(fitting) > place:
                return dict(fitting[place])
        raise Broken(f"{who} was shown no button {action}")


def _about(one: Outgoing, contact_id: int | None) -> bool:
    return contact_id is None or one.message.body["params"].get("contact_id") == contact_id
