"""What Slack's Block Kit allows (docs.slack.dev/reference/block-kit), as data."""

from tests.fakes.slack.shapes import (
    Check,
    anything,
    array,
    boolean,
    integer,
    link,
    matching,
    one_of,
    plain,
    shape,
    string,
    text,
    typed,
)

DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "date (YYYY-MM-DD)")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d", "time (HH:mm)")
NUMBER = matching(r"-?\d+(\.\d+)?", "number in a string")

CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
_option_rest: dict[str, Check] = {"description": plain(75), "url": link(3000)}
OPTION = shape({"text": plain(75), "value": string(150)}, _option_rest)
RICH_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75), "url": link(3000)})
OPTION_GROUP = shape({"label": plain(75), "options": array(OPTION, 100)}, {})

_common: dict[str, Check] = {"action_id": string(255)}
_asked: dict[str, Check] = {**_common, "placeholder": plain(150), "focus_on_load": boolean}
_confirmed: dict[str, Check] = {**_asked, "confirm": CONFIRM}
_several: dict[str, Check] = {**_confirmed, "max_selected_items": integer(1, 100)}
_typed: dict[str, Check] = {
    **_asked,
    "dispatch_action_config": shape(
        {}, {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)}
    ),
}
_choices: dict[str, Check] = {"options": array(OPTION, 100), "option_groups": array(OPTION_GROUP, 100)}
_ids: Check = array(string(255), 100)

BUTTON = shape(
    {"text": plain(75)},
    {
        **_common,
        "url": link(3000),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)
IMAGE_ELEMENT = shape({"alt_text": string(2000)}, {"image_url": link(3000), "slack_file": anything})

ELEMENTS: dict[str, Check] = {
    "button": BUTTON,
    "overflow": shape({"options": array(OPTION, 5)}, {**_common, "confirm": CONFIRM}),
    "static_select": shape({}, {**_confirmed, **_choices, "initial_option": OPTION}),
    "multi_static_select": shape({}, {**_several, **_choices, "initial_options": array(OPTION, 100)}),
    "external_select": shape(
        {}, {**_confirmed, "initial_option": OPTION, "min_query_length": integer(0, 150)}
    ),
    "multi_external_select": shape(
        {}, {**_several, "initial_options": array(OPTION, 100), "min_query_length": integer(0, 150)}
    ),
    "users_select": shape({}, {**_confirmed, "initial_user": string(255)}),
    "multi_users_select": shape({}, {**_several, "initial_users": _ids}),
    "conversations_select": shape(
        {},
        {
            **_confirmed,
            "initial_conversation": string(255),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": anything,
        },
    ),
    "channels_select": shape(
        {}, {**_confirmed, "initial_channel": string(255), "response_url_enabled": boolean}
    ),
    "datepicker": shape({}, {**_confirmed, "initial_date": DATE}),
    "timepicker": shape({}, {**_confirmed, "initial_time": TIME, "timezone": string(255)}),
    "datetimepicker": shape(
        {},
        {
            **_common,
            "confirm": CONFIRM,
            "focus_on_load": boolean,
            "initial_date_time": integer(0, 9_999_999_999),
        },
    ),
    "checkboxes": shape(
        {"options": array(RICH_OPTION, 10)},
        {
            **_common,
            "confirm": CONFIRM,
            "focus_on_load": boolean,
            "initial_options": array(RICH_OPTION, 10),
        },
    ),
    "radio_buttons": shape(
        {"options": array(RICH_OPTION, 10)},
        {**_common, "confirm": CONFIRM, "focus_on_load": boolean, "initial_option": RICH_OPTION},
    ),
    "plain_text_input": shape(
        {},
        {
            **_typed,
            "multiline": boolean,
            "initial_value": string(3000),
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        {**_typed, "initial_value": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
    ),
    "email_text_input": shape({}, {**_typed, "initial_value": string(255)}),
    "url_text_input": shape({}, {**_typed, "initial_value": link(3000)}),
    "image": IMAGE_ELEMENT,
}

_MENUS = frozenset(name for name in ELEMENTS if name.endswith("_select"))
_PICKERS = frozenset({"datepicker", "timepicker", "checkboxes", "radio_buttons"})
ACCESSORY = _MENUS | _PICKERS | {"button", "overflow", "image"}
IN_ACTIONS = _MENUS | _PICKERS | {"button", "overflow", "datetimepicker"}
IN_INPUT = (
    _MENUS
    | _PICKERS
    | {"datetimepicker", "plain_text_input", "number_input", "email_text_input", "url_text_input"}
)


def _among(names: frozenset[str]) -> Check:
    return typed({name: ELEMENTS[name] for name in names})


_id: dict[str, Check] = {"block_id": string(255)}
_context_text: dict[str, Check] = {
    "plain_text": text(2000),
    "mrkdwn": text(2000),
    "image": IMAGE_ELEMENT,
}

BLOCKS: dict[str, Check] = {
    "section": shape(
        {},
        {
            **_id,
            "text": text(3000),
            "fields": array(text(2000), 10),
            "accessory": _among(ACCESSORY),
            "expand": boolean,
        },
    ),
    "divider": shape({}, _id),
    "header": shape({"text": plain(150)}, _id),
    "actions": shape({"elements": array(_among(IN_ACTIONS), 25)}, _id),
    "context": shape({"elements": array(typed(_context_text), 10)}, _id),
    "image": shape(
        {"alt_text": string(2000)},
        {**_id, "image_url": link(3000), "slack_file": anything, "title": plain(2000)},
    ),
    "input": shape(
        {"label": plain(2000), "element": _among(IN_INPUT)},
        {**_id, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "markdown": shape({"text": string(12000)}, _id),
    "rich_text": shape({"elements": array(anything, 1000)}, _id),
    "table": shape({"rows": array(anything, 100)}, {**_id, "column_settings": anything}),
    "video": anything,
    "context_actions": anything,
}
