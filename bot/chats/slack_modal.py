"""A form as a modal: a field each, what is known filled in; and a submitted modal as raw answers."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot import texts
from bot.chats.slack_view import Json, cleaned, plain, shortened
from bot.forms import Option, Spec

MODAL = "form:"
FIELD, QUICK = "f:", "q:"
ANSWER = "answer"
TITLE, LABEL, HINT = 24, 2_000, 150
MOST_OPTIONS = 100
OPTION_TEXT, OPTION_VALUE = 75, 150
LONGEST = 3_000
ERROR = 300


def modal(
    form: Mapping[str, Any],
    specs: Mapping[str, Spec],
    picked: Mapping[str, Option],
    language: str,
    *,
    question: bool,
) -> Json:
    """A drawn form (see bot.sending.View) as a modal; `picked` are the records that are known already.

    `question` says that the form is being asked step by step in the chat as well.
    """
    blocks: list[Json] = []
    for field in form["fields"]:
        blocks += _asked(field, specs.get(field["name"]), picked.get(field["name"]), language)
    code = str(form["name"]).replace("_", "-")
    title = texts.render(language, f"modal-{code}", {}) if texts.has(language, f"modal-{code}") else "Baton"
    return {
        "type": "modal",
        "callback_id": f"{MODAL}{form['name']}",
        "title": plain(title, TITLE),
        "submit": plain(texts.render(language, "slack-submit", {}), TITLE),
        "close": plain(texts.render(language, "slack-close", {}), TITLE),
        "private_metadata": json.dumps({"hidden": form.get("hidden", {}), "question": question}),
        "blocks": blocks,
    }


def answers(view: Mapping[str, Any]) -> dict[str, str]:
    """A submitted modal's raw answers by field, with what the form carries and never asks."""
    given: dict[str, str] = {str(k): str(v) for k, v in _hidden(view).items()}
    values: Mapping[str, Mapping[str, Any]] = view["state"]["values"]
    for block_id, held in values.items():
        name = block_id.removeprefix(FIELD).removeprefix(QUICK)
        value = next((_value(one) for one in held.values()), "")
        if block_id.startswith(FIELD) or not given.get(name):
            given[name] = value or given.get(name, "")
    return given


def errors(form: Mapping[str, Any], fallback: str) -> dict[str, str]:
    """The faults of a form that is asked again, by the modal's blocks."""
    told = {
        FIELD + field["name"]: shortened(field["error"], ERROR)
        for field in form["fields"]
        if field.get("error")
    }
    return told or {FIELD + form["fields"][0]["name"]: shortened(fallback, ERROR)}


def options(found: Sequence[Option]) -> list[Json]:
    """What a search found, as a menu shows it."""
    seen: dict[str, Json] = {}
    for one in found[:MOST_OPTIONS]:
        if one.value and len(one.value) <= OPTION_VALUE:
            seen.setdefault(one.value, _option(one.value, one.label))
    return list(seen.values())


def _asked(field: Mapping[str, Any], spec: Spec | None, picked: Option | None, language: str) -> list[Json]:
    """The blocks of one field; a moment has a menu of the usual ones beside its line."""
    value = cleaned(str(field.get("value", "")))
    choices = options([Option(one["value"], one["label"]) for one in field.get("options", [])])
    if field["kind"] == "pick":
        element: Json = {"type": "external_select", "min_query_length": 0}
        if picked is not None:
            element["initial_option"] = _option(picked.value, picked.label)
        return [_input(FIELD, field, element, optional=field["optional"])]
    if field["kind"] == "choice" and choices:
        return [_input(FIELD, field, _menu(choices, value), optional=field["optional"])]
    element = {"type": "plain_text_input", "max_length": LONGEST}
    if spec is not None and spec.kind == "text":
        element |= {"multiline": spec.multiline, "max_length": min(LONGEST, spec.at_most or LONGEST)}
    if value:
        element["initial_value"] = value[: element["max_length"]]
    if choices and field["kind"] == "when":
        usual = _menu(choices, "")
        label = {**field, "label": texts.render(language, "slack-usual", {})}
        return [
            _input(FIELD, field, element, optional=True),
            _input(QUICK, label, usual, optional=True),
        ]
    if choices:
        element["placeholder"] = plain(" · ".join(one["text"]["text"] for one in choices), HINT)
    return [_input(FIELD, field, element, optional=field["optional"])]


def _input(kind: str, field: Mapping[str, Any], element: Json, *, optional: bool) -> Json:
    return {
        "type": "input",
        "block_id": kind + field["name"],
        "label": plain(field["label"], LABEL),
        "optional": optional,
        "element": {**element, "action_id": ANSWER},
    }


def _menu(choices: Sequence[Json], value: str) -> Json:
    element: Json = {"type": "static_select", "options": list(choices)}
    known = [one for one in choices if value and value in (one["value"], one["text"]["text"])]
    return {**element, "initial_option": known[0]} if known else element


def _option(value: str, label: str) -> Json:
    return {"text": plain(label, OPTION_TEXT), "value": value}


def _value(held: Mapping[str, Any]) -> str:
    if isinstance(held.get("selected_option"), dict):
        return str(held["selected_option"]["value"])
    return str(held.get("value") or "")


def from_question(view: Mapping[str, Any]) -> bool:
    """Whether the modal was opened from a question in the chat, which it answers then."""
    return bool(_carried(view).get("question"))


def _hidden(view: Mapping[str, Any]) -> Mapping[str, Any]:
    hidden = _carried(view).get("hidden", {})
    return hidden if isinstance(hidden, dict) else {}


def _carried(view: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        carried = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return carried if isinstance(carried, dict) else {}
