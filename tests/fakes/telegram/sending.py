"""Methods that put something into a chat: sendMessage, sendPhoto, sendDocument, sendChatAction."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.fakes.telegram import keyboards
from tests.fakes.telegram.model import Chat, Json, Media, Message, Upload
from tests.fakes.telegram.refusals import RefusalError
from tests.fakes.telegram.text import CAPTION_LIMIT, TEXT_LIMIT, prepared
from tests.fakes.telegram.world import World

_DOCUMENT_BYTES = 50 << 20
_TYPING_LASTS = 5.0
_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


@dataclass(frozen=True, slots=True)
class Request:
    """A call that fits the specification, with the files that came along."""

    method: str
    args: Json
    uploads: Mapping[str, Upload]


class Sending:
    """The sending methods on one world."""

    def __init__(self, world: World) -> None:
        """`world` is where the messages go."""
        self._world = world

    async def send_message(self, request: Request) -> Json:
        """sendMessage."""
        text, entities = message_text(request.args)
        return self._send(request, text=text, entities=entities)

    async def send_photo(self, request: Request) -> Json:
        """sendPhoto."""
        caption, entities = message_caption(request.args)
        self._writable(request)
        media = input_media(self._world, "photo", request.args["photo"], request.uploads)
        return self._send(request, caption=caption, entities=entities, media=media)

    async def send_document(self, request: Request) -> Json:
        """sendDocument."""
        caption, entities = message_caption(request.args)
        self._writable(request)
        media = input_media(self._world, "document", request.args["document"], request.uploads)
        return self._send(request, caption=caption, entities=entities, media=media)

    async def send_chat_action(self, request: Request) -> bool:
        """sendChatAction: shown for five seconds."""
        if request.args["action"] not in _ACTIONS:
            raise RefusalError.bad("wrong parameter action in request")
        chat = self._writable(request)
        self._world.typing[chat.id] = (request.args["action"], self._world.clock.now() + _TYPING_LASTS)
        self._world.changed()
        return True

    def _writable(self, request: Request) -> Chat:
        if "business_connection_id" in request.args:
            raise RefusalError.bad("business connection not found")
        chat = self._world.chat_for(request.args["chat_id"], "write")
        if "message_thread_id" in request.args:
            raise RefusalError.bad("message thread not found")
        return chat

    def _send(
        self,
        request: Request,
        *,
        entities: tuple[Json, ...],
        text: str | None = None,
        caption: str | None = None,
        media: Media | None = None,
    ) -> Json:
        chat = self._writable(request)
        channel = chat.kind == "channel"
        message = Message(
            chat=chat,
            id=0,
            date=self._world.today(),
            sender=None if channel else self._world.bot,
            sender_chat=chat if channel else None,
            text=text,
            caption=caption,
            entities=entities,
            media=media,
            markup=keyboards.checked(request.args.get("reply_markup"), private=chat.private),
            reply_to=self._reply_to(chat, request.args.get("reply_parameters")),
            by_bot=True,
        )
        self._world.typing.pop(chat.id, None)
        return self._world.json(self._world.add(message))

    def _reply_to(self, chat: Chat, wanted: Json | None) -> int | None:
        if not wanted:
            return None
        place = self._world.chat_for(wanted.get("chat_id", chat.id), "read")
        number: int = wanted["message_id"]
        if number in self._world.messages.get(place.id, {}):
            return number
        if wanted.get("allow_sending_without_reply"):
            return None
        raise RefusalError.bad("message to be replied not found")


def message_text(args: Json) -> tuple[str, tuple[Json, ...]]:
    """The text of a message to send or edit, never empty."""
    raw: str = args.get("text", "")
    if not raw:
        raise RefusalError.bad("message text is empty")
    text, entities = prepared(
        raw, args.get("parse_mode"), args.get("entities"), TEXT_LIMIT, "message is too long"
    )
    if not text:
        raise RefusalError.bad("text must be non-empty")
    return text, entities


def message_caption(args: Json) -> tuple[str | None, tuple[Json, ...]]:
    """The caption of a medium to send or edit, None for none."""
    text, entities = prepared(
        args.get("caption", ""),
        args.get("parse_mode"),
        args.get("caption_entities"),
        CAPTION_LIMIT,
        "message caption is too long",
    )
    return text or None, entities


def input_media(world: World, kind: str, raw: Upload | str, uploads: Mapping[str, Upload]) -> Media:
    """A file uploaded, attached or known already, as the kind of medium wanted."""
    if isinstance(raw, str) and raw.startswith("attach://"):
        name = raw.removeprefix("attach://")
        if name not in uploads:
            raise RefusalError.bad(f"there is no {kind} in the request")
        raw = uploads[name]
    if isinstance(raw, str):
        if raw.startswith(("http://", "https://")):
            raise RefusalError.bad("failed to get HTTP URL content")
        if raw not in world.files:
            raise RefusalError.bad("wrong file identifier/HTTP URL specified")
        return Media(kind, world.files[raw])
    if not raw.data:
        raise RefusalError.bad("file must be non-empty")
    if kind == "photo":
        return world.photo(raw.data, raw.name)
    if len(raw.data) > _DOCUMENT_BYTES:
        raise RefusalError(413, "Request Entity Too Large")
    return Media(kind, world.store(raw.data, raw.name, raw.mime))
