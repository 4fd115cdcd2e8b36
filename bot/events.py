"""What people do in a chat, as plain values; the platforms' payloads end in bot.chats."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

TELEPHONE = "telephone"  # a platform that tells, and shows nothing


@dataclass(frozen=True, slots=True)
class Who:
    """The sender: a platform (terminal, slack, telegram), his address there, and the chat he writes in."""

    platform: str
    address: str
    chat: str = ""
    modal: bool = False

    @property
    def place(self) -> str:
        """The chat that a dialog belongs to."""
        return self.chat or f"{self.platform}:{self.address}"


@dataclass(frozen=True, slots=True)
class Said:
    """A person typed something. `id` is the platform's id; `natural` the same for every copy of the event."""

    who: Who
    text: str
    id: str
    natural: str | None = None


@dataclass(frozen=True, slots=True)
class Edited:
    """A person changed a message he had sent; `first` is the natural key of how he first sent it."""

    who: Who
    text: str
    first: str
    id: str
    natural: str | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """A person pressed a button; `action` is its data as sent, which proves nothing about his rights."""

    who: Who
    action: str
    id: str
    natural: str | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """A person finished a form, in a modal or step by step; the answers are raw strings."""

    who: Who
    form: str
    id: str
    fields: Mapping[str, str] = field(default_factory=dict)
    natural: str | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """A person types in a search field of an open form."""

    who: Who
    form: str
    name: str
    query: str
    id: str
    natural: str | None = None


@dataclass(frozen=True, slots=True)
class Rang:
    """A telephone rings, is answered, or the call ended; the sender's address is the extension.

    `call` is the telephone system's number of the call (`sure`) or only of this event. `number` is the other
    side as it was told, None where it is withheld; `at` is when it happened, None for now; `talked` how many
    seconds they spoke, where the system knows.
    """

    who: Who
    state: Literal["ringing", "answered", "ended"]
    call: str
    number: str | None
    direction: Literal["inbound", "outbound"]
    id: str
    at: datetime | None = None
    talked: int | None = None
    sure: bool = True
    natural: str | None = None


Event = Said | Edited | Pressed | Submitted | Sought | Rang


def action_of(event: Event) -> str:
    """What the audit calls an event."""
    match event:
        case Said():
            return "say"
        case Edited():
            return "edit"
        case Pressed():
            return event.action.partition(":")[0]
        case Submitted():
            return f"submit {event.form}"[:60]
        case Rang():
            return f"telephone {event.state}"
        case Sought():
            return "seek"
