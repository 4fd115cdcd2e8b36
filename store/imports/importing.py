"""Importing a list: a preview that writes nothing, or batches that each commit; the same file twice changes nothing.

Killed half-way, the import is simply started again: rows that are in are unchanged, the others follow.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from itertools import groupby, islice
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.sales.policy import Policy
from store.crashpoints import reached
from store.db import Database
from store.imports.accounts import AccountKind
from store.imports.contacts import ContactKind
from store.imports.deals import OpportunityKind
from store.imports.goods import ProductKind, PromotionKind, StockKind
from store.imports.orders import OrderKind
from store.imports.reading import Item, Reading, read, remarks
from store.imports.report import ImportReport, Sample
from store.imports.rows import AnyRow
from store.imports.settings import Settings, settings_of
from store.imports.touches import CallKind, FollowUpKind
from store.imports.users import UserKind
from store.imports.values import BadCell, Notice, RowError, show
from store.imports.work import Kind, Work
from store.imports.writing import Writer

MAX_ERRORS = 100_000
LOCK = 0x6261746F6E
KINDS: dict[str, Callable[[Work], Kind]] = {
    "accounts": AccountKind,
    "contacts": ContactKind,
    "products": ProductKind,
    "stock": StockKind,
    "orders": OrderKind,
    "promotions": PromotionKind,
    "calls": CallKind,
    "followups": FollowUpKind,
    "opportunities": OpportunityKind,
    "users": UserKind,
}
Progress = Callable[[int, int], None]


def plan(
    database: Database,
    kind: str,
    path: Path,
    policy: Policy,
    now: datetime,
    *,
    by: int | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """What an import would do; writes nothing. Raises Refused where the file cannot be read as such a list."""
    return _go(database, kind, path, settings_of(policy, now, by=by), progress)


def run(
    database: Database,
    kind: str,
    path: Path,
    policy: Policy,
    now: datetime,
    *,
    by: int | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Import a list in batches of one transaction each; `progress(done, all)` is called after each batch."""
    return _go(database, kind, path, settings_of(policy, now, by=by, write=True), progress)


def _go(
    database: Database, kind: str, path: Path, settings: Settings, progress: Progress | None
) -> ImportReport:
    reading = read(path, kind, settings.conventions)
    report = ImportReport(kind, reading.facts, remarks(reading), settings.write)
    event = f"import:{_digest(path)}"
    transaction = database.transaction if settings.write else database.reading
    with transaction() as session:
        work = Work(settings, Writer(settings, event, f"import.{kind}"), report, session)
        importer = KINDS[kind](work)
    for items in _batches(reading, settings.batch):
        _batch(transaction, work, importer, items)
        reached("import.batch_committed")
        if progress:
            progress(report.rows, reading.facts.rows)
    with transaction() as session:
        work.begin(session)
        importer.finish()
        work.end()
        reached("import.finishing")
    return report


def _batch(
    transaction: Callable[[], AbstractContextManager[Session]],
    work: Work,
    importer: Kind,
    items: Sequence[Item],
) -> None:
    """One transaction: look up, match, write. Errors of rows do not stop the others."""
    failed: set[int] = set()
    rows: list[AnyRow] = []
    for item in items:
        if isinstance(item, RowError):
            failed.add(item.row)
            _fail(work.report, item)
        elif isinstance(item, Notice):
            work.report.tell(item)
        else:
            rows.append(item)
    with transaction() as session:
        if work.settings.write:
            _alone(session)
        work.begin(session)
        importer.prepare(rows)
        for row in rows:
            try:
                importer.take(row)
            except BadCell as bad:
                failed.add(row.row)
                field = str(bad.params.get("field", ""))
                value = show(getattr(row, field, "") or "")
                _fail(work.report, RowError(row.row, field, value, bad.key, bad.params))
        work.end()
        reached("import.before_commit")
    for number in failed:
        work.report.settle("failed", Sample(number, "failed", ""))


def _alone(session: Session) -> None:
    """Two imports at once take turns, so that neither adds what the other has just added."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _fail(report: ImportReport, error: RowError) -> None:
    if len(report.errors) < MAX_ERRORS:
        report.errors.append(error)


def _batches(reading: Reading, size: int) -> Iterator[list[Item]]:
    lines = groupby(reading.items(), key=lambda item: item.row)
    while batch := [item for _, line in islice(lines, size) for item in line]:
        yield batch


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]
