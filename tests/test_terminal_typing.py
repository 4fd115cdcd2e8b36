"""The terminal while somebody types: completion, history, what falls due, a pipe."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.chats import terminal_people
from bot.chats.terminal_people import Words, live, plain
from store.db import Database
from tests.company import NOW, found
from tests.sheets import Sheet
from tests.talk import Desk


def completed(sheet: Sheet, typed: str) -> list[str]:
    words = Words(sheet.screen)
    return [one.text for one in words.get_completions(Document(typed), CompleteEvent())]


def test_words_of_command_and_names_seen_are_completed(sheet: Sheet) -> None:
    assert "find" in completed(sheet, "fi")
    assert "跟進" in completed(sheet, "跟")
    assert completed(sheet, "find 周") == []
    sheet.answers("find 周文彬")
    assert completed(sheet, "find 周") == ["周文彬"]
    assert completed(sheet, "call 青") == ["青禾農產"]
    assert completed(sheet, "call fi") == []


def test_only_words_that_he_may_use_are_offered(desk: Desk, tmp_path: Path) -> None:
    assert "digest" not in completed(Sheet(desk, tmp_path, "amy"), "dig")
    assert "digest" in completed(Sheet(desk, tmp_path, "mia"), "dig")


@pytest.fixture
def typing() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


def test_lines_are_answered_until_ctrl_d_and_kept_in_the_history(sheet: Sheet, typing: PipeInput) -> None:
    typing.send_text("find 周文彬\n3\n\x04")
    asyncio.run(live(sheet.screen))
    written = "".join(sheet.written)
    assert "a number presses the button" in written
    assert written.index("Start call") < written.index("When?")
    history = sheet.screen.pictures.parent / "history"
    assert "find 周文彬" in history.read_text("utf-8")
    assert history.stat().st_mode & 0o077 == 0


def test_what_falls_due_is_shown_while_nothing_is_typed(
    sheet: Sheet, typing: PipeInput, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal_people, "LOOK_SECONDS", 0.005)
    shown = sheet.screen.write

    def write(words: str) -> None:
        shown(words)
        if "Open mail" in words or "call 周文彬" in words:
            typing.send_text("\x04")

    async def sit() -> None:
        seat = asyncio.create_task(live(sheet.screen))
        await asyncio.sleep(0)
        await asyncio.to_thread(sheet.desk.at, (NOW + timedelta(days=1)).isoformat())
        await asyncio.wait_for(seat, 60)

    sheet.desk.person("amy").says("follow 周文彬 tomorrow 10:00")
    sheet.screen.write = write
    asyncio.run(sit())
    assert "call 周文彬" in "".join(sheet.written)


def test_piped_lines_are_answered_in_plain_text(sheet: Sheet) -> None:
    plain(sheet.screen, ["find 周文彬\n", "3\n", "cancel\n"])
    written = "".join(sheet.written)
    assert written.index("周文彬") < written.index("When?") < written.index("Closed without saving")


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Nobody found"), ("zh-TW", "找不到"), ("zh-CN", "找不到")]
)
def test_the_chat_command_reads_a_pipe(language: str, told: str, tmp_path: Path, blank: Path) -> None:
    path = tmp_path / "baton.db"
    path.write_bytes(blank.read_bytes())
    database = Database(f"sqlite:///{path}")
    found(database)
    database.close()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--as", "amy", "--language", language, "--database", str(path)],
        input=b"find Zebulon Quagmire\n" + b"\xff\xfe\n",
        capture_output=True,
        env={**os.environ, "BATON_DATA": str(tmp_path / "data"), "PYTHONIOENCODING": "utf-8"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert told in done.stdout.decode()
    assert b"\x1b" not in done.stdout
