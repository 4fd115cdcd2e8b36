"""How a message looks in Slack: sections of escaped text within its limits, buttons, a picture or a file."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wcwidth import iter_graphemes

from bot import texts
from bot.chats.drawing import draw
from bot.sending import View

Json = dict[str, Any]
SECTION = 2_900
MESSAGE_SIGNS = 12_000
MESSAGE_BLOCKS = 48
TEXT_BESIDE = 3_000
BUTTON_TEXT = 75
CONFIRM_TEXT = 30
TITLE = 120
ROW = 25
LIVELY = re.compile(r"[*_~`]|:[^\s:]+:|^\s*>", re.MULTILINE)
DIALLED = re.compile(r"\+\d{6,15}$")
OPEN_FORM = "slack.form"  # the button under a question that opens its form as a modal


@dataclass(frozen=True, slots=True)
class Drawn:
    """One message of Slack's: its words without blocks for notifications, and its blocks; or a file."""

    text: str
    blocks: tuple[Json, ...] = ()
    file: tuple[str, bytes] | None = field(default=None, repr=False)


def drawn(view: View, language: str) -> list[Drawn]:
    """A message as Slack's messages, in order; buttons stand under the last."""
    told = []
    if view.picture is not None:
        told.append(Drawn(view.text, file=("baton.png", draw(view.picture, language))))
    if view.file is not None:
        told.append(Drawn(view.text, file=(view.file[0], view.file[1].encode())))
    parts = [_dialled(part, view.facts) for part in sections(view.text)]
    return [*told, *_messages(parts, buttons(view, language))]


def _dialled(section: Json, facts: Mapping[str, Any]) -> Json:
    """The number on a card as a link that dials it."""
    phone, dial = facts.get("phone"), facts.get("dial")
    shown: Json = section["text"]
    if shown["type"] != "mrkdwn" or not phone or not dial or not DIALLED.match(str(phone)):
        return section
    return {**section, "text": {**shown, "text": shown["text"].replace(dial, f"<tel:{phone}|{dial}>", 1)}}


def sections(text: str, *, titled: bool = True) -> list[Json]:
    """Text as sections; the first line of several is bold. Text of people becomes no mention, link or mark-up."""
    first, *more = split(cleaned(text) or "·", SECTION)
    title, _, rest = first.partition("\n")
    if not (titled and rest and 0 < len(title) <= TITLE) or LIVELY.search(title):
        return [_section(part) for part in (first, *more)]
    if LIVELY.search(rest):
        return [_marked(f"*{escaped(title)}*"), *(_section(part) for part in (rest, *more))]
    return [_marked(f"*{escaped(title)}*\n{escaped(rest)}"), *(_section(part) for part in more)]


def _section(text: str) -> Json:
    """Text as it was written: plain where Slack would make bold, a quotation or an emoji of it."""
    if LIVELY.search(text):
        return {"type": "section", "text": {"type": "plain_text", "text": text, "emoji": False}}
    return _marked(escaped(text))


def _marked(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def buttons(view: View, language: str, start: int = 0) -> list[Json]:
    """The buttons in blocks of at most 25, numbered from `start` so that no id occurs twice."""
    elements = [
        _button(label, action, start + number, language if confirm else None)
        for number, (label, action, confirm) in enumerate(view.buttons)
    ]
    if view.form is not None:
        opens = texts.render(language, "slack-open-form", {})
        elements.insert(0, {**_button(opens, OPEN_FORM, start + len(elements), None), "style": "primary"})
    return [{"type": "actions", "elements": elements[at : at + ROW]} for at in range(0, len(elements), ROW)]


def plain(text: str, most: int) -> Json:
    """A plain text object of at most so many characters."""
    return {"type": "plain_text", "text": shortened(cleaned(text) or "·", most), "emoji": False}


def beside(text: str) -> str:
    """What notifications and screen readers say of a message."""
    return escaped(split(cleaned(text) or "·", TEXT_BESIDE)[0])


def escaped(text: str) -> str:
    """Text in which nothing is a mention, a link or a date."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cleaned(text: str) -> str:
    """Without what Slack does not take."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "").strip()


def shortened(text: str, most: int) -> str:
    """At most so many characters; what was cut off is shown by an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def split(text: str, most: int) -> list[str]:
    """The text in parts that are at most `most` long when escaped, cut between lines, else between signs."""
    parts: list[str] = []
    current = ""
    for line in _bounded(text.split("\n"), most):
        joined = f"{current}\n{line}" if current else line
        if len(escaped(joined)) <= most:
            current = joined
        else:
            parts.append(current)
            current = line
    return [part for part in (one.strip("\n") for one in [*parts, current]) if part]


def bare(blocks: Sequence[Mapping[str, Any]]) -> list[Json]:
    """The same blocks without anything to press."""
    return [dict(block) for block in blocks if block["type"] != "actions"]


def together(parts: Sequence[Drawn]) -> Json:
    """Several messages as one that a single person sees; ids of buttons are numbered through."""
    blocks = [dict(block) for part in parts for block in part.blocks]
    number = 0
    for block in blocks:
        if block["type"] == "actions":
            block["elements"] = [
                {**one, "action_id": f"press.{number + at}"} for at, one in enumerate(block["elements"])
            ]
            number += len(block["elements"])
    words = "\n".join(part.text for part in parts)
    return {"response_type": "ephemeral", "text": words[:TEXT_BESIDE], "blocks": blocks}


def size(blocks: Sequence[Mapping[str, Any]]) -> int:
    """How much blocks count towards the largest message."""
    return len(json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":")))


def _messages(parts: Sequence[Json], actions: Sequence[Json]) -> list[Drawn]:
    gathered: list[list[Json]] = [[]]
    for block in [*parts, *actions]:
        last = gathered[-1]
        if last and (len(last) >= MESSAGE_BLOCKS or size([*last, block]) > MESSAGE_SIGNS):
            gathered.append([])
        gathered[-1].append(block)
    return [Drawn(_words(blocks), tuple(blocks)) for blocks in gathered]


def _words(blocks: Sequence[Json]) -> str:
    """The words of blocks as text beside them; buttons without words name themselves."""
    lines = [_told(block["text"]) for block in blocks if block["type"] == "section"]
    if not lines:
        lines = [escaped(one["text"]["text"]) for block in blocks for one in block["elements"]]
    whole = "\n".join(lines)
    title, more, rest = whole.partition("\n")
    whole = title.strip("*") + more + rest
    if len(whole) <= TEXT_BESIDE:
        return whole
    return whole[: whole.rfind("\n", 0, TEXT_BESIDE)] if "\n" in whole[:TEXT_BESIDE] else lines[0]


def _told(text: Json) -> str:
    return escaped(text["text"]) if text["type"] == "plain_text" else str(text["text"])


def _button(label: str, action: str, number: int, asks_in: str | None) -> Json:
    shown: Json = {
        "type": "button",
        "text": plain(label, BUTTON_TEXT),
        "action_id": f"press.{number}",
        "value": action,
    }
    if asks_in is not None:
        shown["style"] = "danger"
        shown["confirm"] = {
            "title": plain(texts.render(asks_in, "slack-sure", {}), 100),
            "text": plain(label, 300),
            "confirm": plain(label, CONFIRM_TEXT),
            "deny": plain(texts.render(asks_in, "slack-back", {}), CONFIRM_TEXT),
        }
    return shown


def _bounded(lines: Sequence[str], most: int) -> Iterator[str]:
    for line in lines:
        if len(escaped(line)) <= most:
            yield line
            continue
        part, length = "", 0
        for sign in iter_graphemes(line):
            width = len(escaped(sign))
            if length + width > most:
                yield part
                part, length = "", 0
            part, length = part + sign, length + width
        yield part
