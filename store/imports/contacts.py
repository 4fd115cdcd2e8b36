"""People: added, or found again by number, e-mail, telephone or company; a number is never taken away."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from store.imports.accounts import account_beside, add_phone
from store.imports.alike import LikeCompanies, LikePeople
from store.imports.people import Clue, People
from store.imports.report import Sample
from store.imports.rows import ContactRow
from store.imports.values import RowError
from store.imports.work import Work
from store.imports.writing import Ref
from store.models import Account, Contact, ContactName
from store.suppression import Sought, returning

PLAIN = (
    "name", "external_id", "title", "email", "language", "timezone", "style", "birthday", "personal_notes",
    "decides", "do_not_call", "source", "campaign", "created_at",
)  # fmt: skip


class ContactKind:
    """How a list of people goes in."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.people = People(work)
        self.like, self.like_companies = LikePeople(work, self.people), LikeCompanies(work)
        self.erased: set[int] = set()

    def prepare(self, rows: Sequence[ContactRow]) -> None:
        """Load the contacts that the rows may mean; unknown companies come into being when their row is taken."""
        self.like.begin()
        accounts = [self.work.account_or_none(row) for row in rows]
        self.people.load([self._clue(row, account) for row, account in zip(rows, accounts, strict=True)])
        names = self._names_of({account.id for account in accounts if account and account.id > 0})
        sought = [
            Sought(row.name, row.email, row.external_id, names.get(account.id if account else 0, row.account),
                   tuple(phone.e164 for phone in row.phones if phone.e164))
            for row, account in zip(rows, accounts, strict=True)
        ]  # fmt: skip
        gone = returning(self.work.session, sought)
        self.erased = {row.row for row, his in zip(rows, gone, strict=True) if his}

    def take(self, row: ContactRow) -> None:
        """Match one person, and add or change him."""
        account = self.work.account(row)
        ref = self.people.find(self._clue(row, account))
        if ref is None and row.row in self.erased:
            self.work.report.erased.append(RowError(row.row, "", "", "import.erased"))
            return
        if account is None and row.account:
            self.like_companies.tell(row.row, row.account, row.account_tax_id)
            account = account_beside(self.work, row.account, row.account_external_id, row.account_tax_id)
            self.work.tell(row.row, "import.account-added", "account", row.account)
        known = (self.people.values(ref) or {}) if ref is not None else {}
        if ref is None:
            self._add(row, account)
        elif (merged := known.get("merged_into_id")) is not None:
            kept = self.work.session.get_one(Contact, merged)
            self.work.tell(row.row, "import.merged-away", "name", row.name, name=kept.name)
            self.work.report.settle("unchanged", Sample(row.row, "unchanged", row.name))
        else:
            self._change(row, ref, account)

    def finish(self) -> None:
        """Nothing waits for the end of a list of people."""

    def _names_of(self, accounts: set[int]) -> dict[int, str]:
        named = select(Account.id, Account.name).where(Account.id.in_(accounts))
        return {row.id: row.name for row in self.work.session.execute(named)}

    def _add(self, row: ContactRow, account: Ref | None) -> None:
        values = {name: value for name, value in self._values(row, account).items() if value is not None}
        values = {"created_at": self.work.settings.now, "do_not_call": False, "version": 1} | values
        ref = self.work.add(Contact, row, row.name, values)
        self.like.tell(row, account, ref)
        self._phones(row, ref)
        self.people.keep(ref, values, ())
        if row.do_not_call:
            self.work.refused.append(ref)

    def _change(self, row: ContactRow, ref: Ref, account: Ref | None) -> None:
        current = self.people.values(ref)
        wanted = self._values(row, account)
        if current is not None and row.name != current["name"]:
            self.work.tell(row.row, "import.renamed", "name", row.name, before=current["name"])
            self.work.writer.add(ContactName, {"contact_id": ref, "name": current["name"]})
        new = self._phones(row, ref) if current is not None else []
        extra: dict[str, tuple[object, object]] = {"phones": (None, ", ".join(new))} if new else {}
        changes = self.work.change(Contact, row, row.name, ref, wanted, current, extra)
        if current is not None and current.get("do_not_call") and (new or "do_not_call" in changes):
            self.work.refused.append(ref)
        if current is not None:
            self.people.keep(ref, current, ())

    def _values(self, row: ContactRow, account: Ref | None) -> dict[str, Any]:
        values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
        custom: dict[str, Any] = dict(row.custom)
        values["owner_id"] = self.work.user(row.row, "owner", row.owner, custom)
        return values | {"account_id": account, "custom": custom}

    def _phones(self, row: ContactRow, ref: Ref) -> list[str]:
        known = self.people.numbers.setdefault(ref.id, set())
        added: list[str] = []
        for phone in row.phones:
            text = phone.e164 or phone.raw
            if text in known:
                continue
            others = [other for other in self.people.holders(text) if other.id != ref.id]
            if others and phone.kind == "mobile":
                name = (self.people.values(others[0]) or {}).get("name", "")
                self.work.tell(row.row, "import.phone-of-other", "phone", phone.raw, name=name)
            added.append(add_phone(self.work, phone, known, contact_id=ref))
        return added

    def _clue(self, row: ContactRow, account: Ref | None) -> Clue:
        phones = tuple(phone.e164 or phone.raw for phone in row.phones)
        return Clue(row.name, row.external_id, row.email, phones, account)
