"""Whether Slack would take a view: modal or Home tab."""

import json

from tests.fakes.slack.blocks import VIEW_BLOCKS, problems
from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.shapes import Check, anything, boolean, one_of, plain, shape, string

VIEW_SIZE = 250_000

_shared: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_modal = shape(
    {"type": one_of("modal"), "title": plain(24), "blocks": anything},
    {
        **_shared,
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
    },
)
_home = shape({"type": one_of("home"), "blocks": anything}, _shared)


def view_problems(view: Json, kind: str) -> list[str]:
    """All that is wrong with a view of that kind, with JSON pointers under /view."""
    found: list[str] = []

    def report(problem: str, at: str) -> None:
        found.append(f"[ERROR] {problem} [json-pointer:{at}]")

    one_of(kind)(view.get("type"), "/view/type", report)
    (_modal if kind == "modal" else _home)(view, "/view", report)
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        report("must provide an array", "/view/blocks")
        return found
    found += problems(blocks, "/view/blocks", VIEW_BLOCKS)
    asks = any(isinstance(block, dict) and block.get("type") == "input" for block in blocks)
    if kind == "modal" and asks and not view.get("submit"):
        report("missing required field: submit", "/view")
    return found


def require_view(view: Json, kind: str) -> None:
    """Raise Slack's refusal if the view is not to be taken."""
    if len(json.dumps(view, ensure_ascii=False)) > VIEW_SIZE:
        raise Refused("view_too_large")
    found = view_problems(view, kind)
    if found:
        raise Refused("invalid_arguments", *found)
