"""What the server knows: people, chats, messages, files and presses."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that Telegram keeps; `size` may be larger than the data to try the limits."""

    file_id: str
    unique_id: str
    name: str
    data: bytes
    mime: str
    size: int
    width: int = 0
    height: int = 0

    @property
    def path(self) -> str:
        """Where getFile says it lies."""
        return f"files/{self.unique_id}/{self.name}"


@dataclass(frozen=True, slots=True)
class Media:
    """A photo, document, voice or the like in a message."""

    kind: str
    file: StoredFile
    facts: Json = field(default_factory=dict)


@dataclass(slots=True)
class User:
    """Anybody with an account, the bot too."""

    id: int
    first_name: str
    language_code: str | None = None
    last_name: str | None = None
    username: str | None = None
    is_bot: bool = False
    deactivated: bool = False

    def json(self) -> Json:
        """The User object."""
        full = {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
        }
        return {name: value for name, value in full.items() if value is not None}


@dataclass(slots=True)
class Chat:
    """A private chat, group, supergroup or channel, as the bot stands in it."""

    id: int
    kind: str
    title: str | None = None
    user: User | None = None
    username: str | None = None
    started: bool = False
    blocked: bool = False
    bot_status: str = "left"
    migrated_to: int | None = None
    members: set[int] = field(default_factory=set)

    @property
    def private(self) -> bool:
        """Whether it is the chat with one person."""
        return self.kind == "private"

    @property
    def bot_reads_all(self) -> bool:
        """Privacy mode hides plain messages of groups from a bot that is no administrator."""
        return self.kind in ("private", "channel") or self.bot_status == "administrator"

    def json(self) -> Json:
        """The Chat object."""
        if self.user is not None:
            own = {name: value for name, value in self.user.json().items() if name.endswith("name")}
            return {"id": self.id, "type": "private"} | own
        full = {"id": self.id, "type": self.kind, "title": self.title, "username": self.username}
        return {name: value for name, value in full.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Button:
    """A button as a person sees it; exactly one of data, url and so on is set, `asks` for reply keyboards."""

    label: str
    data: str | None = None
    url: str | None = None
    asks: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now in its chat; an edit makes another one."""

    chat: Chat
    id: int
    date: int
    sender: User | None
    sender_chat: Chat | None = None
    text: str | None = None
    caption: str | None = None
    entities: tuple[Json, ...] = ()
    media: Media | None = None
    markup: Json | None = None
    edit_date: int | None = None
    reply_to: int | None = None
    by_bot: bool = False
    extra: Json = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Text or caption."""
        return self.text or self.caption or ""

    @property
    def edited(self) -> bool:
        """Whether it was edited since it was sent."""
        return self.edit_date is not None

    @property
    def inline(self) -> list[list[Json]]:
        """The rows of its inline keyboard, as JSON."""
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows under it that can be pressed."""
        return [
            [Button(each["text"], each.get("callback_data"), each.get("url")) for each in row]
            for row in self.inline
        ]

    @property
    def labels(self) -> list[str]:
        """All labels of its inline keyboard, in reading order."""
        return [button.label for row in self.buttons for button in row]

    @property
    def keyboard(self) -> list[list[Button]]:
        """The keyboard it put in place of the person's own."""
        rows: list[list[Any]] = (self.markup or {}).get("keyboard", [])
        return [[_reply_button(each) for each in row] for row in rows]

    @property
    def photo(self) -> bytes | None:
        """The picture's bytes."""
        return self.media.file.data if self.media is not None and self.media.kind == "photo" else None

    @property
    def document(self) -> StoredFile | None:
        """The file sent as a document."""
        return self.media.file if self.media is not None and self.media.kind == "document" else None


def _reply_button(raw: str | Json) -> Button:
    if isinstance(raw, str):
        return Button(raw)
    asks = next((name for name in ("request_contact", "request_location") if raw.get(name)), None)
    return Button(raw["text"], asks=asks)


@dataclass(frozen=True, slots=True)
class Answer:
    """What answerCallbackQuery said to the person."""

    text: str = ""
    alert: bool = False
    url: str | None = None


@dataclass(slots=True)
class Press:
    """A pressed button and the answer that the person got, None while the button still spins."""

    id: str
    user: User
    chat: Chat
    message_id: int
    data: str
    at: float
    answer: Answer | None = None
