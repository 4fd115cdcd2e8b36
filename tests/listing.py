"""A database and a folder to put lists in."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from bot.sales.policy import load_policy
from store.db import Database
from store.imports.importing import plan, run
from store.imports.report import ImportReport

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


POLICY = load_policy()


class Desk:
    """A database and a folder to put lists in."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder

    def file(self, text: str) -> Path:
        path = self.folder / "list.csv"
        path.write_text(text, encoding="utf-8")
        return path

    def put(self, kind: str, text: str, by: int | None = None) -> ImportReport:
        return run(self.database, kind, self.file(text), POLICY, NOW, by=by)

    def look(self, kind: str, text: str) -> ImportReport:
        return plan(self.database, kind, self.file(text), POLICY, NOW)

    def reading(self) -> Session:
        return Session(self.database.engine)


def figures(report: ImportReport) -> tuple[int, int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.merged, report.failed


def reasons(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(error.row, error.column, error.reason) for error in report.errors]
