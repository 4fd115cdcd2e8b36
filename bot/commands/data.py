"""`baton import`: lists in."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from bot import texts
from bot.commands.clock import Clock
from bot.commands.common import database_option, fail
from bot.commands.opening import opened
from bot.config import Settings
from bot.sales.policy import load_policy
from store import imported
from store.imports.importing import KINDS, plan, run
from store.imports.report import ImportReport, Told, write_errors
from store.imports.values import Refused, RowError

SHOWN = 20
WRONG_USE = ("import.no-file", "import.unreadable", "import.unknown-kind")
Words = Callable[[str, Mapping[str, object]], str]


@click.command("import")
@click.argument("kind", type=click.Choice(list(KINDS)), metavar="KIND")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be done; write nothing.")
@click.option(
    "--errors",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the rows that cannot go in there: row, column, value, reason.",
)
@database_option
def import_(kind: str, file: Path, dry_run: bool, errors: Path | None, settings: Settings) -> None:
    """Read a list from CSV or XLSX; the same file again changes nothing.

    KIND is accounts, contacts, products, stock, orders, promotions, calls, followups, opportunities or users.
    Columns are known by their names in English and Chinese and as Salesforce and HubSpot write them.

    Example: baton import accounts companies.csv --dry-run
    """
    words = _words(settings)
    policy, now = load_policy(settings.policy), Clock()()
    refused = 0
    with opened(settings) as database:
        with _refusals(words), _progress(f"{kind} from {file.name}") as progress:
            work = plan if dry_run else run
            report = work(database, kind, file, policy, now, progress=progress)
        if not dry_run and report.added + report.changed:
            refused = imported.refresh(database, kind, policy, now)
    if errors is not None:
        write_errors(errors, report, words)
    _tell(report, words, errors)
    if refused:
        click.echo(f"{refused} of them must not be called; they are marked so")
    if report.failed and report.failed == report.rows:
        fail(1, f"no row of {file} could go in")


def _words(settings: Settings) -> Words:
    """Reasons in the operator's language."""
    return lambda key, params: texts.render(settings.language or "en", key, params)


@contextmanager
def _refusals(words: Words) -> Iterator[None]:
    """A file that cannot be read as a list is told in one line."""
    try:
        yield
    except Refused as refused:
        fail(2 if refused.key in WRONG_USE else 1, words(refused.key, refused.params))


@contextmanager
def _progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error where somebody watches; nothing in a pipe or a file."""
    with click.progressbar(
        length=1, label=label, file=sys.stderr, hidden=not sys.stderr.isatty(), show_pos=True
    ) as bar:

        def show(done: int, whole: int) -> None:
            bar.length = whole
            bar.update(done - bar.pos)

        yield show


def _tell(report: ImportReport, words: Words, errors: Path | None) -> None:
    """The file's remarks, what was noticed, what changes, the rows that cannot go in, the counts."""
    for remark in report.remarks:
        click.echo(words(remark.reason, remark.params))
    for told in report.notices:
        click.echo(_noticed(told, words))
    if not report.written:
        for sample in (one for one in report.samples if one.outcome != "failed"):
            facts = "; ".join(f"{name}: {old} -> {new}" for name, (old, new) in sample.changes.items())
            click.echo(f"row {sample.row}: {sample.outcome}: {sample.name}{f' ({facts})' if facts else ''}")
    lines = _lines([*report.errors, *report.erased], words)
    shown = lines if not report.written else lines[:SHOWN]
    for line in shown:
        click.echo(line, err=True)
    if len(lines) > len(shown) and errors is None:
        click.echo(f"… and {len(lines) - len(shown)} more; --errors FILE writes them all", err=True)
    _suspects(report, words)
    if report.also_added:
        click.echo("also added: " + ", ".join(f"{n} {noun}" for noun, n in report.also_added.items()))
    counts = f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, {report.failed} errors"
    more = {"repeated": report.merged, "refused (erased)": len(report.erased)}
    click.echo(counts + "".join(f", {count} {what}" for what, count in more.items() if count))
    if not report.written:
        click.echo("nothing was written (--dry-run)")


def _suspects(report: ImportReport, words: Words) -> None:
    """New records that may be known already: the first of them, and how many."""
    for likely in report.likely[:SHOWN]:
        params = {
            "name": likely.name,
            "other": likely.other,
            "company": likely.company,
            "why": list(likely.why),
        }
        click.echo(f"row {likely.row}: {words('import.alike', params)}")
    if report.suspected:
        click.echo(words("import.alike-count", {"count": report.suspected}))


def _noticed(told: Told, words: Words) -> str:
    rows = ", ".join(str(row) for row, _ in told.samples) + (", …" if told.count > len(told.samples) else "")
    place = f"{told.column}: " if told.column else ""
    where = f"{told.count} rows: {rows}" if told.count > 1 else f"row {rows}"
    return f"{place}{words(told.reason, told.params)} ({where})"


def _lines(errors: Iterable[RowError], words: Words) -> list[str]:
    """Every row that does not go in, with all its reasons, in one line each."""
    rows: dict[int, list[str]] = {}
    for error in sorted(errors, key=lambda error: error.row):
        rows.setdefault(error.row, []).append(" ".join(_why(error, words).split()))
    return [f"row {row}: {' '.join(reasons)}" for row, reasons in rows.items()]


def _why(error: RowError, words: Words) -> str:
    reason = words(error.reason, {**error.params, "column": error.column, "value": error.value})
    what = " = ".join(part for part in (error.column, error.value) if part)
    return f"{what}: {reason}" if what else reason
