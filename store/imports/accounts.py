"""Companies: told apart by number, tax id, then name with whatever supports or contradicts it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select

from store.imports.alike import LikeCompanies
from store.imports.headers import squeeze
from store.imports.rows import AccountRow
from store.imports.values import BadCell, PhoneValue
from store.imports.work import Work
from store.imports.writing import Ref
from store.models import Account, AccountName, Phone, StageChange

ALIKE = 75
PLAIN = (
    "name", "external_id", "short_name", "english_name", "tax_id", "tier", "industry", "territory", "address",
    "employees", "revenue", "website", "product_line", "competitor", "sales", "expected", "credit", "margin",
    "demonstration", "source", "campaign", "created_at", "stage", "specialists",
)  # fmt: skip


class AccountKind:
    """How a list of companies goes in."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.current: dict[int, dict[str, Any]] = {}
        self.numbers: dict[int, set[str]] = {}
        self.like = LikeCompanies(work)
        self.waiting: list[tuple[Ref, AccountRow]] = []

    def prepare(self, rows: Sequence[AccountRow]) -> None:
        """Load the companies that the rows may mean, with their numbers."""
        known = sorted({ref.id for row in rows for ref in self._candidates(row) if ref.id > 0})
        found = self.work.session.execute(select(Account.__table__).where(Account.id.in_(known)))
        self.current = {row["id"]: dict(row) for row in found.mappings()}
        self.numbers = {}
        phones = select(Phone.account_id, Phone.e164, Phone.raw).where(Phone.account_id.in_(known))
        for phone in self.work.session.execute(phones):
            self.numbers.setdefault(phone.account_id or 0, set()).add(phone.e164 or phone.raw)

    def take(self, row: AccountRow) -> None:
        """Match one company, and add or change it."""
        ref = self._match(row)
        if ref is None:
            self._add(row)
        else:
            self._change(row, ref)

    def finish(self) -> None:
        """Give their parents to companies whose parent stood further down in the file."""
        for ref, row in self.waiting:
            parent = self.work.accounts.find(row.parent)
            if parent is None:
                self.work.tell(row.row, "import.unknown-parent", "parent", row.parent or "", name=row.parent)
            else:
                self.work.writer.change(Account, ref, {"parent_id": parent})
        self.waiting.clear()

    def _add(self, row: AccountRow) -> None:
        settings = self.work.settings
        values = fresh_account(self.work, row.name) | {
            name: value for name, value in self._values(row).items() if value is not None
        }
        values["specialists"] = list(row.specialists)
        values["tier"] = row.tier or settings.tier_of(row.employees, row.revenue)
        values["stage_since"] = values["created_at"]
        self.like.tell(row.row, row.name, row.tax_id)
        ref = self.work.add(Account, row, row.name, values)
        names = (row.short_name, row.english_name)
        self.work.accounts.put(ref, row.name, row.external_id, row.tax_id, names)
        self._names(row, ref, {})
        self._phones(row, ref)
        self._step(ref, None, values)
        if row.parent and "parent_id" not in values:
            self.waiting.append((ref, row))

    def _change(self, row: AccountRow, ref: Ref) -> None:
        current = self.current.get(ref.id) or self.work.drafts.get(ref.id)
        before = dict(current) if current else {}
        wanted = self._values(row)
        extra: dict[str, tuple[object, object]] = {}
        if current is not None and (new := self._phones(row, ref)):
            extra["phones"] = (None, ", ".join(new))
        changes = self.work.change(Account, row, row.name, ref, wanted, current, extra)
        if changes.keys() & {"name", "short_name", "english_name"}:
            self._names(row, ref, before)
            self.work.accounts.put(
                ref, row.name, row.external_id, row.tax_id, (row.short_name, row.english_name)
            )
        if "stage" in changes:
            self.work.writer.change(Account, ref, {"stage_since": self.work.settings.now})
            self._step(ref, before.get("stage"), {**before, **changes, "stage_since": self.work.settings.now})
        if row.parent and wanted.get("parent_id") is None:
            self.waiting.append((ref, row))

    def _values(self, row: AccountRow) -> dict[str, Any]:
        values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
        custom: dict[str, Any] = dict(row.custom)
        values["owner_id"] = self.work.user(row.row, "owner", row.owner, custom)
        values["manager_id"] = self.work.user(row.row, "manager", row.manager, custom)
        values["parent_id"] = self.work.accounts.find(row.parent) if row.parent else None
        values["region"] = region = self.work.settings.region_of(row.country)
        if row.country and row.country != region:
            custom["country"] = row.country
        return values | {"custom": custom}

    def _candidates(self, row: AccountRow) -> list[Ref]:
        accounts = self.work.accounts
        found = [accounts.external.get(row.external_id or ""), accounts.taxes.get(row.tax_id or "")]
        return [ref for ref in (*found, *accounts.full.get(row.name)) if ref is not None]

    def _match(self, row: AccountRow) -> Ref | None:
        """The same company, or None; raises BadCell where only its name says so and other facts contradict."""
        accounts = self.work.accounts
        if row.external_id and (found := accounts.external.get(row.external_id)):
            return found
        if row.tax_id and (found := accounts.taxes.get(row.tax_id)) and not self._other(row, found):
            return found
        named = [ref for ref in accounts.full.get(row.name) if not self._other(row, ref)]
        supported = [ref for ref in named if self._speaks(row, ref) > 0]
        if len(supported) == 1 or len(named) == 1:
            one = (supported or named)[0]
            if self._speaks(row, one) < 0:
                raise BadCell("import.same-name", field="name", name=row.name)
            return one
        if named:
            raise BadCell("import.ambiguous-account", field="name", count=len(named))
        return None

    def _known(self, ref: Ref) -> Mapping[str, Any]:
        return self.current.get(ref.id) or self.work.drafts.get(ref.id) or {}

    def _other(self, row: AccountRow, ref: Ref) -> bool:
        """Whether number or tax id show another company."""
        known = self._known(ref)
        pairs = ((row.external_id, known.get("external_id")), (row.tax_id, known.get("tax_id")))
        return any(here and there and here != there for here, there in pairs)

    def _speaks(self, row: AccountRow, ref: Ref) -> int:
        """What phones, address and web site say: 1 the same company, -1 another one, 0 nothing."""
        known, numbers = self._known(ref), self.numbers.get(ref.id, set())
        ours = {phone.e164 or phone.raw for phone in row.phones}
        addresses = [squeeze(text) for text in (row.address, known.get("address")) if text]
        near = len(addresses) == 2 and fuzz.partial_ratio(*addresses) >= ALIKE
        if ours & numbers or near or (row.website and row.website == known.get("website")):
            return 1
        return -1 if (ours and numbers) or len(addresses) == 2 else 0

    def _phones(self, row: AccountRow, ref: Ref) -> list[str]:
        known = self.numbers.setdefault(ref.id, set())
        return [add_phone(self.work, phone, known, account_id=ref) for phone in _new(row.phones, known)]

    def _names(self, row: AccountRow, ref: Ref, before: Mapping[str, Any]) -> None:
        """Keep short, English and former names, by which the company is found too."""
        former = before.get("name") if before.get("name") != row.name else None
        for kind, name in (("short", row.short_name), ("english", row.english_name), ("former", former)):
            if name and name != before.get(f"{kind}_name"):
                self.work.writer.add(AccountName, {"account_id": ref, "name": name, "kind": kind})

    def _step(self, ref: Ref, before: str | None, values: Mapping[str, Any]) -> None:
        self.work.writer.add(
            StageChange,
            {"noun": "account", "noun_id": ref, "account_id": ref, "from_stage": before, "to_stage": values["stage"],
             "at": values["stage_since"], "user_id": self.work.settings.by},
        )  # fmt: skip


def fresh_account(work: Work, name: str) -> dict[str, Any]:
    """A company of which only the name is known."""
    settings = work.settings
    return {
        "name": name, "tier": settings.tier_of(None, None), "region": settings.conventions.region, "stage": "suspect",
        "stage_since": settings.now, "created_at": settings.now, "specialists": [], "custom": {}, "version": 1,
    }  # fmt: skip


def account_beside(work: Work, name: str, external_id: str | None, tax_id: str | None) -> Ref:
    """A company that a row of another list names and nobody knows yet."""
    values = fresh_account(work, name) | {"external_id": external_id, "tax_id": tax_id}
    ref = work.beside("accounts", Account, values)
    work.accounts.put(ref, name, external_id, tax_id)
    work.writer.add(
        StageChange,
        {"noun": "account", "noun_id": ref, "account_id": ref, "to_stage": "suspect", "at": work.settings.now,
         "user_id": work.settings.by},
    )  # fmt: skip
    return ref


def add_phone(work: Work, phone: PhoneValue, known: set[str], **of: Ref) -> str:
    """A number for a company or a contact; gives it as text."""
    text = phone.e164 or phone.raw
    known.add(text)
    values = {"e164": phone.e164, "extension": phone.extension, "raw": phone.raw, "kind": phone.kind}
    work.writer.add(Phone, values | of)
    return text


def _new(phones: Sequence[PhoneValue], known: set[str]) -> list[PhoneValue]:
    fresh = {phone.e164 or phone.raw: phone for phone in phones}
    return [phone for text, phone in fresh.items() if text not in known]
