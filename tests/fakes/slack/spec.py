"""The Web API's own description: which arguments a method takes, and whether these are of that kind."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fakes.slack.journal import Json, Refused


@dataclass(frozen=True, slots=True)
class Method:
    """A method: its arguments (name to type), what it needs, and how often it may be called."""

    name: str
    json: bool
    tier: str
    scopes: tuple[str, ...]
    types: dict[str, str]
    required: tuple[str, ...]


_ALWAYS_TAKEN = frozenset({"team_id"})  # slack_sdk adds it to every call of an installed app


def load() -> dict[str, Method]:
    """The methods of spec.json by name."""
    raw = json.loads(Path(__file__).with_name("spec.json").read_text(encoding="utf-8"))
    return {name: _method(name, body) for name, body in raw["methods"].items()}


def _method(name: str, body: Json) -> Method:
    arguments: dict[str, Json] = body["args"]
    return Method(
        name,
        body["json"],
        body["tier"],
        tuple(body["scopes"]),
        {key: argument["type"] for key, argument in arguments.items()},
        tuple(key for key, argument in arguments.items() if argument.get("required")),
    )


def checked(method: Method, given: Json) -> Json:
    """The arguments in their own types, or Slack's refusal naming all that is wrong at once."""
    problems = [
        f"[ERROR] missing required field: {key}" for key in method.required if given.get(key) in (None, "")
    ]
    problems += [
        f"[ERROR] invalid additional property: {key}"
        for key in given
        if key not in method.types.keys() | _ALWAYS_TAKEN
    ]
    values: Json = {}
    for key, value in given.items():
        if key in method.types:
            read, fine = _READ[method.types[key]](value)
            if not fine:
                problems.append(f"[ERROR] must be a valid {method.types[key]} [json-pointer:/{key}]")
            values[key] = read
    if problems:
        raise Refused(_word(problems, values), *problems)
    return values


def _word(problems: list[str], values: Json) -> str:
    broken_blocks = any("[json-pointer:/blocks]" in problem for problem in problems)
    return "invalid_blocks_format" if broken_blocks and "blocks" in values else "invalid_arguments"


def _string(value: Any) -> tuple[Any, bool]:
    return value, isinstance(value, str)


def _boolean(value: Any) -> tuple[Any, bool]:
    if isinstance(value, bool):
        return value, True
    words = {"true": True, "1": True, "false": False, "0": False}
    return words.get(str(value).lower()), str(value).lower() in words


def _integer(value: Any) -> tuple[Any, bool]:
    if isinstance(value, int) and not isinstance(value, bool):
        return value, True
    text = str(value)
    return (int(text), True) if text.isascii() and text.isdigit() else (value, False)


def _parsed(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _array(value: Any) -> tuple[Any, bool]:
    read = _parsed(value)
    return read, isinstance(read, list) and all(isinstance(item, dict | str) for item in read)


def _object(value: Any) -> tuple[Any, bool]:
    read = _parsed(value)
    return read, isinstance(read, dict)


_READ: dict[str, Callable[[Any], tuple[Any, bool]]] = {
    "string": _string,
    "boolean": _boolean,
    "integer": _integer,
    "array": _array,
    "object": _object,
}
