"""What the strict Slack refuses in blocks and views, in Slack's words."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from tests.fakes.slack import SlackServer
from tests.fakes.slack.blocks import MESSAGE_BLOCKS, option_problems, problems
from tests.fakes.slack.hosting import asynchronous, client_of
from tests.fakes.slack.view_rules import view_problems

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(label: str = "Go", **more: Any) -> Json:
    return {"type": "button", "text": plain(label), **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def option(text: str = "One", value: str = "1") -> Json:
    return {"text": plain(text), "value": value}


def select(*options: Json, **more: Any) -> Json:
    return {"type": "static_select", "action_id": "s", "options": list(options), **more}


def asks(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Name"), "element": element, **more}


TYPED = {"type": "plain_text_input", "action_id": "t"}
CONFIRM = {"title": plain("Sure?"), "text": mrkdwn("It goes"), "confirm": plain("Yes"), "deny": plain("No")}
IMAGE = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}

GOOD = [
    section(fields=[mrkdwn("a")] * 10, accessory=button()),
    {"type": "divider"},
    {"type": "header", "text": plain("x" * 150)},
    {"type": "context", "elements": [mrkdwn("x")] * 9 + [IMAGE]},
    actions(
        *(button(action_id=f"b{n}", value="v" * 2000, style="danger", confirm=CONFIRM) for n in range(25))
    ),
    actions({"type": "overflow", "action_id": "o", "options": [option()]}),
    asks({"type": "external_select", "action_id": "e", "min_query_length": 0, "placeholder": plain("…")}),
    asks(select(*(option("x" * 75, f"{n}") for n in range(100)))),
    asks({"type": "datepicker", "action_id": "d", "initial_date": "2026-02-28"}),
    asks({"type": "timepicker", "action_id": "d", "initial_time": "23:59"}),
    asks({"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "min_value": "0"}),
    asks({"type": "checkboxes", "action_id": "c", "options": [{"text": mrkdwn("*a*"), "value": "a"}]}),
    asks(
        {**TYPED, "multiline": True, "max_length": 3000}, optional=True, hint=plain("h"), dispatch_action=True
    ),
    IMAGE,
]

BAD: list[tuple[str, Json | list[Json], str]] = [
    ("unknown type", {"type": "fancy"}, "unsupported type: fancy [json-pointer:/blocks/0/type]"),
    ("no type", {"text": mrkdwn("x")}, "missing required field: type [json-pointer:/blocks/0]"),
    ("extra field", section(colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
    ("empty section", {"type": "section"}, "missing required field: text or fields"),
    ("empty text", section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    (
        "long section",
        section("x" * 3001),
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    ("11 fields", section(fields=[mrkdwn("a")] * 11), "no more than 10 items allowed"),
    ("long field", section(fields=[mrkdwn("a" * 2001)]), "must be less than 2001 characters"),
    ("long header", {"type": "header", "text": plain("x" * 151)}, "must be less than 151 characters"),
    ("mrkdwn header", {"type": "header", "text": mrkdwn("x")}, "unsupported type: mrkdwn"),
    ("26 elements", actions(*(button(action_id=f"{n}") for n in range(26))), "no more than 25 items allowed"),
    ("no elements", actions(), "must have at least 1 items"),
    ("11 in context", {"type": "context", "elements": [mrkdwn("x")] * 11}, "no more than 10 items allowed"),
    ("long button", actions(button("x" * 76)), "must be less than 76 characters"),
    ("long value", actions(button(value="x" * 2001)), "must be less than 2001 characters"),
    ("odd style", actions(button(style="blue")), "must be one of: primary, danger"),
    ("script url", actions(button(url="javascript:alert(1)")), "must be a valid URL"),
    (
        "long confirm",
        actions(button(confirm={**CONFIRM, "deny": plain("x" * 31)})),
        "less than 31 characters",
    ),
    ("half confirm", actions(button(confirm={"title": plain("x")})), "missing required field: text"),
    ("long action_id", actions(button(action_id="x" * 256)), "must be less than 256 characters"),
    ("long block_id", section(block_id="x" * 256), "must be less than 256 characters"),
    ("double block_id", [section(block_id="a"), section(block_id="a")], "`block_id` 'a' already exists"),
    (
        "double action_id",
        actions(button(action_id="a"), button(action_id="a")),
        "`action_id` 'a' already exists",
    ),
    ("empty alt_text", {**IMAGE, "alt_text": ""}, "must be more than 0 characters"),
    ("empty alt_text beside", section(accessory={**IMAGE, "alt_text": ""}), "must be more than 0 characters"),
    ("image of nothing", {"type": "image", "alt_text": "a"}, "image_url or slack_file"),
    (
        "101 options",
        section(accessory=select(*(option(value=f"{n}") for n in range(101)))),
        "no more than 100",
    ),
    ("no options", section(accessory=select()), "must have at least 1 items"),
    ("long option", section(accessory=select(option("x" * 76))), "must be less than 76 characters"),
    ("long option value", section(accessory=select(option(value="x" * 151))), "less than 151 characters"),
    (
        "odd initial",
        section(accessory=select(option(), initial_option=option("Two", "2"))),
        "must match one of",
    ),
    ("value twice", section(accessory=select(option("a"), option("b"))), "option values must be unique"),
    ("options and groups", section(accessory={"type": "static_select", "action_id": "s"}), "option_groups"),
    ("6 in overflow", actions({"type": "overflow", "options": [option()] * 6}), "no more than 5 items"),
    ("input in actions", actions(TYPED), "unsupported type: plain_text_input"),
    ("button in input", asks(button()), "unsupported type: button"),
    ("long label", asks(TYPED, label=plain("x" * 2001)), "must be less than 2001 characters"),
    ("long placeholder", asks({**TYPED, "placeholder": plain("x" * 151)}), "less than 151 characters"),
    ("odd date", asks({"type": "datepicker", "initial_date": "28.2.2026"}), "must be a valid date"),
    ("odd time", asks({"type": "timepicker", "initial_time": "25:00"}), "must be a valid time"),
    (
        "number for text",
        asks({"type": "number_input", "is_decimal_allowed": True, "min_value": 1}),
        "number in a",
    ),
    ("two in focus", [asks({**TYPED, "focus_on_load": True})] * 2, "focus_on_load"),
    ("too many", [section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ("no block", ["x"], "must provide an object"),  # type: ignore[list-item]
]


def test_good_blocks_pass() -> None:
    assert problems(GOOD, "/blocks", MESSAGE_BLOCKS) == []


@pytest.mark.parametrize(("blocks", "words"), [bad[1:] for bad in BAD], ids=[bad[0] for bad in BAD])
def test_bad_blocks_are_named(blocks: Json | list[Json], words: str) -> None:
    listed = blocks if isinstance(blocks, list) else [blocks]
    found = problems(listed, "/blocks", MESSAGE_BLOCKS)
    assert any(words in line for line in found), found
    assert all(line.startswith("[ERROR] ") for line in found)


def test_what_only_slack_sdk_knows_is_refused_too() -> None:
    found = problems(
        [{"type": "video", "alt_text": "a", "title": plain("t" * 300)}], "/blocks", MESSAGE_BLOCKS
    )
    assert found


def view(**more: Any) -> Json:
    return {"type": "modal", "title": plain("T"), "blocks": [section()], **more}


BAD_VIEWS = [
    ("long title", view(title=plain("x" * 25)), "less than 25 characters [json-pointer:/view/title/text]"),
    (
        "no title",
        {"type": "modal", "blocks": [section()]},
        "missing required field: title [json-pointer:/view]",
    ),
    ("long submit", view(submit=plain("x" * 25)), "must be less than 25 characters"),
    ("long close", view(close=plain("x" * 25)), "must be less than 25 characters"),
    ("long metadata", view(private_metadata="x" * 3001), "must be less than 3001 characters"),
    ("long callback_id", view(callback_id="x" * 256), "must be less than 256 characters"),
    ("input without submit", view(blocks=[asks(TYPED)]), "missing required field: submit"),
    (
        "101 blocks",
        view(blocks=[section()] * 101),
        "no more than 100 items allowed [json-pointer:/view/blocks]",
    ),
    ("extra", view(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
    ("a home", {"type": "home", "blocks": [section()]}, "must be one of: modal"),
]


@pytest.mark.parametrize(("body", "words"), [bad[1:] for bad in BAD_VIEWS], ids=[bad[0] for bad in BAD_VIEWS])
def test_bad_views_are_named(body: Json, words: str) -> None:
    found = view_problems(body, "modal")
    assert any(words in line for line in found), found


def test_good_views_pass() -> None:
    full = view(submit=plain("x" * 24), close=plain("x"), private_metadata="x" * 3000, blocks=[asks(TYPED)])
    assert view_problems(full, "modal") == []
    assert view_problems(view(blocks=[section()] * 100), "modal") == []
    assert view_problems({"type": "home", "blocks": [asks(TYPED)]}, "home") == []
    assert view_problems({"type": "home", "title": plain("x"), "blocks": []}, "home") != []


@pytest.mark.parametrize(
    ("answer", "fine"),
    [
        ({"options": []}, True),
        ({"options": [option()]}, True),
        ({"option_groups": [{"label": plain("g"), "options": [option()]}]}, True),
        ({"options": [option("x" * 76)]}, False),
        ({"options": [option()] * 101}, False),
        ({"option": []}, False),
        ("", False),
    ],
)
def test_answers_to_a_search(answer: Any, fine: bool) -> None:
    assert (option_problems(answer) == []) is fine


@asynchronous
async def test_over_the_wire_the_refusal_carries_the_pointers() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        with pytest.raises(SlackApiError) as caught:
            await web.chat_postMessage(channel=mei.dm, text="x", blocks=[{"type": "fancy"}])
        answer = caught.value.response
        assert answer["error"] == "invalid_blocks"
        assert answer["response_metadata"]["messages"] == [
            "[ERROR] unsupported type: fancy [json-pointer:/blocks/0/type]"
        ]
        assert answer["errors"] == ["unsupported type: fancy [json-pointer:/blocks/0/type]"]
        heavy = [section("x" * 2700, block_id=f"{n}") for n in range(5)]
        with pytest.raises(SlackApiError) as caught:
            await web.chat_postMessage(channel=mei.dm, text="x", blocks=heavy)
        assert caught.value.response["error"] == "msg_blocks_too_long"
        await web.chat_postMessage(channel=mei.dm, text="x", blocks=heavy[:4])


@asynchronous
async def test_blocks_without_text_and_text_without_blocks_are_noted() -> None:
    async with SlackServer() as slack:
        web, mei = client_of(slack), slack.person()
        sent = await web.api_call("chat.postMessage", json={"channel": mei.dm, "blocks": [section("seen")]})
        await web.chat_update(channel=mei.dm, ts=sent["ts"], text="not seen")
        assert slack.journal.kinds() == ["no_text_beside_blocks", "blocks_left_standing"]
        assert mei.last().words == "seen"
        await web.chat_update(channel=mei.dm, ts=sent["ts"], text="seen now", blocks=[])
        assert mei.last().words == "seen now"
