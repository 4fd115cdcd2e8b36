import json
from datetime import timedelta

import aiohttp
import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    MessageEntity,
    ReplyKeyboardMarkup,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from tests.fakes.telegram.harness import Scene, picture, play
from tests.fakes.telegram.model import Json


@pytest.fixture(autouse=True)
def time_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the library warns on every 429, and warnings are errors."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def keys(*labels: str, data: str = "x") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)] for label in labels])


async def send(s: Scene, text: str = "Hello", **more: object) -> int:
    return (await s.bot.send_message(s.amy.id, text, **more)).message_id  # type: ignore[arg-type]


def entity(offset: int, length: int, kind: str = "bold") -> list[MessageEntity]:
    return [MessageEntity(kind, offset, length)]


SPEC: dict[str, tuple[Json, str]] = {
    "unknown field": ({"chat_id": 11, "text": "x", "disable_web_page_preview": True}, "has no field"),
    "wrong type": ({"chat_id": 11, "text": 5}, '"text" must be of type String'),
    "text for a number": ({"chat_id": 11, "text": "x", "message_thread_id": "5"}, "must be of type Integer"),
    "number for a boolean": ({"chat_id": 11, "text": "x", "protect_content": 1}, "must be of type Boolean"),
    "no chat": ({"text": "x"}, "chat_id is empty"),
    "no text": ({"chat_id": 11}, "message text is empty"),
    "unknown in a button": (
        {"chat_id": 11, "text": "x", "reply_markup": {"inline_keyboard": [[{"text": "A", "data": "a"}]]}},
        'has no field "data"',
    ),
    "no entity length": (
        {"chat_id": 11, "text": "x", "entities": [{"type": "bold", "offset": 0}]},
        'can\'t find field "entities.0.length"',
    ),
}


TYPED = ("wrong type", "text for a number", "number for a boolean")


@pytest.mark.parametrize(
    ("name", "form"),
    [(name, form) for name in SPEC for form in (False, True) if not (form and name in TYPED)],
)
def test_calls_are_held_against_the_specification(name: str, form: bool) -> None:
    given, words = SPEC[name]

    async def scene(s: Scene) -> None:
        text = {name: value if isinstance(value, str) else json.dumps(value) for name, value in given.items()}
        status, answer = await s.raw("sendMessage", **({"data": text} if form else {"json": given}))
        assert (status, answer["error_code"]) == (400, 400)
        assert words in answer["description"]

    play(scene)


def test_json_form_query_and_multipart_say_the_same() -> None:
    async def scene(s: Scene) -> None:
        markup = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
        as_text = {"chat_id": "11", "text": "Hi", "reply_markup": json.dumps(markup)}
        parts = aiohttp.FormData(as_text, default_to_multipart=True)
        bodies: list[Json] = [
            {"json": {"chat_id": 11, "text": "Hi", "reply_markup": markup}},
            {"data": as_text},
        ]
        for body in [*bodies, {"params": as_text}, {"data": parts}]:
            status, _ = await s.raw("sendMessage", **body)
            assert status == 200
        sent = s.amy.sees()[-4:]
        assert [(each.words, each.labels) for each in sent] == [("Hi", ["A"])] * 4

    play(scene)


def test_a_body_that_is_no_json_and_a_method_unknown() -> None:
    async def scene(s: Scene) -> None:
        headers = {"Content-Type": "application/json"}
        assert (await s.raw("sendMessage", data=b'{"chat_id":', headers=headers))[0] == 400
        assert (await s.raw("sendMessage", data=b"[1]", headers=headers))[0] == 400
        assert await s.raw("sendCoffee") == (
            404,
            {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
        )

    play(scene)


def test_another_token_is_unauthorized() -> None:
    async def scene(s: Scene) -> None:
        s.server.token = "7:revoked"
        with pytest.raises(InvalidToken):
            await s.bot.get_me()
        assert s.server.calls[-1].answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}

    play(scene)


def test_who_may_not_be_written_to() -> None:
    async def scene(s: Scene) -> None:
        bob, carl = s.server.person(12, "Bob"), s.server.person(13, "Carl")
        bob.starts()
        bob.blocks()
        assert await refusal(s, bob.id, Forbidden) == "Forbidden: bot was blocked by the user"
        bob.starts()
        await s.bot.send_message(bob.id, "again")
        bob.leaves_telegram()
        assert await refusal(s, bob.id, Forbidden) == "Forbidden: user is deactivated"
        team = s.server.group("Team")
        assert await refusal(s, team.id, Forbidden) == "Forbidden: bot is not a member of the supergroup chat"
        carl.says("hello", team)
        team.adds_bot(carl.user)
        assert (
            await refusal(s, carl.id, Forbidden) == "Forbidden: bot can't initiate conversation with a user"
        )
        team.removes_bot(carl.user)
        assert await refusal(s, team.id, Forbidden) == "Forbidden: bot was kicked from the supergroup chat"

    play(scene)


def test_a_group_that_moved_names_its_new_number() -> None:
    async def scene(s: Scene) -> None:
        team = s.server.group("Team", kind="group")
        team.adds_bot(s.amy.user)
        new = team.migrates()
        with pytest.raises(ChatMigrated) as moved:
            await s.bot.send_message(team.id, "Hello")
        assert moved.value.new_chat_id == new.id
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        assert s.server.calls[-1].description == words
        await s.bot.send_message(new.id, "Hello")
        assert s.server.shown(new.id)[-1].words == "Hello"

    play(scene)


def test_buttons_asking_for_a_number_are_for_private_chats() -> None:
    async def scene(s: Scene) -> None:
        team = s.server.group("Team")
        team.adds_bot(s.amy.user)
        ask = ReplyKeyboardMarkup([[KeyboardButton("My number", request_contact=True)]])
        with pytest.raises(BadRequest, match="Phone number can be requested in private chats only"):
            await s.bot.send_message(team.id, "Who?", reply_markup=ask)

    play(scene)


def test_rates_and_requests_that_come_too_early() -> None:
    async def scene(s: Scene) -> None:
        for _ in range(5):
            await send(s)
        with pytest.raises(RetryAfter) as wait:
            await send(s)
        assert wait.value.retry_after == timedelta(seconds=1)
        assert s.server.calls[-1].answer["parameters"] == {"retry_after": 1}
        assert s.server.violations == []
        with pytest.raises(RetryAfter):
            await send(s)
        assert [each.scope for each in s.server.violations] == [f"chat {s.amy.id}"]
        s.clock.advance(1)
        await send(s)
        assert len(s.server.violations) == 1

    play(scene)


def test_thirty_a_second_over_all_chats_and_twenty_a_minute_in_a_group() -> None:
    async def scene(s: Scene) -> None:
        people = [s.server.person(100 + n, f"P{n}") for n in range(31)]
        for each in people:
            each.starts()
        for each in people[:30]:
            await s.bot.send_message(each.id, "Hello")
        assert await refusal(s, people[30].id, RetryAfter) == "Too Many Requests: retry after 1"
        team = s.server.group("Team")
        team.adds_bot(s.amy.user)
        for _ in range(20):
            s.clock.advance(1)
            await s.bot.send_message(team.id, "Hello")
        s.clock.advance(1)
        assert await refusal(s, team.id, RetryAfter) == "Too Many Requests: retry after 40"

    play(scene)


def test_editing_what_is_shown() -> None:
    async def scene(s: Scene) -> None:
        number = await send(s, "One", reply_markup=keys("A", "B"))
        await s.bot.edit_message_reply_markup(s.amy.id, number, reply_markup=keys("C"))
        assert s.amy.last.labels == ["C"]
        await s.bot.edit_message_text("Two", s.amy.id, number, entities=entity(0, 3))
        shown = s.amy.last
        assert (shown.words, shown.labels, shown.edited) == ("Two", [], True)
        assert shown.entities == ({"type": "bold", "offset": 0, "length": 3},)
        sent = await s.bot.send_photo(s.amy.id, picture(), caption="Chart")
        await s.bot.edit_message_caption(s.amy.id, sent.message_id, caption="Figures")
        assert (s.amy.last.words, s.amy.last.photo) == ("Figures", picture())
        other = picture(colour="red")
        await s.bot.edit_message_media(InputMediaPhoto(other, caption="Red"), s.amy.id, sent.message_id)
        assert (s.amy.last.words, s.amy.last.photo) == ("Red", other)
        await s.bot.delete_message(s.amy.id, sent.message_id)
        assert s.amy.last.id == number

    play(scene)


def test_markup_becomes_entities() -> None:
    async def scene(s: Scene) -> None:
        await send(s, 'a &lt; <b>bo<i>ld</i></b> <a href="http://x.tw">link</a>', parse_mode="HTML")
        assert s.amy.last.words == "a < bold link"
        kinds = [(each["type"], each["offset"], each["length"]) for each in s.amy.last.entities]
        assert sorted(kinds) == [("bold", 4, 4), ("italic", 6, 2), ("text_link", 9, 4)]
        await send(s, "*客戶* `a.b` [x](http://x.tw) 1\\.", parse_mode="MarkdownV2")
        assert s.amy.last.words == "客戶 a.b x 1."
        assert [each["type"] for each in s.amy.last.entities] == ["bold", "code", "text_link"]

    play(scene)


async def refusal(s: Scene, chat: int, kind: type[TelegramError]) -> str | None:
    """Write where one may not, and hear why."""
    with pytest.raises(kind):
        await s.bot.send_message(chat, "Hello")
    return s.server.calls[-1].description
