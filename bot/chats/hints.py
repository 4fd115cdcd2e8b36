"""What only the process knows that took an event: the button pressed, the language of a stranger.

Without a hint (another process sends, or this one was started anew) a message is posted anew, and a
stranger reads the company's language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.chats.protocol import Letter
from bot.sales.people import Address
from bot.sending import Outgoing


@dataclass(slots=True)
class Hints:
    """By the numbers of messages that are not sent yet."""

    under: dict[int, str] = field(default_factory=dict)
    spoken: dict[int, str] = field(default_factory=dict)

    def keep(self, outgoing: Sequence[Outgoing], here: Address | None, under: str | None) -> None:
        """Remember what is known about messages just written."""
        for one in outgoing:
            if under and here == Address(one.message.platform, one.message.address):
                self.under[one.message.id] = under
            if one.person is None:
                self.spoken[one.message.id] = one.language

    def used(self, letter: Letter) -> None:
        """A letter was sent: a pressed message's place is taken once, further answers stand on their own."""
        self.spoken.pop(letter.message.id, None)
        under = self.under.pop(letter.message.id, None)
        if under is not None and letter.edit is not None:
            self.under = {number: pressed for number, pressed in self.under.items() if pressed != under}
