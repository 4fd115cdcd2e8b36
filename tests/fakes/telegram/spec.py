"""Incoming calls against the Bot API's specification: nothing unknown, nothing missing, right types.

Telegram itself overlooks unknown fields and converts what it can; here they are refused, because a field
silently ignored is a fault in the caller. Where Telegram has words for a missing field, they are used.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from tests.fakes.telegram.model import Json, Upload
from tests.fakes.telegram.refusals import QUERY_TOO_OLD, RefusalError

_SPEC: Json = json.loads(Path(__file__).with_name("spec.json").read_text("utf-8"))
METHODS: dict[str, str] = {name.lower(): name for name in _SPEC["methods"]}
_MISSING = {
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "text": "message text is empty",
    "callback_query_id": QUERY_TOO_OLD,
    "file_id": "file_id not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "action": "wrong parameter action in request",
}


class _MismatchError(Exception):
    pass


def checked(
    method: str, given: Mapping[str, object], uploads: Mapping[str, Upload], *, as_text: bool
) -> Json:
    """The arguments with the types of the specification; `as_text`: they came as a form or a query."""
    fields: dict[str, Json] = _SPEC["methods"][method]
    args: Json = {}
    for name, raw in given.items():
        if name not in fields:
            raise RefusalError.bad(f'{method} has no field "{name}"')
        value = _parsed(raw, fields[name]["types"]) if as_text else raw
        try:
            _check_any(value, fields[name]["types"], name)
        except _MismatchError as wrong:
            raise RefusalError.bad(f"{method}: {wrong}") from wrong
        args[name] = value
    args.update(_files(method, fields, uploads, given))
    for name, rule in fields.items():
        if rule.get("required") and args.get(name) in (None, ""):
            raise RefusalError.bad(_MISSING.get(name, f'parameter "{name}" is required'))
    return args


def _files(
    method: str, fields: Mapping[str, Json], uploads: Mapping[str, Upload], given: Mapping[str, object]
) -> Json:
    """Uploads that are arguments themselves; the others must be spoken of by `attach://`."""
    found: Json = {}
    text = json.dumps(given, default=str)
    for name, upload in uploads.items():
        if "InputFile" in fields.get(name, {}).get("types", ()):
            found[name] = upload
        elif f"attach://{name}" not in text:
            raise RefusalError.bad(f'{method} has no file field "{name}"')
    return found


def _parsed(raw: object, types: list[str]) -> object:
    """A form's text as the type wanted; the text itself where it is none."""
    if not isinstance(raw, str) or types == ["String"]:
        return raw
    if "Boolean" in types:
        return {"true": True, "false": False}.get(raw.lower(), raw)
    if "Integer" in types and raw.lstrip("-").isdecimal():
        return int(raw)
    if "Float" in types or any(kind[0].isupper() and kind not in ("String", "InputFile") for kind in types):
        try:
            return cast("object", json.loads(raw))
        except json.JSONDecodeError:
            return raw
    return raw


def _check_any(value: object, types: list[str], where: str) -> None:
    wrong: list[_MismatchError] = []
    for kind in types:
        try:
            _check(value, kind, where)
        except _MismatchError as mismatch:
            wrong.append(mismatch)
        else:
            return
    # The message about the deepest place is about the type that was meant.
    raise max(wrong, key=lambda mismatch: str(mismatch).count("."))


def _check(value: object, kind: str, where: str) -> None:
    if kind.startswith("Array of "):
        _check_array(value, kind.removeprefix("Array of "), where)
    elif kind in _PLAIN:
        if type(value) not in _PLAIN[kind]:
            raise _MismatchError(f'field "{where}" must be of type {kind}')
    elif kind == "KeyboardButton" and isinstance(value, str):
        return
    else:
        _check_object(value, kind, where)


def _check_array(value: object, inner: str, where: str) -> None:
    if not isinstance(value, list):
        raise _MismatchError(f'field "{where}" must be of type Array')
    for position, item in enumerate(value):
        _check(item, inner, f"{where}.{position}")


def _check_object(value: object, kind: str, where: str) -> None:
    rule: Json = _SPEC["types"][kind]
    if not isinstance(value, dict):
        raise _MismatchError(f'field "{where}" must be of type {kind}')
    if "one_of" in rule:
        _check_any(value, rule["one_of"], where)
        return
    fields: dict[str, Any] = rule["fields"]
    for name, item in value.items():
        if name not in fields:
            raise _MismatchError(f'{kind} in "{where}" has no field "{name}"')
        _check_any(item, fields[name]["types"], f"{where}.{name}")
        if fields[name].get("must_be", item) != item:
            raise _MismatchError(f'field "{where}.{name}" must be {fields[name]["must_be"]}')
    for name, field in fields.items():
        if field.get("required") and name not in value:
            raise _MismatchError(f'can\'t find field "{where}.{name}"')


_PLAIN: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "Integer": (int,),
    "Boolean": (bool,),
    "Float": (int, float),
    "InputFile": (),
}
