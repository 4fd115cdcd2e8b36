"""Rates, files, response_urls and scripted faults of the strict Slack, and an app's set-up."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.faults import Fault
from tests.fakes.slack import Application, SlackServer
from tests.fakes.slack.handles import RESPONSE_USES
from tests.fakes.slack.hosting import asynchronous, client_of

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "hello"}}


async def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


@asynchronous
async def test_a_channel_takes_a_short_burst_then_one_message_a_second() -> None:
    async with SlackServer() as slack:
        web, mei, bo = client_of(slack), slack.person(), slack.person("U0BO", "Bo", "bo@example.com")
        for _ in range(5):
            await web.chat_postMessage(channel=mei.dm, text="x")
        with pytest.raises(SlackApiError) as caught:
            await web.chat_postMessage(channel=mei.id, text="x")
        assert caught.value.response.status_code == 429
        assert caught.value.response["error"] == "ratelimited"
        assert caught.value.response.headers["Retry-After"] == "1"
        await web.chat_postMessage(channel=bo.dm, text="another channel is free")
        assert slack.violations == []
        assert await refused(web.chat_postMessage(channel=mei.dm, text="too early")) == "ratelimited"
        assert slack.journal.kinds() == ["early_after_429"]
        await slack.advance(1)
        await web.chat_postMessage(channel=mei.dm, text="x")


@asynchronous
async def test_methods_have_tiers() -> None:
    async with SlackServer() as slack:
        web = client_of(slack)
        for _ in range(20):
            await web.users_list()
        assert await refused(web.users_list()) == "ratelimited"
        await slack.advance(3)
        await web.users_list()


@asynchronous
async def test_files_go_up_in_three_steps_and_come_down_with_the_token() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        done = await web.files_upload_v2(
            channel=mei.dm, content=b"PNG", filename="digest.png", title="Today", initial_comment="Your day"
        )
        shown = slack.shown(mei.dm)[0]
        assert (shown.text, shown.files[0]["title"], shown.files[0]["mimetype"]) == (
            "Your day",
            "Today",
            "image/png",
        )
        async with aiohttp.ClientSession() as session:
            url = done["file"]["url_private_download"]
            async with session.get(url, headers={"Authorization": f"Bearer {slack.app.bot_token}"}) as answer:
                assert await answer.read() == b"PNG"
            async with session.get(url) as answer:
                assert b"<html>" in await answer.read()
            place = await web.files_getUploadURLExternal(filename="a.txt", length=4)
            async with session.post(place["upload_url"], data=b"three") as answer:
                assert answer.status == 400
        assert await refused(web.files_completeUploadExternal(files=[{"id": "F404"}], channel_id=mei.dm)) == (
            "file_not_found"
        )


@asynchronous
async def test_a_response_url_takes_five_posts_in_thirty_minutes() -> None:
    async with SlackServer() as slack:
        mei = slack.person()
        sent = await client_of(slack).chat_postMessage(channel=mei.dm, text="old", blocks=[SECTION])
        urls = [
            f"{slack.world.base}/response/{slack.world.handles.url_key(mei.dm, mei.id, sent['ts'])}"
            for _ in range(2)
        ]
        hook = AsyncWebhookClient(urls[0])
        assert (await hook.send(text="new", replace_original=True)).status_code == 200
        assert [(m.text, m.buttons) for m in slack.shown(mei.dm)] == [("new", [])]
        bad = await hook.send(text="x", blocks=[{"type": "section"}])
        assert (bad.status_code, "invalid_blocks" in bad.body) == (400, True)
        for number in range(RESPONSE_USES - 1):
            assert (await hook.send(text=str(number))).status_code == 200
        assert "used_url" in (await hook.send(text="sixth")).body
        assert slack.shown(mei.dm)[-1].ephemeral
        await slack.advance(1801)
        late = await AsyncWebhookClient(urls[1]).send(text="late")
        assert (late.status_code, "expired_url" in late.body) == (404, True)


@asynchronous
async def test_scripted_faults_are_played_and_are_no_refusals() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        slack.faults.add(Fault.rate_limited(30), method="chat.postMessage", chat=mei.dm)
        assert await refused(web.chat_postMessage(channel=mei.dm, text="x")) == "ratelimited"
        assert await refused(web.chat_postMessage(channel=mei.dm, text="x")) == "ratelimited"
        assert slack.journal.kinds() == ["early_after_429"]
        await slack.advance(30)
        slack.faults.add(Fault.reset_after(), method="chat.postMessage")
        with pytest.raises(aiohttp.ClientError):
            await web.chat_postMessage(channel=mei.dm, text="done, answer lost")
        slack.faults.add(Fault.reset_before(), method="chat.postMessage")
        with pytest.raises(aiohttp.ClientError):
            await web.chat_postMessage(channel=mei.dm, text="not done")
        assert [m.text for m in slack.shown(mei.dm)] == ["done, answer lost"]
        slack.faults.add(Fault.refused("fatal_error"), method="auth.test")
        assert await refused(web.auth_test()) == "fatal_error"
        assert [entry.fault for entry in slack.journal.entries if entry.fault] == [
            "rate_limited",
            "reset_after",
            "reset_before",
            "refused",
        ]
        assert [entry.method for entry in slack.refusals] == ["chat.postMessage"]


@asynchronous
async def test_a_hanging_call_ends_with_the_callers_patience() -> None:
    async with SlackServer() as slack:
        slack.faults.add(Fault.hang(), method="auth.test")
        impatient = AsyncWebClient(token=slack.app.bot_token, base_url=slack.base_url, retry_handlers=[])
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(impatient.auth_test(), 0.05)
        assert [entry.fault for entry in slack.journal.calls("auth.test")] == ["hang"]


def test_an_app_is_set_up_from_its_manifest() -> None:
    manifest = {
        "display_information": {"name": "Baton"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_enabled": False},
            "slash_commands": [{"command": "/baton"}],
            "shortcuts": [
                {"type": "global", "callback_id": "log"},
                {"type": "message", "callback_id": "note"},
            ],
        },
        "oauth_config": {"scopes": {"bot": ["chat:write", "im:history"]}},
        "settings": {
            "event_subscriptions": {"bot_events": ["message.im", "user_change"]},
            "interactivity": {"is_enabled": True},
        },
    }
    app = Application.from_manifest(manifest)
    assert app.commands == frozenset({"/baton"})
    assert app.shortcuts == frozenset({"log"})
    assert app.message_shortcuts == frozenset({"note"})
    assert (app.home_tab, app.messages_tab, app.interactivity) == (True, False, True)
    assert app.hears("message.im")
    assert not app.hears("user_change"), "subscribed, but users:read was not granted"
    assert not app.hears("app_home_opened")
