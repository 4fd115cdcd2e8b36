"""A terminal that is read back."""

from pathlib import Path

from bot.chats.terminal import Terminal
from bot.chats.terminal_screen import Screen
from tests.talk import Desk


class Sheet:
    """A screen of a person of the small company, and what stands on it."""

    def __init__(self, desk: Desk, tmp_path: Path, handle: str = "amy", *, coloured: bool = False) -> None:
        self.desk = desk
        self.written: list[str] = []
        terminal = Terminal.open(desk.app, handle, desk.clock.set, lambda: True)
        self.screen = Screen(terminal, tmp_path / "pictures", self.written.append, coloured)

    def answers(self, line: str) -> str:
        """Type a line; what was written then."""
        self.written.clear()
        self.screen.answer(line)
        return "".join(self.written)
