"""One import under way: the batch's session, the writer, the report, the indexes, and what all kinds share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from store.db import Base
from store.imports.indexes import Accounts, Products, Users
from store.imports.report import ImportReport, Sample
from store.imports.rows import AnyRow
from store.imports.settings import Settings
from store.imports.values import BadCell, Notice
from store.imports.writing import Ref, Writer, difference, shown
from store.models import Account
from store.refusals import refuse

RECOGNISED = ("name", "email", "external_id", "account_id", "tax_id", "address", "website", "stage", "stage_since",
              "version", "handle", "sku", "opened_at", "closed_at")  # fmt: skip


class Kind(Protocol):
    """How the rows of one kind are matched and written."""

    def prepare(self, rows: Sequence[Any]) -> None:
        """Look up in few statements what the rows of a batch may mean."""

    def take(self, row: Any) -> None:
        """Match one row and hand its changes to the writer; raises BadCell where it cannot stand."""

    def finish(self) -> None:
        """What can only be settled once every row is known."""


@dataclass(slots=True)
class Work:
    """One import under way."""

    settings: Settings
    writer: Writer
    report: ImportReport
    session: Session
    found_users: Users | None = None
    found_products: Products | None = None
    found_accounts: Accounts | None = None
    first_rows: dict[int, int] = field(default_factory=dict)
    refused: list[Ref] = field(default_factory=list)
    fresh: list[tuple[Ref, int]] = field(default_factory=list)
    drafts: dict[int, dict[str, Any]] = field(default_factory=dict)
    stages: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def users(self) -> Users:
        """The people of the desk."""
        if self.found_users is None:
            self.found_users = Users.load(self.session)
        return self.found_users

    @property
    def products(self) -> Products:
        """The price list."""
        if self.found_products is None:
            self.found_products = Products.load(self.session)
        return self.found_products

    @property
    def accounts(self) -> Accounts:
        """The companies."""
        if self.found_accounts is None:
            self.found_accounts = Accounts.load(self.session)
        return self.found_accounts

    def begin(self, session: Session) -> None:
        """Start a batch: where somebody else added companies meanwhile, read them anew."""
        self.session = session
        known = self.found_accounts
        if known is not None and self.settings.write:
            newest = session.scalar(select(func.max(Account.id))) or 0
            if newest != known.newest:
                self.found_accounts = None

    def end(self) -> None:
        """Write the batch, and remember under their new numbers which rows made which records."""
        self.writer.flush(self.session)
        if self.refused and self.settings.write:
            refuse(self.session, [ref.id for ref in self.refused], self.settings.now, None, "import")
        self.refused.clear()
        for ref, row in self.fresh:
            self.first_rows[ref.id] = row
        for ref, _ in self.fresh:
            draft = self.drafts.get(ref.id, {})
            if not self.settings.write:
                self.drafts[ref.id] = {name: draft[name] for name in RECOGNISED if name in draft}
        if self.settings.write:
            self.drafts.clear()
            self.stages.clear()
            self.first_rows = {number: row for number, row in self.first_rows.items() if number > 0}
            if self.found_accounts is not None:
                self.found_accounts.newest = self.session.scalar(select(func.max(Account.id))) or 0
        self.fresh.clear()

    def tell(
        self, row: int, reason: str, column: str, value: str, *, apart: bool = False, **params: object
    ) -> None:
        """Tell something of a row."""
        self.report.tell(Notice(row, column, value, reason, params), apart=apart)

    def user(self, row: int, column: str, text: str | None, custom: dict[str, Any]) -> Ref | None:
        """The person named in a row; a stranger's name is kept with the record and told."""
        if not text:
            return None
        found = self.users.find(text)
        if found is None:
            custom[column] = text
            self.tell(row, "import.unknown-user", column, text, apart=True, name=text)
        return found

    def account(self, row: Any) -> Ref | None:
        """The company that a row of another list names."""
        tax_id = getattr(row, "account_tax_id", None)
        return self.accounts.find(row.account, row.account_external_id, tax_id)

    def account_or_none(self, row: Any) -> Ref | None:
        """The company that a row names, for looking up; doubt is told when the row is taken."""
        try:
            return self.account(row)
        except BadCell:
            return None

    def add(self, model: type[Base], row: AnyRow, name: str, values: dict[str, Any]) -> Ref:
        """A new record, counted."""
        ref = self.writer.add(model, values)
        self.fresh.append((ref, row.row))
        self.first_rows[ref.id] = row.row
        self.drafts[ref.id] = values
        self.report.settle("added", Sample(row.row, "added", name))
        return ref

    def beside(self, noun: str, model: type[Base], values: dict[str, Any]) -> Ref:
        """A new record that a row brings with it, counted apart."""
        self.report.also_added[noun] = self.report.also_added.get(noun, 0) + 1
        ref = self.writer.add(model, values)
        self.drafts[ref.id] = values
        return ref

    def change(
        self,
        model: type[Base],
        row: AnyRow,
        name: str,
        ref: Ref,
        wanted: Mapping[str, Any],
        current: dict[str, Any] | None,
        extra: Mapping[str, tuple[object, object]] | None = None,
    ) -> dict[str, Any]:
        """Change a known record by what the row says, count the row, and give back what changes.

        A row that repeats an earlier one of its file only fills blanks, so that the first one wins.
        `current` None: a record of this preview whose contents are not kept any more.
        `extra`: changes in other tables, already handed to the writer.
        """
        first = self.first_rows.get(ref.id)
        repeated = first is not None and first != row.row
        before = dict(current or {})
        changes = self.set(model, ref, wanted, current, fill_only=repeated)
        seen = {field: (shown(before.get(field)), shown(value)) for field, value in changes.items()}
        self._count(row, name, ref, {**seen, **(extra or {})}, repeated)
        return changes

    def set(
        self,
        model: type[Base],
        ref: Ref,
        wanted: Mapping[str, Any],
        current: dict[str, Any] | None,
        *,
        fill_only: bool = False,
    ) -> dict[str, Any]:
        """Change a known record without counting a row; `current` is kept up to date."""
        if current is None or not (changes := difference(current, wanted, fill_only=fill_only)):
            return {}
        more = {"version": current["version"] + 1} if "version" in current else {}
        self.writer.change(model, ref, changes | more)
        current.update(changes | more)
        return changes

    def _count(
        self, row: AnyRow, name: str, ref: Ref, seen: Mapping[str, tuple[object, object]], repeated: bool
    ) -> None:
        if repeated:
            self.tell(row.row, "import.repeated", "", name, first=self.first_rows[ref.id])
            self.report.settle("merged", Sample(row.row, "merged", name))
            return
        self.first_rows[ref.id] = row.row
        outcome = "changed" if seen else "unchanged"
        self.report.settle(outcome, Sample(row.row, outcome, name, seen))
