"""The terminal for people: lines that fit, numbers that press, what arrives meanwhile, plain text when piped."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.utils import get_cwidth

from bot.chats import terminal_people
from bot.chats.terminal import Terminal
from bot.chats.terminal_layout import NOT_FIRST, NOT_LAST, side_by_side, wrap
from bot.chats.terminal_people import Words, live, plain
from bot.chats.terminal_screen import Screen
from store.db import Database
from tests.company import NOW, found
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


@pytest.fixture
def sheet(desk: Desk, tmp_path: Path) -> Sheet:
    return Sheet(desk, tmp_path)


# lines


@given(st.text(st.sampled_from("ab c，。「」（1.台電腦採購 經理-·%"), max_size=120), st.integers(8, 40))
def test_no_line_is_wider_than_the_terminal(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(get_cwidth(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_chinese_breaks_between_characters_and_marks_stay_with_their_words() -> None:
    lines = wrap("「14 吋筆電 i5 要 12/9（三）才到貨，同級的 NB-14r5 今天就能出，還便宜 NT$1,400。」", 24)
    assert lines == [
        "「14 吋筆電 i5 要 12/9",
        "（三）才到貨，同級的",
        "NB-14r5 今天就能出，還便",
        "宜 NT$1,400。」",
    ]
    assert not any(line[0] in NOT_FIRST or line[-1] in NOT_LAST for line in lines)


def test_a_counted_line_hangs_below_its_first_word() -> None:
    assert wrap("10. Fri 20 Nov 16:30 · call · 周文彬", 24) == ["10. Fri 20 Nov 16:30 ·", "    call · 周文彬"]


def test_an_address_is_left_whole() -> None:
    address = "mailto:chou@qinghe-farm.example?subject=" + "%20" * 60
    assert wrap(f"To whom\n{address}", 40) == ["To whom", address]


def test_labels_stand_side_by_side_unbroken() -> None:
    assert side_by_side(["[1] 加在這家公司", "[2] 新增聯絡人", "[3] x"], 34) == [
        "[1] 加在這家公司  [2] 新增聯絡人",
        "[3] x",
    ]


# numbers


def test_a_number_presses_the_button_that_bears_it(sheet: Sheet) -> None:
    card = sheet.answers("find 周文彬")
    assert "[1] Start call" in card
    assert "[3] Plan follow-up" in card
    assert "When?" in sheet.answers("3")


def test_numbers_count_through_all_messages_shown_at_once(sheet: Sheet) -> None:
    terminal = sheet.screen.terminal
    sheet.screen.show([*terminal.say("find 周文彬"), *terminal.say("find 林志遠")])
    both = "".join(sheet.written)
    assert both.index("[5]") < both.index("林志遠") < both.index("[6] Start call")
    assert "· 林志遠" in sheet.answers("6")


def test_a_number_without_a_button_is_words(sheet: Sheet) -> None:
    sheet.answers("find 周文彬")
    assert "Nobody found" in sheet.answers("42")


def test_where_a_count_is_asked_a_bare_number_is_the_answer(sheet: Sheet) -> None:
    sheet.answers("order 周文彬")
    asked = sheet.answers("NB-14r5")
    assert "[#1] 1" in asked
    assert "[#3] 3" in asked
    assert "Price each?" in sheet.answers("2")
    saved = sheet.answers("#2")
    assert "2 × NB-14r5" in saved


def test_what_arrives_keeps_the_numbers_on_screen(sheet: Sheet) -> None:
    sheet.desk.person("amy").says("follow 周文彬 tomorrow 10:00")
    card = sheet.answers("find 林志遠")
    assert "[1] Start call" in card
    sheet.desk.at((NOW + timedelta(days=1)).isoformat())
    sheet.written.clear()
    sheet.screen.arrive(sheet.screen.terminal.waiting())
    came = "".join(sheet.written)
    assert "周文彬" in came
    assert "[1]" not in came
    assert "· 林志遠" in sheet.answers("1")


def test_an_empty_line_does_nothing(sheet: Sheet) -> None:
    assert sheet.answers("add 王小明")
    assert sheet.answers("   ") == ""


# people, colours, pictures


def test_another_person_sits_down(sheet: Sheet) -> None:
    said = sheet.answers("/as tim")
    assert "蔡宗翰" in said
    assert "Nobody found" in sheet.answers("find 周文彬")
    assert "Nobody here is called “nobody”" in sheet.answers("/as nobody")
    assert sheet.screen.terminal.person.handle == "tim"


def test_colours_only_where_wanted(desk: Desk, tmp_path: Path) -> None:
    assert "\x1b" not in Sheet(desk, tmp_path).answers("find 周文彬")
    card = Sheet(desk, tmp_path, coloured=True).answers("find 周文彬")
    assert card.startswith("\x1b[36m│ \x1b[0m\x1b[1m周文彬")
    assert "\x1b[36m[1]\x1b[0m Start call" in card
    assert Sheet(desk, tmp_path, "tim", coloured=True).answers("digest").startswith("\x1b[31m│ ")


def test_a_picture_is_saved_and_its_place_told(desk: Desk, tmp_path: Path) -> None:
    amy = desk.person("amy")
    amy.says("log 周文彬 not now, 5 min")
    amy.presses("log.save")
    told = Sheet(desk, tmp_path, "mia").answers("digest")
    [picture] = (tmp_path / "pictures").glob("*.png")
    assert f"Picture: {picture}" in told
    assert picture.read_bytes().startswith(b"\x89PNG")


# completion


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


# live


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


# piped


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
