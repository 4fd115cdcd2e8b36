"""`baton chat --json`: the terminal chat for programs, without what draws a prompt for people."""

import sys
from pathlib import Path

from bot.chats import terminal_json
from bot.chats.terminal import Terminal
from bot.commands.sitting import command


def _talk(terminal: Terminal, pictures: Path) -> None:
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    terminal_json.talk(terminal, sys.stdin, _write, pictures)


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


chat = command(_talk)
