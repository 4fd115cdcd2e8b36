"""People using a real Bolt app on the strict Slack, over HTTP and over Socket Mode alike."""

from typing import Any

import pytest

from tests.fakes.slack import Application, NotOffered, SlackServer
from tests.fakes.slack.example import CARD, FORM, LANGUAGE, desk, plain
from tests.fakes.slack.hosting import asynchronous, bolt_of, hosted
from tests.fakes.slack.journal import Json
from tests.fakes.slack.server import Mode

MODES: list[Mode] = ["http", "socket"]


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_a_command_opens_a_form_that_is_searched_filled_and_saved(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, _):
        saved: list[Json] = []

        @bolt.view("log")
        async def save(ack: Any, view: Json) -> None:
            saved.append(view["state"]["values"])
            await ack()

        mei = slack.person()
        assert (await mei.command("/baton", "help")).ok
        assert mei.last().words == "Usage: /baton log"
        assert mei.last().ephemeral
        await mei.command("/baton", "log")
        assert mei.modal.title == "Log a call"
        assert not (await mei.submits()).attempts, "Slack's own client holds back what is not complete"
        assert set(mei.modal.errors) == {"who", "how"}
        assert await mei.searches("pick", "ann") == ["Ann Chen"]
        assert await mei.searches("pick", "zoe") == []
        with pytest.raises(NotOffered):
            await mei.fills({"Outcome": "Never offered"})
        await mei.searches("pick", "ann")
        sent = await mei.fills({"who": "Ann Chen", "Outcome": "Voicemail", "note": "called"})
        assert [d.payload["actions"][0]["selected_option"]["value"] for d in sent] == ["vm"]
        assert (await mei.submits()).ok
        assert saved[0]["who"]["pick"]["selected_option"]["value"] == "3"
        assert saved[0]["note"]["note"] == {"type": "plain_text_input", "value": "called"}
        assert slack.views(mei.id)[0] == []
        assert slack.violations == []
        assert slack.refusals == []


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_answers_to_a_submission_show_errors_or_change_the_stack(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, _):
        answers: list[Json] = [
            {"response_action": "errors", "errors": {"note": "Too short"}},
            {"response_action": "errors", "errors": {"nowhere": "No such field"}},
            {"response_action": "update", "view": {**FORM, "title": plain("Step 2")}},
            {"response_action": "push", "view": {**FORM, "title": plain("Step 3")}},
            {"response_action": "clear"},
        ]

        @bolt.view("log")
        async def answer(ack: Any) -> None:
            await ack(**answers.pop(0))

        mei = slack.person()
        await mei.command("/baton", "log")
        await mei.searches("pick", "ann")
        await mei.fills({"who": "Ann Chen", "how": "reached", "note": "hm"})
        await mei.submits()
        assert mei.modal.errors == {"note": "Too short"}
        assert "! Too short" in str(mei.sees())
        await mei.submits()
        assert slack.journal.kinds() == ["bad_response_action"]
        assert "trouble" in mei.modal.errors[""]
        await mei.submits()
        assert mei.modal.title == "Step 2"
        await mei.submits()
        assert [view.title for view in slack.views(mei.id)[0]] == ["Step 2", "Step 3"]
        await mei.searches("pick", "ann")
        await mei.fills({"who": "Ann Chen", "how": "reached"})
        await mei.submits()
        assert slack.views(mei.id)[0] == []


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_buttons_on_messages_are_pressed_and_confirmed(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, got):
        mei = slack.person()
        await bolt.client.chat_postMessage(channel=mei.dm, text="Ann Chen is waiting", blocks=CARD)
        assert mei.last().buttons == ["Accept", "Drop"]
        assert not (await mei.presses("Drop", confirms=False)).attempts
        await mei.presses("Drop")
        assert (await mei.presses("Accept")).ok
        await slack.settled()
        actions = [body["actions"][0] for body in got if body.get("type") == "block_actions"]
        assert [(a["action_id"], a.get("value")) for a in actions] == [
            ("drop", None),
            ("accept", "handoff:7.1"),
        ]
        assert (mei.last().words, mei.last().edited) == ("Taken", True)
        with pytest.raises(NotOffered):
            await mei.presses("Accept")
        with pytest.raises(NotOffered):
            await slack.person("U0BO", "Bo", "bo@example.com").presses("Accept", mei.last())


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_shortcuts_and_closing_reach_the_app(mode: Mode) -> None:
    async with desk(mode) as (slack, _, got):
        mei = slack.person()
        await mei.shortcut("quick")
        await mei.says("call Ann")
        await mei.message_shortcut("note", mei.last())
        await mei.command("/baton", "log")
        await mei.closes()
        kinds = [body.get("type", body.get("command")) for body in got]
        assert kinds == ["shortcut", "event_callback", "message_action", "/baton", "view_closed"]
        assert got[2]["message"]["text"] == "call Ann"
        assert got[-1]["is_cleared"] is False
        with pytest.raises(NotOffered):
            assert mei.modal


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_messages_edits_files_and_people_arrive_as_events(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, got):
        mei = slack.person()
        await mei.says("hello")
        await mei.edits(mei.last(), "hello there")
        await mei.uploads("leads.csv", b"a,b", "import this")
        await mei.deletes(mei.last())
        await mei.opens_home()
        await mei.joins()
        await mei.changes(tz="Europe/London")
        events = [body["event"] for body in got]
        assert [(e["type"], e.get("subtype")) for e in events] == [
            ("message", None),
            ("message", "message_changed"),
            ("message", "file_share"),
            ("message", "message_deleted"),
            ("app_home_opened", None),
            ("team_join", None),
            ("user_change", None),
        ]
        assert events[0]["channel_type"] == "im"
        assert events[1]["previous_message"]["text"] == "hello"
        assert (events[1]["message"]["text"], events[1]["message"]["edited"]["user"]) == (
            "hello there",
            mei.id,
        )
        assert events[2]["files"][0]["name"] == "leads.csv"
        assert events[6]["user"]["tz"] == "Europe/London"
        await bolt.client.chat_postMessage(channel=mei.dm, text="mine")
        await slack.settled()
        echo = slack.postman.deliveries[-1].payload["event"]
        assert (echo["text"], echo["bot_id"]) == ("mine", slack.app.bot_id)
        await slack.uninstall()
        assert [body["event"]["type"] for body in got[-2:]] == ["tokens_revoked", "app_uninstalled"]


@asynchronous
async def test_guests_strangers_and_bots_are_told_apart() -> None:
    async with desk("http") as (slack, bolt, _):
        guest = slack.person("U0G", "Gus", "gus@example.com", kind="guest")
        stranger = slack.person("U0C", "Cora", "cora@other.example", kind="connect")
        robot = slack.person("U0R", "Robo", "", kind="bot")
        info = {p.id: (await bolt.client.users_info(user=p.id))["user"] for p in (guest, stranger, robot)}
        assert info[guest.id]["is_restricted"]
        assert info[stranger.id]["is_stranger"]
        assert "email" not in info[stranger.id]["profile"]
        assert info[stranger.id]["team_id"] != info[guest.id]["team_id"]
        assert info[robot.id]["is_bot"]
        said = await robot.says("beep")
        assert said.payload["event"]["subtype"] == "bot_message"


@asynchronous
async def test_a_person_cannot_do_what_the_app_is_not_set_up_for() -> None:
    app = Application(commands=frozenset({"/baton"}), shortcuts=frozenset(), messages_tab=False)
    async with desk("http", app) as (slack, _, got):
        mei = slack.person()
        with pytest.raises(NotOffered):
            await mei.command("/other")
        with pytest.raises(NotOffered):
            await mei.shortcut("quick")
        with pytest.raises(NotOffered):
            await mei.says("hello")
        with pytest.raises(NotOffered):
            await mei.presses("Nothing here")
        assert got == []


@asynchronous
async def test_what_people_type_is_escaped_and_what_an_app_makes_active_is_listed() -> None:
    async with desk("http") as (slack, bolt, got):
        mei = slack.person()
        await mei.says("a < b & <!here>")
        await mei.command("/baton", "find R&D")
        assert got[0]["event"]["text"] == "a &lt; b &amp; &lt;!here&gt;"
        assert got[1]["text"] == "find R&amp;D"
        assert (mei.sees().messages[0].words, mei.sees().messages[0].active) == ("a < b & <!here>", [])
        block = {"type": "section", "text": {"type": "mrkdwn", "text": "<@U1> & <https://x.example|ok>"}}
        await bolt.client.chat_postMessage(channel=mei.dm, text="<!here>", blocks=[block])
        assert mei.last().active == ["<!here>", "<@U1>", "<https://x.example|ok>"]


@pytest.mark.parametrize("mode", MODES)
@asynchronous
async def test_the_home_tab_takes_choices_and_opens_forms(mode: Mode) -> None:
    async with desk(mode) as (slack, bolt, got):
        mei = slack.person()
        row = {"type": "actions", "block_id": "top", "elements": [LANGUAGE, CARD[1]["elements"][1]]}
        await bolt.client.views_publish(user_id=mei.id, view={"type": "home", "blocks": [row]})
        await mei.chooses("language", "繁體中文", "home")
        assert got[-1]["actions"][0]["selected_option"]["value"] == "zh-TW"
        assert got[-1]["view"]["state"]["values"]["top"]["language"]["selected_option"]["value"] == "zh-TW"
        await mei.presses("Drop", "home")
        assert got[-1]["container"] == {"type": "view", "view_id": got[-1]["view"]["id"]}
        await bolt.client.views_open(trigger_id=got[-1]["trigger_id"], view=FORM)
        assert mei.modal.title == "Log a call"
        with pytest.raises(NotOffered):
            await mei.presses("Drop")


@asynchronous
async def test_a_failing_app_leaves_the_form_open_with_a_line_of_trouble() -> None:
    async with SlackServer() as slack:
        bolt = bolt_of(slack)

        @bolt.view("log")
        async def fail(ack: Any) -> None:
            raise RuntimeError

        async with hosted(slack, bolt):
            mei = slack.person()
            await bolt.client.views_open(
                trigger_id=slack.world.handles.trigger(mei.id), view={**FORM, "blocks": [FORM["blocks"][2]]}
            )
            failed = await mei.submits()
            assert (failed.error, failed.attempts[0].status) == ("http_error", 500)
            assert "trouble" in mei.modal.errors[""]
