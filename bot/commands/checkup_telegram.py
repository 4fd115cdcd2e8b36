"""What Telegram itself says of the bot: its token, where its updates go, its menu, whether the clocks agree."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from bot.commands.asking import Silent, ask, drift
from bot.commands.finding import Finding
from bot.config import Settings

PATH = "/telegram/webhook"
MANY_WAIT = 100
LATELY = timedelta(hours=1)
SCOPE = '{"type":"all_private_chats"}'
BY_SERVE = "`baton serve` sets it when it starts"


def look(settings: Settings, web: httpx.Client, now: datetime) -> Iterator[Finding]:
    """Whatever is amiss with Telegram; nothing where no token is set."""
    if settings.telegram_bot_token is None:
        return
    server = settings.telegram_api_url.rstrip("/").removesuffix("/bot")
    base = f"{server}/bot{settings.telegram_bot_token.get_secret_value()}"
    try:
        answer, headers = ask(web, f"{base}/getMe")
        yield from drift("Telegram", headers, now)
        if not answer.get("ok"):
            yield Finding(
                f"Telegram refuses the token: {answer.get('description')}",
                "set TELEGRAM_BOT_TOKEN as @BotFather gave it (/mybots, API Token)",
            )
            return
        yield from _webhook(settings, ask(web, f"{base}/getWebhookInfo")[0]["result"], now)
        menu, _ = ask(web, f"{base}/getMyCommands", params={"scope": SCOPE})
        if not menu.get("result"):
            yield Finding("Telegram's command menu is empty", BY_SERVE, bad=False)
    except Silent as error:
        yield Finding(
            f"Telegram does not answer ({error})",
            "let this machine reach api.telegram.org by https, or correct TELEGRAM_API_URL",
        )


def _webhook(settings: Settings, info: Mapping[str, Any], now: datetime) -> Iterator[Finding]:
    at, public = info.get("url", ""), settings.public_url
    wanted = f"{public.rstrip('/')}{PATH}" if settings.telegram_webhook_secret and public else ""
    if at != wanted:
        told = f"Telegram pushes updates to {at}" if at else "Telegram pushes no updates yet"
        yield Finding(
            f"{told}, and they are awaited {f'at {wanted}' if wanted else 'by polling'}", BY_SERVE, bad=False
        )
    if info.get("pending_update_count", 0) > MANY_WAIT:
        yield Finding(
            f"{info['pending_update_count']} updates wait at Telegram",
            "see that `baton serve` runs, and that BATON_PUBLIC_URL reaches it",
        )
    failed = info.get("last_error_date")
    if at and failed and now - datetime.fromtimestamp(failed, UTC) < LATELY:
        yield Finding(
            f"Telegram could not push lately: {info.get('last_error_message')}",
            "see that BATON_PUBLIC_URL is reached from outside by https with a good certificate, at port 443, 80, 88 "
            "or 8443, and that the balancer passes /telegram/webhook on",
        )
