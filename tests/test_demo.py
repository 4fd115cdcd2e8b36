"""The demonstration: the whole story comes back from a running Baton, in every language, or it fails."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import sample
from bot.commands import demo as command
from bot.commands.demo import running
from bot.commands.demo_stage import Broken, Stage
from store.db import Database
from tests.talk import Desk

NOW = datetime.fromisoformat("2026-11-23T10:00:00+08:00")


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "won NT$1.2 m"), ("zh-TW", "成交 NT$120 萬"), ("zh-CN", "赢单 NT$120 万")],
)
def test_the_story_is_played_to_its_end(language: str, told: str, tmp_path: Path) -> None:
    surroundings = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "TMPDIR": str(tmp_path / "tmp")}
    surroundings |= {"BATON_DATA": str(tmp_path / "data")}
    (tmp_path / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--language", language],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=surroundings,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert told in done.stdout
    assert "\x1b" not in done.stdout
    pictures = list((tmp_path / "cache").rglob("*.png"))
    assert [str(one) for one in pictures if str(one) in done.stdout] == [str(one) for one in pictures] != []
    assert pictures[0].read_bytes().startswith(b"\x89PNG")
    assert list((tmp_path / "tmp").iterdir()) == []


def stage_of(database: Database, tmp_path: Path, lines: list[str]) -> Stage:
    sample.found(database, NOW, language="en")
    desk = Desk(database, now=NOW)
    return Stage(desk.app, desk.clock.set, tmp_path, lines.append, "en")


def test_an_answer_that_does_not_come_breaks_the_story(database: Database, tmp_path: Path) -> None:
    stage = stage_of(database, tmp_path, [])
    with pytest.raises(Broken, match=r"expected call\.logged; came contact\.card"):
        stage.says("amy", "find 李青山", "call.logged")
    with pytest.raises(Broken, match=r"no button handoff\.accept"):
        stage.presses("tim", "handoff.accept", "handoff.accepted")
    with pytest.raises(Broken, match="came nothing"):
        stage.gets("mia", "digest.daily")
    with pytest.raises(Broken, match="came refused"):
        stage.says("tim", "digest")


def test_what_else_came_is_counted_and_taken_as_read(database: Database, tmp_path: Path) -> None:
    lines: list[str] = []
    stage = stage_of(database, tmp_path, lines)
    stage.pass_time(NOW + timedelta(hours=7))
    shown = stage.gets("amy", "followup.due")
    assert [one["key"] for one in shown] == ["followup.due"]
    assert "other messages" in "".join(lines)
    assert stage.seat("amy").terminal.waiting() == []


def test_a_broken_story_ends_with_1(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def breaks(_stage: Stage) -> None:
        raise Broken("amy said 'x': expected y; came z")

    monkeypatch.setattr(command, "play", breaks)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("BATON_LANGUAGE", "zh-CN")
    result = CliRunner().invoke(command.demo)
    assert result.exit_code == 1
    assert "the story broke off: amy said 'x': expected y; came z" in result.stderr
    assert "安和电脑" in result.stdout


def test_afterwards_the_clock_goes_on() -> None:
    clock = running(NOW)
    first, second = clock(), clock()
    assert NOW <= first <= second < NOW + timedelta(minutes=1)
