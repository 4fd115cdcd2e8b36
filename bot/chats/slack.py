"""Slack as a service: payloads come signed over HTTP or over Socket Mode, are committed, then acknowledged."""

import asyncio
import hashlib
import hmac
import re
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus

import structlog
from slack_bolt import BoltResponse
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import App
from bot.chats.delivery import Delivery
from bot.chats.patience import until_done
from bot.chats.service import Intake
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_client import ANSWER_SECONDS, SILENT, client, closed, narrowed, opened, whole
from bot.chats.slack_desk import SlackDesk
from bot.chats.slack_events import PLATFORM
from bot.chats.web import BadBody, body_of
from bot.config import Settings
from store.crashpoints import reached

log = structlog.get_logger()
PATH = "/slack/events"
STAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
SIGNED_STAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
SIGNED = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)
OLDEST_SECONDS = 300
PING_SECONDS = 10.0
BROKEN = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


def connect(app: App, settings: Settings, intake: Intake, delivery: Delivery) -> "Slack | None":
    """Slack, where there is a bot token and a way for its payloads: a signing secret, or an app token."""
    secret, app_token = settings.slack_signing_secret, settings.slack_app_token
    if settings.slack_bot_token is None or (secret is None and app_token is None):
        return None
    return Slack(
        app,
        settings.slack_bot_token.get_secret_value(),
        settings.slack_api_url,
        intake,
        delivery,
        secret=secret.get_secret_value() if secret else None,
        app_token=app_token.get_secret_value() if app_token else None,
    )


class Slack:
    """One app in one workspace. With an `app_token` it opens a socket; with a `secret` it takes requests."""

    def __init__(
        self,
        app: App,
        token: str,
        api_url: str,
        intake: Intake,
        delivery: Delivery,
        *,
        secret: str | None = None,
        app_token: str | None = None,
        patience: float = ANSWER_SECONDS,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.web = client(token, api_url)
        self.chat = SlackChat(self.web, lambda: app.clock().timestamp())
        self.desk = SlackDesk(app, self.chat, intake, delivery)
        self.ready = False
        self._secret = secret
        self._app_token = app_token
        self._patience = patience
        self._pause = pause
        self._socket: AsyncSocketModeHandler | None = None
        self.bolt = bolt(api_url, secret, self.desk)

    def routes(self) -> Sequence[Route]:
        """Where Slack sends its requests, unless they come over a socket."""
        return [] if self._secret is None else [Route(PATH, self._pushed, methods=["POST"])]

    async def run(self, leading: Callable[[], bool]) -> None:
        """Connect, then receive until cancelled; every replica takes what Slack gives it."""
        opened(self.web, self._patience)
        await self._until_done(self._prepare)
        if self._app_token is not None:
            await self._until_done(self._listen)
        self.ready = True
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Take nothing more, finish what is in hand, disconnect."""
        self.ready = False
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        await self.desk.close()
        await closed(self.web)

    async def _until_done(self, act: Callable[[], Awaitable[None]]) -> None:
        await until_done(act, PLATFORM, narrowed, self._pause)

    async def _prepare(self) -> None:
        """Which app and workspace the token is for."""
        who = whole(await self.web.auth_test(), "team_id", "user_id")
        self.desk.members.team, self.desk.bot_user = str(who["team_id"]), str(who["user_id"])

    async def _listen(self) -> None:
        if self._socket is None:
            self._socket = AsyncSocketModeHandler(
                self.bolt, self._app_token, logger=SILENT, web_client=self.web, ping_interval=PING_SECONDS
            )
        await self._socket.connect_async()  # type: ignore[no-untyped-call]

    async def _pushed(self, request: Request) -> Response:
        """A request: 200 when it is committed, 401 for a wrong signature, 503 when it should come again."""
        try:
            body = await body_of(request)
        except BadBody as error:
            return Response(status_code=error.status)
        if not genuine(self._secret or "", request.headers, body, time.time()):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        try:
            answer = await self.bolt.async_dispatch(to_async_bolt_request(request, body))
        except BROKEN:
            answer = BoltResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)
        if (
            answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
        ):  # Bolt could not read it: nor could it the next time
            log.error("payload not understood", kind="not a payload")
            return Response()
        return to_starlette_response(answer)


def bolt(api_url: str, secret: str | None, desk: SlackDesk) -> AsyncApp:
    """Bolt as reader and verifier, with one listener: it acknowledges what the desk has committed."""

    async def authorized(team_id: str | None = None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=team_id, bot_token="")

    async def dispatched(req: AsyncBoltRequest) -> BoltResponse:
        ours, team = desk.members.team, req.context.team_id
        if ours and team is not None and team != ours:
            log.warning("payload of another workspace", kind=str(req.body.get("type"))[:40])
            return BoltResponse(status=HTTPStatus.OK)
        answer = await desk.taken(req.body) if ours and not desk.intake.full() else None
        if answer is None:
            return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "2"})
        reached("envelope.before_acknowledging")
        return BoltResponse(status=HTTPStatus.OK, body=answer or "")

    made = AsyncApp(
        logger=SILENT,
        name="baton",  # else Bolt names itself by a walk over all modules' files, a tenth of a second
        client=client("", api_url),
        signing_secret=secret or "",
        request_verification_enabled=secret is not None,
        ignoring_self_events_enabled=False,
        process_before_response=True,
        authorize=authorized,
    )
    made.use(dispatched)
    return made


def genuine(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Whether Slack signed this body within five minutes; odd headers are wrong ones."""
    stamp, signature = headers.get(STAMP, ""), headers.get(SIGNATURE, "")
    if not SIGNED_STAMP.fullmatch(stamp) or not SIGNED.fullmatch(signature):
        return False
    if abs(now - int(stamp)) > OLDEST_SECONDS:
        return False
    expected = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(f"v0={expected}", signature)
