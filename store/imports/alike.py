"""Who of a list may be somebody who is known already, or stands in it twice: told, never merged.

Looked up among those who share a number, an address, a company or half a name; never each against each.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz
from sqlalchemy import select

from store.duplicates import ALIKE, COMPANY_ALIKE, MOST_AT_COMPANY, alike, named
from store.imports.indexes import Accounts
from store.imports.people import People
from store.imports.report import Likely
from store.imports.rows import ContactRow
from store.imports.words import company_core
from store.imports.work import Work
from store.imports.writing import Ref
from store.mailboxes import SHARED_MAILBOXES
from store.models import Account
from store.search.scoring import form

FAR = 50  # letters that have less in common are of no two likely names
NEAR = 70  # of companies, likewise: long names have much in common anyway
COMMON = 60  # half a name that more companies begin or end with tells nothing


@dataclass(slots=True)
class LikePeople:
    """The new people of a list, set against those whom the batch's look-ups brought to light."""

    work: Work
    people: People
    new: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def begin(self) -> None:
        """A batch begins; what an import has written is read again with the rest, what a preview said stays."""
        if self.work.settings.write:
            self.new.clear()

    def tell(self, row: ContactRow, account: Ref | None, ref: Ref) -> None:
        """Tell whom a new person may be the same as."""
        found: dict[int, tuple[str, set[str]]] = {}
        for number, name, why in self._met(row, account):
            if number != ref.id:
                found.setdefault(number, (name, set()))[1].add(why)
        for name, reasons in found.values():
            self.work.report.suspect(
                Likely(row.row, row.name, name, row.account or "", tuple(sorted(reasons)))
            )
        if account is not None:
            self.new.setdefault(account.id, []).append((ref.id, row.name))

    def _met(self, row: ContactRow, account: Ref | None) -> Iterator[tuple[int, str, str]]:
        for phone in row.phones:
            for other in self.people.holders(phone.e164 or phone.raw):
                name = self._name(other)
                if _near(row.name, name):
                    yield other.id, name, "phone"
        for other in self.people.written_to(row.email) if row.email else ():
            name = self._name(other)
            if (row.email or "").partition("@")[0] not in SHARED_MAILBOXES or _near(row.name, name):
                yield other.id, name, "email"
        if account is None:
            return
        there = (*self.people.colleagues.get(account.id, ()), *self.new.get(account.id, ()))
        for number, name in there[:MOST_AT_COMPANY]:
            if _near(row.name, name):
                yield number, name, named(row.name, name)

    def _name(self, ref: Ref) -> str:
        return str((self.people.values(ref) or {}).get("name", ""))


@dataclass(slots=True)
class LikeCompanies:
    """The new companies of a list, set against those of the same core or tax id, and those that share half of it."""

    work: Work
    of: Accounts | None = None
    halves: dict[str, list[str]] = field(default_factory=dict)

    def tell(self, row: int, name: str, tax_id: str | None) -> None:
        """Tell which company a new one may be the same as; asked before it is kept with the others."""
        accounts, core = self.work.accounts, company_core(name)
        if accounts is not self.of:
            self._read(accounts)
        found: dict[int, set[str]] = {}
        if tax_id and (same := accounts.taxes.get(tax_id)):
            found.setdefault(same.id, set()).add("tax_id")
        for other in (core, *self._near(core)):
            for ref in accounts.cores.refs.get(other, ()):
                found.setdefault(ref.id, set()).add("name" if other == core else "near_name")
        for number, why in found.items():
            self.work.report.suspect(Likely(row, name, self._called(number), "", tuple(sorted(why))))
        if core not in accounts.cores.refs:
            self._keep(core)

    def _near(self, core: str) -> list[str]:
        near = (self.halves.get(half, ()) for half in _halves(core))
        met = {other for drawer in near if len(drawer) <= COMMON for other in drawer if other != core}
        return [
            other
            for other in sorted(met)
            if fuzz.ratio(core, other) >= NEAR and alike(core, other) >= COMPANY_ALIKE
        ]

    def _read(self, accounts: Accounts) -> None:
        self.of = accounts
        self.halves.clear()
        for core in accounts.cores.refs:
            self._keep(core)

    def _keep(self, core: str) -> None:
        middle = len(core) // 2
        for half in (f"<{core[:middle]}", f">{core[middle:]}"):
            if len(half) > 2:
                self.halves.setdefault(half, []).append(core)

    def _called(self, number: int) -> str:
        draft = self.work.drafts.get(number)
        if draft is None:
            return self.work.session.scalar(select(Account.name).where(Account.id == number)) or ""
        return str(draft["name"])


def _halves(core: str) -> set[str]:
    """The halves that a name one slip away may have kept."""
    middle = len(core) // 2
    ends = range(max(0, middle - 1), middle + 2)
    return {f"<{core[:end]}" for end in ends} | {f">{core[end:]}" for end in ends}


def _near(one: str, other: str) -> bool:
    return fuzz.ratio(form(one).letters, form(other).letters) >= FAR and alike(one, other) >= ALIKE
