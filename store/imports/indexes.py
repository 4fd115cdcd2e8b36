"""Who is meant by a name in a list: users, products and accounts by code, number and name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from sqlalchemy import select
from sqlalchemy.orm import Session

from store.imports.headers import squeeze
from store.imports.values import BadCell, unknown
from store.imports.words import company_core
from store.imports.writing import Ref
from store.models import Account, AccountName, Product, Team, User

NEAR = 80


@dataclass(slots=True)
class Names:
    """Records by squeezed name; several records may share one."""

    refs: dict[str, list[Ref]] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)

    def put(self, name: str | None, ref: Ref) -> None:
        """Remember a name of a record."""
        key = squeeze(name) if name else ""
        if key and ref not in (known := self.refs.setdefault(key, [])):
            known.append(ref)
            self.written.setdefault(key, str(name))

    def get(self, name: str) -> list[Ref]:
        """The records of this name."""
        return self.refs.get(squeeze(name), [])

    def nearest(self, name: str) -> str:
        """The nearest known name, for a hint; empty where none is near."""
        best = process.extractOne(squeeze(name), self.refs.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        return self.written[best[0]] if best else ""


@dataclass(slots=True)
class Users:
    """People by handle, e-mail, number at the company, name, and telephone extension."""

    exact: dict[str, Ref] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    teams: dict[str, Ref] = field(default_factory=dict)
    extensions: dict[str, Ref] = field(default_factory=dict)
    team_of: dict[int, int] = field(default_factory=dict)

    @classmethod
    def load(cls, session: Session) -> "Users":
        """Everybody, also those who have left: history names them."""
        users = cls()
        for row in session.execute(select(User.id, User.handle, User.email, User.external_id, User.name)):
            users.put(Ref(row.id), row.handle, row.email, row.external_id, row.name)
        at = (
            select(User.extension, User.id)
            .where(User.extension.is_not(None), User.active)
            .order_by(User.id.desc())
        )
        users.extensions = {str(row.extension): Ref(row.id) for row in session.execute(at)}
        peopled = select(User.id, User.team_id).where(User.team_id.is_not(None))
        users.team_of = {number: team for number, team in session.execute(peopled) if team is not None}
        users.teams = {row.name: Ref(row.id) for row in session.execute(select(Team.id, Team.name))}
        return users

    def put(
        self, ref: Ref, handle: str | None, email: str | None, external_id: str | None, name: str | None
    ) -> None:
        """Remember a person."""
        for key in (handle, email, external_id):
            if key:
                self.exact.setdefault(key.casefold(), ref)
        self.names.put(name, ref)

    def find(self, text: str) -> Ref | None:
        """The person that a text means; raises BadCell where two have that name."""
        if found := self.exact.get(text.casefold()):
            return found
        named = self.names.get(text)
        if len(named) > 1:
            raise BadCell("import.ambiguous-user", count=len(named))
        return named[0] if named else self.extensions.get(text.rpartition("/")[2].partition("-")[0].strip())


@dataclass(slots=True)
class Products:
    """Products by code, and by any of their names."""

    skus: dict[str, Ref] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    labels: dict[int, str] = field(default_factory=dict)

    @classmethod
    def load(cls, session: Session) -> "Products":
        """The whole price list."""
        products = cls()
        for row in session.execute(select(Product.id, Product.sku, Product.name, Product.names)):
            products.put(Ref(row.id), row.sku, [row.name, *map(str, (row.names or {}).values())])
        return products

    def put(self, ref: Ref, sku: str, names: Iterable[str]) -> None:
        """Remember a product."""
        self.skus[sku] = ref
        for name in (sku, *names):
            self.names.put(name, ref)
        self.labels[id(ref)] = sku

    def find(self, text: str) -> tuple[Ref, str]:
        """The product that a text means, and its code; raises BadCell where none or several are meant."""
        if ref := self.skus.get(text):
            return ref, text
        named = self.names.get(text)
        if len(named) == 1:
            return named[0], self.labels[id(named[0])]
        if named:
            raise BadCell("import.ambiguous-product", count=len(named))
        raise unknown("product", self.names.nearest(text))


@dataclass(slots=True)
class Accounts:
    """Companies by number, tax id, full name, and by their short, English and former names."""

    external: dict[str, Ref] = field(default_factory=dict)
    taxes: dict[str, Ref] = field(default_factory=dict)
    full: Names = field(default_factory=Names)
    others: Names = field(default_factory=Names)
    cores: Names = field(default_factory=Names)
    newest: int = 0

    @classmethod
    def load(cls, session: Session) -> "Accounts":
        """Every company; names only, so that a hundred thousand fit."""
        accounts, known = cls(), dict[int, Ref]()
        columns = (Account.id, Account.merged_into_id, Account.name, Account.short_name, Account.english_name)
        for row in session.execute(select(*columns, Account.external_id, Account.tax_id)):
            ref = known.setdefault(row.merged_into_id or row.id, Ref(row.merged_into_id or row.id))
            accounts.put(ref, row.name, row.external_id, row.tax_id, (row.short_name, row.english_name))
            accounts.newest = max(accounts.newest, row.id)
        for alias in session.execute(select(AccountName.account_id, AccountName.name, AccountName.kind)):
            place = accounts.full if alias.kind == "former" else accounts.others
            place.put(alias.name, known.get(alias.account_id) or Ref(alias.account_id))
        return accounts

    def put(
        self,
        ref: Ref,
        name: str,
        external_id: str | None,
        tax_id: str | None,
        others: Iterable[str | None] = (),
    ) -> None:
        """Remember a company."""
        if external_id:
            self.external[external_id] = ref
        if tax_id:
            self.taxes.setdefault(tax_id, ref)
        self.full.put(name, ref)
        self.cores.put(company_core(name), ref)
        for other in others:
            self.others.put(other, ref)

    def find(self, name: str | None, external_id: str | None = None, tax_id: str | None = None) -> Ref | None:
        """The company that a line of another list means; raises BadCell where several have that name."""
        if external_id and (found := self.external.get(external_id)):
            return found
        if tax_id and (found := self.taxes.get(tax_id)):
            return found
        if not name:
            return None
        for names, text in ((self.full, name), (self.others, name), (self.cores, company_core(name))):
            found_names = {ref.id: ref for ref in names.get(text)} if text else {}
            if len(found_names) > 1:
                raise BadCell("import.ambiguous-account", count=len(found_names))
            if found_names:
                return next(iter(found_names.values()))
        return None
