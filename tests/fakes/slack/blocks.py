"""Whether Slack would take these blocks: our own description of Block Kit first, then slack_sdk's."""

import copy
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from tests.fakes.slack.block_rules import BLOCKS, OPTION, OPTION_GROUP
from tests.fakes.slack.journal import Json
from tests.fakes.slack.shapes import array, typed

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_SIZE = 13_200


class _Report:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, problem: str, at: str) -> None:
        self.lines.append(f"[ERROR] {problem} [json-pointer:{at}]")


def problems(blocks: Sequence[Any], at: str, most: int) -> list[str]:
    """All that is wrong with the blocks, in Slack's words with a JSON pointer; empty if they are fine."""
    report = _Report()
    array(typed(BLOCKS), most, least=0)(blocks, at, report)
    if not report.lines:
        _ids(blocks, at, report)
        _section_content(blocks, at, report)
        _initial(blocks, at, report)
        _menus(blocks, at, report)
        _sdk(blocks, at, report)
    return report.lines


def size(blocks: Sequence[Json]) -> int:
    """What counts towards msg_blocks_too_long: the characters of the blocks as compact JSON."""
    return len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))


def option_problems(answer: Any) -> list[str]:
    """What is wrong with the answer to a search (block_suggestion)."""
    report = _Report()
    if not isinstance(answer, dict) or len({"options", "option_groups"} & set(answer)) != 1:
        return ["[ERROR] one of options or option_groups is required [json-pointer:/]"]
    if "options" in answer:
        array(OPTION, 100, least=0)(answer["options"], "/options", report)
    else:
        array(OPTION_GROUP, 100, least=0)(answer["option_groups"], "/option_groups", report)
    return report.lines


def elements(block: Json) -> Iterator[tuple[str, Json]]:
    """The elements that a block carries, each with its place in it."""
    if isinstance(block.get("accessory"), dict):
        yield "accessory", block["accessory"]
    if isinstance(block.get("element"), dict):
        yield "element", block["element"]
    if block.get("type") == "actions":
        for place, element in enumerate(block["elements"]):
            yield f"elements/{place}", element


def with_ids(blocks: Sequence[Json], new_id: Any) -> list[Json]:
    """The blocks with the ids that Slack adds where the app gave none."""
    named = copy.deepcopy(list(blocks))
    for block in named:
        block.setdefault("block_id", new_id("b"))
        for _, element in elements(block):
            if element["type"] != "image":
                element.setdefault("action_id", new_id("a"))
    return named


def _ids(blocks: Sequence[Json], at: str, report: _Report) -> None:
    counted = Counter(block["block_id"] for block in blocks if block.get("block_id"))
    for block_id, times in counted.items():
        if times > 1:
            report(f"`block_id` {block_id!r} already exists", at)
    for place, block in enumerate(blocks):
        actions = Counter(e["action_id"] for _, e in elements(block) if e.get("action_id"))
        for action_id, times in actions.items():
            if times > 1:
                report(f"`action_id` {action_id!r} already exists", f"{at}/{place}")


def _section_content(blocks: Sequence[Json], at: str, report: _Report) -> None:
    for place, block in enumerate(blocks):
        if block["type"] == "section" and not block.get("text") and not block.get("fields"):
            report("missing required field: text or fields", f"{at}/{place}")
        if block["type"] == "image" and not block.get("image_url") and not block.get("slack_file"):
            report("missing required field: image_url or slack_file", f"{at}/{place}")
    focused = [e for block in blocks for _, e in elements(block) if e.get("focus_on_load")]
    if len(focused) > 1:
        report("only one element may have focus_on_load", at)


def offered(element: Json) -> list[Json]:
    """The options that an element lists, groups opened."""
    grouped = [option for group in element.get("option_groups") or [] for option in group["options"]]
    return [*(element.get("options") or []), *grouped]


def _initial(blocks: Sequence[Json], at: str, report: _Report) -> None:
    for place, block in enumerate(blocks):
        for where, element in elements(block):
            if "external" in element["type"]:
                continue
            chosen = [*(element.get("initial_options") or [])]
            chosen += [element["initial_option"]] if element.get("initial_option") else []
            listed = [(o["text"]["text"], o["value"]) for o in offered(element)]
            if any((option["text"]["text"], option["value"]) not in listed for option in chosen):
                report("initial option must match one of the options", f"{at}/{place}/{where}")


def _menus(blocks: Sequence[Json], at: str, report: _Report) -> None:
    for place, block in enumerate(blocks):
        for where, element in elements(block):
            pointer = f"{at}/{place}/{where}"
            static = element["type"] in ("static_select", "multi_static_select")
            if static and ("options" in element) == ("option_groups" in element):
                report("must have either options or option_groups", pointer)
            values = Counter(option["value"] for option in offered(element))
            if any(times > 1 for times in values.values()):
                report("option values must be unique", pointer)


def _sdk(blocks: Sequence[Json], at: str, report: _Report) -> None:
    for place, block in enumerate(blocks):
        try:
            parsed = Block.parse(copy.deepcopy(block))
            if parsed is not None:
                parsed.validate_json()
                parsed.to_dict()
        except (SlackObjectFormationError, TypeError, ValueError) as wrong:
            report(str(wrong), f"{at}/{place}")
