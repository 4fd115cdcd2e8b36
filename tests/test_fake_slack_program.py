"""The strict Slack as a program: its prompt acts as a person."""

import io
import sys
from typing import Any

import pytest
from click.testing import CliRunner

from tests.fakes.slack import SlackServer
from tests.fakes.slack.__main__ import main
from tests.fakes.slack.hosting import asynchronous, bolt_of, hosted
from tests.fakes.slack.prompt import Prompt

FORM = {
    "type": "modal",
    "callback_id": "log",
    "title": {"type": "plain_text", "text": "Log a call"},
    "submit": {"type": "plain_text", "text": "Save"},
    "blocks": [
        {
            "type": "input",
            "label": {"type": "plain_text", "text": "Note"},
            "element": {"type": "plain_text_input"},
        }
    ],
}


@asynchronous
async def test_a_conversation_at_the_prompt(capsys: pytest.CaptureFixture[str]) -> None:
    async with SlackServer() as slack:
        bolt = bolt_of(slack)

        @bolt.command("/baton")
        async def command(ack: Any, body: dict[str, Any], client: Any) -> None:
            await client.views_open(trigger_id=body["trigger_id"], view=FORM)
            await ack()

        @bolt.view("log")
        async def save(ack: Any, body: dict[str, Any], client: Any) -> None:
            await client.chat_postMessage(channel=body["user"]["id"], text="Logged.")
            await ack()

        async with hosted(slack, bolt):
            prompt = Prompt(slack)
            for line in (
                "/baton log",
                ":submit",
                ":fill Note=called Ann",
                ":submit",
                ":press Nothing",
                ":log",
            ):
                await prompt.do(line)
        printed = capsys.readouterr()
        assert "== Log a call ==" in printed.out
        assert "Please complete this required field." in printed.err
        assert "= called Ann" in printed.out
        assert "Logged." in printed.out
        assert "chat.postMessage 200 ok" in printed.out
        assert "nothing called 'Nothing'" in printed.err
        assert "views.open" in printed.out


def test_the_program_prints_what_the_app_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for mode, name in (("socket", "SLACK_APP_TOKEN=xapp-"), ("http", "SLACK_SIGNING_SECRET=")):
        monkeypatch.setattr(sys, "stdin", io.StringIO(""))
        result = CliRunner().invoke(main, ["--mode", mode], input=":help\n:quit\n")
        assert result.exit_code == 0
        assert "SLACK_API_URL=http://127.0.0.1:" in result.output
        assert name in result.output
