"""What a telephone system says about a call, in whatever words it has for it."""

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import parse_qsl

from bot.events import TELEPHONE, Rang, Who

EXTENSION = re.compile(r"\d{1,8}")
SHORT = 7  # an extension has fewer digits than a number
LONGEST = 200
MOST_SECONDS = 24 * 3600


class NotUnderstood(Exception):  # noqa: N818
    """A body that tells of no call; says what is missing."""


def read(body: bytes, kind: str) -> Rang:
    """An event from a request's body: JSON, or the fields of a form. Raises NotUnderstood."""
    told = _fields(body, kind)
    state = _code("state", _need(told, "state"))
    if state is None:
        raise NotUnderstood("event: one of ringing, answered, ended")
    number = _need(told, "id")
    direction = _direction(told)
    own, other = ("to", "from") if direction == "inbound" else ("from", "to")
    extension = EXTENSION.search(told.get("extension") or told.get(own) or "")
    if extension is None:
        raise NotUnderstood("extension: the digits of the extension that rings")
    call = told.get("call") or number
    return Rang(
        who=Who(TELEPHONE, extension.group()),
        state=cast(Literal["ringing", "answered", "ended"], state),
        call=call,
        number=_number(told.get(other)),
        direction=direction,
        id=f"{number}:{state}:{extension.group()}",
        at=_moment(told.get("at")),
        talked=_seconds(told.get("talked")),
        sure="call" in told,
    )


def _fields(body: bytes, kind: str) -> dict[str, str]:
    """What was told, by our names; the first of several spellings counts."""
    try:
        text = body.decode("utf-8")
        raw: Any = json.loads(text) if kind != "application/x-www-form-urlencoded" else dict(parse_qsl(text))
    except (ValueError, RecursionError) as error:
        raise NotUnderstood("the body is neither JSON nor a form") from error
    if not isinstance(raw, Mapping):
        raise NotUnderstood("the body is no object")
    given = {
        _bare(name): str(value).strip()[:LONGEST]
        for name, value in raw.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip()
    }
    named = {name: [given[_bare(one)] for one in (name, *others) if _bare(one) in given]
             for name, others in _words()["fields"].items()}  # fmt: skip
    return {name: values[0] for name, values in named.items() if values}


def _need(told: Mapping[str, str], name: str) -> str:
    if name not in told:
        shown = {"state": "event"}.get(name, name)
        raise NotUnderstood(f"{shown}: missing")
    return told[name]


def _code(family: str, text: str) -> str | None:
    bare = _bare(text)
    return next(
        (code for code, words in _words()[family].items() if bare in map(_bare, (code, *words))), None
    )


def _direction(told: Mapping[str, str]) -> Literal["inbound", "outbound"]:
    """As it was told; else a call from an extension goes out."""
    said = _code("direction", told.get("direction", ""))
    if said is None:
        digits = [sign for sign in told.get("from", "") if sign.isdecimal()]
        out = 0 < len(digits) < SHORT and told.get("from") != told.get("to")
        said = "outbound" if out and len(told.get("to", "")) >= SHORT else "inbound"
    return "outbound" if said == "outbound" else "inbound"


def _number(text: str | None) -> str | None:
    """A number as it can be read; None for one that is withheld."""
    plain = re.sub(r"^(?:tel|sips?):|@.*$", "", text or "", flags=re.IGNORECASE)
    named = re.search(r"<([^>]*)>", plain)
    plain = named.group(1) if named else plain
    return plain if sum(sign.isdecimal() for sign in plain) >= 3 else None


def _moment(text: str | None) -> datetime | None:
    """A moment: ISO with its offset (UTC without), or seconds or milliseconds since 1970."""
    if not text:
        return None
    try:
        if re.fullmatch(r"\d+(\.\d+)?", text):
            seconds = float(text)
            return datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
        at = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _seconds(text: str | None) -> int | None:
    if not text or not re.fullmatch(r"\d{1,6}(\.\d+)?", text):
        return None
    return min(int(float(text)), MOST_SECONDS)


def _bare(text: object) -> str:
    return re.sub(r"[\W_]", "", str(text)).casefold()


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("telephone.toml").read_text("utf-8"))
