"""The strict Slack's Web API, seen through Slack's own client."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.faults import Fault
from tests.fakes.slack import Application, SlackServer
from tests.fakes.slack.application import EVERY_SCOPE
from tests.fakes.slack.handles import RESPONSE_USES
from tests.fakes.slack.hosting import asynchronous, client_of

TEXT = {"type": "mrkdwn", "text": "hello"}
SECTION = {"type": "section", "text": TEXT}


def modal(**more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": [SECTION], **more}


async def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


def without(*scopes: str) -> Application:
    return Application(scopes=EVERY_SCOPE - set(scopes))


@asynchronous
async def test_each_method_answers_its_real_client() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        assert (await web.auth_test())["user_id"] == slack.app.bot_user
        assert (await web.auth_test()).headers["X-OAuth-Scopes"]
        assert (await web.team_info())["team"]["domain"] == "baton-test"
        assert (await web.bots_info(bot=slack.app.bot_id))["bot"]["name"] == "Baton"
        opened = await web.conversations_open(users=mei.id)
        assert opened["channel"]["id"] == mei.dm
        assert (await web.conversations_info(channel=mei.dm))["channel"]["user"] == mei.id
        person = (await web.users_info(user=mei.id, include_locale=True))["user"]
        assert (person["tz_offset"], person["locale"]) == (28800, "en-US")
        assert (await web.users_lookupByEmail(email="MEI@example.com"))["user"]["id"] == mei.id
        assert len((await web.users_list(limit=1))["members"]) == 1
        assert [m["id"] async for page in await web.users_list(limit=1) for m in page["members"]][
            -1
        ] == mei.id
        posted = await web.chat_postMessage(channel=mei.id, text="one", blocks=[SECTION])
        assert posted["channel"] == mei.dm
        link = await web.chat_getPermalink(channel=mei.dm, message_ts=posted["ts"])
        assert posted["ts"].replace(".", "") in link["permalink"]
        assert slack.refusals == []
        assert slack.violations == []


@asynchronous
async def test_messages_are_posted_changed_threaded_read_and_deleted() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        meta = {"event_type": "card", "event_payload": {"row": 7}}
        card = await web.chat_postMessage(channel=mei.dm, text="one", metadata=meta, unfurl_links=False)
        await web.chat_postMessage(channel=mei.dm, text="reply", thread_ts=card["ts"])
        await web.chat_update(channel=mei.dm, ts=card["ts"], text="two")
        seen = slack.shown(mei.dm)
        assert [(m.text, m.edited, m.thread_ts) for m in seen] == [
            ("two", True, None),
            ("reply", False, card["ts"]),
        ]
        history = await web.conversations_history(channel=mei.dm, include_all_metadata=True)
        assert [m["metadata"] for m in history["messages"]] == [meta]
        replies = await web.conversations_replies(channel=mei.dm, ts=card["ts"])
        assert [m["text"] for m in replies["messages"]] == ["two", "reply"]
        await web.chat_delete(channel=mei.dm, ts=card["ts"])
        assert await refused(web.chat_delete(channel=mei.dm, ts=card["ts"])) == "message_not_found"
        assert await refused(web.chat_update(channel=mei.dm, ts="1.0", text="x")) == "message_not_found"


@asynchronous
async def test_tokens_and_scopes_are_checked() -> None:
    async with SlackServer(without("chat:write", "users:read.email")) as slack:
        web, mei = client_of(slack), slack.person()
        with pytest.raises(SlackApiError) as caught:
            await web.chat_postMessage(channel=mei.dm, text="x")
        assert caught.value.response["error"] == "missing_scope"
        assert caught.value.response["needed"] == "chat:write"
        assert "email" not in (await web.users_info(user=mei.id))["user"]["profile"]
        assert await refused(client_of(slack, "xoxb-other").auth_test()) == "invalid_auth"
        assert await refused(client_of(slack, "").auth_test()) == "not_authed"
        assert await refused(client_of(slack, slack.app.app_token).auth_test()) == "not_allowed_token_type"
        assert (
            await refused(web.apps_connections_open(app_token=slack.app.bot_token))
            == "not_allowed_token_type"
        )
        await slack.revoke()
        assert await refused(web.auth_test()) == "token_revoked"
        await slack.uninstall()
        assert await refused(web.auth_test()) == "account_inactive"


@asynchronous
async def test_arguments_are_checked_by_the_specification() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        with pytest.raises(SlackApiError) as caught:
            await web.api_call("chat.postMessage", json={"chanel": mei.dm, "text": "x"})
        messages = caught.value.response["response_metadata"]["messages"]
        assert messages == [
            "[ERROR] missing required field: channel",
            "[ERROR] invalid additional property: chanel",
        ]
        assert await refused(web.api_call("chat.sendMessage")) == "unknown_method"
        assert await refused(web.api_call("users.info", json={"user": mei.id})) == "invalid_arguments"
        assert await refused(web.chat_postMessage(channel=mei.dm, blocks="no json", text="x")) == (
            "invalid_blocks_format"
        )
        assert await refused(web.api_call("chat.postMessage", json={"channel": mei.dm})) == "no_text"
        assert await refused(web.chat_postMessage(channel=mei.dm, text="x" * 40_001)) == "msg_too_long"
        assert [entry.error for entry in slack.refusals][:2] == ["invalid_arguments", "unknown_method"]


@asynchronous
async def test_places_where_the_app_may_not_write() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        outside = slack.channel("random", [mei.id], with_app=False)
        hidden = slack.channel("secret", [mei.id], "group", with_app=False)
        old = slack.channel("old", [mei.id])
        old.archived = True
        for channel, error in [
            ("C404", "channel_not_found"),
            (outside.id, "not_in_channel"),
            (hidden.id, "channel_not_found"),
            (old.id, "is_archived"),
        ]:
            assert await refused(web.chat_postMessage(channel=channel, text="x")) == error
        await mei.says("mine")
        mine = slack.shown(mei.dm)[0].ts
        assert await refused(web.chat_update(channel=mei.dm, ts=mine, text="x")) == "cant_update_message"
        assert await refused(web.chat_delete(channel=mei.dm, ts=mine)) == "cant_delete_message"
        assert await refused(web.users_info(user="U404")) == "user_not_found"
        assert await refused(web.users_lookupByEmail(email="no@example.com")) == "users_not_found"
        await mei.changes(deleted=True)
        assert await refused(web.conversations_open(users=mei.id)) == "user_disabled"
        assert await refused(web.chat_postMessage(channel=mei.dm, text="x")) == "is_archived"


@asynchronous
async def test_ephemeral_messages_are_seen_by_one_and_cannot_be_updated() -> None:
    async with SlackServer() as slack:
        web, mei, bo = client_of(slack), slack.person(), slack.person("U0BO", "Bo", "bo@example.com")
        room = slack.channel("sales", [mei.id, bo.id]).id
        sent = await web.chat_postEphemeral(channel=room, user=mei.id, text="psst")
        assert [m.only_for for m in slack.shown(room)] == [mei.id]
        assert mei.sees(room).messages[0].ephemeral
        assert bo.sees(room).messages == []
        assert (
            await refused(web.chat_update(channel=room, ts=sent["message_ts"], text="x"))
            == "message_not_found"
        )
        stranger = slack.person("U0S", "S", "s@example.com").id
        assert (
            await refused(web.chat_postEphemeral(channel=room, user=stranger, text="x"))
            == "user_not_in_channel"
        )
        assert (await web.conversations_history(channel=room))["messages"] == []


@asynchronous
async def test_trigger_ids_work_once_and_for_three_seconds() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        first, second = (slack.world.handles.trigger(mei.id) for _ in range(2))
        assert await refused(web.views_open(trigger_id=first, view=modal(title=TEXT))) == "invalid_arguments"
        await web.views_open(trigger_id=first, view=modal())
        assert await refused(web.views_open(trigger_id=first, view=modal())) == "exchanged_trigger_id"
        await slack.advance(3.01)
        assert await refused(web.views_open(trigger_id=second, view=modal())) == "expired_trigger_id"
        assert await refused(web.views_open(trigger_id="1.2.abc", view=modal())) == "invalid_trigger_id"


@asynchronous
async def test_views_stack_hash_and_external_id() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()

        def trigger() -> str:
            return slack.world.handles.trigger(mei.id, in_modal=True)

        opened = (await web.views_open(trigger_id=trigger(), view=modal(external_id="form")))["view"]
        assert await refused(web.views_push(trigger_id=trigger(), view=modal(external_id="form"))) == (
            "duplicate_external_id"
        )
        for _ in range(2):
            pushed = (await web.views_push(trigger_id=trigger(), view=modal()))["view"]
        assert pushed["root_view_id"] == opened["id"]
        assert await refused(web.views_push(trigger_id=trigger(), view=modal())) == "push_limit_reached"
        changed = await web.views_update(external_id="form", view=modal(), hash=opened["hash"])
        assert changed["view"]["hash"] != opened["hash"]
        late = web.views_update(view_id=opened["id"], view=modal(), hash=opened["hash"])
        assert await refused(late) == "hash_conflict"
        assert await refused(web.views_update(view_id="V404", view=modal())) == "not_found"
        big = [{"type": "context", "elements": [{"type": "mrkdwn", "text": "x" * 2000}] * 10}] * 13
        assert await refused(web.views_update(view_id="V", view=modal(blocks=big))) == "view_too_large"
        home = {"type": "home", "blocks": [SECTION]}
        await web.views_publish(user_id=mei.id, view=home)
        assert await refused(web.views_publish(user_id=mei.id, view=home, hash="1.2")) == "hash_conflict"
        stack, tab = slack.views(mei.id)
        assert (len(stack), tab is not None) == (3, True)


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
