"""Deliveries over HTTP, signed."""

import json
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack import signing
from tests.fakes.slack.delivery import Attempt, Delivery
from tests.fakes.slack.journal import Json
from tests.fakes.slack.world import World

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class HttpCarrier:
    """Posts to the app's request URL as Slack does, answers read as Slack reads them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._session: aiohttp.ClientSession | None = None
        self.url: str | None = None

    @property
    def ready(self) -> bool:
        """Whether the app has a request URL."""
        return self.url is not None

    async def send(self, delivery: Delivery, attempt: Attempt, reason: str | None) -> None:
        """One POST; fills in what came back."""
        kind, body = encoded(delivery)
        secret = self._world.app.signing_secret
        headers = {"Content-Type": kind, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        headers |= signing.headers(secret, body, delivery.signature, delivery.age)
        if attempt.retry_num:
            headers |= {"X-Slack-Retry-Num": str(attempt.retry_num), "X-Slack-Retry-Reason": reason or ""}
        try:
            async with self._open().post(str(self.url), data=body.encode(), headers=headers) as answer:
                text = await answer.text()
                attempt.status = answer.status
                attempt.body = _read(text, answer.content_type)
                attempt.no_retry = answer.headers.get("X-Slack-No-Retry") == "1"
                if not 200 <= answer.status < 300:
                    attempt.error = "http_error"
        except aiohttp.ClientError:
            attempt.error = "connection_failed"

    async def verify(self, url: str) -> bool:
        """Slack's url_verification: the app must give the challenge back."""
        self.url = url
        challenge = self._world.team.new_id("challenge")
        payload: Json = {"token": "verification-token", "challenge": challenge, "type": "url_verification"}
        delivery = Delivery("event", payload)
        attempt = Attempt(self._world.clock.now(), 0)
        await self.send(delivery, attempt, None)
        given = attempt.body.get("challenge") if isinstance(attempt.body, dict) else attempt.body
        return attempt.error is None and given == challenge

    async def stop(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session


def encoded(delivery: Delivery) -> tuple[str, str]:
    """Content type and body: events are JSON, commands a form, the rest a form with one JSON field."""
    if delivery.kind == "event" or delivery.payload.get("type") == "app_rate_limited":
        return JSON, json.dumps(delivery.payload)
    if delivery.kind == "command":
        return FORM, urlencode(delivery.payload)
    return FORM, urlencode({"payload": json.dumps(delivery.payload)})


def _read(text: str, kind: str) -> Any:
    if kind == JSON and text:
        try:
            return json.loads(text)
        except json.JSONDecodeError:
            return text
    return text
