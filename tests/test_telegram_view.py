"""Drawing for Telegram: parts within its limits, rows of buttons, nothing that it would refuse."""

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import InlineKeyboardMarkup
from wcwidth import iter_graphemes

from bot.chats.protocol import Letter
from bot.chats.telegram_chat import TelegramChat
from bot.chats.telegram_client import client
from bot.chats.telegram_view import Piece, cleaned, keyboard, pieces, shortened, split, units
from bot.sending import View
from store.messages import Queued
from tests.fakes.telegram import FakeTelegram

FAMILY = "👨‍👩‍👧"
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def rows(markup: InlineKeyboardMarkup | None) -> list[list[tuple[str, object]]]:
    assert markup is not None
    return [[(each.text, each.callback_data) for each in row] for row in markup.inline_keyboard]


@given(st.lists(st.sampled_from([*"ab 中\n", "😀", FAMILY, "é"]), max_size=80), st.integers(8, 20))
def test_parts_are_within_the_limit_and_lose_no_sign(signs: list[str], most: int) -> None:
    text = "".join(signs)
    parts = split(text, most)
    assert all(0 < units(part) <= most for part in parts)
    blanks = str.maketrans("", "", " \n")
    assert "".join(parts).translate(blanks) == text.translate(blanks)


def test_a_family_at_the_border_is_not_torn() -> None:
    parts = split("x" * 10 + FAMILY * 3, 16)
    assert [list(iter_graphemes(part)) for part in parts][1:] == [[FAMILY, FAMILY], [FAMILY]]
    assert shortened("x" * 10 + FAMILY, 12) == "x" * 10 + "…"


def test_lines_are_kept_whole_where_they_fit() -> None:
    assert split("one two\nthree four\nfive", 18) == ["one two\nthree four", "five"]


@pytest.mark.parametrize("text", ["a\x00b\r\u2028c", "\ud800x", "  \n x \n "])
def test_what_telegram_would_drop_is_dropped_before_it_counts(text: str) -> None:
    assert cleaned(text) in ("abc", "?x", "x")


def test_buttons_stand_in_rows_that_a_telephone_shows_whole() -> None:
    shown = keyboard(
        [("Save", "log.save:1.1", False), ("Change", "log.edit:1.1", False), ("Drop", "log.drop:1.1", True)]
    )
    assert rows(shown) == [[("Save", "log.save:1.1"), ("Change", "log.edit:1.1"), ("Drop", "?log.drop:1.1")]]
    wide = keyboard(
        [("許佩珊 · 青禾農產股份有限公司", "contact.open:1", False), ("其他", "contact.new", False)]
    )
    assert [len(row) for row in rows(wide)] == [1, 1]
    full = "x.y:" + "9" * 60
    assert rows(keyboard([("Sure?", full, True)])) == [[("Sure?", full)]]
    assert keyboard([]) is None


def test_a_picture_carries_its_text_while_that_is_short() -> None:
    view = View("first\nsecond", file=("a.txt", "content"))
    assert pieces(view, "en") == [Piece("first\nsecond", None, ("a.txt", b"content"), titled=True)]
    long = View("first\n" + "x" * 1100, file=("a.txt", "content"))
    assert [(piece.text[:5], piece.file) for piece in pieces(long, "en")] == [
        ("", ("a.txt", b"content")),
        ("first", None),
    ]
    assert [piece.text for piece in pieces(View(""), "en")] == ["·"]


def letter(text: str, edit: str | None = None) -> Letter:
    message = Queued(1, None, "telegram", "11", "x", {}, None, 0, NOW)
    return Letter(message, View(text, (("Go", "go.on", False),)), "en", edit)


def test_a_long_text_is_sent_edited_shortened_and_lengthened_in_place() -> None:
    long = "標題\n" + "\n".join(f"{number} {FAMILY}😀" * 40 for number in range(40))

    async def scene() -> None:
        async with FakeTelegram(limits=None) as server, client(server.token, server.url) as bot:
            amy = server.person(11, "Amy")
            amy.starts()
            chat = TelegramChat(bot)
            first = await chat.send(letter(long))
            shown = [one for one in amy.sees() if one.by_bot]
            assert len(shown) == len(first.split()) == len(pieces(View(long), "en")) > 2
            assert [bool(one.labels) for one in shown] == [False] * (len(shown) - 1) + [True]
            second = await chat.send(letter("short\nnow", first))
            assert [(one.words, one.labels) for one in amy.sees() if one.by_bot] == [("short\nnow", ["Go"])]
            third = await chat.send(letter(long, second))
            assert len([one for one in amy.sees() if one.by_bot]) == len(third.split())
            assert await chat.send(letter(long, third)) == third
            await chat.strip("11", third)
            await chat.strip("11", third)
            assert [one.description for one in server.refused if "not modified" not in one.description] == []

    asyncio.run(scene())
