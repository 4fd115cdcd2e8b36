"""Requests to the Bot API: kept connections, a time for the whole of each, answers read before anybody logs them."""

import asyncio
import json
import math
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData

CONNECT_SECONDS = 5.0
CONNECTIONS = 64
UNTOLD_SECONDS = 30.0
LONGEST_SECONDS = 86_400.0
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
NEEDED = {  # what an answer is of no use without
    "getMe": ("id", "first_name", "username"),
    **dict.fromkeys(("sendMessage", "sendPhoto", "sendDocument"), ("message_id", "date", "chat")),
}
NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class Flood(TelegramError):  # noqa: N818
    """429: silence for so many seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__("Too Many Requests")
        self.seconds = seconds


class Faulty(TelegramError):  # noqa: N818
    """5xx: the server failed before it took anything."""


class Garbled(TelegramError):  # noqa: N818
    """The answer cannot be read: whether it was done is not known."""


class Requests(BaseRequest):
    """The library's connection, over the HTTP client that Slack's library brings; it has none before `initialize`."""

    def __init__(self, base: str, patience: float) -> None:
        self._base = urlsplit(base)
        self._patience = patience
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take, in seconds."""
        return self._patience

    async def initialize(self) -> None:
        """Open the session, unless it is."""
        if self._session is None or self._session.closed:
            name = self._base.hostname or ""
            proxy = None if proxy_bypass(name) else getproxies().get(self._base.scheme)
            connections = aiohttp.TCPConnector(limit=CONNECTIONS)
            self._session = aiohttp.ClientSession(connector=connections, proxy=proxy)

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()

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
        if self._session is None:
            raise NetworkError("not connected") from aiohttp.ConnectionTimeoutError()
        patience = read_timeout if isinstance(read_timeout, int | float) else self._patience
        data, headers = _body(request_data)
        limits = aiohttp.ClientTimeout(total=None, connect=CONNECT_SECONDS, sock_read=patience)
        try:
            async with (
                asyncio.timeout(patience + CONNECT_SECONDS),
                self._session.request(
                    method, url, data=data, headers=headers, timeout=limits, allow_redirects=False
                ) as answer,
            ):
                code, body = answer.status, await answer.read()
        except (*NOT_SENT, aiohttp.ClientError) as error:
            raise NetworkError(type(error).__name__) from error  # its words may hold the address
        except TimeoutError as error:
            raise Garbled("no answer in time") from error
        return _judged(code, body, urlsplit(url).path.rpartition("/")[2]), body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's JSON; one that is none is not logged, for it may name people."""
        return _json(payload)


def _body(given: RequestData | None) -> tuple[bytes | aiohttp.FormData | None, dict[str, str]]:
    """What is sent: fields as a web form, with their files where there are any."""
    if given is None:
        return None, {}
    if not given.contains_files:
        return given.url_encoded_parameters().encode(), FORM
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in given.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in given.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}


def _judged(code: int, body: bytes, method: str) -> int:
    """The status that counts; raises what the status alone tells, and for an answer without what was asked for."""
    if code == HTTPStatus.TOO_MANY_REQUESTS:
        raise Flood(_seconds(body))
    if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Faulty(f"HTTP {code}")
    if code >= HTTPStatus.MULTIPLE_CHOICES:
        return code
    answer = _json(body)
    if answer.get("ok") is True:
        _whole(method, answer.get("result"))
        return code
    told = answer.get("error_code")
    return told if told in tuple(HTTPStatus) and told >= HTTPStatus.BAD_REQUEST else HTTPStatus.BAD_REQUEST


def _whole(method: str, result: object) -> None:
    """Raise where a call is said to have worked and what it should bring is not there."""
    if method == "getUpdates" and not isinstance(result, list):
        raise Garbled("no updates")
    if method in NEEDED and not (isinstance(result, dict) and all(name in result for name in NEEDED[method])):
        raise Garbled("no result")


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
