"""A person's hands: pressing buttons, choosing in menus, filling in and submitting modals."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.fakes.slack import answers, fields
from tests.fakes.slack.blocks import elements
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.fields import NotOffered
from tests.fakes.slack.journal import Json
from tests.fakes.slack.seat import Seat
from tests.fakes.slack.shown import Shown
from tests.fakes.slack.views import OpenView
from tests.fakes.slack.workspace import Message

Where = Shown | OpenView | Literal["home"] | None


@dataclass(frozen=True, slots=True)
class _Spot:
    """An element on the screen: its block, and the view or message that it is in."""

    block: Json
    element: Json
    view: OpenView | None
    message: Message | None


class Hands(Seat):
    """What can be done with the pointer."""

    async def presses(self, label: str, where: Where = None, *, confirms: bool = True) -> Delivery:
        """Press a button by its label or action_id; a confirmation is answered as `confirms` says."""
        spot = self._find(label, where)
        if spot.element["type"] == "overflow":
            chosen = next(o for o in spot.element["options"] if label in (o["text"]["text"], o["value"]))
            return await self._act(spot, {"selected_option": chosen})
        if spot.element["type"] != "button":
            raise NotOffered(f"{label!r} is a {spot.element['type']}, not a button")
        if spot.element.get("confirm") and not confirms:
            return Delivery("interactive", {})
        return await self._act(spot, {})

    async def chooses(self, action: str, value: Any, where: Where = None) -> Delivery:
        """Choose in a menu, picker or box that stands outside of input blocks."""
        spot = self._find(action, where)
        return await self._set(spot, value, always=True)

    async def fills(self, answers_by_field: Mapping[str, Any]) -> list[Delivery]:
        """Fill in fields of the modal on top, named by block_id, action_id or label."""
        view = self.modal
        sent = []
        for name, value in answers_by_field.items():
            delivery = await self._set(self._find(name, self._again(view)), value, always=False)
            if delivery.attempts:
                sent.append(delivery)
        return sent

    async def searches(self, action: str, query: str, where: Where = None) -> list[str]:
        """Type into a searching menu; the labels that it then offers."""
        spot = self._find(action, where)
        options = await self._search(spot, query)
        return [option["text"]["text"] for option in options]

    async def submits(self) -> Delivery:
        """Send off the modal on top; Slack's own client holds back a form that is not complete."""
        view = self.modal
        if not view.body.get("submit"):
            raise NotOffered("this modal has no submit button")
        view.errors = fields.incomplete(view.blocks, view.state)
        if view.errors:
            return Delivery("interactive", {}, problems=[f"{k}: {v}" for k, v in view.errors.items()])
        delivery = await self.sends(self._payloads.submission(self.id, view))
        answers.to_submission(self._world, view, delivery)
        return delivery

    async def closes(self, *, everything: bool = False) -> Delivery:
        """Close the modal on top (or all); the app is told if it asked to be."""
        view = self.modal
        cleared = everything or bool(view.body.get("clear_on_close"))
        payload = self._payloads.closed(self.id, view, cleared)
        if cleared:
            self._world.views.stacks[self.id] = []
        else:
            self._world.views.close(view)
        return await self._click(payload) if view.body.get("notify_on_close") else Delivery("interactive", {})

    def _again(self, view: OpenView) -> OpenView:
        found = self._world.views.find(view.id)
        if found is None:
            raise NotOffered("the modal is closed")
        return found

    async def _set(self, spot: _Spot, value: Any, *, always: bool) -> Delivery:
        element, block = spot.element, spot.block
        found: list[Json] = []
        if "external" in element["type"] and value is not None:
            found = await self._offered(spot, value)
        held = fields.answered(element, value, found)
        if spot.view is not None:
            spot.view.state[block["block_id"]][element["action_id"]] = held
            spot.view.errors.pop(block["block_id"], None)
        tells = always or block["type"] != "input" or block.get("dispatch_action")
        bare = {key: item for key, item in held.items() if key != "type"}
        return await self._act(spot, bare) if tells else Delivery("interactive", {})

    async def _offered(self, spot: _Spot, value: Any) -> list[Json]:
        wanted = value if isinstance(value, list) else [value]
        options = list(self._found.get(spot.element["action_id"], []))
        for item in wanted:
            texts = [o["text"]["text"] for o in options] + [o["value"] for o in options]
            if isinstance(item, str) and item not in texts:
                options += await self._search(spot, item)
        return options

    async def _search(self, spot: _Spot, query: str) -> list[Json]:
        if len(query) < spot.element.get("min_query_length", 3):
            return []
        if spot.view is not None:
            container: Json = {"type": "view", "view_id": spot.view.id}
            where = {"container": container, "view": self._world.views.json(spot.view)}
        else:
            message = spot.message
            assert message is not None
            container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
            where = {"container": container, "message": self._world.message_json(message)}
        payload = self._payloads.suggestion(self.id, spot.block, spot.element, query, where)
        delivery = await self.sends(payload)
        options = answers.to_search(self._world, delivery)
        self._found[spot.element["action_id"]] = options
        return options

    async def _act(self, spot: _Spot, held: Json) -> Delivery:
        action = self._payloads.action(spot.block, spot.element, held)
        if spot.view is not None:
            return await self._click(self._payloads.action_on_view(self.id, spot.view, action))
        assert spot.message is not None
        state = fields.initial(spot.message.blocks)
        return await self._click(self._payloads.action_on_message(self.id, spot.message, action, state))

    def _find(self, name: str, where: Where) -> _Spot:
        for view, message in self._surfaces(where):
            blocks = view.blocks if view is not None else message.blocks if message is not None else []
            for block in blocks:
                for _, element in elements(block):
                    if name in _names(block, element):
                        return _Spot(block, element, view, message)
        raise NotOffered(f"nothing called {name!r} on the screen of {self.id}:\n{self.sees()}")

    def _surfaces(self, where: Where) -> list[tuple[OpenView | None, Message | None]]:
        if isinstance(where, Shown):
            return [(None, self._stored(where))]
        if isinstance(where, OpenView):
            return [(self._again(where), None)]
        if where == "home":
            return [(self.home, None)]
        if self._world.views.stack(self.id):
            return [(self.modal, None)]
        return [(None, self._stored(message)) for message in reversed(self.sees().messages)]


def _names(block: Json, element: Json) -> set[str]:
    names = {block["block_id"], element.get("action_id", "")}
    if element["type"] == "button":
        names = {element["action_id"], element["text"]["text"]}
    if element["type"] == "overflow":
        names |= {option["text"]["text"] for option in element["options"]}
    if block["type"] == "input":
        names.add(block["label"]["text"])
    return names
