"""The strict Slack's Web API, seen through Slack's own client."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.fakes.slack import Application, SlackServer
from tests.fakes.slack.application import EVERY_SCOPE
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
