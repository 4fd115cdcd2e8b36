"""What an app's answer to a click does on the person's screen, and where the answer breaks Slack's rules."""

from typing import Any

from tests.fakes.slack.blocks import option_problems
from tests.fakes.slack.content import require_content
from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.methods_chat import answer
from tests.fakes.slack.views import OpenView
from tests.fakes.slack.world import World

TROUBLE = "We had some trouble connecting. Try again?"
_ACTIONS = {"errors", "update", "push", "clear"}


def to_command(world: World, channel: str, user: str, delivery: Delivery) -> None:
    """Show the text or message that came with the acknowledgement of a command."""
    body = delivery.answer
    if not delivery.ok or body in (None, "", {}):
        return
    message: Json = body if isinstance(body, dict) else {"text": str(body)}
    try:
        require_content(world, "command", message, sized=False)
    except Refused as refused:
        _wrong(world, delivery, "bad_command_answer", refused)
        return
    answer(world, channel, user, message)


def to_submission(world: World, view: OpenView, delivery: Delivery) -> None:
    """Close the modal, or do the response_action; on failure the modal stays with a line of trouble."""
    body = delivery.answer if isinstance(delivery.answer, dict) else {}
    if not delivery.ok or (delivery.answer and not body):
        view.errors = {"": TROUBLE}
        return
    if not body:
        world.views.close(view)
        return
    try:
        _act(world, view, body)
    except Refused as refused:
        view.errors = {"": TROUBLE}
        _wrong(world, delivery, "bad_response_action", refused)


def _act(world: World, view: OpenView, body: Json) -> None:
    action = body.get("response_action")
    if action not in _ACTIONS:
        raise Refused("invalid_arguments", f"[ERROR] unknown response_action: {action}")
    if action == "clear":
        world.views.stacks[view.user] = []
    elif action == "errors":
        _errors(view, body.get("errors"))
    elif action == "update":
        world.views.update(view, _view(body), None)
    else:
        world.views.push(view.user, _view(body))


def _view(body: Json) -> Json:
    view = body.get("view")
    if not isinstance(view, dict):
        raise Refused("invalid_arguments", "[ERROR] missing required field: view")
    return view


def _errors(view: OpenView, errors: Any) -> None:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise Refused("invalid_arguments", "[ERROR] errors must name at least one input block")
    unknown = sorted(set(errors) - inputs)
    if unknown:
        raise Refused("invalid_arguments", *(f"[ERROR] no such input block: {name}" for name in unknown))
    if not all(isinstance(text, str) and text for text in errors.values()):
        raise Refused("invalid_arguments", "[ERROR] an error must be a text")
    view.errors = dict(errors)


def to_search(world: World, delivery: Delivery) -> list[Json]:
    """The options that a search brought, groups opened; none if the answer is not to be taken."""
    if not delivery.ok:
        return []
    wrong = option_problems(delivery.answer)
    if wrong:
        _wrong(world, delivery, "bad_options", Refused("invalid_options", *wrong))
        return []
    groups = delivery.answer.get("option_groups") or [delivery.answer]
    return [option for group in groups for option in group["options"]]


def to_click(world: World, delivery: Delivery) -> None:
    """A click or shortcut takes no answer but an empty one."""
    if delivery.ok and delivery.answer not in (None, "", {}):
        world.violate("answer_to_a_click", "interactive", str(delivery.answer)[:80])


def _wrong(world: World, delivery: Delivery, kind: str, refused: Refused) -> None:
    delivery.problems += [refused.error, *refused.messages]
    world.violate(kind, delivery.kind, " ".join([refused.error, *refused.messages]))
