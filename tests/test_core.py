"""The chat core under bad input, faults of our own, edited rules, kills and repeated events."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands.logs import configure
from bot.context import Context
from bot.events import Pressed, Said, Who
from bot.handlers import FEATURES, SHARED
from bot.replies import button, say
from bot.router import Clash, Press, Replies, Router, join
from store.db import Database
from tests.company import found
from tests.talk import Desk


@pytest.mark.parametrize("text", ["", "   ", "\u200b\u202e", "\x00\x07", "/"])
def test_nothing_said_gets_a_hint_and_no_error(desk: Desk, text: str) -> None:
    assert desk.person("amy").says(text).one("refused")["reason"] == "contact.who"


def test_too_long_is_told_and_not_kept(desk: Desk) -> None:
    assert desk.person("amy").says("x" * 100_000).one("refused")["reason"] == "too_long"


@pytest.mark.parametrize(
    "text",
    [
        "find '; DROP TABLE contact;--",
        "find ={{7*7}} ${x} %s {0}",
        "find <!here> <@U1> <b>x</b>",
        "\ud800 find",
    ],
)
def test_hostile_text_is_only_text(desk: Desk, text: str) -> None:
    assert desk.person("amy").says(text).keys in (["contact.none"], ["contact.choices"], ["contact.card"])


def test_a_name_that_looks_like_markup_is_kept_and_shown_literally(desk: Desk) -> None:
    amy = desk.person("amy")
    name = "<!here> *b* {{7*7}} { $name }"
    added = amy.submits("add_contact", name=name)
    assert added.one("contact.card")["name"] == name
    assert name in added.text


@pytest.mark.parametrize("word", ["HELP", "／help", "Help", "說明", "帮助", "/help@baton_bot"])
def test_a_word_is_known_in_any_case_and_with_any_slash(desk: Desk, word: str) -> None:
    assert desk.person("amy").says(word).keys == ["help.list"]


@pytest.mark.parametrize(
    "action", ["handoff.accept:1.1", "nothing.there", "log.save:999.1", "x", "form.answer:1.sale"]
)
def test_unknown_and_foreign_buttons_answer_alike(desk: Desk, action: str) -> None:
    answer = desk.person("amy").presses(action + ("" if ":" in action else ":"))
    assert answer.one("refused")["reason"] in ("not_available", "form.nothing_open")


def test_help_shows_what_one_may_do_and_examples_that_are_understood(desk: Desk) -> None:
    amy = desk.person("amy")
    words = [item["word"] for item in amy.says("help").one("help.list")["items"]]
    assert "find" in words
    assert "digest" not in words
    for word in words:
        assert amy.says(f"help {word}").one("help.word")["example"]


def test_an_error_of_ours_has_a_reference_and_changes_nothing(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    found(database, language="en")
    configure("WARNING")
    desk = Desk(database)
    broken = Router("broken")

    @broken.said("explode", may="help")
    def explode(ctx: Context, rest: str) -> Replies:
        yield say("welcome", name="", role="agent")
        try:
            int(rest)
        except ValueError as error:
            raise ZeroDivisionError(f"planted {rest}") from error

    desk.app.routes = join((*FEATURES, *SHARED, broken))
    amy = desk.person("amy")
    answer = amy.says("explode 周文彬", id="boom")
    ref = answer.one("error")["ref"]
    assert ref in answer.text
    (line,) = capsys.readouterr().err.splitlines()
    assert ref in line
    assert all(
        kind in json.loads(line)["exception"] for kind in ("ValueError", "ZeroDivisionError", "test_core.py")
    )
    assert "周文彬" not in line
    assert amy.says("explode", id="boom") == []
    assert amy.says("find 周文彬").keys == ["contact.card"]


def test_features_that_clash_or_dangle_stop_the_start() -> None:
    one, other = Router("one"), Router("other")

    @one.said("find", may="help")
    @one.pressed("a.b", may="no.such.right")
    def find(ctx: Context, rest: str | Press) -> Replies:
        yield from ()

    one.button("nobody.answers")
    with pytest.raises(Clash) as clash:
        join((*FEATURES, *SHARED, one, other))
    assert all(part in str(clash.value) for part in ("find", "nobody.answers", "no.such.right"))


def test_a_button_never_exceeds_what_telegram_carries() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        button("handoff.accept", "x" * 64)


def test_one_event_eight_times_at_once_takes_effect_once(desk: Desk) -> None:
    event = Said(Who("terminal", "amy"), "add 趙一", "same", natural="n1")
    answers = [desk.app.handle(event) for _ in range(8)]
    assert [len(one) for one in answers] == [1, 0, 0, 0, 0, 0, 0, 0]
    again = Pressed(Who("terminal", "amy"), "form.cancel:1", "other", natural="n1")
    assert desk.app.handle(again) == []


def test_strangers_get_one_sentence(desk: Desk) -> None:
    answer = desk.app.handle(Said(Who("telegram", "999"), "find 周文彬", "s1"))
    assert [one.message.key for one in answer] == ["stranger"]


def test_a_faulty_policy_keeps_the_old_one_and_tells_the_administrator(
    database: Database, tmp_path: Path
) -> None:
    found(database, language="en")
    policy = tmp_path / "policy.toml"
    policy.write_text("[undo]\nminutes = 20\n")
    desk = Desk(database, settings={"BATON_POLICY": str(policy)})
    amy = desk.person("amy")
    policy.write_text("[undo]\nminutse = 5\n# longer now\n")
    assert amy.says("undo").one("refused")["minutes"] == 20
    told = desk.person("ada").reads().one("rules.faulty")
    assert "minutse" in told["faults"][0]
    policy.write_text("[undo]\nminutes = 7\n# good again, and longer\n")
    assert amy.says("undo").one("refused")["minutes"] == 7


def test_killed_at_any_point_a_dialog_and_a_script_go_on(
    url: str, database: Database, tmp_path: Path
) -> None:
    found(database, language="en")
    heard = _killed_after(url, tmp_path, ["call 周文彬 enquiry", "add 王小明"])
    assert [line["key"] for line in heard if "key" in line] == ["script.step", "form.ask"]
    again = _killed_after(url, tmp_path, ["新光印刷", "/cancel", "call"])
    assert [line["key"] for line in again if "key" in line] == ["form.ask", "form.cancelled", "script.step"]
    assert again[1]["params"]["field"] == "phone"


def _killed_after(url: str, folder: Path, lines: list[str]) -> list[dict[str, object]]:
    """Talk to the real program in a process of its own, then kill it without warning."""
    command = [sys.executable, "-m", "bot", "chat", "--as", "amy", "--json", "--database", url]
    program = subprocess.Popen(
        [*command, "--at", "2026-11-23T10:00:00+08:00"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={"BATON_DATA": str(folder), "PYTHONPATH": ".", "PATH": ""},
    )
    assert program.stdin is not None
    assert program.stdout is not None
    heard: list[dict[str, object]] = []
    with program:
        for number, line in enumerate(["", *lines]):
            if number:
                program.stdin.write(line + "\n")
                program.stdin.flush()
            while True:
                heard.append(json.loads(program.stdout.readline()))
                if "done" in heard[-1]:
                    break
        program.send_signal(signal.SIGKILL)
        program.stdin.close()
    return heard
