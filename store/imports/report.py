"""What an import did, or would do: counts, errors, what was told, examples; and the file of bad rows."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from store.imports.quoting import safe
from store.imports.values import FileFacts, Notice, Remark, RowError

SAMPLES = 5
MOST_LIKELY = 1_000


@dataclass(slots=True)
class Told:
    """One thing told of several rows: how often, and the first rows of it."""

    reason: str
    column: str
    params: dict[str, object]
    count: int = 0
    samples: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of the preview: what would become of it, and the facts that change (before, after)."""

    row: int
    outcome: str
    name: str
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likely:
    """A new record that may be one that is known or stands further up in the file, and what they share."""

    row: int
    name: str
    other: str
    company: str
    why: tuple[str, ...]


@dataclass(slots=True)
class ImportReport:
    """The result of an import or of its preview (`written` False).

    `rows` = added + changed + unchanged + merged + erased + rows with errors. `erased` rows are of people who
    were erased here and stay so; nothing of theirs is kept with the report. `merged` rows repeat an earlier row of
    the same file. `also_added` counts what came into being beside: accounts of contacts, managers of agents.
    """

    kind: str
    facts: FileFacts
    remarks: tuple[Remark, ...] = ()
    written: bool = False
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0
    erased: list[RowError] = field(default_factory=list)
    failed: int = 0
    errors: list[RowError] = field(default_factory=list)
    told: dict[tuple[object, ...], Told] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    also_added: dict[str, int] = field(default_factory=dict)
    likely: list[Likely] = field(default_factory=list)
    suspected: int = 0

    @property
    def rows(self) -> int:
        """Rows of the file that were looked at."""
        return self.added + self.changed + self.unchanged + self.merged + len(self.erased) + self.failed

    @property
    def notices(self) -> list[Told]:
        """What was told, most frequent first."""
        return sorted(self.told.values(), key=lambda told: (-told.count, told.samples[0][0]))

    def tell(self, notice: Notice, *, apart: bool = False) -> None:
        """Count a notice; `apart` keeps notices with different parameters apart (GTXPro is GTX Pro)."""
        key = (notice.reason, notice.column, *(notice.params.items() if apart else ()))
        told = self.told.setdefault(key, Told(notice.reason, notice.column, notice.params))
        told.count += 1
        if len(told.samples) < SAMPLES:
            told.samples.append((notice.row, notice.value))

    def suspect(self, likely: Likely) -> None:
        """Count a likely duplicate, and keep the first of them."""
        self.suspected += 1
        if len(self.likely) < MOST_LIKELY:
            self.likely.append(likely)

    def settle(self, outcome: str, sample: Sample) -> None:
        """Count the outcome of a row, and keep the first examples of each."""
        setattr(self, outcome, getattr(self, outcome) + 1)
        if outcome != "unchanged" and sum(known.outcome == outcome for known in self.samples) < SAMPLES:
            self.samples.append(sample)


def write_errors(path: Path, report: ImportReport, say: Callable[[str, Mapping[str, object]], str]) -> None:
    """Write the bad rows as CSV (row, column, value, reason); `say` turns a reason key into words."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "column", "value", "reason"))
        for error in sorted([*report.errors, *report.erased], key=lambda error: error.row):
            words = say(error.reason, {**error.params, "column": error.column, "value": error.value})
            writer.writerow((error.row, safe(error.column), safe(error.value), safe(words)))
