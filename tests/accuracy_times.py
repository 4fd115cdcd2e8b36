"""How well times are read: accuracy and silent errors by language, on the tuning and on the held part.

A row holds a text, its mode (`read`: the whole text is one time; `find`: a line that times stand in), now, zone,
region and what is right: ISO times in order, `ask` (not sure, with options to offer), `none`, or `unsure`
(either of the two). Mentions of what is over may be told as past or left out."""

import csv
import hashlib
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.sales.calendar import Calendar
from bot.sales.times import FoundTime, find_times, read_time

LANGUAGES = {"en": "times_en.tsv", "zh-TW": "times_zh_tw.tsv", "zh-CN": "times_zh_cn.tsv"}
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    mode: str
    now: datetime
    region: str
    expected: tuple[str, ...]
    named: str | None = None

    @property
    def part(self) -> str:
        if self.named:  # a blind set names its part itself
            return self.named
        first = hashlib.sha256(self.text.encode()).digest()[0]
        return "tuning" if first % 2 == 0 else "held"


@dataclass(frozen=True, slots=True)
class Judged:
    row: Row
    answer: tuple[str, ...]
    right: bool
    silent: bool  # a wrong time, given as sure


def rows(language: str) -> list[Row]:
    """All rows of a language."""
    with (_DATA / LANGUAGES[language]).open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Row(
                line["text"],
                line["mode"],
                datetime.fromisoformat(line["now"]).replace(tzinfo=ZoneInfo(line["zone"])),
                line["region"],
                tuple(line["expected"].split(";")),
                line["part"],
            )
            for line in lines
        ]


def judge(row: Row) -> Judged:
    """The reader's answer to a row, and whether it is right."""
    zone = row.now.tzinfo
    assert isinstance(zone, ZoneInfo)
    calendar = Calendar(zone, row.region)
    if row.mode == "read":
        one = read_time(row.text, row.now, calendar)
        answer = () if one is None else (_told(one),)
    else:
        found = [_told(time) for time in find_times(row.text, row.now, calendar)]
        wanted = len([word for word in row.expected if word != "none"])
        answer = tuple(word for word in found if word != "past" or len(found) <= wanted)
    silent = any(word not in ("ask", "past") and word not in row.expected for word in answer)
    return Judged(row, answer or ("none",), _agrees(answer, row.expected), silent)


def _told(found: FoundTime) -> str:
    if found.sure:
        return found.due.isoformat()
    return "past" if "past" in found.remarks else "ask"


def _agrees(answer: tuple[str, ...], expected: tuple[str, ...]) -> bool:
    if expected == ("none",):
        return not answer
    if expected == ("unsure",):
        return all(word in ("ask", "past") for word in answer)
    same = len(answer) == len(expected)
    return same and all(
        told == right or (right == "ask" and told == "past")
        for told, right in zip(answer, expected, strict=True)
    )


def measure(part: str) -> dict[str, dict[str, float]]:
    """By language: rows, accuracy and the share that is wrong silently, of "tuning", "held" or "all"."""
    result = {}
    for language in LANGUAGES:
        judged = [judge(row) for row in rows(language) if part in ("all", row.part)]
        result[language] = {
            "rows": len(judged),
            "accuracy": sum(each.right for each in judged) / len(judged),
            "silent": sum(each.silent for each in judged) / len(judged),
        }
    return result


def main() -> None:
    """Print the figures; with --faults also the wrong rows of the tuning part."""
    out = sys.stdout.write
    for part in ("tuning", "held"):
        for language, figures in measure(part).items():
            out(
                f"times {part:7} {language:6} {figures['rows']:4.0f} rows  "
                f"right {figures['accuracy']:7.2%}  wrong silently {figures['silent']:6.2%}\n"
            )
    if "--faults" not in sys.argv:
        return
    for language in LANGUAGES:
        for row in rows(language):
            judged = judge(row)
            if row.part == "tuning" and not judged.right:
                out(f"{language} {row.mode} {row.text!r}: {judged.answer}, right is {row.expected}\n")


if __name__ == "__main__":
    main()
