"""Which column holds what: names of columns in many words, known by data (headers.toml)."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from opencc import OpenCC

KINDS = (
    "accounts",
    "contacts",
    "products",
    "stock",
    "orders",
    "promotions",
    "calls",
    "followups",
    "opportunities",
    "users",
)
PUNCTUATION = re.compile(r"[\W_]+")
BRACKETS = re.compile(r"^(.+?)\s*[(\[（【](.{1,20})[)\]）】]\s*$")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a column goes: `field` as in headers.toml, and the words in its brackets."""

    header: str
    field: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class HeaderMap:
    """The columns of a file: one target a column (None = empty header or left out) and what to tell."""

    targets: tuple[Target | None, ...]
    unknown: tuple[str, ...]
    ignored: tuple[str, ...]
    doubled: tuple[str, ...]

    def fields(self) -> frozenset[str]:
        """The fields that have a column."""
        return frozenset(target.field for target in self.targets if target)


@lru_cache(maxsize=20_000)
def squeeze(text: str) -> str:
    """A column name or code word for comparing: no case, width, punctuation or script of Chinese."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = PUNCTUATION.sub("", folded)
    return kept if kept.isascii() else _converter().convert(kept)


def map_headers(kind: str, names: Sequence[str]) -> HeaderMap:
    """Give every column of a file its field; the first of two columns for one field keeps it."""
    targets: list[Target | None] = []
    unknown: list[str] = []
    ignored: list[str] = []
    doubled: list[str] = []
    taken: set[str] = set()
    for name in (raw.strip() for raw in names):
        if not name:
            targets.append(None)
            continue
        target = find_target(kind, name)
        if target is None and squeeze(name) in _ignored():
            ignored.append(name)
            targets.append(None)
            continue
        if target is None:
            unknown.append(name)
        elif target.field in taken and not target.field.startswith("phone."):
            doubled.append(name)
            target = None
        target = target or Target(name, f"custom.{_free_name(name, taken)}")
        taken.add(target.field)
        targets.append(target)
    return HeaderMap(tuple(targets), tuple(unknown), tuple(ignored), tuple(doubled))


def find_target(kind: str, name: str) -> Target | None:
    """The field that a column name stands for in this kind of file; None when nobody knows it."""
    known = aliases(kind)
    if name.startswith("custom.") and len(name) > len("custom."):
        return Target(name, name)
    if field := known.get(squeeze(name)):
        return Target(name, field)
    if (bracketed := BRACKETS.match(name)) and (field := known.get(squeeze(bracketed[1]))):
        return Target(name, field, bracketed[2])
    return None


def likeness(names: Iterable[str]) -> tuple[int, int]:
    """How many of these cells are column names of any kind, and how many are filled."""
    filled = [name.strip() for name in names if name.strip()]
    known = sum(
        1 for name in filled if squeeze(name) in _ignored() or any(find_target(kind, name) for kind in KINDS)
    )
    return known, len(filled)


@cache
def aliases(kind: str) -> dict[str, str]:
    """Squeezed column name -> field, for one kind of file; a field's own name is an alias too."""
    table: dict[str, list[str]] = _data()[kind]
    known = {squeeze(field): field for field in table}
    for field, names in table.items():
        for name in names:
            known.setdefault(squeeze(name), field)
    return known


@cache
def vocabulary() -> frozenset[str]:
    """Every character that stands in a known column name: they help to tell encodings apart."""
    return frozenset(
        sign for kind in KINDS for names in _data()[kind].values() for name in names for sign in name
    )


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = Path(__file__).with_name("headers.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _ignored() -> frozenset[str]:
    return frozenset(squeeze(name) for name in _data()["ignored"]["names"])


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _free_name(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while f"custom.{free}" in taken:
        number += 1
        free = f"{name} {number}"
    return free
