"""The terminal chat for people: colours, numbered buttons, history, completion; plain text when piped."""

import asyncio
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from prompt_toolkit.patch_stdout import patch_stdout

from bot.chats.terminal import Terminal
from bot.chats.terminal_screen import Screen
from store.db import Unavailable

WIDEST = 96
LOOK_SECONDS = 1.0
TICK_EVERY = 10


def talk(terminal: Terminal, pictures: Path) -> None:
    """Answer lines until the end of input (Ctrl-D); with a terminal at both ends, live."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        width = min(WIDEST, shutil.get_terminal_size().columns - 1)
        coloured = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        asyncio.run(live(Screen(terminal, pictures, _write, coloured, width)))
    else:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        plain(Screen(terminal, pictures, _write), sys.stdin)


def plain(screen: Screen, lines: Iterable[str]) -> None:
    """Answer piped lines in plain text."""
    screen.show(screen.terminal.tick())
    for line in lines:
        if not screen.terminal.stands():
            screen.arrive(screen.terminal.tick())
        screen.answer(line.rstrip("\r\n"))


async def live(screen: Screen) -> None:
    """A prompt with history and completion; what falls due is shown above it while nothing is typed."""
    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(_history(screen.pictures.parent))),
        completer=Words(screen),
        complete_while_typing=False,
    )
    with patch_stdout(raw=True):
        screen.note("terminal-hint", name=screen.terminal.person.name)
        screen.show(screen.terminal.tick())
        looking = asyncio.create_task(_look(screen))
        try:
            while True:
                line = await session.prompt_async(f"{screen.terminal.person.handle}> ")
                try:
                    screen.answer(line)
                except Unavailable:
                    screen.note("terminal-unavailable")
        except (EOFError, KeyboardInterrupt):
            return
        finally:
            looking.cancel()


class Words(Completer):
    """Words of command at the start of a line, afterwards the names seen lately."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def get_completions(self, document: Document, _event: CompleteEvent) -> Iterable[Completion]:
        """What may follow what was typed."""
        typed = document.text_before_cursor
        begun = typed.rpartition(" ")[2]
        names = list(reversed(self.screen.names))
        offered = names if " " in typed else [*self._commands(), *names]
        return [
            Completion(word, start_position=-len(begun))
            for word in dict.fromkeys(offered)
            if word.casefold().startswith(begun.casefold()) and word != begun
        ]

    def _commands(self) -> list[str]:
        words = self.screen.terminal.words()
        return [spelling for word in words for spelling in (word.head, *word.aliases)]


async def _look(screen: Screen) -> None:
    """Each second: what has come for this person; now and then also what is due."""
    seconds = 0
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        seconds += 1
        try:
            due = not screen.terminal.stands() and seconds % TICK_EVERY == 0
            screen.arrive(screen.terminal.tick() if due else screen.terminal.waiting())
        except Unavailable:
            continue


def _history(folder: Path) -> Path:
    """The file of lines typed before, readable by its owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "history"
    path.touch(mode=0o600, exist_ok=True)
    return path


def _write(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()
