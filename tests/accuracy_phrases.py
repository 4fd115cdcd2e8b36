"""How many ways of saying one thing are read right, field by field: python -m tests.accuracy_phrases [LANG] [--wrong].

A row of `tests/data/phrases_*.tsv` is a line and, behind tabs, the fields that are looked at: `field=value`, or
`field=-` where nothing may be read. Other fields of the line are not judged. Values: `minutes=12`,
`amount=4500 USD`, `follow_up=call 2026-11-24T09:00` or `call`, `products=NB-14r5*3,DK-100`, `intel=price Dell`,
`promises=us: send a sample @2026-11-27T09:00` (several by ` | `), `do_not_call=yes`; the rest as words.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.sales.lines import read_line
from tests.accuracy_lines import DATA, FIELDS, LANGUAGES, facts, same, setting

_NOTHING = "-"


@dataclass
class Told:
    """What one field of a bank shows: how many ways were read right, and those that were not."""

    rows: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)


def _money(value: str) -> dict[str, str]:
    amount, currency = value.split()
    return {"amount": amount, "currency": currency}


def _plan(value: str) -> dict[str, str | None]:
    kind, _, due = value.partition(" ")
    return {"kind": kind, "due": due or None}


def _goods(value: str) -> list[dict[str, str | int | None]]:
    pairs = [item.strip().partition("*") for item in value.split(",")]
    return [{"sku": sku, "quantity": int(count) if count else None} for sku, _, count in pairs]


def _heard(value: str) -> list[dict[str, str | None]]:
    pairs = [item.strip().partition(" ") for item in value.split(",")]
    return [{"kind": kind, "competitor": rival or None} for kind, _, rival in pairs]


def _promises(value: str) -> list[dict[str, str | None]]:
    found = []
    for item in value.split(" | "):
        by, _, rest = item.partition(":")
        what, _, due = rest.partition("@")
        found.append({"by": by.strip(), "what": what.strip(), "due": due.strip() or None})
    return found


_VALUES: Final[Mapping[str, Callable[[str], Any]]] = {
    "minutes": int,
    "amount": _money,
    "budget": _money,
    "follow_up": _plan,
    "products": _goods,
    "intel": _heard,
    "promises": _promises,
    "do_not_call": lambda value: value == "yes",
}


def rows(language: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each line of a bank with the fields that are judged; None where nothing may be read."""
    path = DATA / f"phrases_{language}.tsv"
    for number, row in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not row or row.startswith("#"):
            continue
        text, *cells = row.split("\t")
        expected: dict[str, Any] = {}
        for cell in filter(None, cells):
            name, _, value = cell.partition("=")
            if name not in FIELDS or not value:
                raise ValueError(f"{path.name}:{number}: {cell!r} names no field")
            expected[name] = None if value == _NOTHING else _VALUES.get(name, str)(value)
        if not expected:
            raise ValueError(f"{path.name}:{number}: nothing is looked at")
        yield text, expected


def measure(language: str) -> dict[str, Told]:
    """Read every line of a bank once and count each field that it names."""
    lexicon, now, calendar = setting(language)
    found: dict[str, Told] = defaultdict(Told)
    for text, expected in rows(language):
        got = facts(read_line(text, now, calendar, lexicon))
        for name, want in expected.items():
            told = found[name]
            told.rows += 1
            if same(name, want, got.get(name)):
                told.right += 1
            else:
                told.wrong.append(f"{text}\n      {name}: expected {want!r}, got {got.get(name)!r}")
    return {name: found[name] for name in FIELDS if name in found}


def main(arguments: list[str]) -> None:
    """Print the shares by field; with --wrong also what was read wrong."""
    for language in [name for name in arguments if name in LANGUAGES] or LANGUAGES:
        found = measure(language)
        total, right = sum(told.rows for told in found.values()), sum(told.right for told in found.values())
        _say(f"{language} phrases: {right} of {total} right, {100 * right / total:.1f} %")
        _say("   " + "  ".join(f"{name} {told.right}/{told.rows}" for name, told in found.items()))
        for told in found.values() if "--wrong" in arguments else ():
            for line in told.wrong:
                _say("  - " + line)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
