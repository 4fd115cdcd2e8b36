"""Calls that were held and follow-ups that were planned, with their own authors and times."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from store.imports.people import Clue, People
from store.imports.rows import CallRow, FollowUpRow
from store.imports.values import BadCell, unknown
from store.imports.work import Work
from store.imports.writing import Ref
from store.models import Account, Call, FollowUp

CALL = ("external_id", "at", "direction", "reason", "disposition", "minutes", "wait_seconds", "abandoned", "note",
        "amount", "currency", "source", "campaign")  # fmt: skip
FOLLOW_UP = ("external_id", "kind", "due", "reason", "note", "campaign", "created_at", "state")
Known = tuple[Ref, dict[str, Any]]


class CallKind:
    """How a list of calls goes in; without a number of its own a call is its moment, contact and author."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.people = People(work)
        self.external: dict[str, Known] = {}
        self.known: dict[tuple[object, ...], Known] = {}

    def prepare(self, rows: Sequence[CallRow]) -> None:
        """Load the contacts of the batch, and the calls of the same numbers and moments."""
        work = self.work
        self.people.load([clue_of(row, work.account_or_none(row)) for row in rows])
        if work.settings.write:
            self.external, self.known = {}, {}
        for condition in (
            Call.external_id.in_([row.external_id for row in rows if row.external_id]),
            Call.at.in_(list({row.at for row in rows})),
        ):
            for found in work.session.execute(select(Call.__table__).where(condition)).mappings():
                self._keep(Ref(found["id"]), dict(found))

    def take(self, row: CallRow) -> None:
        """Match one call, and add or change it."""
        work = self.work
        contact, account = find_customer(work, self.people, row)
        custom: dict[str, Any] = dict(row.custom)
        values: dict[str, Any] = {name: getattr(row, name) for name in CALL}
        values |= {"contact_id": contact, "account_id": account, "custom": custom}
        values["user_id"] = work.user(row.row, "user", row.user, custom)
        if contact is None and row.phone:
            custom["phone"] = row.phone.e164 or row.phone.raw
        label = f"{row.contact or row.account or (row.phone.raw if row.phone else '')} {row.at.isoformat()}"
        found = self.external.get(row.external_id or "") or self.known.get(_key(values))
        if row.abandoned and row.by_telephone:
            rang = values["user_id"]
            values |= {"user_id": None, "team_id": work.users.team_of.get(rang.id) if rang else None}
        if found:
            work.change(Call, row, label, found[0], _blanks_only(row, values, found[1]), found[1])
            return
        fresh = {"direction": "outbound", "abandoned": False, "script_path": [], "version": 1}
        fresh |= {name: value for name, value in values.items() if value is not None}
        self._keep(work.add(Call, row, label, fresh), fresh)

    def finish(self) -> None:
        """Nothing waits for the end of a list of calls."""

    def _keep(self, ref: Ref, values: dict[str, Any]) -> None:
        if values.get("external_id"):
            self.external.setdefault(values["external_id"], (ref, values))
        else:
            self.known.setdefault(_key(values), (ref, values))


class FollowUpKind:
    """How a list of follow-ups goes in; without a number of its own it is its customer, due time and kind."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.people = People(work)
        self.external: dict[str, Known] = {}
        self.known: dict[tuple[object, ...], Known] = {}

    def prepare(self, rows: Sequence[FollowUpRow]) -> None:
        """Load the contacts of the batch, and the follow-ups of the same numbers and due times."""
        work = self.work
        self.people.load([clue_of(row, work.account_or_none(row)) for row in rows])
        if work.settings.write:
            self.external, self.known = {}, {}
        for condition in (
            FollowUp.external_id.in_([row.external_id for row in rows if row.external_id]),
            FollowUp.due.in_(list({row.due for row in rows})),
        ):
            for found in work.session.execute(select(FollowUp.__table__).where(condition)).mappings():
                self._keep(Ref(found["id"]), dict(found))

    def take(self, row: FollowUpRow) -> None:
        """Match one follow-up, and add or change it."""
        work = self.work
        contact, account = find_customer(work, self.people, row)
        if contact is None and account is None:
            raise BadCell("import.unknown-contact", field="contact")
        values: dict[str, Any] = {name: getattr(row, name) for name in FOLLOW_UP}
        values["kind"] = row.kind or "call"
        values |= {"contact_id": contact, "account_id": account}
        label = f"{row.contact or row.account or ''} {row.due.isoformat()}"
        found = self.external.get(row.external_id or "") or self.known.get(_due_key(values))
        values["owner_id"] = self._owner(row, contact, account, found)
        if row.state in ("done", "cancelled"):
            values |= {"ended_at": row.due, "ended_why": "imported"}
        if found:
            values["kind"] = row.kind
            work.change(FollowUp, row, label, found[0], values, found[1])
            return
        fresh = {
            "state": "open", "reason": values["kind"], "created_at": work.settings.now, "version": 1,
            "zone": work.settings.conventions.zone,
        }  # fmt: skip
        fresh |= {name: value for name, value in values.items() if value is not None}
        self._keep(work.add(FollowUp, row, label, fresh), fresh)

    def finish(self) -> None:
        """Nothing waits for the end of a list of follow-ups."""

    def _owner(
        self, row: FollowUpRow, contact: Ref | None, account: Ref | None, found: Known | None
    ) -> Ref | None:
        """The person named; else the owner of the customer, else who imports: nothing is without an owner."""
        work = self.work
        if row.owner:
            owner = work.users.find(row.owner)
            if owner is None:
                raise BadCell("import.unknown-owner", field="owner", name=row.owner)
            return owner
        if found:
            return None
        number = (self.people.values(contact) or {}).get("owner_id") if contact else None
        if number is None and account is not None and account.id > 0:
            known = work.session.get(Account, account.id)
            number = (known.owner_id or known.manager_id) if known else None
        number = number or work.settings.by
        if number is None:
            raise BadCell("import.no-owner", field="owner")
        return number if isinstance(number, Ref) else Ref(number)

    def _keep(self, ref: Ref, values: dict[str, Any]) -> None:
        if values.get("external_id"):
            self.external.setdefault(values["external_id"], (ref, values))
        else:
            self.known.setdefault(_due_key(values), (ref, values))


def _blanks_only(row: CallRow, values: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """A telephone system knows less than who logged the call: it only fills what was left open."""
    if not row.by_telephone:
        return values
    return {name: value for name, value in values.items() if name in known and known[name] is None}


def clue_of(row: CallRow | FollowUpRow, account: Ref | None) -> Clue:
    """What a row says about its contact."""
    phones = (row.phone.e164 or row.phone.raw,) if row.phone else ()
    return Clue(row.contact, row.contact_external_id, row.email, phones, account)


def find_customer(work: Work, people: People, row: CallRow | FollowUpRow) -> tuple[Ref | None, Ref | None]:
    """Contact and company of a row; a named contact nobody knows is an error, a bare number is not."""
    account = work.account(row)
    clue = clue_of(row, account)
    contact = people.find(clue)
    if contact is None and clue.phones and clue.name is None:
        contact = None
    elif contact is None and clue.phones:
        contact = people.find(Clue(None, None, None, clue.phones, account))
    if contact is None and (row.contact or row.email or row.contact_external_id):
        raise BadCell("import.unknown-contact", field="contact")
    merged = (people.values(contact) or {}).get("merged_into_id") if contact is not None else None
    if merged is not None:
        contact = Ref(merged)
    if account is None and row.account:
        raise unknown("account", work.accounts.full.nearest(row.account))
    if account is None and contact is not None:
        number = (people.values(contact) or {}).get("account_id")
        account = number if isinstance(number, Ref) or number is None else Ref(number)
    return contact, account


def _id(value: Any) -> Any:
    return value.id if isinstance(value, Ref) else value


def _key(values: dict[str, Any]) -> tuple[object, ...]:
    at: datetime = values["at"]
    who = _id(values.get("contact_id")) or (values.get("custom") or {}).get("phone")
    return at, who, _id(values.get("user_id"))


def _due_key(values: dict[str, Any]) -> tuple[object, ...]:
    due: datetime = values["due"]
    return due, _id(values.get("contact_id")) or 0, _id(values.get("account_id")) or 0, values["kind"]
