"""Slack's Web API as a client: nothing is repeated by itself, and what goes wrong is told by a few classes."""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chats.protocol import Blocked, Down, Gone, Rejected, Revoked, TooMany, Unclear, Undelivered

log = structlog.get_logger()
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 15.0
UNTOLD_SECONDS = 30.0
LONGEST_SECONDS = 86_400.0
GONE = frozenset(
    {"message_not_found", "cant_update_message", "edit_window_closed", "cant_delete_message", "update_failed"}
)
UNREACHABLE = frozenset(
    {
        "channel_not_found",
        "user_not_found",
        "users_not_found",
        "user_disabled",
        "user_not_visible",
        "user_not_in_channel",
        "is_archived",
        "not_in_channel",
        "cannot_dm_bot",
        "messages_tab_disabled",
        "restricted_action",
    }
)
REFUSED_TOKEN = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "not_allowed_token_type",
        "access_denied",
        "org_login_required",
    }
)
PASSING = frozenset({"internal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
TOO_FAST = frozenset({"ratelimited", "rate_limited"})
NOT_SENT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


class _Kinds(logging.Handler):
    """The libraries' faults by kind only: their words hold whole payloads, which name people."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        log.warning("library", logger="slack", level=record.levelname, line=record.lineno, kind=kind)


SILENT = logging.Logger("slack", logging.ERROR)  # stands apart: nothing of it reaches another handler
SILENT.addHandler(_Kinds())


def client(token: str, api_url: str) -> AsyncWebClient:
    """A client of the Web API at `api_url`; it has no connection before `opened`."""
    return AsyncWebClient(
        token=token,
        base_url=api_url.rstrip("/") + "/",
        timeout=int(ANSWER_SECONDS),
        retry_handlers=[],
        logger=SILENT,
    )


def opened(web: AsyncWebClient, patience: float = ANSWER_SECONDS) -> None:
    """Give the client the connections that it keeps; called inside the event loop."""
    limits = aiohttp.ClientTimeout(total=patience, connect=min(patience, CONNECT_SECONDS))
    web.session = aiohttp.ClientSession(timeout=limits)


async def closed(web: AsyncWebClient) -> None:
    """Close its connections."""
    if web.session is not None:
        await web.session.close()


def scope_of(address: str) -> str:
    """The name of a chat's rate."""
    return f"slack {address}"


@contextmanager
def narrowed(scope: str) -> Iterator[None]:
    """Turn the libraries' errors into those that delivery knows; `scope` is what a 429 is about."""
    try:
        yield
    except SlackApiError as error:
        raise _told(error, scope) from error
    except SlackClientError as error:
        raise Rejected(type(error).__name__) from error
    except NOT_SENT as error:
        raise Down(type(error).__name__) from error
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        raise Unclear(type(error).__name__) from error


def whole(answer: Any, *names: str) -> Any:
    """The answer, if it holds what it is of no use without; else it is not known whether it was done."""
    if any(answer.get(name) is None for name in names):
        raise Unclear("the answer lacks what was asked for")
    return answer


def judged(status: int, headers: object, scope: str) -> None:
    """Raise what the status of an answer alone tells (an upload, a response_url)."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise TooMany(scope, _seconds(headers))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Down(f"HTTP {status}")
    if status >= HTTPStatus.BAD_REQUEST:
        raise Rejected(f"HTTP {status}")


def _told(error: SlackApiError, scope: str) -> Undelivered:
    answer = error.response
    status = int(getattr(answer, "status_code", None) or getattr(answer, "status", None) or 0)
    headers = getattr(answer, "headers", None)
    data = getattr(answer, "data", None)
    code = data.get("error") if isinstance(data, dict) else None
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in TOO_FAST:
        return TooMany(scope, _seconds(headers))
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in PASSING:
        return Down(str(code or f"HTTP {status}"))
    if code is None or code == "fatal_error":
        return Unclear("the answer cannot be read")
    kinds = ((GONE, Gone), (UNREACHABLE, Blocked), (REFUSED_TOKEN, Revoked))
    return next((kind for codes, kind in kinds if code in codes), Rejected)(str(code))


def _seconds(headers: object) -> float:
    """How long a 429 asks to wait; half a minute where that cannot be read."""
    get = getattr(headers, "get", None)
    given = get("Retry-After") if get is not None else None
    try:
        asked = float(str(given[0] if isinstance(given, list | tuple) else given))
    except (ValueError, IndexError):
        return UNTOLD_SECONDS
    return asked if math.isfinite(asked) and 0 < asked <= LONGEST_SECONDS else UNTOLD_SECONDS
