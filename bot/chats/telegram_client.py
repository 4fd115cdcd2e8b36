"""Telegram's Bot API as a client: what goes wrong is told by a few classes, and no payload reaches a log."""

import asyncio
import json
import math
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import httpx
from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.chats.protocol import Blocked, Down, Gone, Migrated, Rejected, Revoked, TooMany, Unclear, Undelivered

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 15.0
UNTOLD_SECONDS = 30.0
LONGEST_SECONDS = 86_400.0
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
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class Flood(TelegramError):  # noqa: N818
    """429: silence for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Too Many Requests")
        self.seconds = seconds


class Faulty(TelegramError):  # noqa: N818
    """5xx: the server failed before it took anything."""


class Garbled(TelegramError):  # noqa: N818
    """The answer cannot be read: whether it was done is not known."""


class Requests(HTTPXRequest):
    """The connection: a whole request has its time, and an answer is read before anybody logs it."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; status and body, the status being that of the answer's own `ok` and `error_code`."""
        patience = read_timeout if isinstance(read_timeout, int | float) else self.read_timeout or 0.0
        try:
            async with asyncio.timeout(patience + CONNECT_SECONDS):
                code, body = await super().do_request(
                    url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
                )
        except TimeoutError as error:
            raise Garbled("no answer in time") from error
        return _judged(code, body), body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's JSON; one that is none is not logged, for it may name people."""
        return _json(payload)


def client(token: str, api_url: str, patience: float = ANSWER_SECONDS) -> Bot:
    """A client of the Bot API at `api_url` (with or without the `/bot` at its end)."""
    base = api_url.rstrip("/").removesuffix("/bot")
    plain = {"verify": False} if base.startswith("http://") else None  # no certificates to read without TLS
    requests = [
        Requests(
            connection_pool_size=64,
            connect_timeout=CONNECT_SECONDS,
            read_timeout=patience,
            write_timeout=patience,
            pool_timeout=CONNECT_SECONDS,
            media_write_timeout=patience,
            httpx_kwargs=plain,
        )
        for _ in range(2)
    ]
    return Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=requests[0],
        get_updates_request=requests[1],
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


def _judged(code: int, body: bytes) -> int:
    """The status that counts; raises what the status alone tells."""
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        raise Flood(_seconds(body))
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Faulty(f"HTTP {code}")
    if code < HTTPStatus.MULTIPLE_CHOICES and (answer := _json(body)).get("ok") is not True:
        told = answer.get("error_code")
        return (
            told if told in tuple(HTTPStatus) and told >= HTTPStatus.BAD_REQUEST else HTTPStatus.BAD_REQUEST
        )
    return code


def _json(body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        raise Garbled("the answer is not JSON") from None
    if not isinstance(answer, dict):
        raise Garbled("the answer is no object")
    return answer


def _seconds(body: bytes) -> float:
    """How long a 429 asks to wait; half a minute where that cannot be read."""
    try:
        asked = float(json.loads(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return UNTOLD_SECONDS
    return asked if math.isfinite(asked) and 0 < asked <= LONGEST_SECONDS else UNTOLD_SECONDS
