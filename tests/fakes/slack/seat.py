"""Where a person sits: what is on his screen, and the way his acts go to the app."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes.slack import answers
from tests.fakes.slack.delivery import Delivery, Postman
from tests.fakes.slack.fields import NotOffered
from tests.fakes.slack.journal import Json
from tests.fakes.slack.payloads import Payloads
from tests.fakes.slack.shown import Shown, screen
from tests.fakes.slack.views import OpenView
from tests.fakes.slack.workspace import Message
from tests.fakes.slack.world import World


@dataclass(frozen=True, slots=True)
class Screen:
    """What is before a person: the direct channel with the app (or another), modals, Home tab."""

    messages: list[Shown]
    modals: list[OpenView]
    home: OpenView | None

    def __str__(self) -> str:
        parts = [message.words for message in self.messages]
        parts += [screen(view) for view in self.modals]
        return "\n\n".join(parts)


class Seat:
    """One person before one workspace."""

    def __init__(self, world: World, payloads: Payloads, postman: Postman, user_id: str) -> None:
        self._world = world
        self._payloads = payloads
        self._postman = postman
        self.id = user_id
        self._found: dict[str, list[Json]] = {}

    @property
    def dm(self) -> str:
        """The id of the direct channel with the app."""
        return self._world.team.direct(self.id).id

    @property
    def modal(self) -> OpenView:
        """The modal on top."""
        stack = self._world.views.stack(self.id)
        if not stack:
            raise NotOffered(f"{self.id} has no modal open")
        return stack[-1]

    @property
    def home(self) -> OpenView | None:
        """The Home tab, if the app has published one."""
        return self._world.views.homes.get(self.id)

    def sees(self, channel: str | None = None) -> Screen:
        """What is on the screen now."""
        messages = self._world.shown(channel or self.dm, self.id)
        return Screen(messages, list(self._world.views.stack(self.id)), self.home)

    def last(self, channel: str | None = None) -> Shown:
        """The newest message before this person."""
        return self.sees(channel).messages[-1]

    async def sends(self, payload: Json) -> Delivery:
        """Send a click exactly as given: for forged and repeated ones."""
        delivery = Delivery("interactive", payload)
        return await self._postman.deliver(delivery)

    async def _click(self, payload: Json) -> Delivery:
        if not self._world.app.interactivity:
            raise NotOffered("this app is not set up for interactive responses")
        delivery = await self.sends(payload)
        answers.to_click(self._world, delivery)
        return delivery

    async def _caught(self, act: Callable[[], object]) -> Delivery:
        self._world.emitted = None
        act()
        caused = self._world.emitted
        return await caused if caused is not None else Delivery("event", {})

    def _stored(self, message: Shown) -> Message:
        for found in self._world.team.messages:
            same = found.channel == message.channel and found.ts == message.ts
            if same and found.viewer in (None, self.id):
                if self.id not in self._world.team.channels[found.channel].members:
                    break
                return found
        raise NotOffered(f"{self.id} does not see the message {message.ts}")
