"""What is wrong in a policy file, so that it can be put right: where, what, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

Path = tuple[str | int, ...]
FaultCode = Literal[
    "unreadable",
    "bad_toml",
    "too_large",
    "unknown_key",
    "missing",
    "unknown_code",
    "wrong_type",
    "not_allowed",
]
_SHOWN = 60
_EXAMPLES = {r"^[A-Z]{3}$": '"TWD"', r"^([A-Z]{2}(-[A-Z0-9]{1,3})?|\*)$": '"TW", "US-CA" or "*"'}
_TYPES = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list in [ ]",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: `key` as written in the file (tiers.smb.icp), `line` from 1 (0: the file as a whole)."""

    file: str
    line: int
    key: str
    code: FaultCode
    wrong: str
    nearest: str = ""
    instead: str = ""

    def __str__(self) -> str:
        """One line for a terminal or log."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        about = f"{self.key}: {self.wrong}" if self.key else self.wrong
        nearest = f"; did you mean {self.nearest}?" if self.nearest else ""
        instead = f"; write {self.instead}" if self.instead else ""
        return f"{place}: {about}{nearest}{instead}"


class PolicyFaults(ValueError):  # noqa: N818
    """All faults of a policy file at once, in the order of its lines."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults; the text of the exception has one a line."""
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.line, fault.key)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault before it has been looked up in the file; its path is of the merged policy, or `own`."""

    path: Path
    code: FaultCode
    wrong: str
    nearest: str = ""
    instead: str = ""
    own: bool = False


def nearest_of(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`; "" when none is near."""
    found = process.extractOne(word, sorted(known), scorer=fuzz.WRatio, score_cutoff=70)
    return found[0] if found else ""


def from_pydantic(error: ErrorDetails, model: type[BaseModel]) -> Finding:
    """A pydantic error as a finding in plain words."""
    path: Path = error["loc"]
    kind, context, given = error["type"], error.get("ctx", {}), error["input"]
    if kind == "extra_forbidden":
        known = _fields_at(model, path[:-1])
        instead = "" if nearest_of(str(path[-1]), known) else f"one of {_listed(known)}"
        return Finding(path, "unknown_key", "no such key", nearest_of(str(path[-1]), known), instead)
    if kind == "missing":
        return Finding(path, "missing", "is missing", instead=f"{path[-1]} = ...")
    if kind == "literal_error":
        allowed = [word.strip().strip("'") for word in context["expected"].replace(" or ", ", ").split(",")]
        nearest = nearest_of(given, allowed) if isinstance(given, str) else ""
        return Finding(
            path, "unknown_code", f"{_shown(given)} is not known", nearest, f"one of {_listed(allowed)}"
        )
    if kind == "value_error":
        return Finding(path, "not_allowed", str(context["error"]))
    if kind in _TYPES:
        return Finding(path, "wrong_type", f"{_shown(given)} is of the wrong kind", instead=_TYPES[kind])
    if kind.startswith("bad_") or kind.startswith("empty_") or kind.startswith("unknown_"):
        return Finding(
            path,
            "not_allowed",
            f"{_shown(given)}: {error['msg']}",
            context.get("nearest", ""),
            context.get("instead", ""),
        )
    return Finding(path, "not_allowed", f"{_shown(given)} is not allowed", instead=_bounds(error))


def _bounds(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    for name, text in (
        ("gt", "more than"),
        ("ge", "at least"),
        ("lt", "less than"),
        ("le", "at most"),
        ("min_length", "this many entries or more:"),
        ("max_length", "this many entries or fewer:"),
    ):
        if name in context:
            return f"{text} {context[name]:g}"
    if "pattern" in context:
        return _EXAMPLES.get(context["pattern"], "small letters, digits and _")
    return error["msg"]


def _shown(given: Any) -> str:
    text = repr(given)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))


def _fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a table at this place may have."""
    here: Any = model
    for part in path:
        if isinstance(here, type) and issubclass(here, BaseModel) and part in here.model_fields:
            here = _model_in(here.model_fields[str(part)].annotation)
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _model_in(annotation: Any) -> Any:
    """The model inside an annotation such as tuple[Model, ...] or Model | None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
