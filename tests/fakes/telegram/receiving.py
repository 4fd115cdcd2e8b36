"""How the bot gets its updates: getUpdates with its long poll, or a webhook; never both."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp

from tests.fakes.telegram.clock import Clock
from tests.fakes.telegram.model import Json
from tests.fakes.telegram.refusals import OTHER_POLLER, WEBHOOK_ACTIVE, WEBHOOK_SET, RefusalError
from tests.fakes.telegram.sending import Request
from tests.fakes.telegram.updates import Update, UpdateQueue
from tests.fakes.telegram.webhook import Delivery, WebhookPusher, WebhookSettings

_LONGEST_POLL = 50
_PORTS = (443, 80, 88, 8443)
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(slots=True)
class Receiving:
    """One poller or one webhook at a time."""

    queue: UpdateQueue
    clock: Clock
    changed: Callable[[], None]
    webhook_patience: float = 10.0
    deliveries: list[Delivery] = field(default_factory=list)
    pusher: WebhookPusher | None = None
    _session: aiohttp.ClientSession | None = None
    _poll: asyncio.Future[None] | None = None
    _old: list[WebhookPusher] = field(default_factory=list)
    _next_webhook_at: float = 0.0

    def start(self) -> None:
        """Wake the poller whenever there is an update."""
        self.queue.listeners.append(self._on_update)

    async def close(self) -> None:
        """Let the poller go with nothing, deliver no more."""
        self._wake()
        for pusher in [*self._old, self.pusher]:
            if pusher is not None:
                await pusher.finish()
        if self._session is not None:
            await self._session.close()

    @property
    def polling(self) -> bool:
        """Whether a poller waits."""
        return self._poll is not None and not self._poll.done()

    @property
    def at_rest(self) -> bool:
        """Whether nothing is on its way to a webhook; what failed may wait for its time."""
        return all(pusher.idle for pusher in [*self._old, self.pusher] if pusher is not None)

    async def get_updates(self, request: Request) -> list[Json]:
        """getUpdates; a second poller ends the first one's wait with 409."""
        if self.pusher is not None:
            raise RefusalError.conflict(WEBHOOK_ACTIVE)
        self.queue.allow(request.args.get("allowed_updates"))
        limit = min(max(request.args.get("limit", 100), 1), 100)
        seconds = min(max(request.args.get("timeout", 0), 0), _LONGEST_POLL)
        offset = request.args.get("offset", 0)
        updates = self.queue.read(offset, limit)
        self.changed()
        if not updates and seconds > 0:
            await self._wait(seconds)
            updates = self.queue.read(max(offset, 0), limit)
        return [update.json() for update in updates]

    async def set_webhook(self, request: Request) -> bool:
        """setWebhook; https, or http on this machine."""
        args, now = request.args, self.clock.now()
        if not args["url"]:
            return await self.delete_webhook(request)
        if now < self._next_webhook_at:
            raise RefusalError.too_many(1)
        settings = _settings(args)
        self._next_webhook_at = now + 1
        if args.get("drop_pending_updates"):
            self.queue.clear()
        self.queue.allow(args.get("allowed_updates"))
        if self.pusher is not None and self.pusher.settings == settings:
            return True
        self._drop_pusher()
        self._end_poll(WEBHOOK_SET)
        self.pusher = self._pusher(settings)
        self.pusher.start()
        return True

    async def delete_webhook(self, request: Request) -> bool:
        """deleteWebhook."""
        if request.args.get("drop_pending_updates"):
            self.queue.clear()
        self._drop_pusher()
        return True

    async def get_webhook_info(self, request: Request) -> Json:
        """getWebhookInfo."""
        assert not request.args
        info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self.queue)}
        if self.pusher is None:
            return info
        info |= {"url": self.pusher.settings.url, "max_connections": self.pusher.settings.max_connections}
        info |= {
            "ip_address": urlsplit(self.pusher.settings.url).hostname,
            "allowed_updates": [*self.queue.allowed],
        }
        error = self.pusher.last_error
        if error is not None:
            info |= {"last_error_date": int(error.at), "last_error_message": error.error}
        return info

    async def push_again(self, update: Update, copies: int = 1) -> list[int | None]:
        """The same update once more to the webhook, several at the same time: what each was answered."""
        if self.pusher is None:
            raise RuntimeError("no webhook is set")
        sent = await asyncio.gather(*(self.pusher.send(update) for _ in range(copies)))
        return [delivery.status for delivery, _ in sent]

    async def _wait(self, seconds: float) -> None:
        self._end_poll(OTHER_POLLER)
        poll: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._poll = poll
        self.changed()
        timer = self.clock.call_in(seconds, self._wake)
        try:
            await poll
        finally:
            timer.cancel()
            if self._poll is poll:
                self._poll = None

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    def _on_update(self, update: Update) -> None:
        self._wake()

    def _end_poll(self, words: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(RefusalError.conflict(words))

    def _drop_pusher(self) -> None:
        if self.pusher is not None:
            self.pusher.close()
            self._old.append(self.pusher)
            self.pusher = None

    def _pusher(self, settings: WebhookSettings) -> WebhookPusher:
        if self._session is None:
            patience = aiohttp.ClientTimeout(total=self.webhook_patience)
            self._session = aiohttp.ClientSession(timeout=patience)
        return WebhookPusher(
            settings, self.queue, self.clock, self._session, self.deliveries, self._drop_pusher, self.changed
        )


def _settings(args: Json) -> WebhookSettings:
    url = urlsplit(args["url"])
    local = url.hostname in _LOOPBACK
    if url.scheme not in ("http", "https") or not url.hostname:
        raise RefusalError.bad("invalid webhook URL specified")
    if url.scheme == "http" and not local:
        raise RefusalError.bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not local and (url.port or 443) not in _PORTS:
        raise RefusalError.bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    secret = args.get("secret_token", "")
    if len(secret) > 256:
        raise RefusalError.bad("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise RefusalError.bad("secret token contains unallowed characters")
    most = args.get("max_connections", 40)
    return WebhookSettings(args["url"], secret, most if 1 <= most <= 100 else 40)
