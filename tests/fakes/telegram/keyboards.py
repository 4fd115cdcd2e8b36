"""Keyboards under a message: what can be pressed and what Telegram refuses in them.

Telegram drops a button without a label, and the buttons after the eighth of a row or the hundredth in all,
without a word or with "reply markup is too long"; here all of it is refused, a lost button being a fault.
"""

import json
from itertools import chain

from tests.fakes.telegram.model import Json
from tests.fakes.telegram.refusals import RefusalError

_MOST_BYTES = 10_000
_ACTIONS = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
]
_ASKS = {"request_contact": "Phone number", "request_location": "Location", "request_poll": "Poll"}
_SCHEMES = ("http://", "https://", "tg://", "ton://")


def checked(markup: Json | None, *, private: bool, inline_only: bool = False) -> Json | None:
    """The reply markup as it will be kept; None for none."""
    if markup is None:
        return None
    if len(json.dumps(markup, ensure_ascii=False).encode()) > _MOST_BYTES:
        raise RefusalError.bad("reply markup is too long")
    if "inline_keyboard" in markup:
        return _inline(markup, private=private)
    if inline_only:
        raise RefusalError.bad("Inline keyboard expected")
    if "keyboard" in markup:
        return _reply(markup, private=private)
    return markup


def _inline(markup: Json, *, private: bool) -> Json | None:
    rows = [row for row in markup["inline_keyboard"] if row]
    _count(rows, in_row=8, in_all=100)
    for button in chain.from_iterable(rows):
        _inline_button(button, private=private)
    return {"inline_keyboard": rows} if rows else None


def _inline_button(button: Json, *, private: bool) -> None:
    if not button["text"].strip():
        raise RefusalError.bad("Inline keyboard button text must be non-empty")
    if button.get("style", "primary") not in ("primary", "danger", "success"):
        raise RefusalError.bad("can't parse inline keyboard button: invalid button style specified")
    actions = [name for name in _ACTIONS if name in button and button[name] != ""]
    if not actions:
        raise RefusalError.bad(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise RefusalError.bad("can't parse inline keyboard button: it must have exactly one action")
    if len(button.get("callback_data", "").encode()) > 64:
        raise RefusalError.bad("BUTTON_DATA_INVALID")
    if "url" in actions and not button["url"].lower().startswith(_SCHEMES):
        raise RefusalError.bad(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in actions and not 1 <= len(button["copy_text"]["text"]) <= 256:
        raise RefusalError.bad("BUTTON_COPY_TEXT_INVALID")
    if "web_app" in actions and not private:
        raise RefusalError.bad("BUTTON_TYPE_INVALID")


def _reply(markup: Json, *, private: bool) -> Json | None:
    rows = [row for row in markup["keyboard"] if row]
    _count(rows, in_row=12, in_all=300)
    for button in chain.from_iterable(rows):
        label = button if isinstance(button, str) else button["text"]
        if not label.strip():
            raise RefusalError.bad("Keyboard button text must be non-empty")
        asked = next((name for name in _ASKS if not isinstance(button, str) and button.get(name)), None)
        if asked is not None and not private:
            raise RefusalError.bad(f"{_ASKS[asked]} can be requested in private chats only")
    return markup if rows else None


def _count(rows: list[list[Json]], *, in_row: int, in_all: int) -> None:
    if any(len(row) > in_row for row in rows) or sum(map(len, rows)) > in_all:
        raise RefusalError.bad("reply markup is too long")
