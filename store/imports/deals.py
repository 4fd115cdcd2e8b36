"""Opportunities: matched by number, else by company, product and opening; their stages go into the history."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from store.imports.goods import find_product
from store.imports.people import Clue, People
from store.imports.rows import OpportunityRow
from store.imports.stages import move_account
from store.imports.values import unknown
from store.imports.work import Work
from store.imports.writing import Ref
from store.models import Opportunity, StageChange

PLAIN = ("external_id", "name", "state", "amount", "currency", "probability", "commit", "opened_at", "close_on",
         "closed_at", "lost_reason", "source", "campaign")  # fmt: skip
STAGES = {"won": "customer", "lost": "lost"}
Known = tuple[Ref, dict[str, Any]]


class OpportunityKind:
    """How a list of deals goes in."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.people = People(work)
        self.external: dict[str, Known] = {}
        self.known: dict[tuple[object, ...], Known] = {}

    def prepare(self, rows: Sequence[OpportunityRow]) -> None:
        """Load the deals of the batch's numbers, and of its companies where rows have no number."""
        work = self.work
        accounts = [work.account_or_none(row) for row in rows]
        pairs = list(zip(rows, accounts, strict=True))
        self.people.load([self._clue(row, account) for row, account in pairs if row.contact or row.email])
        if work.settings.write:
            self.external, self.known = {}, {}
        numbers = [row.external_id for row in rows if row.external_id]
        companies = {
            account.id for row, account in pairs if account and not row.external_id and account.id > 0
        }
        for condition in (Opportunity.external_id.in_(numbers), Opportunity.account_id.in_(companies)):
            for found in work.session.execute(select(Opportunity.__table__).where(condition)).mappings():
                self._keep(Ref(found["id"]), dict(found))

    def take(self, row: OpportunityRow) -> None:
        """Match one deal, and add or change it."""
        values = self._values(row)
        label = row.name or row.external_id or row.account or ""
        found = self.external.get(row.external_id or "") or (
            None if row.external_id else self.known.get(_key(values))
        )
        if found:
            before = found[1]["stage"]
            changes = self.work.change(Opportunity, row, label, found[0], values, found[1])
            if "stage" in changes:
                self._step(found[0], values["account_id"], before, values["stage"], self._moment(found[1]))
            return
        fresh: dict[str, Any] = {"opened_at": self.work.settings.now, "commit": False, "version": 1}
        fresh |= {name: value for name, value in values.items() if value is not None}
        if fresh.get("closed_at"):
            fresh["opened_at"] = min(fresh["opened_at"], fresh["closed_at"])
        ref = self.work.add(Opportunity, row, label, fresh)
        self._keep(ref, fresh)
        self._history(ref, fresh)
        if row.account is None and values["account_id"] is None:
            self.work.tell(row.row, "import.deal-without-account", "account", label)

    def finish(self) -> None:
        """Nothing waits for the end of a list of deals."""

    def _values(self, row: OpportunityRow) -> dict[str, Any]:
        work = self.work
        account = work.account(row)
        if account is None and (row.account or row.account_external_id):
            raise unknown("account", work.accounts.full.nearest(row.account or ""))
        custom: dict[str, Any] = dict(row.custom)
        contact = self.people.find(self._clue(row, account)) if row.contact or row.email else None
        if contact is None and row.contact:
            custom["contact"] = row.contact
            work.tell(row.row, "import.unknown-contact", "contact", row.contact)
        values: dict[str, Any] = {name: getattr(row, name) for name in PLAIN}
        values["stage"] = STAGES.get(row.stage, row.stage)
        values["product_id"] = find_product(work, row.row, row.product)[0] if row.product else None
        values["owner_id"] = work.user(row.row, "owner", row.owner, custom)
        values["given_by_id"] = work.user(row.row, "given_by", row.given_by, custom)
        return values | {"account_id": account, "contact_id": contact, "custom": custom}

    def _clue(self, row: OpportunityRow, account: Ref | None) -> Clue:
        return Clue(row.contact, None, row.email, (), account)

    def _history(self, ref: Ref, deal: dict[str, Any]) -> None:
        """The stages of a deal as far as a list knows them: opened, and closed."""
        account, stage = deal.get("account_id"), deal["stage"]
        opened = "opportunity" if deal["state"] != "open" else stage
        self._step(ref, account, None, opened, deal["opened_at"])
        if deal["state"] != "open":
            self._step(ref, account, opened, stage, self._moment(deal))
        if isinstance(account, Ref):
            if deal["state"] != "lost":
                move_account(self.work, account, "need_found", deal["opened_at"])
            if deal["state"] == "won":
                move_account(self.work, account, "order", self._moment(deal))

    def _moment(self, deal: dict[str, Any]) -> Any:
        return deal.get("closed_at") or self.work.settings.now

    def _step(self, ref: Ref, account: Any, before: str | None, stage: str, at: Any) -> None:
        self.work.writer.add(
            StageChange,
            {"noun": "opportunity", "noun_id": ref, "account_id": account, "from_stage": before, "to_stage": stage,
             "at": at, "user_id": self.work.settings.by},
        )  # fmt: skip

    def _keep(self, ref: Ref, values: dict[str, Any]) -> None:
        if values.get("external_id"):
            self.external.setdefault(values["external_id"], (ref, values))
        else:
            self.known.setdefault(_key(values), (ref, values))


def _key(values: dict[str, Any]) -> tuple[object, ...]:
    """A deal without a number: its company, name or product, and the day that was said."""
    numbers = (values.get(name) for name in ("account_id", "product_id"))
    account, product = (value.id if isinstance(value, Ref) else value for value in numbers)
    return account, values.get("name") or product, values.get("close_on")
