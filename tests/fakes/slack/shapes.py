"""Small checks that build up into the description of a block: each reports what is wrong, and where."""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Report: TypeAlias = Callable[[str, str], None]
Check: TypeAlias = Callable[[Any, str, Report], None]


def string(most: int, least: int = 1) -> Check:
    """A string of so many characters."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str):
            report("must provide a string", at)
        elif len(value) < least:
            report(f"must be more than {least - 1} characters", at)
        elif len(value) > most:
            report(f"must be less than {most + 1} characters", at)

    return check


def matching(pattern: str, wanted: str) -> Check:
    """A string of a form: a date, a time."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            report(f"must be a valid {wanted}", at)

    return check


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: Any, at: str, report: Report) -> None:
        if value not in allowed:
            report(f"must be one of: {', '.join(allowed)}", at)

    return check


def boolean(value: Any, at: str, report: Report) -> None:
    """True or false."""
    if not isinstance(value, bool):
        report("must provide a boolean", at)


def integer(least: int, most: int) -> Check:
    """A whole number in bounds."""

    def check(value: Any, at: str, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            report(f"must be an integer between {least} and {most}", at)

    return check


def anything(value: Any, at: str, report: Report) -> None:
    """Not looked into here."""


def link(most: int) -> Check:
    """An http(s) address."""

    def check(value: Any, at: str, report: Report) -> None:
        string(most)(value, at, report)
        if isinstance(value, str) and not value.startswith(("https://", "http://", "mailto:", "tel:")):
            report("must be a valid URL", at)

    return check


def array(check_item: Check, most: int, least: int = 1) -> Check:
    """A list of so many items."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, list):
            report("must provide an array", at)
            return
        if len(value) > most:
            report(f"no more than {most} items allowed", at)
        if len(value) < least:
            report(f"must have at least {least} items", at)
        for place, item in enumerate(value):
            check_item(item, f"{at}/{place}", report)

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    """An object with these fields and no others (`type` is looked at elsewhere)."""
    known = {**required, **optional}

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report("must provide an object", at)
            return
        for key in required:
            if value.get(key) is None:
                report(f"missing required field: {key}", at)
        for key, item in value.items():
            if key == "type":
                continue
            if key not in known:
                report(f"invalid additional property: {key}", at)
            elif item is not None:
                known[key](item, f"{at}/{key}", report)

    return check


def typed(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says how it looks."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report("must provide an object", at)
        elif "type" not in value:
            report("missing required field: type", at)
        elif value["type"] not in kinds:
            report(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            kinds[value["type"]](value, at, report)

    return check


def text(most: int) -> Check:
    """A text object, plain or mrkdwn."""
    return typed({"plain_text": _plain_shape(most), "mrkdwn": _mrkdwn_shape(most)})


def plain(most: int) -> Check:
    """A text object that must be plain."""
    return typed({"plain_text": _plain_shape(most)})


def _plain_shape(most: int) -> Check:
    return shape({"text": string(most)}, {"emoji": boolean})


def _mrkdwn_shape(most: int) -> Check:
    return shape({"text": string(most)}, {"verbatim": boolean})
