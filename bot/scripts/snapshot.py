"""Scripts and running calls as plain values for JSON, so that they outlive restarts and edits."""

from typing import Any

from pydantic import TypeAdapter

from bot.scripts.model import Script
from bot.scripts.walk import Run

_SCRIPT: TypeAdapter[Script] = TypeAdapter(Script)
_RUN: TypeAdapter[Run] = TypeAdapter(Run)


def script_to_dict(script: Script) -> dict[str, Any]:
    """The script as dicts, lists and texts."""
    written: dict[str, Any] = _SCRIPT.dump_python(script, mode="json")
    return written


def script_to_json(script: Script) -> bytes:
    """The script as one line of JSON; the same script gives the same bytes."""
    return _SCRIPT.dump_json(script)


def script_from_dict(written: dict[str, Any]) -> Script:
    """The same script again; pydantic's ValidationError (a ValueError) when it is none."""
    return _SCRIPT.validate_python(written)


def run_to_dict(run: Run) -> dict[str, Any]:
    """The position as dicts, lists and texts; known names in a fixed order."""
    written: dict[str, Any] = _RUN.dump_python(run, mode="json")
    written["known"] = sorted(written["known"])
    return written


def run_from_dict(written: dict[str, Any]) -> Run:
    """The same position again."""
    return _RUN.validate_python(written)
