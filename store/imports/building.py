"""From the values of one line to its row: names joined, times added, what is missing told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from store.imports.cells import country_in
from store.imports.goods_rows import ProductRow, PromotionRow, StockRow
from store.imports.rows import (
    AccountRow,
    AnyRow,
    CallRow,
    ContactRow,
    FollowUpRow,
    OpportunityRow,
    OrderRow,
    UserRow,
)
from store.imports.telephone import telephone_record
from store.imports.values import BadCell, Conventions, PhoneValue

Values = dict[str, Any]


def build(kind: str, number: int, values: Values, conventions: Conventions) -> AnyRow:
    """The typed row of one line; raises BadCell, naming the field, where the line cannot stand."""
    custom = tuple((name[7:], str(values.pop(name))) for name in list(values) if name.startswith("custom."))
    row: AnyRow = BUILDERS[kind](values | {"row": number, "custom": custom}, conventions)
    return row


def _account(values: Values, conventions: Conventions) -> AccountRow:
    places = [values.pop(part, None) for part in ("address", "city", "state", "postal_code")]
    address = ", ".join(part for part in places if part) or None
    country = values.pop("country", None) or country_in(address, conventions.region)
    return AccountRow(**values, address=address, country=country)


def _contact(values: Values, conventions: Conventions) -> ContactRow:
    _join_names(values)
    extension: str | None = values.pop("extension", None)
    phones: tuple[PhoneValue, ...] = values.pop("phones", ())
    place = next((place for place, phone in enumerate(phones) if phone.kind == "work"), None)
    if extension and place is not None and not phones[place].extension:
        phones = (*phones[:place], replace(phones[place], extension=extension), *phones[place + 1 :])
    return ContactRow(phones=phones, **values)


def _product(values: Values, conventions: Conventions) -> ProductRow:
    values.setdefault("sku", values.get("name"))
    values.setdefault("name", values["sku"])
    names = tuple((field[6:], values.pop(field)) for field in list(values) if field.startswith("names."))
    specs = tuple(
        (name.strip(), rest.strip())
        for part in values.pop("specs", "").replace("；", ";").replace("\n", ";").split(";")
        for name, mark, rest in [part.replace("：", ":").partition(":")]
        if mark
    )
    _money(values, ("price",), conventions)
    return ProductRow(names=names, specs=specs, **values)


def _stock(values: Values, conventions: Conventions) -> StockRow:
    return StockRow(product=_product_of(values), **values)


def _order(values: Values, conventions: Conventions) -> OrderRow:
    amount: Decimal | None = values.pop("amount", None)
    if amount is not None and "unit_price" not in values:
        values["unit_price"] = amount / values.get("quantity", 1)
    _add_time(values, "ordered_at", conventions)
    _money(values, ("unit_price",), conventions)
    return OrderRow(product=_product_of(values), **values)


def _promotion(values: Values, conventions: Conventions) -> PromotionRow:
    values.setdefault("code", values.get("name"))
    if values["valid_until"] < values["valid_from"]:
        raise BadCell("import.ends-before-start", field="valid_until")
    if "percent" not in values and "price" not in values:
        raise BadCell("import.no-discount", field="percent")
    names = tuple((field[6:], values.pop(field)) for field in list(values) if field.startswith("names."))
    product = _product_of(values) if values.keys() & {"sku", "product"} else None
    if product is None and "line" not in values:
        raise BadCell("import.missing", field="product")
    _money(values, ("price",), conventions)
    return PromotionRow(names=names, product=product, **values)


def _call(values: Values, conventions: Conventions) -> CallRow:
    said: int | None = values.pop("seconds", None)
    talked: int | None = values.pop("talk_seconds", None)
    length = said if talked is None else talked
    if values.keys() & {"from", "to"}:
        values |= telephone_record(values, length, conventions.region)
    if length is not None and "minutes" not in values:
        values["minutes"] = -(-length // 60)
    own = values.pop("extension", None)
    values.setdefault("user", own)
    _add_time(values, "at", conventions)
    _money(values, ("amount",), conventions)
    return CallRow(**values)


def _follow_up(values: Values, conventions: Conventions) -> FollowUpRow:
    _add_time(values, "due", conventions)
    return FollowUpRow(**values)


def _opportunity(values: Values, conventions: Conventions) -> OpportunityRow:
    stage = values["stage"]
    state = stage if stage in ("won", "lost") else "open"
    if state != "open" and "closed_at" not in values and "close_on" in values:
        zone = ZoneInfo(conventions.zone)
        values["closed_at"] = datetime.combine(values["close_on"], datetime.min.time(), zone).astimezone(UTC)
    if values.get("closed_at") and values.get("opened_at") and values["closed_at"] < values["opened_at"]:
        raise BadCell("import.ends-before-start", field="close_on")
    _money(values, ("amount",), conventions)
    return OpportunityRow(state=state, **values)


def _user(values: Values, conventions: Conventions) -> UserRow:
    _join_names(values)
    office, manager = values.pop("office", None), values.get("manager")
    if "team" not in values and (office or manager):
        values["team"] = f"{office} · {manager}" if office and manager else office or manager
    if office and "territories" not in values:
        values["territories"] = (office,)
    values["role_given"] = "role" in values
    values.setdefault("role", "agent")
    _money(values, ("quota_amount",), conventions)
    return UserRow(**values)


BUILDERS: dict[str, Callable[[Values, Conventions], AnyRow]] = {
    "accounts": _account,
    "contacts": _contact,
    "products": _product,
    "stock": _stock,
    "orders": _order,
    "promotions": _promotion,
    "calls": _call,
    "followups": _follow_up,
    "opportunities": _opportunity,
    "users": _user,
}


def _join_names(values: Values) -> None:
    """One name from its parts: 王 + 小明 without a space and the surname first, Amy + Lin as said."""
    first, last = values.pop("first_name", None), values.pop("last_name", None)
    if "name" in values:
        return
    parts = [part for part in (first, last) if part]
    if any(sign > "\u2e7f" for part in parts for sign in part):
        values["name"] = "".join(reversed(parts))
    else:
        values["name"] = " ".join(parts)


def _product_of(values: Values) -> str:
    name: str | None = values.pop("product", None)
    return str(values.pop("sku", None) or name)


def _add_time(values: Values, field: str, conventions: Conventions) -> None:
    """A time from its own column, added to a day that came without one."""
    at = values.pop("time", None)
    if at is None:
        return
    zone = ZoneInfo(conventions.zone)
    local = values[field].astimezone(zone)
    if local.time() == datetime.min.time():
        values[field] = (datetime.combine(local.date(), at, zone)).astimezone(UTC)


def _money(values: Values, fields: tuple[str, ...], conventions: Conventions) -> None:
    """A currency for the row's amounts: its own column, what cell or header named, else the company's."""
    named = values.pop("currency named", None)
    if any(field in values for field in fields):
        values["currency"] = values.get("currency") or named or conventions.currency
    else:
        values.pop("currency", None)
