"""How well Taiwan's listed companies are found by whatever is at hand: `python -m tests.accuracy_listed [--database URL]`.

Each company is asked for by every name and number it has, in several writings. What only one company has must come
first; what several have must list them all.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sales import naming, telephone
from store import contacts, search
from store.db import Database, Session
from store.migrating import migrate
from store.search import numbers, roman
from tests.search_desk import firm
from tests.search_noise import T2S, pinyin, plain

LISTED = Path(__file__).parents[2] / "shared" / "data" / "tw_listed_companies.csv"
FLOOR = 0.97
MOST = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """One look-up: of which kind, what is typed, and what makes two companies the same by it."""

    kind: str
    typed: str
    key: str


def listed() -> list[dict[str, str]]:
    """The companies, as the exchange publishes them."""
    with LISTED.open(encoding="utf-8-sig", newline="") as file:
        return [{name: value.strip() for name, value in row.items()} for row in csv.DictReader(file)]


def fill(session: Session, rows: Sequence[dict[str, str]]) -> list[int]:
    """Write the companies with their switchboards; their numbers in the same order."""
    ids = []
    for row in rows:
        ids.append(
            firm(
                session, row["公司名稱"], short_name=row["公司簡稱"], english_name=row["英文簡稱"] or None,
                tax_id=row["營利事業統一編號"], external_id=row["公司代號"], address=row["住址"],
            )
        )  # fmt: skip
        contacts.add_phone(session, row["總機電話"], "TW", account_id=ids[-1])
    return ids


def asked(row: dict[str, str]) -> Iterator[Asked]:
    """Everything by which somebody may ask for a company."""
    short, name, english, tax = row["公司簡稱"], row["公司名稱"], row["英文簡稱"], row["營利事業統一編號"]
    yield Asked("short name", short, _core(short))
    yield Asked("English short name", english, _core(english))
    yield Asked("English short name", english.lower(), _core(english))
    for typed in (
        () if numbers.placeholder(tax) else (tax, f"統編 {tax}", f"{tax[:4]} {tax[4:]}", _full_width(tax))
    ):
        yield Asked("tax id", typed, f"tax {tax}")
    yield Asked("other script", T2S.convert(short), _core(short))
    yield Asked("other script", T2S.convert(name), _core(name))
    for typed in (short, plain(name)):
        sound = pinyin(naming.clean(typed))
        yield Asked("pinyin", sound, _sound(typed))
    for typed, e164 in _numbers(row["總機電話"]):
        yield Asked("number", typed, e164)


def keys(row: dict[str, str]) -> set[str]:
    """What a company is known by: of two that share one, none alone is right."""
    names = [row["公司簡稱"], row["公司名稱"], row["英文簡稱"]]
    number = telephone.read(row["總機電話"], "TW").e164
    return {
        *(_core(name) for name in names),
        *(_sound(name) for name in (*names, plain(row["公司名稱"]))),
        f"tax {row['營利事業統一編號']}",
        number or "",
    }


def _core(name: str) -> str:
    return "name " + naming.core(name).replace(" ", "")


def _sound(name: str) -> str:
    return "sound " + "".join(roman.syllables(naming.core(name)))


def _full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def _numbers(written: str) -> Iterator[tuple[str, str]]:
    """A number as one may type it: as written, bare, abroad, with marks, in full width, without the area code."""
    number = telephone.read(written, "TW")
    if number.e164 is None:
        return
    home = telephone.at_home(number.e164, "TW")
    digits = "".join(sign for sign in home if sign.isdecimal())
    for typed in (written, home, digits, number.e164, f"886-{digits[1:]}", f"({digits[:2]}) {digits[2:]}",
                  f"{digits[:2]}.{digits[2:6]}.{digits[6:]}", _full_width(digits), f"電話：{home}"):  # fmt: skip
        yield typed, number.e164


def main(argv: Sequence[str] | None = None) -> int:
    """Ask everything, print, say what was not found; 1 when the floor is not kept."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--database", default="", help="an empty database; default: SQLite in a temporary folder"
    )
    options.add_argument("--every", type=int, default=1, help="ask only for every so manieth company")
    options.add_argument("--wrong", action="store_true", help="show what was not found")
    given = options.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(given.database or f"sqlite:///{Path(folder) / 'listed.db'}")
        migrate(database)
        kept = measure(database, listed(), given.every, wrong=given.wrong)
        database.close()
    return 0 if kept else 1


def measure(database: Database, rows: Sequence[dict[str, str]], every: int, *, wrong: bool) -> bool:
    """Print how many of each kind come first where only one has it, and are all listed where several have it."""
    with database.transaction() as session:
        ids = fill(session, rows)
        search.rebuild(session)
    owners: dict[str, set[int]] = {}
    for number, row in zip(ids, rows, strict=True):
        for key in keys(row):
            owners.setdefault(key, set()).add(number)
    counts: dict[str, list[int]] = {}
    with database.reading() as session:
        for number, row in list(zip(ids, rows, strict=True))[::every]:
            for one in asked(row):
                if not one.typed.strip():
                    continue
                count = counts.setdefault(one.kind, [0, 0, 0, 0])
                hits = search.find(session, one.typed, region="TW", limit=MOST)
                found = [hit.account_id for hit in hits if hit.contact_id is None]
                alone = owners[one.key] == {number}
                right = found[:1] == [number] if alone else owners[one.key] <= set(found)
                count[0 if alone else 2] += 1
                count[1 if alone else 3] += right
                if wrong and not right:
                    sys.stdout.write(
                        f"{one.kind}: {one.typed} for {row['公司簡稱']}: {[hit.name for hit in hits[:2]]}\n"
                    )
    return _told(counts)


def _told(counts: dict[str, list[int]]) -> bool:
    sys.stdout.write(f"{'asked by':20}{'unique':>8}{'first':>8}{'@1':>7}{'shared':>8}{'all listed':>12}\n")
    for kind, (alone, first, shared, every) in counts.items():
        share = first / max(1, alone)
        sys.stdout.write(f"{kind:20}{alone:>8}{first:>8}{share:>7.3f}{shared:>8}{every:>12}\n")
    totals = [sum(one[at] for one in counts.values()) for at in range(4)]
    sys.stdout.write(
        f"{'all':20}{totals[0]:>8}{totals[1]:>8}{totals[1] / totals[0]:>7.3f}{totals[2]:>8}{totals[3]:>12}\n"
    )
    return all(first >= FLOOR * alone for alone, first, _, _ in counts.values()) and totals[2] == totals[3]


if __name__ == "__main__":
    raise SystemExit(main())
