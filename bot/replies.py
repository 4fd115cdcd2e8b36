"""What the bot answers: a key with facts, buttons with typed actions, a form to open, a picture or a file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bot import texts
from bot.sales.money import Money

ACTION_BYTES = 64
ACTION = re.compile(r"^[a-z_]+\.[a-z_]+(:[0-9A-Za-z_+\-.]*)?$")


@dataclass(frozen=True, slots=True)
class Button:
    """A next act: its action (at most 64 bytes), and its label as a key of locale/ or as given words."""

    action: str
    label: str
    literal: bool = False
    params: Mapping[str, Any] = field(default_factory=dict)
    confirm: bool = False

    def __post_init__(self) -> None:
        if not ACTION.match(self.action) or len(self.action.encode()) > ACTION_BYTES:
            raise ValueError(
                f"a button's action is name.verb:record.version in {ACTION_BYTES} bytes: {self.action}"
            )


@dataclass(frozen=True, slots=True)
class FormCall:
    """A form to be asked, with what is known already and what the form needs but never asks."""

    name: str
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """One message. `to` is another person's id, or None for the one who acted.

    `card` names the thing shown (`handoff:12`): a newer message with the same card takes the place of the
    older one. `picture` are the facts a picture is drawn from; `file` is a name and its text.
    """

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)
    buttons: tuple[Button, ...] = ()
    to: int | None = None
    card: str | None = None
    form: FormCall | None = None
    picture: Mapping[str, Any] | None = None
    file: tuple[str, str] | None = None
    urgency: int = 0

    def facts(self) -> dict[str, Any]:
        """The parameters as JSON takes them; moments keep their offset, money becomes amount and currency."""
        return {name: _plain(value) for name, value in self.params.items()}


def say(key: str, *buttons: Button, to: int | None = None, card: str | None = None, **params: Any) -> Reply:
    """A message with facts and buttons, the most likely next act first."""
    return Reply(key, params, tuple(buttons), to=to, card=card)


def button(action: str, *args: int | str, label: str | None = None, **params: Any) -> Button:
    """A button for `action` on a record at a version; its words are `button-<action>` unless named."""
    data = action + (":" + ".".join(str(arg) for arg in args) if args else "")
    return Button(data, label or "button." + action, params=params)


def choice(action: str, *args: int | str, words: str, confirm: bool = False) -> Button:
    """A button whose words come from data (a person's name, a script's answer)."""
    data = action + (":" + ".".join(str(arg) for arg in args) if args else "")
    return Button(data, words, literal=True, confirm=confirm)


def label(shown: Button, language: str) -> str:
    """The words on a button, in a reader's language."""
    return (
        shown.label if shown.literal else texts.render(language, shown.label.replace("_", "-"), shown.params)
    )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Money):
        return value.as_fact()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | frozenset | set):
        return [_plain(item) for item in value]
    return value
