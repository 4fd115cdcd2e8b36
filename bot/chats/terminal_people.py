"""The terminal chat for people: colours, numbered buttons, history, completion; plain text when piped."""

import sys
from pathlib import Path

from bot import sending
from bot.chats.terminal import Terminal
from bot.sending import Outgoing


def talk(terminal: Terminal, pictures: Path) -> None:
    """Answer lines until the end of input."""
    _show(terminal, terminal.tick())
    for line in sys.stdin:
        _show(terminal, terminal.say(line.rstrip("\n")))


def _show(terminal: Terminal, outgoing: list[Outgoing]) -> None:
    for one in outgoing:
        seen = sending.view(one)
        sys.stdout.write(seen.text + "\n")
    terminal.shown(outgoing)
