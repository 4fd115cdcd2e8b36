"""Parse modes: HTML and MarkdownV2 into text and entities, or "can't parse entities" and why.

The old "Markdown" mode is refused: Telegram keeps it for old bots only.
"""

import html
import re
from dataclasses import dataclass, field

from tests.fakes.telegram.model import Json
from tests.fakes.telegram.refusals import RefusalError

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
}
_TAG = re.compile(r"<(/?)([^\s>/]*)([^>]*)>")
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'>\s]*)")
_MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler", "`": "code"}
_MARKS |= {"```": "pre", "[": "text_link"}
_MARK = re.compile(
    r"\\(?P<escaped>[\x01-\x7e])|(?P<mark>```|`|\|\||__|_|\*|~|\[|\])|(?P<bad>[()>#+\-=|{}.!])"
)


@dataclass(slots=True)
class _Text:
    """The text so far and the entities still open in it."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    opened: list[tuple[str, int, Json]] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text.encode("utf-16-le")) // 2

    def close(self, kind: str, facts: Json) -> None:
        _, start, own = self.opened.pop()
        if self.at > start:
            self.entities.append({"type": kind, "offset": start, "length": self.at - start} | own | facts)


def parse(text: str, mode: str) -> tuple[str, list[Json]]:
    """Text and entities of a marked-up text."""
    if mode.lower() == "html":
        return _html(text)
    if mode.lower() == "markdownv2":
        return _markdown(text)
    raise RefusalError.bad("Unsupported parse_mode")


def _cannot(words: str) -> RefusalError:
    return RefusalError.bad(f"can't parse entities: {words}")


def _offset(text: str, position: int) -> int:
    return len(text[:position].encode())


def _html(text: str) -> tuple[str, list[Json]]:
    done, position = _Text(), 0
    while (begin := text.find("<", position)) >= 0:
        done.add(html.unescape(text[position:begin]))
        tag = _TAG.match(text, begin)
        if tag is None:
            raise _cannot(f"Unclosed start tag at byte offset {_offset(text, begin)}")
        _html_tag(done, tag, _offset(text, begin))
        position = tag.end()
    done.add(html.unescape(text[position:]))
    if done.opened:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{done.opened[-1][0]}"')
    return "".join(done.parts), done.entities


def _html_tag(done: _Text, tag: re.Match[str], at: int) -> None:
    name = tag[2].lower()
    if tag[1]:
        if not done.opened:
            raise _cannot(f"Unexpected end tag at byte offset {at}")
        inside = done.opened[-1][0]
        if inside != name:
            raise _cannot(f'Unmatched end tag at byte offset {at}, expected "</{inside}>", found "</{name}>"')
        done.close(_TAGS[name], {})
        return
    if name not in _TAGS:
        raise _cannot(f'Unsupported start tag "{name}" at byte offset {at}')
    if name == "span" and "tg-spoiler" not in tag[3]:
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
    href = _HREF.search(tag[3])
    facts: Json = {"url": html.unescape(href[1])} if name == "a" and href is not None else {}
    done.opened.append((name, done.at, facts))


def _markdown(text: str) -> tuple[str, list[Json]]:
    done, position = _Text(), 0
    while (found := _MARK.search(text, position)) is not None:
        done.add(text[position : found.start()])
        position = found.end()
        mark, inside = found["mark"], done.opened[-1][0] if done.opened else ""
        if found["escaped"] is not None:
            done.add(found["escaped"])
        elif inside in ("`", "```") and mark != inside:
            done.add(found[0])
        elif found["bad"] is not None or (mark == "]" and inside != "["):
            words = f"Character '{found[0]}' is reserved and must be escaped with the preceding '\\'"
            raise _cannot(words)
        elif mark == "]":
            position = _markdown_link(done, text, position)
        elif mark == inside:
            done.close(_MARKS[mark], {})
        else:
            done.opened.append((mark, done.at, {}))
    done.add(text[position:])
    if done.opened:
        kind = _MARKS[done.opened[-1][0]].title().replace("_", "")
        raise _cannot(f"Can't find end of {kind} entity at byte offset {_offset(text, done.opened[-1][1])}")
    return "".join(done.parts), done.entities


def _markdown_link(done: _Text, text: str, position: int) -> int:
    end = text.find(")", position)
    if text[position : position + 1] != "(":
        done.close("text_link", {"url": "".join(done.parts)[done.opened[-1][1] :]})
        return position
    if end < 0:
        raise _cannot(f"Can't find end of a URL at byte offset {_offset(text, position)}")
    done.close("text_link", {"url": text[position + 1 : end].replace("\\", "")})
    return end + 1
