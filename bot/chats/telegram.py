"""Telegram as a service: updates come by long polls or by a webhook, are committed, then confirmed."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from http import HTTPStatus
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.app import App
from bot.chats.delivery import Delivery
from bot.chats.patience import until_done
from bot.chats.protocol import Down, Unclear
from bot.chats.service import Intake
from bot.chats.telegram_chat import TelegramChat
from bot.chats.telegram_client import ANSWER_SECONDS, client, narrowed
from bot.chats.telegram_desk import TelegramDesk
from bot.chats.telegram_updates import ALLOWED, PLATFORM
from bot.chats.web import BadBody, body_of
from bot.config import Settings
from store.crashpoints import reached

log = structlog.get_logger()
POLL_SECONDS = 25
PATH = "/telegram/webhook"
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - a header's name
Json = Mapping[str, Any]


def connect(app: App, settings: Settings, intake: Intake, delivery: Delivery) -> "Telegram | None":
    """Telegram, where there is a token for it."""
    if settings.telegram_bot_token is None:
        return None
    secret = settings.telegram_webhook_secret
    url = f"{settings.public_url.rstrip('/')}{PATH}" if settings.public_url else None
    return Telegram(
        app,
        settings.telegram_bot_token.get_secret_value(),
        settings.telegram_api_url,
        intake,
        delivery,
        secret=secret.get_secret_value() if secret else None,
        url=url,
    )


class Telegram:
    """One bot. With a `secret` it gets its updates by webhook, at `url`; without one it polls."""

    def __init__(
        self,
        app: App,
        token: str,
        api_url: str,
        intake: Intake,
        delivery: Delivery,
        *,
        secret: str | None = None,
        url: str | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        patience: float = ANSWER_SECONDS,
    ) -> None:
        self.bot = client(token, api_url, patience)
        self.chat = TelegramChat(self.bot)
        self.desk = TelegramDesk(app, self.bot, self.chat, intake, delivery)
        self._secret = secret
        self._url = url
        self._pause = pause
        self._offset = 0
        self.ready = False

    def routes(self) -> Sequence[Route]:
        """The webhook, where there is one."""
        return [Route(PATH, self._pushed, methods=["POST"])] if self._secret is not None else []

    async def run(self, leading: Callable[[], bool]) -> None:
        """Connect, then receive until cancelled."""
        await self._until_done(self._prepare)
        self.ready = True
        if self._secret is not None:
            await asyncio.Event().wait()
        while True:
            if leading():
                await self._until_done(self._poll)
            else:
                await self._pause(1.0)

    async def close(self) -> None:
        """Finish what is in hand and disconnect."""
        self.ready = False
        await self.desk.close()
        await self.bot.shutdown()

    async def _until_done(self, act: Callable[[], Awaitable[None]]) -> None:
        await until_done(act, PLATFORM, narrowed, self._pause)

    async def _prepare(self) -> None:
        """Who the bot is, how its updates come, what is in its menu."""
        await self.bot.initialize()
        if self._secret is None:
            await self.bot.delete_webhook()
        elif self._url is not None:
            await self.bot.set_webhook(
                self._url, secret_token=self._secret, allowed_updates=list(ALLOWED), max_connections=40
            )
        await self.desk.menus.general()

    async def _poll(self) -> None:
        """One long poll; what it brings is confirmed by the next, as far as it was committed."""
        asked = {"offset": self._offset, "timeout": POLL_SECONDS, "allowed_updates": json.dumps(ALLOWED)}
        address = f"{self.bot.base_url}/getUpdates?{urlencode(asked)}"
        answer = await self.bot.request.retrieve(address, read_timeout=POLL_SECONDS + 10)
        found = json.loads(answer)["result"]
        updates = [one for one in found if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
        if not updates:
            if found:
                raise Unclear("no update among the updates")
            return
        missed = await self._apply(updates)
        reached("poll.before_offset")
        self._offset = min(missed, default=updates[-1]["update_id"] + 1)
        if missed:
            raise Down("the database does not answer")

    async def _apply(self, updates: Sequence[Json]) -> list[int]:
        """Take updates, each chat's in order and the chats beside one another; those that must come again."""
        chats = [list(group) for _, group in groupby(sorted(updates, key=_chat_of), key=_chat_of)]
        lanes = [asyncio.create_task(self._apply_in_order(chat)) for chat in chats]
        await asyncio.wait(lanes)
        return [number for lane in lanes for number in lane.result()]

    async def _apply_in_order(self, updates: Sequence[Json]) -> list[int]:
        for place, update in enumerate(updates):
            if not await self.desk.taken(update):
                return [one["update_id"] for one in updates[place:]]
        return []

    async def _pushed(self, request: Request) -> Response:
        """The webhook: 200 when the update is committed, 503 when it should come again."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, (self._secret or "").encode()):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        try:
            update = json.loads(await body_of(request))
        except BadBody as error:
            return Response(status_code=error.status)
        except (ValueError, RecursionError):
            update = None
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            log.error("update not understood", kind="not an update")
            return Response()
        full = self.desk.intake.full(f"{PLATFORM}:{_chat_of(update)}")
        if full or not self.ready or not await self.desk.taken(update):
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "2"})
        return Response()


def _chat_of(update: Json) -> str:
    """The chat, or the person, that an update is about; empty for one that is no update."""
    for part in update.values():
        if isinstance(part, dict):
            message = part.get("message", part)
            about = (message.get("chat") if isinstance(message, dict) else None) or part.get("from")
            return str(about.get("id", "")) if isinstance(about, dict) else ""
    return ""
