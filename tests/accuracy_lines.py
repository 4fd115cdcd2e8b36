"""How much of the sets of log lines is read right, by field and language: python -m tests.accuracy_lines [--wrong]."""

import hashlib
import json
import re
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from bot.sales.calendar import Calendar
from bot.sales.draft import Draft
from bot.sales.lines import Competitor, Lexicon, Product, read_line

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "zh_tw", "zh_cn")
FIELDS = [
    "who",
    "disposition",
    "minutes",
    "direction",
    "amount",
    "note",
    "follow_up",
    "products",
    "intel",
    "budget",
    "authority",
    "need",
    "timeline",
    "promises",
    "do_not_call",
]
_WORDS_ALIKE = 80
_NOTE_ALIKE = 75


@dataclass
class Score:
    """Counts of one field."""

    right: int = 0
    lines: int = 0
    hit: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over the lines that hold or claim the field."""
        claimed = 2 * self.hit + self.missed + self.invented
        return 2 * self.hit / claimed if claimed else 1.0


@dataclass
class Measured:
    """What one part of one set shows."""

    language: str
    part: str
    lines: int = 0
    whole: int = 0
    invented_follow_ups: int = 0
    fields: dict[str, Score] = field(default_factory=lambda: {name: Score() for name in FIELDS})
    wrong: list[tuple[str, list[str]]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def p95_ms(self) -> float:
        """The processor time that 95 of 100 lines stay under, in milliseconds."""
        return 1000 * sorted(self.seconds)[int(0.95 * (len(self.seconds) - 1))]


def part_of(item: Mapping[str, Any]) -> str:
    """Tell which part a line belongs to: half of the lines are never looked at while tuning.

    Sets of blind lines name their part: "held" if they were never looked at, "tuning" if they were, "hard" where
    each line tells several things and most are still read wrong somewhere.
    """
    if "part" in item:
        return str(item["part"])
    text = item["text"]
    return "tuning" if hashlib.sha256(text.encode()).digest()[0] % 2 == 0 else "held"


def setting(language: str) -> tuple[Lexicon, datetime, Calendar]:
    """Give the company, the moment and the calendar that all lines of a language share."""
    raw = json.loads((DATA / "lines_setting.json").read_text("utf-8"))
    own = raw["languages"][language]
    products = tuple(Product(item["sku"], item["name"], tuple(item["aliases"])) for item in raw["products"])
    rivals = tuple(Competitor(item["name"], tuple(item["aliases"])) for item in raw["competitors"])
    zone = ZoneInfo(raw["zone"])
    now = datetime.fromisoformat(raw["now"]).astimezone(zone)
    return Lexicon(products, rivals, currency=own["currency"]), now, Calendar(zone, own["region"])


def lines(language: str, part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the lines of a part with their right answers; "unseen" are the held ones that nobody ever looked at."""
    for row in (DATA / f"lines_{language}.jsonl").read_text("utf-8").splitlines():
        item = json.loads(row)
        unseen = part == "unseen" and item.get("part") == "held"
        if unseen or part in ("all", part_of(item)):
            yield item["text"], item["expected"]


def facts(draft: Draft) -> dict[str, Any]:
    """Give a draft in the shape of the sets."""

    def when(moment: datetime | None) -> str | None:
        return moment.strftime("%Y-%m-%dT%H:%M") if moment else None

    plan, bant = draft.follow_up, draft.bant
    found = {
        "who": draft.who,
        "disposition": draft.disposition,
        "minutes": draft.minutes,
        "direction": draft.direction,
        "amount": draft.amount.as_fact() if draft.amount else None,
        "note": draft.note,
        "follow_up": {"kind": plan.kind, "due": when(plan.due)} if plan else None,
        "products": [{"sku": item.sku, "quantity": item.quantity} for item in draft.products],
        "intel": [{"kind": item.kind, "competitor": item.competitor} for item in draft.intel],
        "budget": bant.budget.as_fact() if bant.budget else None,
        "authority": bant.authority,
        "need": bant.need,
        "timeline": bant.timeline,
        "promises": [{"by": item.by, "what": item.what, "due": when(item.due)} for item in draft.promises],
        "do_not_call": draft.do_not_call,
    }
    return {name: value for name, value in found.items() if value}


def same(name: str, expected: Any, got: Any) -> bool:
    """Tell whether a field is right: facts exactly, words that are quoted from the line nearly."""
    if not expected or not got:
        return not expected and not got
    if name == "note":
        return fuzz.ratio(_bare(expected), _bare(got)) >= _NOTE_ALIKE
    if name in ("authority", "need", "timeline"):
        return _alike(expected, got)
    if name == "promises":
        return len(expected) == len(got) and all(
            a["by"] == b["by"] and a["due"] == b["due"] and _alike(a["what"], b["what"])
            for a, b in zip(expected, got, strict=True)
        )
    if name in ("products", "intel"):
        return sorted(map(str, map(_pairs, expected))) == sorted(map(str, map(_pairs, got)))
    return bool(expected == got)


def _pairs(item: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(item.items())


def _alike(first: str, second: str) -> bool:
    one, two = _bare(first), _bare(second)
    return fuzz.ratio(one, two) >= _WORDS_ALIKE or (bool(one and two) and (one in two or two in one))


def _bare(words: str) -> str:
    return re.sub(r"[\W_]|\b(?:the|a|an|and|he|she|it|i|is|to|for|of)\b|[的了說说啦]", "", words.lower())


def measure(part: str, language: str) -> Measured:
    """Read the lines of a part ("tuning", "held", "unseen" or "all") of one language's set and count what is right."""
    lexicon, now, calendar = setting(language)
    found = Measured(language, part)
    read_line("warm up", now, calendar, lexicon)
    for text, expected in lines(language, part):
        began = time.thread_time()
        draft = read_line(text, now, calendar, lexicon)
        found.seconds.append(time.thread_time() - began)
        _count(found, text, expected, facts(draft))
    return found


def _count(found: Measured, text: str, expected: dict[str, Any], got: dict[str, Any]) -> None:
    wrong = []
    found.lines += 1
    for name, score in found.fields.items():
        want, have = expected.get(name), got.get(name)
        right = same(name, want, have)
        score.lines += 1
        score.right += right
        score.hit += bool(want) and right
        score.missed += bool(want) and not right
        score.invented += bool(have) and not right
        if not right:
            wrong.append(f"{name}: expected {want!r}, got {have!r}")
    found.whole += not wrong
    found.invented_follow_ups += "follow_up" in got and "follow_up" not in expected
    if wrong:
        found.wrong.append((text, wrong))


def main() -> None:
    """Print the table; with --wrong also the wrong lines of the tuning part."""
    for language in LANGUAGES:
        for part in ("tuning", "held", "unseen", "hard"):
            found = measure(part, language)
            share = 100 * found.whole / found.lines
            _say(
                f"{language} {part}: {found.lines} lines, all right {share:.1f} %, p95 {found.p95_ms:.1f} ms, "
                f"{found.invented_follow_ups} follow-ups invented"
            )
            _say("   " + "  ".join(f"{name} {score.f1:.3f}" for name, score in found.fields.items()))
            if part == "tuning" and "--wrong" in sys.argv:
                for text, wrong in found.wrong:
                    _say("  - " + text)
                    for line in wrong:
                        _say("      " + line)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
