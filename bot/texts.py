"""Every word that people read, by key, in three languages (Fluent files under locale/).

A parameter that is a list of facts is told by the message's attribute of the same name, once an item,
one a line (or joined by the attribute `<name>-joint`); an empty list by the attribute `<name>-none`.
"""

from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime.types import fluent_number

from bot.phrases import Phrases
from bot.sales.money import Money, format_money
from bot.sales.times import format_day, format_when

LANGUAGES = ("en", "zh-TW", "zh-CN")
_now: ContextVar[datetime | None] = ContextVar("now", default=None)  # decides whether a year must be told
ECHOED = ("query", "typed", "word")  # his own words: he knows them, and they may be thousands
MOST_ECHOED = 80
EMPTY_LINE = "\x00"  # what LINE() writes, so that a wanted empty line survives
FOLDER = Path(__file__).parent / "locale"


class MissingWords(Exception):  # noqa: N818
    """A key or a parameter that the words need is not there: a fault of ours, found by the checks."""


def render(language: str, key: str, params: Mapping[str, Any], *, now: datetime | None = None) -> str:
    """The text of a key for a reader of this language; raises MissingWords if it cannot be told.

    A line that its parts leave empty is dropped, so an optional line is simply written on its own.
    """
    token = _now.set(now)
    try:
        return _Words(language).message(key.replace(".", "-"), params)
    finally:
        _now.reset(token)


def has(language: str, key: str) -> bool:
    """Whether a key has words in this language."""
    return key.replace(".", "-") in _phrases(language)


def word(language: str, kind: str, code: str) -> str:
    """A code of the trade (`tier`, `smb`) in the reader's language; a company's own code as it is written."""
    key = f"{kind}-{code}".replace(".", "-").replace("_", "-")
    return render(language, key, {}) if has(language, key) else code


class _Words:
    """One rendering in a language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]

    def message(self, key: str, params: Mapping[str, Any]) -> str:
        phrases = _phrases(self.language)
        if key not in phrases:
            raise MissingWords(f"{self.language}: no words for {key}")
        message = phrases.get(key)
        plain = {name: self.plain(message, name, value) for name, value in params.items()}
        return self.format(message.value, plain, key)

    def format(self, pattern: Any, plain: dict[str, Any], key: str) -> str:
        text, errors = _phrases(self.language).format(pattern, plain)
        if errors:
            raise MissingWords(f"{self.language}: {key}: {errors[0]}")
        lines = (line.rstrip() for line in text.split("\n") if line.strip())
        return "\n".join(lines).replace(EMPTY_LINE, "")

    def plain(self, message: Any, name: str, value: Any) -> Any:
        """A value as Fluent takes it: strings and numbers; lists of facts become lines."""
        if isinstance(value, Sequence) and not isinstance(value, str):
            return self.lines(message, name, value)
        if isinstance(value, Mapping):
            return _mapping_text(value)
        if name in ECHOED and isinstance(value, str) and len(value) > MOST_ECHOED:
            return value[:MOST_ECHOED] + "…"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, datetime | date):
            return value.isoformat()
        return "" if value is None else str(value) if isinstance(value, Decimal) else value

    def lines(self, message: Any, name: str, items: Sequence[Any]) -> str:
        pattern = message.attributes.get(name if items else f"{name}-none")
        if pattern is None:
            return ", ".join(str(item) for item in items if not isinstance(item, Mapping))
        if not items:
            return self.format(pattern, {}, name)
        rows = [item if isinstance(item, Mapping) else {"item": item} for item in items]
        nested = [{key: self.plain(message, key, value) for key, value in row.items()} for row in rows]
        joint = message.attributes.get(f"{name}-joint")
        told = (self.format(pattern, {"n": number, **row}, name) for number, row in enumerate(nested, 1))
        return ("\n" if joint is None else _exactly(joint, self.language)).join(told)


def _exactly(pattern: Any, language: str) -> str:
    return _phrases(language).format(pattern, {})[0]


def _mapping_text(value: Mapping[str, Any]) -> str:
    if set(value) == {"amount", "currency"}:
        return f"{value['amount']} {value['currency']}"
    return ", ".join(f"{key}: {item}" for key, item in value.items())


@cache
def _phrases(language: str) -> Phrases:
    return Phrases(FOLDER / language, language, _functions(language))


def _functions(language: str) -> dict[str, Callable[..., Any]]:
    """What the words may call.

    WORD(code, kind: "tier"), WORDS for several · WHEN(moment), DAY(date), SPAN(first, last day) ·
    MONEY(amount), PERCENT(share), WHOLE(number without its fraction) · HAS(value): yes, no ·
    PART(value, before: " · ", after: "", most: 200): the value, or its beginning, with its surroundings ·
    LINE(): an empty line that stays.
    """

    def code(value: Any, kind: str = "") -> str:
        return word(language, str(kind), str(value)) if value else ""

    def codes(value: Any, kind: str = "") -> str:
        return _joined(language, [word(language, str(kind), one) for one in str(value).split(", ") if one])

    def when(value: Any) -> str:
        return format_when(datetime.fromisoformat(str(value)), language, _now.get()) if value else ""

    def day(value: Any) -> str:
        if not value:
            return ""
        on, now = date.fromisoformat(str(value)[:10]), _now.get()
        return format_day(on, language, year=now is not None and now.year != on.year)

    def span(first: Any, last: Any) -> str:
        begins, ends = day(first), day(last)
        return begins if begins == ends else f"{begins}{' to ' if language == 'en' else '到 '}{ends}"

    def money(value: Any) -> str:
        amount, _, currency = str(value).partition(" ")
        return format_money(Money(Decimal(amount), currency), language) if amount else ""

    def percent(value: Any) -> str:
        return f"{round(float(value) * 100)}{' ' if language == 'en' else ''}%" if value != "" else ""

    times: dict[str, Callable[..., Any]] = {"WHEN": when, "DAY": day, "SPAN": span}
    told = {"WORD": code, "WORDS": codes, **times, "MONEY": money, "PERCENT": percent, "WHOLE": _whole}
    return {**told, "PART": _part, "HAS": _has, "LINE": lambda: EMPTY_LINE}


def _whole(value: Any) -> Any:
    return fluent_number(int(float(value)))


def _part(value: Any, before: str = "", after: str = "", most: int = 0) -> str:
    text = str(value)
    shown = text[: int(most)] + "…" if most and len(text) > int(most) else text
    return f"{before}{shown}{after}" if text else ""


def _has(value: Any) -> str:
    return "yes" if str(value) not in ("", "no") else "no"


def _joined(language: str, words: Sequence[str]) -> str:
    return (", " if language == "en" else "、").join(words)
