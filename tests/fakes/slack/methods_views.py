"""views.*: opening, pushing and updating modals, publishing the Home tab."""

from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.view_rules import require_view
from tests.fakes.slack.views import OpenView
from tests.fakes.slack.world import World


def open_view(world: World, args: Json) -> Json:
    """views.open"""
    require_view(args["view"], "modal")
    trigger = world.handles.check(args.get("trigger_id"))
    made = world.views.open(trigger.user, args["view"])
    trigger.used = True
    return _answer(world, made)


def push(world: World, args: Json) -> Json:
    """views.push: only with a trigger that came from within the open modal."""
    require_view(args["view"], "modal")
    trigger = world.handles.check(args.get("trigger_id"))
    if not trigger.in_modal:
        raise Refused("not_found")
    made = world.views.push(trigger.user, args["view"])
    trigger.used = True
    return _answer(world, made)


def update(world: World, args: Json) -> Json:
    """views.update, by view_id or external_id, guarded by hash."""
    if not args.get("view_id") and not args.get("external_id"):
        raise Refused("invalid_arguments", "[ERROR] one of view_id or external_id is required")
    found = world.views.find(args.get("view_id"), args.get("external_id"))
    return _answer(world, world.views.update(found, args["view"], args.get("hash")))


def publish(world: World, args: Json) -> Json:
    """views.publish"""
    if not world.app.home_tab:
        raise Refused("not_enabled")
    user = world.user(args["user_id"])
    return _answer(world, world.views.publish(user.id, args["view"], args.get("hash")))


def _answer(world: World, view: OpenView) -> Json:
    return {"ok": True, "view": world.views.json(view)}
