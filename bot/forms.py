"""A form is one frozen dataclass: how each field is asked, and how what was typed becomes its value."""

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.context import Context
from bot.errors import FormErrors, UserError
from bot.reading import READERS


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: its value and the words on it."""

    value: str
    label: str


Options = Callable[[Context], Sequence[Option]]
Search = Callable[[Context, str], Sequence[Option]]


@dataclass(frozen=True, slots=True)
class Spec:
    """How a field is asked. `options` are all there is (choice) or quick answers; `search` finds more."""

    kind: str
    optional: bool = False
    options: Options | None = None
    search: Search | None = None
    at_least: int | None = None
    at_most: int | None = None
    multiline: bool = False
    hidden: bool = False
    shown_by: str | None = None


def text(*, optional: bool = False, multiline: bool = False, at_most: int = 500) -> Any:
    """Words, cleaned of control characters, at most `at_most` characters (2,000 where several lines)."""
    return _field(Spec("text", optional, at_most=2_000 if multiline else at_most, multiline=multiline))


def choice(options: Options, *, optional: bool = False) -> Any:
    """One of the options offered; anything else is refused."""
    return _field(Spec("choice", optional, options=options))


def number(
    *, at_least: int = 0, at_most: int = 1_000_000, optional: bool = False, quick: Options | None = None
) -> Any:
    """A whole number within bounds."""
    return _field(Spec("number", optional, options=quick, at_least=at_least, at_most=at_most))


def money(*, optional: bool = False) -> Any:
    """An amount of money; without a sign it is in the company's currency."""
    return _field(Spec("money", optional))


def when(*, optional: bool = False, quick: Options | None = None) -> Any:
    """A moment still to come, as people say it."""
    return _field(Spec("when", optional, options=quick))


def phone(*, optional: bool = False) -> Any:
    """A telephone number in any writing."""
    return _field(Spec("phone", optional))


def email(*, optional: bool = False) -> Any:
    """An e-mail address."""
    return _field(Spec("email", optional))


def pick(search: Search, *, optional: bool = False) -> Any:
    """A record found by searching; its value is the record's number."""
    return _field(Spec("pick", optional, search=search))


def hidden(*, optional: bool = False) -> Any:
    """Something the form carries and never asks (the record it changes)."""
    return _field(Spec("text", optional, hidden=True, at_most=100))


def record(*, optional: bool = False, shown_by: str | None = None) -> Any:
    """The number (or the version) of the record that the form is about: carried, never asked.

    `shown_by` is the action that shows the record again when the form is closed without being taken.
    """
    return _field(Spec("number", optional, hidden=True, at_least=1, at_most=999_999_999, shown_by=shown_by))


def _field(spec: Spec) -> Any:
    return dataclasses.field(default=None, metadata={"spec": spec})


def name_of(form: type) -> str:
    """The form's fixed name: LogCall is log_call."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", form.__name__).lower()


def specs(form: type) -> dict[str, Spec]:
    """The fields of a form in the order they are asked."""
    return {item.name: item.metadata["spec"] for item in dataclasses.fields(form)}


def parse(ctx: Context, form: type[Any], raw: Mapping[str, str]) -> Any:
    """The typed form, or FormErrors with every field that is wrong; fields it does not have are refused."""
    known = specs(form)
    errors: dict[str, UserError] = {
        name: UserError("form.unknown_field") for name in raw if name not in known
    }
    values: dict[str, Any] = {}
    for name, spec in known.items():
        try:
            values[name] = parse_field(ctx, spec, raw.get(name, ""))
        except UserError as error:
            errors[name] = error
    if errors:
        raise FormErrors(errors)
    return form(**values)


def parse_field(ctx: Context, spec: Spec, raw: str) -> Any:
    """One answer as its value; raises UserError with what to write instead."""
    typed = str(raw).strip()
    if not typed:
        if spec.optional:
            return None
        raise UserError("form.required")
    if spec.kind == "choice":
        return _chosen(ctx, spec, typed)
    if spec.kind == "pick":
        return _picked(ctx, spec, typed)
    return READERS[spec.kind](ctx, typed, spec.at_least, spec.at_most)


def _chosen(ctx: Context, spec: Spec, typed: str) -> str:
    assert spec.options is not None  # noqa: S101 - a choice is always made with options
    for option in spec.options(ctx):
        if typed.casefold() in (option.value.casefold(), option.label.casefold()):
            return option.value
    raise UserError("form.not_an_option", typed=typed)


def _picked(ctx: Context, spec: Spec, typed: str) -> int:
    assert spec.search is not None  # noqa: S101 - a pick is always made with a search
    found = spec.search(ctx, typed)
    if len(found) == 1 or (found and found[0].value == typed):
        return int(found[0].value)
    raise UserError("form.several" if found else "form.nobody", typed=typed)
