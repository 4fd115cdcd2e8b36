"""What Slack itself says of the tokens: whether they are good, what they may, whether the clocks agree."""

from collections.abc import Iterator
from datetime import datetime

import httpx

from bot.commands.asking import Silent, ask, drift
from bot.commands.finding import Finding
from bot.config import Settings

NEEDED = frozenset(
    {"chat:write", "commands", "files:write", "im:history", "im:read", "im:write", "users:read"}
)
WELCOME = frozenset({"app_mentions:read", "users:read.email"})
AGAIN = (
    "add them under OAuth & Permissions (deploy/slack-manifest.yaml has them all) and install the app again"
)


def look(settings: Settings, web: httpx.Client, now: datetime) -> Iterator[Finding]:
    """Whatever is amiss with Slack; nothing where no token is set."""
    bot, app = settings.slack_bot_token, settings.slack_app_token
    try:
        if bot is not None:
            yield from _bot(settings, web, bot.get_secret_value(), now)
        if app is not None:
            answer, _ = _call(settings, web, "apps.connections.open", app.get_secret_value())
            if not answer.get("ok"):
                yield Finding(
                    f"Slack opens no socket: {answer.get('error')}",
                    "set SLACK_APP_TOKEN to a token with connections:write (Basic Information, App-Level Tokens) "
                    "and switch Socket Mode on, or take HTTP with SLACK_SIGNING_SECRET",
                )
    except Silent as error:
        yield Finding(
            f"Slack does not answer ({error})",
            "let this machine reach slack.com by https, or correct SLACK_API_URL",
        )


def _bot(settings: Settings, web: httpx.Client, token: str, now: datetime) -> Iterator[Finding]:
    answer, headers = _call(settings, web, "auth.test", token)
    yield from drift("Slack", headers, now)
    if not answer.get("ok"):
        yield Finding(
            f"Slack refuses the bot token: {answer.get('error')}",
            "install the app into the workspace again and set SLACK_BOT_TOKEN to the token (xoxb-…) under "
            "OAuth & Permissions",
        )
        return
    granted = {one.strip() for one in headers.get("x-oauth-scopes", "").split(",")}
    for missing, bad in ((NEEDED - granted, True), (WELCOME - granted, False)):
        if missing:
            yield Finding(f"Slack did not grant: {', '.join(sorted(missing))}", AGAIN, bad=bad)


def _call(
    settings: Settings, web: httpx.Client, method: str, token: str
) -> tuple[dict[str, object], httpx.Headers]:
    url = f"{settings.slack_api_url.rstrip('/')}/{method}"
    return ask(web, url, headers={"Authorization": f"Bearer {token}"})
