"""What becomes of log lines that are typed as they are, without a command: `python -m tests.accuracy_typed [--every 5]`.

The people whom the lines name are contacts; a line is right when it becomes a draft of the one it names (or, where
it names nobody, a draft that says so, or a search that finds nobody).
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from store import contacts, search
from store.db import Database
from store.migrating import migrate
from store.models import Product
from tests.accuracy_lines import LANGUAGES, lines, setting
from tests.company import NOW, found
from tests.talk import Answers, Desk

TONGUES = {"en": "en", "zh_tw": "zh-TW", "zh_cn": "zh-CN"}
FLOOR = 0.95
Row = tuple[str, dict[str, Any]]


def fill(database: Database, language: str, rows: Sequence[Row]) -> dict[str, int]:
    """The company with the goods of the lines and everybody they name; the contacts' numbers by name."""
    found(database, language=TONGUES[language])
    known: dict[str, int] = {}
    lexicon, _, calendar = setting(language)
    with database.transaction() as session:
        own = {"NB-14r5", "NB-14i5"}
        session.add_all(Product(sku=one.sku, name=one.name) for one in lexicon.products if one.sku not in own)
        for name in {expected["who"] for _, expected in rows if "who" in expected}:
            person = contacts.add(session, name=name, now=NOW, owner_id=1, region=calendar.region)
            known[name] = person.id
    search.index_all(database)
    return known


def outcome(answers: Answers, expected: dict[str, Any], known: dict[str, int]) -> str:
    """What became of a line, in a word: right, or how it failed."""
    drafts = [one["params"] for one in answers if one["key"] == "log.draft"]
    if not drafts:
        nobody = "who" not in expected and answers.keys == ["contact.none"]
        return "right" if nobody else f"no draft: {' '.join(answers.keys)}"
    meant, got = known.get(expected.get("who", "")), drafts[0]["contact_id"]
    at_hand = meant is None and "who" in drafts[0]["unsure"]  # who was looked at last is meant, and marked
    if got == meant or at_hand:
        return "right"
    return "asked who" if got is None else "somebody else"


def typed(language: str, every: int) -> Iterator[tuple[str, str]]:
    """Each line of the tuning part (or each so many), and what became of it."""
    rows = list(lines(language, "tuning"))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'typed.db'}")
        migrate(database)
        known = fill(database, language, rows)
        for place, (text, expected) in enumerate(rows[::every]):
            talk = Desk(database).person("amy" if place % 2 else "ben")
            talk.says("cancel")
            yield text, outcome(talk.says(text), expected, known)
        database.close()


def main(arguments: Sequence[str]) -> int:
    """Print the shares by language, with --wrong the lines too; returns 1 below the floor."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--wrong", action="store_true")
    given = parser.parse_args(arguments)
    failed = False
    for language in LANGUAGES:
        became = list(typed(language, given.every))
        count = Counter(what for _, what in became)
        failed |= count["right"] < FLOOR * len(became)
        sys.stdout.write(
            f"{language} typed: {count['right'] / len(became):.1%} of {len(became)}; {dict(count)}\n"
        )
        for text, what in became if given.wrong else ():
            if what != "right":
                sys.stdout.write(f"  - {what}: {text}\n")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
