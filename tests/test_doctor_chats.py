"""The doctor asks the platforms themselves: each problem of token, scope, socket, webhook, menu and clock with its cure."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.chats import telegram
from bot.commands import checkup_slack, checkup_telegram
from bot.commands.asking import client
from bot.commands.finding import Finding
from bot.config import read
from tests.fakes.slack import Application, SlackServer
from tests.fakes.telegram import FakeTelegram, RealClock
from tests.slack_desk import manifest

PUBLIC = "https://baton.example.com"


def real() -> datetime:
    """The machine's time, which the servers tell in their Date header."""
    return datetime.now(UTC)  # noqa: TID251


def findings(environ: Mapping[str, str], ahead: timedelta) -> list[Finding]:
    settings, now = read(environ), real() + ahead
    with client() as web:
        return [*checkup_slack.look(settings, web, now), *checkup_telegram.look(settings, web, now)]


async def told(environ: Mapping[str, str], ahead: timedelta = timedelta(0)) -> list[str]:
    """What is amiss, in a thread: the servers run in this one."""
    found = await asyncio.to_thread(findings, environ, ahead)
    assert all(one.cure for one in found)
    secrets = [value for name, value in environ.items() if name.endswith("TOKEN")]
    assert not any(secret in one.what + one.cure for one in found for secret in secrets)
    return [one.what for one in found]


def test_slack_is_asked() -> None:
    async def run() -> None:
        async with SlackServer(Application.from_manifest(manifest())) as server:
            good = {
                "SLACK_API_URL": server.base_url,
                "SLACK_BOT_TOKEN": server.app.bot_token,
                "SLACK_APP_TOKEN": server.app.app_token,
            }
            assert await told(good) == []
            assert await told({**good, "SLACK_BOT_TOKEN": "xoxb-wrong"}) == [
                "Slack refuses the bot token: invalid_auth"
            ]
            (socket,) = await told({**good, "SLACK_APP_TOKEN": "xapp-wrong"})
            assert socket.startswith("Slack opens no socket: ")
            (clock,) = await told(good, timedelta(minutes=6))
            assert clock.startswith("this clock and Slack's are 3")
            fewer = server.app.scopes - {"files:write", "users:read.email"}
            server.world.app = replace(server.app, scopes=fewer)
            assert await told(good) == [
                "Slack did not grant: files:write",
                "Slack did not grant: users:read.email",
            ]
        assert (await told(good))[0].startswith("Slack does not answer (Connect")

    asyncio.run(run())


def test_telegram_is_asked() -> None:
    async def run() -> None:
        async with FakeTelegram(clock=RealClock()) as server:
            good = {"TELEGRAM_API_URL": server.url, "TELEGRAM_BOT_TOKEN": server.token}
            assert await told(good) == ["Telegram's command menu is empty"]
            (refused,) = await told({**good, "TELEGRAM_BOT_TOKEN": "7:wrong"})
            assert refused.startswith("Telegram refuses the token: ")
            hook = {**good, "TELEGRAM_WEBHOOK_SECRET": "s", "BATON_PUBLIC_URL": PUBLIC}
            awaited, _menu = await told(hook)
            assert (
                awaited == f"Telegram pushes no updates yet, and they are awaited at {PUBLIC}{telegram.PATH}"
            )
            clock, _menu = await told(good, timedelta(minutes=2))
            assert clock.startswith("this clock and Telegram's are 1")
        assert (await told(good))[0].startswith("Telegram does not answer (Connect")

    asyncio.run(run())


def test_a_webhook_that_fails_or_lags_is_named() -> None:
    now = real()
    settings = read({"TELEGRAM_BOT_TOKEN": "7:x", "TELEGRAM_WEBHOOK_SECRET": "s", "BATON_PUBLIC_URL": PUBLIC})
    at = f"{PUBLIC}{telegram.PATH}"
    info = {"url": at, "pending_update_count": 400, "last_error_message": "Connection refused"}
    info |= {"last_error_date": int((now - timedelta(minutes=5)).timestamp())}
    waiting, failing = checkup_telegram._webhook(settings, info, now)
    assert waiting.what == "400 updates wait at Telegram"
    assert failing.what == "Telegram could not push lately: Connection refused"
    old = {**info, "pending_update_count": 0, "last_error_date": int((now - timedelta(hours=2)).timestamp())}
    assert list(checkup_telegram._webhook(settings, old, now)) == []


def test_the_scopes_asked_for_are_those_of_the_manifest() -> None:
    assert set(manifest()["oauth_config"]["scopes"]["bot"]) == checkup_slack.NEEDED | checkup_slack.WELCOME
    assert checkup_telegram.PATH == telegram.PATH
