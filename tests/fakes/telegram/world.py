"""Everything on the server: people, chats, messages, files, presses, and who may be written to."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from PIL import Image, UnidentifiedImageError

from tests.fakes.telegram.clock import Clock
from tests.fakes.telegram.model import Chat, Json, Media, Message, Press, StoredFile, User
from tests.fakes.telegram.refusals import RefusalError
from tests.fakes.telegram.render import message_json
from tests.fakes.telegram.updates import UpdateQueue

BOT_ID = 7_000_000_001
_PHOTO_BYTES = 10 << 20


@dataclass(slots=True)
class World:
    """The state behind the API; every change calls `changed`."""

    clock: Clock
    queue: UpdateQueue
    bot: User
    changed: Callable[[], None]
    people: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    messages: dict[int, dict[int, Message]] = field(default_factory=dict)
    presses: dict[str, Press] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    typing: dict[int, tuple[str, float]] = field(default_factory=dict)
    _last_own: int = 0
    _last_in: dict[int, int] = field(default_factory=dict)

    def today(self) -> int:
        """Unix time in whole seconds, as messages are dated."""
        return int(self.clock.now())

    def chat_for(self, chat_id: int | str, access: str) -> Chat:
        """The chat that a call names, for "read", "edit" or "write"; refused as check_chat_access does."""
        chat = self._found(chat_id)
        if chat is None:
            raise RefusalError.bad("chat not found")
        if chat.private:
            self._check_private(chat, access)
        elif chat.migrated_to is not None and access == "write":
            raise RefusalError.migrated(chat.migrated_to)
        else:
            self._check_membership(chat, access)
        return chat

    def message_for(self, chat: Chat, number: int, what: str) -> Message:
        """A message that a call names; `what` is "message to edit" and the like."""
        found = self.messages.get(chat.id, {}).get(number)
        if found is None:
            raise RefusalError.bad(f"{what} not found")
        return found

    def add(self, message: Message) -> Message:
        """A new message in its chat, with the next number there."""
        message = replace(message, id=self._next_number(message.chat))
        self.messages.setdefault(message.chat.id, {})[message.id] = message
        self.changed()
        return message

    def put(self, message: Message) -> Message:
        """The message as it stands after an edit."""
        self.messages[message.chat.id][message.id] = message
        self.changed()
        return message

    def remove(self, message: Message) -> None:
        """A message deleted for everybody."""
        del self.messages[message.chat.id][message.id]
        self.changed()

    def json(self, message: Message) -> Json:
        """The Message object, with the message it replies to."""
        replied = self.messages.get(message.chat.id, {}).get(message.reply_to or 0)
        return message_json(message, replied)

    def tell_bot(self, kind: str, message: Message) -> None:
        """An update about a message."""
        self.queue.push(kind, self.json(message), f"chat {message.chat.id}")

    def store(self, data: bytes, name: str, mime: str, size: int | None = None) -> StoredFile:
        """Keep a file; a picture's width and height are read from it."""
        number = len(self.files) + 1
        width, height = dimensions(data) or (0, 0)
        length = len(data) if size is None else size
        kept = StoredFile(f"FILE-{number:06}", f"U{number:06}", name, data, mime, length, width, height)
        self.files[kept.file_id] = kept
        return kept

    def photo(self, data: bytes, name: str) -> Media:
        """A picture taken in as a photo, or refused."""
        if len(data) > _PHOTO_BYTES:
            raise RefusalError.bad(f"file of size {len(data)} bytes is too big for a photo")
        size = dimensions(data)
        if size is None:
            raise RefusalError.bad("IMAGE_PROCESS_FAILED")
        if sum(size) > 10_000 or max(size) > 20 * min(size):
            raise RefusalError.bad("PHOTO_INVALID_DIMENSIONS")
        return Media("photo", self.store(data, name, "image/jpeg"))

    def _found(self, chat_id: int | str) -> Chat | None:
        if isinstance(chat_id, str) and chat_id.startswith("@"):
            named = (
                chat for chat in self.chats.values() if chat.username == chat_id[1:] and not chat.private
            )
            return next(named, None)
        text = str(chat_id)
        return self.chats.get(int(text)) if text.lstrip("-").isdecimal() else None

    def _check_private(self, chat: Chat, access: str) -> None:
        assert chat.user is not None
        met = any(chat.id in other.members and other.bot_status in _INSIDE for other in self.chats.values())
        if not chat.started and not met:
            raise RefusalError.bad("chat not found")
        if access == "read":
            return
        if chat.user.deactivated:
            raise RefusalError.forbidden("user is deactivated")
        if chat.blocked:
            raise RefusalError.forbidden("bot was blocked by the user")
        if not chat.started:
            raise RefusalError.forbidden("bot can't initiate conversation with a user")

    def _check_membership(self, chat: Chat, access: str) -> None:
        name = f"{chat.kind} chat"
        if chat.bot_status == "kicked" and (access != "read" or chat.kind != "group"):
            raise RefusalError.forbidden(f"bot was kicked from the {name}")
        if chat.bot_status == "left" and (access != "read" or chat.kind != "group"):
            raise RefusalError.forbidden(f"bot is not a member of the {name}")
        if chat.kind == "channel" and access != "read" and chat.bot_status != "administrator":
            raise RefusalError.bad("need administrator rights in the channel chat")

    def _next_number(self, chat: Chat) -> int:
        if chat.kind in ("private", "group"):
            self._last_own += 1
            return self._last_own
        self._last_in[chat.id] = self._last_in.get(chat.id, 0) + 1
        return self._last_in[chat.id]


_INSIDE = ("member", "administrator")


def dimensions(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture, None if it is none."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except (UnidentifiedImageError, OSError):
        return None
