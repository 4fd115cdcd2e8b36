"""What people see: messages and views as words and buttons."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tests.fakes.slack.blocks import elements
from tests.fakes.slack.fields import value_of
from tests.fakes.slack.journal import Json
from tests.fakes.slack.views import OpenView
from tests.fakes.slack.workspace import Message


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as it stands now; `only_for` is the one viewer of an ephemeral message."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Json, ...]
    files: tuple[Json, ...]
    thread_ts: str | None
    only_for: str | None
    edited: bool
    by_app: bool

    @property
    def ephemeral(self) -> bool:
        """Whether one person only sees it."""
        return self.only_for is not None

    @property
    def words(self) -> str:
        """All that can be read: the blocks where there are any, else the text."""
        lines = list(lines_of(self.blocks)) if self.blocks else self.text.splitlines()
        return html.unescape("\n".join([*lines, *(f"[{file['name']}]" for file in self.files)]))

    @property
    def active(self) -> list[str]:
        """The mentions, links and dates that Slack would make of the wording: all that stands in < >."""
        texts = [self.text, *(item["text"] for item in _mrkdwn(list(self.blocks)))]
        return [found for text in texts for found in re.findall(r"<[^<>]+>", text)]

    @property
    def buttons(self) -> list[str]:
        """The labels that can be pressed."""
        return [e["text"]["text"] for b in self.blocks for _, e in elements(b) if e["type"] == "button"]


def shown(message: Message) -> Shown:
    """A message made ready to be looked at."""
    return Shown(
        message.channel,
        message.ts,
        message.user,
        message.text,
        tuple(message.blocks),
        tuple(message.files),
        message.thread_ts,
        message.viewer,
        message.edited is not None,
        message.by_bot,
    )


def marked_up(blocks: Sequence[Json]) -> list[str]:
    """What Slack would make bold, quote, link or mention of the wording, but for a bold first line."""
    found = []
    for item in _mrkdwn(list(blocks)):
        words = re.sub(r"\A\*[^*\n]+\*(?=\n|\Z)", "", item["text"])
        found += re.findall(r"<[^<>]+>|[*_~`][^\n]*[*_~`]|:[^\s:]+:|^\s*&gt;", words, re.MULTILINE)
    return found


def lines_of(blocks: Sequence[Json]) -> Iterator[str]:
    """The words of blocks, a line each; buttons and menus in brackets."""
    for block in blocks:
        yield from _texts(block)
        marks = [_mark(element) for _, element in elements(block)]
        if marks:
            yield " ".join(marks)


def _mrkdwn(part: Any) -> Iterator[Json]:
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part
        for item in part.values():
            yield from _mrkdwn(item)
    elif isinstance(part, list):
        for item in part:
            yield from _mrkdwn(item)


def _texts(block: Json) -> Iterator[str]:
    for key in ("text", "label", "title"):
        if isinstance(block.get(key), dict):
            yield block[key]["text"]
    if isinstance(block.get("text"), str):
        yield block["text"]
    for item in block.get("fields") or []:
        yield item["text"]
    if block["type"] == "context":
        for item in block["elements"]:
            yield item.get("text") or f"({item['alt_text']})"
    if block["type"] == "image":
        yield f"({block['alt_text']})"


def _mark(element: Json) -> str:
    if element["type"] == "button":
        return f"[{element['text']['text']}]"
    if element["type"] == "image":
        return f"({element['alt_text']})"
    return f"<{element['type']} {element.get('action_id', '')}>"


def screen(view: OpenView) -> str:
    """A modal or Home tab as words, with what is filled in and the errors beside fields."""
    lines = [f"== {view.title or 'Home'} =="]
    for block in view.blocks:
        lines += lines_of([block])
        for held in view.state.get(block["block_id"], {}).values():
            if value_of(held) not in (None, []):
                lines.append(f"  = {value_of(held)}")
        if block["block_id"] in view.errors:
            lines.append(f"  ! {view.errors[block['block_id']]}")
    for key in ("submit", "close"):
        if view.body.get(key):
            lines.append(f"[{view.body[key]['text']}]")
    return "\n".join(lines)
