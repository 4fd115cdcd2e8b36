"""Methods that change or take back what stands in a chat, and the answer to a pressed button."""

from dataclasses import replace

from tests.fakes.telegram import keyboards
from tests.fakes.telegram.model import Answer, Json, Message
from tests.fakes.telegram.refusals import NOT_MODIFIED, QUERY_TOO_OLD, RefusalError
from tests.fakes.telegram.sending import Request, input_media, message_caption, message_text
from tests.fakes.telegram.text import units
from tests.fakes.telegram.world import World

_DELETABLE_FOR = 48 * 3600
_ANSWER_LIMIT = 200


class Editing:
    """The editing methods on one world."""

    def __init__(self, world: World, answer_within: float) -> None:
        """`answer_within`: seconds after which a press can no longer be answered."""
        self._world = world
        self._answer_within = answer_within

    async def edit_text(self, request: Request) -> Json:
        """editMessageText; without a reply markup the buttons go."""
        if "rich_message" in request.args:
            raise RefusalError.bad("rich messages are not supported here")
        text, entities = message_text(request.args)
        message = self._editable(request)
        if message.text is None:
            raise RefusalError.bad("there is no text in the message to edit")
        return self._edited(message, replace(message, text=text, entities=entities), request)

    async def edit_caption(self, request: Request) -> Json:
        """editMessageCaption."""
        caption, entities = message_caption(request.args)
        message = self._editable(request)
        if message.media is None:
            raise RefusalError.bad("there is no caption in the message to edit")
        return self._edited(message, replace(message, caption=caption, entities=entities), request)

    async def edit_media(self, request: Request) -> Json:
        """editMessageMedia: another picture or document, also in place of a text."""
        wanted = request.args["media"]
        if wanted["type"] not in ("photo", "document"):
            raise RefusalError.bad(f'can\'t parse InputMedia: type "{wanted["type"]}" is unsupported')
        caption, entities = message_caption(wanted)
        message = self._editable(request)
        media = input_media(self._world, wanted["type"], wanted["media"], request.uploads)
        changed = replace(message, text=None, caption=caption, entities=entities, media=media)
        return self._edited(message, changed, request)

    async def edit_markup(self, request: Request) -> Json:
        """editMessageReplyMarkup."""
        message = self._editable(request)
        return self._edited(message, message, request)

    async def delete(self, request: Request) -> bool:
        """deleteMessage: its own for 48 hours; in a private chat the person's too."""
        chat = self._world.chat_for(request.args["chat_id"], "write")
        message = self._world.message_for(chat, request.args["message_id"], "message to delete")
        if not (message.by_bot or chat.private or chat.bot_status == "administrator"):
            raise RefusalError.bad("message can't be deleted")
        if self._world.clock.now() - message.date >= _DELETABLE_FOR:
            raise RefusalError.bad("message can't be deleted for everyone")
        self._world.remove(message)
        return True

    async def answer_press(self, request: Request) -> bool:
        """answerCallbackQuery: once, and soon."""
        press = self._world.presses.get(request.args["callback_query_id"])
        text = request.args.get("text", "")
        if press is None or press.answer is not None:
            raise RefusalError.bad(QUERY_TOO_OLD)
        if self._world.clock.now() - press.at > self._answer_within:
            raise RefusalError.bad(QUERY_TOO_OLD)
        if units(text) > _ANSWER_LIMIT:
            raise RefusalError.bad("MESSAGE_TOO_LONG")
        url = request.args.get("url")
        if url is not None and not url.startswith(("https://t.me/", "http://t.me/", "tg://")):
            raise RefusalError.bad("URL_INVALID")
        press.answer = Answer(text, request.args.get("show_alert", False), url)
        self._world.changed()
        return True

    def _editable(self, request: Request) -> Message:
        if "business_connection_id" in request.args:
            raise RefusalError.bad("business connection not found")
        if "inline_message_id" in request.args:
            raise RefusalError.bad("MESSAGE_ID_INVALID")
        if "chat_id" not in request.args:
            raise RefusalError.bad("message identifier is not specified")
        chat = self._world.chat_for(request.args["chat_id"], "edit")
        message = self._world.message_for(chat, request.args.get("message_id", 0), "message to edit")
        foreign_keyboard = message.markup is not None and "inline_keyboard" not in message.markup
        if not message.by_bot or foreign_keyboard or "forward_origin" in message.extra:
            raise RefusalError.bad("message can't be edited")
        return message

    def _edited(self, before: Message, after: Message, request: Request) -> Json:
        markup = keyboards.checked(
            request.args.get("reply_markup"), private=before.chat.private, inline_only=True
        )
        after = replace(after, markup=markup)
        if after == before:
            raise RefusalError.bad(NOT_MODIFIED)
        after = replace(after, edit_date=self._world.today())
        return self._world.json(self._world.put(after))
