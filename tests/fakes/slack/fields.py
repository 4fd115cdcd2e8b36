"""What stands in the fields of an open view: Slack's `state.values`, and a person's answers put into it."""

from collections.abc import Callable, Sequence
from typing import Any

from tests.fakes.slack.blocks import elements, offered
from tests.fakes.slack.journal import Json

_VALUE_KEY = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "checkboxes": "selected_options",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
}
_INITIAL_KEY = {
    "value": "initial_value",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_conversation": "initial_conversation",
    "selected_channel": "initial_channel",
}


class NotOffered(LookupError):  # noqa: N818
    """A person cannot do this: the field, button or option is not on his screen."""


def initial(blocks: Sequence[Json]) -> Json:
    """The state of a view as it is first drawn."""
    state: Json = {}
    for block in blocks:
        for _, element in elements(block):
            key = _VALUE_KEY.get(element["type"])
            if key is not None:
                empty: Any = [] if key.endswith("s") else None
                value = element.get(_INITIAL_KEY[key], empty)
                state.setdefault(block["block_id"], {})[element["action_id"]] = {
                    "type": element["type"],
                    key: value,
                }
    return state


def kept(old: Json, blocks: Sequence[Json]) -> Json:
    """The state after an update: what was typed stays where block, action and kind are the same."""
    state = initial(blocks)
    for block_id, actions in state.items():
        for action_id, value in actions.items():
            before = old.get(block_id, {}).get(action_id)
            if before is not None and before["type"] == value["type"]:
                actions[action_id] = before
    return state


def value_of(held: Json) -> Any:
    """The bare value of one state entry."""
    return held[_VALUE_KEY[held["type"]]]


def answered(element: Json, value: Any, found: Sequence[Json] = ()) -> Json:
    """The state entry for what a person put in; `found` are the options that a search gave him."""
    kind = element["type"]
    key = _VALUE_KEY[kind]
    options = list(found) if "external" in kind else offered(element)
    if key == "selected_option":
        value = None if value is None else _pick(options, value)
    elif key == "selected_options":
        value = [_pick(options, item) for item in value]
    elif key == "value":
        value = None if value in (None, "") else str(value)
    return {"type": kind, key: value}


def _pick(options: Sequence[Json], wanted: Any) -> Json:
    for matches in (_same_value, _same_text):
        for option in options:
            if matches(option, wanted):
                return option
    shown = [option["text"]["text"] for option in options]
    raise NotOffered(f"no option {wanted!r} among {shown}")


def _same_value(option: Json, wanted: Any) -> bool:
    return bool(option["value"] == (wanted["value"] if isinstance(wanted, dict) else str(wanted)))


def _same_text(option: Json, wanted: Any) -> bool:
    return bool(option["text"]["text"] == wanted)


def incomplete(blocks: Sequence[Json], state: Json) -> dict[str, str]:
    """What Slack's own client says beside fields before it sends a form, by block_id."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block["type"] != "input":
            continue
        element = block["element"]
        value = value_of(state[block["block_id"]][element["action_id"]])
        if value in (None, [], ""):
            if not block.get("optional"):
                errors[block["block_id"]] = "Please complete this required field."
        elif (wrong := _CHECKS.get(element["type"], _fine)(element, value)) is not None:
            errors[block["block_id"]] = wrong
    return errors


def _fine(_element: Json, _value: Any) -> str | None:
    return None


def _length(element: Json, value: str) -> str | None:
    if len(value) < element.get("min_length", 0):
        return f"Please enter at least {element['min_length']} characters."
    if len(value) > element.get("max_length", 3000):
        return f"Please enter at most {element.get('max_length', 3000)} characters."
    return None


def _number(element: Json, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    low, high = float(element.get("min_value", "-inf")), float(element.get("max_value", "inf"))
    return None if low <= number <= high else f"Please enter a number from {low:g} to {high:g}."


def _email(_element: Json, value: str) -> str | None:
    return None if "@" in value.strip("@") else "Please enter a valid email address."


def _url(_element: Json, value: str) -> str | None:
    return None if value.startswith(("http://", "https://")) else "Please enter a valid URL."


_CHECKS: dict[str, Callable[[Json, Any], str | None]] = {
    "plain_text_input": _length,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _url,
}
