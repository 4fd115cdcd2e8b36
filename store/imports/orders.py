"""Orders, a line a row: the order by its number, its lines by product in the order they stand."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from store.imports.goods import find_product
from store.imports.people import Clue, People
from store.imports.rows import OrderRow
from store.imports.stages import move_account
from store.imports.values import BadCell, unknown
from store.imports.work import Work
from store.imports.writing import Ref
from store.models import Order, OrderLine


class OrderKind:
    """How a list of orders goes in."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.people = People(work)
        self.orders: dict[str, tuple[Ref, dict[str, Any]]] = {}
        self.lines: dict[tuple[str, int], list[tuple[Ref, dict[str, Any]]]] = {}
        self.met: dict[tuple[str, int], int] = {}

    def prepare(self, rows: Sequence[OrderRow]) -> None:
        """Load the orders of the batch with their lines."""
        work = self.work
        numbers = list({row.number for row in rows})
        found = (
            work.session.execute(select(Order.__table__).where(Order.number.in_(numbers))).mappings().all()
        )
        if work.settings.write:
            self.orders, self.lines = {}, {}
        names = {row["id"]: row["number"] for row in found}
        for row in found:
            self.orders.setdefault(row["number"], (Ref(row["id"]), dict(row)))
        lines = select(OrderLine.__table__).where(OrderLine.order_id.in_(list(names))).order_by(OrderLine.id)
        fresh: dict[tuple[str, int], list[tuple[Ref, dict[str, Any]]]] = {}
        for line in work.session.execute(lines).mappings():
            key = (names[line["order_id"]], line["product_id"])
            fresh.setdefault(key, []).append((Ref(line["id"]), dict(line)))
        self.lines |= fresh
        self.people.load([self._clue(row, work.account_or_none(row)) for row in rows])

    def take(self, row: OrderRow) -> None:
        """Match one line, and add or change it and its order."""
        work = self.work
        product, sku = find_product(work, row.row, row.product)
        values = self._values(row)
        if row.unit_price is None:
            raise BadCell("import.missing", field="unit_price")
        order = self.orders.get(row.number)
        if order is None:
            head = {"status": "open", "custom": {}, "version": 1} | {
                name: value for name, value in values.items() if value is not None
            }
            order = self.orders[row.number] = (work.writer.add(Order, head), head)
            self._moves(row, values)
        ref, head = order
        line = {name: getattr(row, name) for name in ("quantity", "unit_price", "currency", "warranty_until",
                                                      "contract_until")}  # fmt: skip
        key = (row.number, product.id)
        place = self.met[key] = self.met.get(key, -1) + 1
        known = self.lines.setdefault(key, [])
        label = f"{row.number} {sku}"
        if place >= len(known):
            fresh = {"order_id": ref, "product_id": product, **line}
            known.append((work.add(OrderLine, row, label, fresh), fresh))
            return
        self._change(row, label, known[place], line, (ref, head), values)

    def finish(self) -> None:
        """Nothing waits for the end of a list of orders."""

    def _change(
        self,
        row: OrderRow,
        label: str,
        known: tuple[Ref, dict[str, Any]],
        line: dict[str, Any],
        order: tuple[Ref, dict[str, Any]],
        values: dict[str, Any],
    ) -> None:
        changes = self.work.set(Order, order[0], values, order[1])
        extra = {f"order.{name}": (None, str(value)) for name, value in changes.items()}
        self.work.change(OrderLine, row, label, known[0], line, known[1], extra)

    def _values(self, row: OrderRow) -> dict[str, Any]:
        work = self.work
        account = work.account(row)
        if account is None and row.account:
            raise unknown("account", work.accounts.full.nearest(row.account))
        clue = self._clue(row, account)
        contact = self.people.find(clue) if clue.email or clue.phones or (clue.name and account) else None
        if contact is None and (row.contact or row.email):
            work.tell(row.row, "import.unknown-contact", "contact", row.contact or row.email or "")
        custom: dict[str, Any] = dict(row.custom)
        user = work.user(row.row, "user", row.user, custom)
        if contact is None and row.contact:
            custom["contact"] = row.contact
        return {
            "number": row.number, "account_id": account or self._company_of(contact), "contact_id": contact,
            "user_id": user, "ordered_at": row.ordered_at, "status": row.status, "custom": custom,
        }  # fmt: skip

    def _company_of(self, contact: Ref | None) -> Ref | None:
        number = (self.people.values(contact) or {}).get("account_id") if contact else None
        return number if isinstance(number, Ref) or number is None else Ref(number)

    def _moves(self, row: OrderRow, values: dict[str, Any]) -> None:
        account = values["account_id"]
        if account is not None and row.status != "cancelled":
            move_account(self.work, account, "order", row.ordered_at)

    def _clue(self, row: OrderRow, account: Ref | None) -> Clue:
        phones = (row.phone.e164 or row.phone.raw,) if row.phone else ()
        return Clue(row.contact, None, row.email, phones, account)
