"""What a chat platform is to the rest: it sends letters, and narrows what goes wrong to these errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.sending import View
from store.messages import Queued


@dataclass(frozen=True, slots=True)
class Limit:
    """A rate that a scope (a token, a chat, a method) keeps: so many a second, so many at once."""

    scope: str
    per_second: float
    burst: int


@dataclass(frozen=True, slots=True)
class Letter:
    """One message on its way, drawn in its reader's language.

    `edit` is the external id of the message whose place it takes. `done` are the external ids of its parts
    that were sent before a failure; those are not sent again. `repeated` says that it may have been shown.
    """

    message: Queued
    view: View
    language: str
    edit: str | None = None
    done: tuple[str, ...] = ()
    repeated: bool = False

    @property
    def address(self) -> str:
        """Where it goes to, as the platform names it."""
        return self.message.address


class Undelivered(Exception):  # noqa: N818
    """A letter, or its first parts, did not go out; `done` are the external ids of those that did."""

    done: tuple[str, ...] = ()


class Blocked(Undelivered):
    """This address cannot be reached: blocked, deactivated, kicked, unknown."""


class Gone(Undelivered):
    """The message to edit is no longer there, or cannot be edited: it is to be posted anew."""


class Migrated(Undelivered):
    """The chat has another address now."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class TooMany(Undelivered):
    """The platform asks for silence in a scope (the name of a Limit), for exactly so many seconds."""

    def __init__(self, scope: str, seconds: float) -> None:
        super().__init__(f"{scope}: {seconds} s")
        self.scope = scope
        self.seconds = seconds


class Rejected(Undelivered):
    """The platform will never take this letter; the reason is the platform's, without the letter's words."""


class Unclear(Undelivered):
    """It was sent and the answer was lost: it may or may not be shown."""


class Down(Undelivered):
    """The platform could not be reached or failed before it took anything; it is tried again."""


class Revoked(Undelivered):
    """The token is not accepted: nothing can be sent until somebody sees to it."""


class Chat(Protocol):
    """One platform as a sender. Every method raises the errors above and no others."""

    @property
    def platform(self) -> str:
        """Its name in addresses: telegram, slack."""
        ...

    def limits(self, address: str, *, edit: bool = False) -> Sequence[Limit]:
        """The rates that a message to this address, or an edit there, counts for."""
        ...

    async def send(self, letter: Letter) -> str:
        """Send it, or edit the older message, and return the external id under which it can be edited.

        An edit that changes nothing is a success.
        """
        ...

    async def strip(self, address: str, external_id: str) -> None:
        """Take the buttons off a message whose place was taken by a newer one elsewhere in the chat."""
        ...

    async def find(self, letter: Letter) -> str | None:
        """The external id of an unclear letter that was shown after all; None where that cannot be told."""
        ...
