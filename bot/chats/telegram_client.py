"""Telegram's Bot API as a client: what goes wrong is told by a few classes, and no payload reaches a log."""

from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)

from bot.chats.protocol import Blocked, Down, Gone, Migrated, Rejected, Revoked, TooMany, Unclear, Undelivered
from bot.chats.telegram_requests import NOT_SENT, Faulty, Flood, Garbled, Requests

ANSWER_SECONDS = 15.0
NOT_MODIFIED = "message is not modified"
TOO_OLD = "query is too old"
GONE = (
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "there is no caption in the message to edit",
    "message_id_invalid",
    "message to delete not found",
    "message can't be deleted",
)
UNREACHABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "need administrator rights",
    "have no rights",
)


def client(token: str, api_url: str, patience: float = ANSWER_SECONDS) -> Bot:
    """A client of the Bot API at `api_url` (with or without the `/bot` at its end)."""
    base = api_url.rstrip("/").removesuffix("/bot")
    return Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=Requests(base, patience),
        get_updates_request=Requests(base, patience),
    )


def scope_of(address: str) -> str:
    """The name of a chat's rate."""
    return f"telegram {address}"


TOLD_BY: tuple[tuple[type[TelegramError], type[Undelivered]], ...] = (
    (Faulty, Down),
    (Garbled, Unclear),
    (Forbidden, Blocked),
    (NetworkError, Down),
)


@contextmanager
def narrowed(address: str) -> Iterator[None]:
    """Turn the library's errors into those that delivery knows."""
    try:
        yield
    except InvalidToken:
        raise Revoked from None  # the library's own words may hold the token
    except TelegramError as error:
        raise _narrow(error, address) from error


@contextmanager
def changing(address: str) -> Iterator[None]:
    """The same around an edit: one that changes nothing is a success."""
    try:
        with narrowed(address):
            yield
    except Rejected as error:
        if NOT_MODIFIED not in str(error).casefold():
            raise


def _narrow(error: TelegramError, address: str) -> Undelivered:
    match error:
        case Flood():
            return TooMany(scope_of(address), error.seconds)
        case ChatMigrated():
            return Migrated(str(error.new_chat_id))
        case BadRequest():
            return _refusal(error.message)
        case NetworkError() if not isinstance(error.__cause__, NOT_SENT):
            return Unclear(type(error).__name__)
    found = next((told for kind, told in TOLD_BY if isinstance(error, kind)), Rejected)
    return found(error.message)


def _refusal(message: str) -> Gone | Blocked | Rejected:
    words = message.casefold()
    if any(sign in words for sign in GONE):
        return Gone(message)
    if any(sign in words for sign in UNREACHABLE):
        return Blocked(message)
    return Rejected(message)
