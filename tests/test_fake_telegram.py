from collections.abc import Awaitable, Callable

import pytest
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.error import BadRequest

from tests.fakes.telegram.harness import Scene, picture, play

NOBODY = 99


def keys(*labels: str, data: str = "x") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)] for label in labels])


async def send(s: Scene, text: str = "Hello", **more: object) -> int:
    return (await s.bot.send_message(s.amy.id, text, **more)).message_id  # type: ignore[arg-type]


async def edit_twice(s: Scene) -> None:
    number = await send(s, reply_markup=keys("A"))
    await s.bot.edit_message_text("Hello", s.amy.id, number, reply_markup=keys("A"))


async def edit_of_amys(s: Scene) -> None:
    await s.bot.edit_message_text("mine", s.amy.id, s.amy.says("hers").id)


async def edit_under_reply_keyboard(s: Scene) -> None:
    number = await send(s, reply_markup=ReplyKeyboardMarkup([["Yes"]]))
    await s.bot.edit_message_text("other", s.amy.id, number)


async def answer_after(s: Scene, seconds: float) -> None:
    await send(s, reply_markup=keys("A"))
    press = s.amy.forges(s.amy.last, "A")
    s.clock.advance(seconds)
    await s.bot.answer_callback_query(press.id)


async def answer_twice(s: Scene) -> None:
    await send(s, reply_markup=keys("A"))
    press = s.amy.forges(s.amy.last, "A")
    await s.bot.answer_callback_query(press.id)
    await s.bot.answer_callback_query(press.id)


async def delete_old(s: Scene) -> None:
    number = await send(s)
    s.clock.advance(48 * 3600)
    await s.bot.delete_message(s.amy.id, number)


def entity(offset: int, length: int, kind: str = "bold") -> list[MessageEntity]:
    return [MessageEntity(kind, offset, length)]


def caption(text: str) -> Callable[[Scene], Awaitable[object]]:
    return lambda s: s.bot.send_photo(s.amy.id, picture(), caption=text)


Act = Callable[[Scene], Awaitable[object]]
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
REFUSED: dict[str, tuple[Act, str]] = {
    "empty": (lambda s: send(s, ""), "message text is empty"),
    "blank": (lambda s: send(s, " \n "), "text must be non-empty"),
    "long": (lambda s: send(s, "客" * 4097), "message is too long"),
    "long in UTF-16": (lambda s: send(s, "😀" * 2049), "message is too long"),
    "huge": (lambda s: send(s, "x" * 32769), "text is too long"),
    "caption": (caption("客" * 1025), "message caption is too long"),
    "data": (lambda s: send(s, reply_markup=keys("A", data="客" * 21 + "xx")), "BUTTON_DATA_INVALID"),
    "no label": (
        lambda s: send(s, reply_markup=keys(" ")),
        "inline keyboard button text must be non-empty",
    ),
    "no action": (
        lambda s: send(s, reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("A")]])),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "buttons": (lambda s: send(s, reply_markup=keys(*map(str, range(101)))), "reply markup is too long"),
    "row": (
        lambda s: send(s, reply_markup=InlineKeyboardMarkup([keys(*"ABCDEFGHI").inline_keyboard[0] * 9])),
        "reply markup is too long",
    ),
    "markup": (lambda s: send(s, reply_markup=keys(*["x" * 2000] * 6)), "reply markup is too long"),
    "same": (
        edit_twice,
        "message is not modified: specified new message content and reply markup are exactly the same as a "
        "current content and reply markup of the message",
    ),
    "no message": (lambda s: s.bot.edit_message_text("x", s.amy.id, 404), "message to edit not found"),
    "not its own": (edit_of_amys, "message can't be edited"),
    "reply keyboard": (edit_under_reply_keyboard, "message can't be edited"),
    "no text": (
        lambda s: photo_then(s, lambda number: s.bot.edit_message_text("x", s.amy.id, number)),
        "there is no text in the message to edit",
    ),
    "no reply": (
        lambda s: send(s, reply_parameters=ReplyParameters(404)),
        "message to be replied not found",
    ),
    "query late": (lambda s: answer_after(s, 31), TOO_OLD),
    "query twice": (answer_twice, TOO_OLD),
    "query unknown": (lambda s: s.bot.answer_callback_query("123"), TOO_OLD),
    "stranger": (lambda s: s.bot.send_message(NOBODY, "Hello"), "chat not found"),
    "delete": (lambda s: s.bot.delete_message(s.amy.id, 404), "message to delete not found"),
    "delete late": (delete_old, "message can't be deleted for everyone"),
    "entity after": (
        lambda s: send(s, "abc", entities=entity(3, 1)),
        "entity begins after the end of the text at UTF-16 offset 3",
    ),
    "entity beyond": (
        lambda s: send(s, "😀", entities=entity(0, 3)),
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 3",
    ),
    "entity inside": (
        lambda s: send(s, "😀x", entities=entity(1, 1)),
        "entity begins in a middle of a UTF-16 symbol at byte offset 4",
    ),
    "entity half": (
        lambda s: send(s, "😀x", entities=entity(0, 1)),
        "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4",
    ),
    "entity kind": (
        lambda s: send(s, "abc", entities=entity(0, 1, "loud")),
        "can't parse MessageEntity: Unsupported type specified",
    ),
    "html": (
        lambda s: send(s, "a <b>c", parse_mode="HTML"),
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "html tag": (
        lambda s: send(s, "a <blink>c", parse_mode="HTML"),
        'can\'t parse entities: Unsupported start tag "blink" at byte offset 2',
    ),
    "markdown": (
        lambda s: send(s, "a.", parse_mode="MarkdownV2"),
        "can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
    ),
    "markdown end": (
        lambda s: send(s, "客 *a", parse_mode="MarkdownV2"),
        "can't parse entities: Can't find end of Bold entity at byte offset 4",
    ),
    "picture": (lambda s: s.bot.send_photo(s.amy.id, b"no picture"), "IMAGE_PROCESS_FAILED"),
    "picture size": (lambda s: s.bot.send_photo(s.amy.id, picture(1000, 9)), "PHOTO_INVALID_DIMENSIONS"),
    "file id": (lambda s: s.bot.send_photo(s.amy.id, "AgAC"), "wrong file identifier/HTTP URL specified"),
    "file": (lambda s: s.bot.get_file("AgAC"), "invalid file_id"),
    "big file": (
        lambda s: s.bot.get_file(s.amy.sends_document("a.bin", b"x", size=21 << 20).document.file_id),  # type: ignore[union-attr]
        "file is too big",
    ),
    "command": (lambda s: s.bot.set_my_commands([("Next", "x")]), "BOT_COMMAND_INVALID"),
    "command words": (
        lambda s: s.bot.set_my_commands([("next", " ")]),
        "command description must be non-empty",
    ),
    "commands": (
        lambda s: s.bot.set_my_commands([(f"c{n}", "x") for n in range(101)]),
        "BOT_COMMANDS_TOO_MUCH",
    ),
    "language": (
        lambda s: s.bot.set_my_commands([("next", "x")], language_code="zh-TW"),
        "invalid language code specified",
    ),
    "leave": (lambda s: s.bot.leave_chat(s.amy.id), "chat member status can't be changed in private chats"),
    "action": (lambda s: s.bot.send_chat_action(s.amy.id, "thinking"), "wrong parameter action in request"),
    "http": (
        lambda s: s.bot.set_webhook("http://example.com/x"),
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    "port": (
        lambda s: s.bot.set_webhook("https://example.com:8080/x"),
        "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
    ),
    "secret": (
        lambda s: s.bot.set_webhook("https://example.com/x", secret_token="a b"),
        "secret token contains unallowed characters",
    ),
}


async def photo_then(s: Scene, act: Callable[[int], Awaitable[object]]) -> None:
    await act((await s.bot.send_photo(s.amy.id, picture())).message_id)


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_telegrams_words(name: str) -> None:
    act, words = REFUSED[name]

    async def scene(s: Scene) -> None:
        with pytest.raises(BadRequest):
            await act(s)
        assert s.server.calls[-1].answer == {
            "ok": False,
            "error_code": 400,
            "description": f"Bad Request: {words}",
        }
        assert [call.status for call in s.server.refused] == [400]

    play(scene)


LET_THROUGH: dict[str, Act] = {
    "4096": lambda s: send(s, "客" * 4096),
    "4096 in UTF-16": lambda s: send(s, "😀" * 2048),
    "trimmed": lambda s: send(s, "客" * 4096 + " \n"),
    "caption": caption("客" * 1024),
    "data": lambda s: send(s, reply_markup=keys("A", data="客" * 21 + "x")),
    "100 buttons": lambda s: send(s, reply_markup=keys(*map(str, range(100)))),
    "query": lambda s: answer_after(s, 30),
    "reply anyway": lambda s: send(
        s, reply_parameters=ReplyParameters(404, allow_sending_without_reply=True)
    ),
    "form feed": lambda s: send(s, "a\x00b"),
}


@pytest.mark.parametrize("name", LET_THROUGH)
def test_let_through_at_the_limit(name: str) -> None:
    async def scene(s: Scene) -> None:
        await LET_THROUGH[name](s)
        assert s.server.refused == []

    play(scene)


def test_entities_move_with_the_white_space_before_them() -> None:
    async def scene(s: Scene) -> None:
        await send(s, " \n 😀 bold \n", entities=entity(6, 5))
        assert (s.amy.last.words, s.amy.last.entities[0]["offset"], s.amy.last.entities[0]["length"]) == (
            "😀 bold",
            3,
            4,
        )

    play(scene)
