"""Whatever people write is shown as they wrote it, in every chat, file and log."""

import csv
import io
import json
import re

import pytest
import structlog

from bot.chats import slack_view, telegram_view
from bot.commands.logs import configure
from bot.reading import clean
from bot.sending import View
from store.imports.quoting import bare, safe
from tests.fakes.slack.shown import marked_up
from tests.hostile import TEXTS

FORMULA = re.compile(r"^[=+\-@＝＋－＠\t\r]")


def test_slack_shows_it_as_it_was_written() -> None:
    assert len(TEXTS) >= 500
    for text in TEXTS:
        for told in (text, f"Changed\n{text}", f"{text}\nNext: call"):
            for one in slack_view.drawn(View(told, ((text, "undo.last", True),)), "en"):
                assert marked_up(one.blocks) == [], repr(text)
                assert "<" not in one.text, repr(text)
            assert "".join(slack_words(told).split()) == "".join((slack_view.cleaned(told) or "·").split()), (
                repr(text)
            )


def slack_words(told: str) -> str:
    return "\n".join(shown for block in slack_view.sections(told) for shown in [as_read(block["text"])])


def as_read(part: dict[str, str]) -> str:
    if part["type"] == "plain_text":
        return part["text"]
    title = re.sub(r"^\*(.*)\*", r"\1", part["text"])
    return title.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_telegram_is_told_of_no_mark_up_but_our_own_title() -> None:
    for text in TEXTS:
        for piece in telegram_view.pieces(View(f"Changed\n{text}"), "en"):
            assert [(one.type, one.offset, one.length) for one in piece.entities] in ([], [("bold", 0, 7)])
            assert "".join(piece.text.split()) == "".join(
                telegram_view.cleaned(f"Changed\n{text}").split()
            ), repr(text)


def test_no_spreadsheet_takes_it_for_a_formula_and_it_comes_back_as_it_was() -> None:
    for text in (one.replace("\x00", "").encode("utf-8", "replace").decode() for one in TEXTS):
        told = io.StringIO(newline="")
        csv.writer(told, quoting=csv.QUOTE_ALL).writerow([safe(text)])
        (cell,) = next(csv.reader(io.StringIO(told.getvalue(), newline="")))
        assert not FORMULA.match(cell) or re.fullmatch(r"[+-]?\d+", cell), repr(text)
        assert bare(cell) == text


def test_the_log_keeps_one_line_and_the_store_keeps_no_control_signs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure("INFO")
    for text in TEXTS:
        kept = clean(text)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202e\ud800]", kept), repr(text)
        structlog.get_logger().info("said", text=kept)
    lines = capsys.readouterr().err.splitlines()
    assert [json.loads(line)["event"] for line in lines] == ["said"] * len(TEXTS)
