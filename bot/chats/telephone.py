"""The telephone system's hook: a signed request for each change of a call, applied once, answered at once."""

import hmac
from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.chats import telephone_events
from bot.chats.delivery import Delivery
from bot.chats.service import Intake
from bot.chats.telephone_events import NotUnderstood
from bot.chats.web import BadBody, body_of
from bot.config import Settings
from store.db import Unavailable

log = structlog.get_logger()
PATH = "/hooks/call"
TIME_HEADER = "x-baton-timestamp"
SIGNATURE_HEADER = "x-baton-signature"
WINDOW_SECONDS = 300
LARGEST = 16_384


def routes(
    settings: Settings, intake: Intake, delivery: Delivery, clock: Callable[[], datetime]
) -> Sequence[Route]:
    """The hook, where there is a secret for it."""
    if settings.hook_secret is None:
        return []
    secret = settings.hook_secret.get_secret_value().encode()

    async def told(request: Request) -> Response:
        """204 when it is committed, 401 unsigned, 400 with what is missing, 503 when it should come again."""
        try:
            body = await body_of(request, LARGEST)
        except BadBody as error:
            return Response(status_code=error.status)
        stamp, given = request.headers.get(TIME_HEADER, ""), request.headers.get(SIGNATURE_HEADER, "")
        if not genuine(secret, stamp, given, body, clock().timestamp()):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        try:
            event = telephone_events.read(body, request.headers.get("content-type", "").partition(";")[0])
        except NotUnderstood as error:
            return JSONResponse({"error": str(error)}, HTTPStatus.BAD_REQUEST)
        try:
            delivery.send(await intake.apply(event))
        except Unavailable:
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "1"})
        return Response(status_code=HTTPStatus.NO_CONTENT)

    return [Route(PATH, told, methods=["POST"])]


def genuine(secret: bytes, stamp: str, given: str, body: bytes, now: float) -> bool:
    """Whether a request was signed with our secret within the last minutes; takes as long either way."""
    said = stamp if stamp.isascii() and stamp.isdigit() and len(stamp) <= 11 else "0"
    expected = sign(secret, said, body)
    fresh = abs(now - int(said)) <= WINDOW_SECONDS
    return hmac.compare_digest(given.removeprefix("sha256=").encode(), expected.encode()) and fresh


def sign(secret: bytes, stamp: str, body: bytes) -> str:
    """HMAC-SHA256, in hex, of the time in seconds, a full stop, and the body as sent."""
    return hmac.new(secret, stamp.encode() + b"." + body, sha256).hexdigest()
