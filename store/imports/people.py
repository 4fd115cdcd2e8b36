"""Which contact a row means: by number, e-mail, telephone and name, or name within a company."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from store.imports.headers import squeeze
from store.imports.values import BadCell
from store.imports.work import Work
from store.imports.writing import Ref
from store.mailboxes import SHARED_MAILBOXES
from store.models import Contact, Phone

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Clue:
    """What a row says about a person."""

    name: str | None
    external_id: str | None
    email: str | None
    phones: tuple[str, ...]
    account: Ref | None

    @property
    def bare(self) -> bool:
        """Whether there is nothing but a name."""
        return not (self.account or self.phones or self.email or self.external_id)


@dataclass(slots=True)
class People:
    """The contacts that the rows of a batch may mean, and those of the preview so far."""

    work: Work
    current: dict[int, dict[str, Any]] = field(default_factory=dict)
    numbers: dict[int, set[str]] = field(default_factory=dict)
    refs: dict[int, Ref] = field(default_factory=dict)
    keys: dict[int, Ref | list[Ref]] = field(default_factory=dict)
    colleagues: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def load(self, clues: Sequence[Clue]) -> None:
        """Look up the clues of a batch; what a preview added stays known."""
        if self.work.settings.write:
            self.keys.clear()
            self.numbers.clear()
        else:
            self.numbers = {number: known for number, known in self.numbers.items() if number < 0}
        self.current.clear()
        self.refs.clear()
        self.colleagues.clear()
        self._load(Contact.external_id, [clue.external_id for clue in clues if clue.external_id])
        self._load(Contact.email, [clue.email for clue in clues if clue.email])
        self._load(Contact.name, [clue.name for clue in clues if clue.name and clue.bare])
        self._load(Contact.id, [*self._reached(clues), *self._employed(clues)])
        self._load_numbers()

    def _reached(self, clues: Sequence[Clue]) -> list[int]:
        """Who has one of these numbers, and the name of the row (a switchboard reaches hundreds)."""
        names: dict[str, set[str]] = {}
        for clue in clues:
            for phone in clue.phones:
                names.setdefault(phone, set()).add(squeeze(clue.name or ""))
        found: list[int] = []
        for column, plus in ((Phone.e164, True), (Phone.raw, False)):
            for part in _chunks([phone for phone in names if phone.startswith("+") is plus]):
                wanted = select(column, Contact.id, Contact.name).join(
                    Contact, Contact.id == Phone.contact_id
                )
                for known, number, name in self.work.session.execute(wanted.where(column.in_(part))):
                    phone = str(known)
                    if names[phone] & {"", squeeze(name)}:
                        found.append(number)
                    if not self.holders(phone):
                        self._keep(("number", phone), self.refs.setdefault(number, Ref(number)))
                        self.current.setdefault(number, {"id": number, "name": name})
        return found

    def _employed(self, clues: Sequence[Clue]) -> list[int]:
        """Who works at one of these companies under the name of the row."""
        wanted = {(clue.account.id, squeeze(clue.name)) for clue in clues if clue.account and clue.name}
        found: list[int] = []
        for part in _chunks([account for account, _ in wanted if account > 0]):
            rows = select(Contact.id, Contact.account_id, Contact.name).where(Contact.account_id.in_(part))
            for number, account, name in self.work.session.execute(rows):
                self.colleagues.setdefault(account or 0, []).append((number, name))
                if (account, squeeze(name)) in wanted:
                    found.append(number)
        return found

    def find(self, clue: Clue) -> Ref | None:
        """The one person of these clues; None for nobody; raises BadCell where several or doubtful ones are."""
        if clue.external_id and (found := self._at("external", clue.external_id)):
            return found[0]
        if found_ref := self._by_email(clue):
            return found_ref
        if not clue.name:
            return self._by_phone_alone(clue)
        name = squeeze(clue.name)
        near = [ref for phone in clue.phones for ref in self._at("phone", phone, name)]
        if near := [ref for ref in dict.fromkeys(near) if not self._other(clue, ref)]:
            return self._one(clue, near)
        if clue.account is not None:
            found = [ref for ref in self._at("at", clue.account.id, name) if not self._other(clue, ref)]
            return self._beyond_doubt(clue, self._one(clue, found)) if found else None
        if clue.phones or clue.email or clue.external_id:
            return None
        return self._one(clue, found) if (found := self._at("bare", name)) else None

    def keep(self, ref: Ref, values: dict[str, Any], phones: Iterable[str]) -> None:
        """Remember a person that a row of this batch added, or a number it added to a known one."""
        self.refs[ref.id] = ref
        self.numbers.setdefault(ref.id, set()).update(phones)
        self._index(ref, values)

    def holders(self, phone: str) -> list[Ref]:
        """Everybody who is reached at a number."""
        return self._at("number", phone)

    def written_to(self, email: str) -> list[Ref]:
        """Everybody who is reached at an e-mail address."""
        return self._at("email", email)

    def values(self, ref: Ref) -> dict[str, Any] | None:
        """What is known of a person."""
        return self.current.get(ref.id) or self.work.drafts.get(ref.id)

    def _by_email(self, clue: Clue) -> Ref | None:
        found = [ref for ref in self._at("email", clue.email) if not self._other(clue, ref)]
        if not clue.email or not found:
            return None
        same = [ref for ref in found if clue.name and self._name(ref) == squeeze(clue.name)]
        if same or not clue.name:
            return self._one(clue, same or found)
        if clue.email.partition("@")[0] in SHARED_MAILBOXES or len(found) > 1:
            return None
        return found[0]

    def _by_phone_alone(self, clue: Clue) -> Ref | None:
        found = list(dict.fromkeys(ref for phone in clue.phones for ref in self.holders(phone)))
        return found[0] if len(found) == 1 else None

    def _other(self, clue: Clue, ref: Ref) -> bool:
        """Whether another number of its own shows that this is another person."""
        known = (self.values(ref) or {}).get("external_id")
        return bool(clue.external_id and known and known != clue.external_id)

    def _one(self, clue: Clue, found: Sequence[Ref]) -> Ref:
        here = [ref for ref in found if clue.account and self._account(ref) == clue.account.id]
        if len(here) == 1 or len(found) == 1:
            return (here or found)[0]
        raise BadCell("import.ambiguous-contact", field="name", count=len(found))

    def _beyond_doubt(self, clue: Clue, ref: Ref) -> Ref:
        """Two namesakes in one company: other e-mail and other numbers say that they are two."""
        known = self.values(ref) or {}
        numbers = self.numbers.get(ref.id, set())
        other_mail = bool(clue.email and known.get("email") and clue.email != known["email"])
        other_phone = bool(clue.phones and numbers and not numbers & set(clue.phones))
        if other_mail and other_phone:
            raise BadCell("import.same-person", field="name", name=clue.name)
        return ref

    def _name(self, ref: Ref) -> str:
        return squeeze(str((self.values(ref) or {}).get("name", "")))

    def _account(self, ref: Ref) -> int | None:
        account = (self.values(ref) or {}).get("account_id")
        return account.id if isinstance(account, Ref) else account

    def _at(self, *key: object) -> list[Ref]:
        found = self.keys.get(hash(key), [])
        return found if isinstance(found, list) else [found]

    def _keep(self, key: tuple[object, ...], ref: Ref) -> None:
        """Remember who answers to a key; nearly always one, so that no list is made for him alone."""
        known = self.keys.setdefault(hash(key), ref)
        if isinstance(known, list):
            if ref not in known:
                known.append(ref)
        elif known is not ref:
            self.keys[hash(key)] = [known, ref]

    def _load(self, column: Any, wanted: Sequence[Any]) -> None:
        for part in _chunks(wanted):
            for row in self.work.session.execute(
                select(Contact.__table__).where(column.in_(part))
            ).mappings():
                self.current[row["id"]] = dict(row)

    def _load_numbers(self) -> None:
        for part in _chunks(list(self.current)):
            rows = select(Phone.contact_id, Phone.e164, Phone.raw).where(Phone.contact_id.in_(part))
            for row in self.work.session.execute(rows):
                self.numbers.setdefault(row.contact_id or 0, set()).add(row.e164 or row.raw)
        for number, values in self.current.items():
            if "version" not in values:
                continue
            ref = self.refs.setdefault(number, Ref(number))
            self._index(ref, values)

    def _index(self, ref: Ref, values: dict[str, Any]) -> None:
        name = squeeze(values["name"])
        account = values.get("account_id")
        number = account.id if isinstance(account, Ref) else account
        phones = self.numbers.get(ref.id, ())
        keys: list[tuple[object, ...]] = [("phone", phone, name) for phone in phones]
        keys += [("number", phone) for phone in phones]
        if values.get("external_id"):
            keys.append(("external", values["external_id"]))
        if values.get("email"):
            keys.append(("email", values["email"]))
        if number is not None:
            keys.append(("at", number, name))
        elif not phones and not values.get("email"):
            keys.append(("bare", name))
        for key in keys:
            self._keep(key, ref)


def _chunks(wanted: Sequence[Any]) -> list[list[Any]]:
    unique = list(dict.fromkeys(wanted))
    return [unique[start : start + CHUNK] for start in range(0, len(unique), CHUNK)]
