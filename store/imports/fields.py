"""How each field of each kind of file is read; a field that stands under no kind is read by its name."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from store.imports import cells, moments, phones
from store.imports.cells import Reader
from store.imports.money import read_number
from store.imports.values import BadCell, Cell, Column, PhoneValue


def first_phone(cell: Cell, column: Column) -> PhoneValue | None:
    """The number by which a row finds its contact."""
    found = phones.read_phones(cell, column, "work")
    return found[0] if found else None


def probability(cell: Cell, column: Column) -> int:
    """Per cent from 0 to 100; a fraction below one is taken as a share."""
    number = read_number(cell, column)
    if 0 < number < 1:
        number *= 100
    if not 0 <= number <= 100:
        raise BadCell("import.out-of-range", low=0, high=100)
    return int(number.to_integral_value())


def seconds(cell: Cell, column: Column) -> int:
    """A length in seconds: 923, 15:23 or 0:15:23."""
    words = str(cell).strip()
    if ":" not in words:
        return int(read_number(cell, column).to_integral_value())
    parts = words.split(":")
    if not all(part.strip().replace(".", "").isdigit() for part in parts) or len(parts) > 3:
        raise BadCell("import.not-length")
    length = Decimal(0)
    for part in parts:
        length = length * 60 + Decimal(part.strip())
    return int(length)


def minutes(cell: Cell, column: Column) -> int:
    """A length in minutes, part minutes rounded up."""
    if ":" in str(cell):
        return -(-seconds(cell, column) // 60)
    return -int(-read_number(cell, column) // 1)


def commit(cell: Cell, column: Column) -> bool:
    """Whether the owner stands by a deal: yes, or Salesforce's forecast category Commit."""
    words = str(cell).strip().casefold()
    if words in {"commit", "closed", "承諾", "承诺"}:
        return True
    if words in {"pipeline", "best case", "omitted", "most likely"}:
        return False
    return cells.yes_no(cell, column)


def codes(family: str) -> Reader:
    """Several codes of one family in a cell."""
    read = cells.code_of(family)

    def read_all(cell: Cell, column: Column) -> tuple[str, ...]:
        return tuple(dict.fromkeys(read(word, column) for word in cells.listed(cell, column)))

    return read_all


def countries(cell: Cell, column: Column) -> tuple[str, ...]:
    """Several countries in a cell."""
    return tuple(dict.fromkeys(cells.country(word, column) for word in cells.listed(cell, column)))


COMMON: dict[str, Reader] = {
    "address": partial(cells.text, most=1000),
    "created_at": cells.moment,
    "currency": cells.currency,
    "email": cells.email,
    "note": cells.long_text,
    "personal_notes": cells.long_text,
    "phone": first_phone,
    "timezone": cells.zone,
    "language": cells.code_of("language"),
    "account_tax_id": cells.tax_id,
    "time": cells.time_of_day,
    "custom.capital": lambda cell, column: str(cells.amount(cell, column)),
    "custom.founded": moments.read_founded,
}
READERS: dict[str, dict[str, Reader]] = {
    "accounts": {
        "tax_id": cells.tax_id,
        "tier": cells.code_of("tier"),
        "stage": cells.code_of("stage"),
        "country": cells.country,
        "employees": cells.headcount,
        "revenue": cells.amount,
        "sales": cells.amount,
        "expected": cells.amount,
        "margin": cells.amount,
        "credit": cells.whole(0, 100),
        "demonstration": cells.whole(0, 10),
        "specialists": cells.listed,
    },
    "contacts": {
        "style": cells.code_of("style"),
        "birthday": cells.day,
        "decides": cells.yes_no,
        "do_not_call": cells.only_yes,
    },
    "products": {
        "price": cells.amount,
        "valid_from": cells.day,
        "valid_until": cells.day,
        "active": cells.yes_no,
        "stocked": cells.yes_no,
        "consumable": cells.yes_no,
        "tiers": codes("tier"),
        "regions": countries,
        "warranty_months": cells.whole(0, 1200),
        "lifetime_months": cells.whole(0, 1200),
        "substitutes": cells.listed,
        "specs": cells.long_text,
    },
    "stock": {"quantity": cells.whole(0), "restock_on": cells.day},
    "orders": {
        "ordered_at": cells.moment,
        "status": cells.code_of("order_status"),
        "quantity": cells.whole(1),
        "unit_price": cells.amount,
        "amount": cells.amount,
        "warranty_until": cells.day,
        "contract_until": cells.day,
    },
    "promotions": {
        "percent": cells.percent,
        "price": cells.amount,
        "valid_from": cells.day,
        "valid_until": cells.day,
        "tiers": codes("tier"),
        "regions": countries,
    },
    "calls": {
        "at": cells.moment,
        "direction": cells.code_of("direction"),
        "reason": cells.code_of("reason"),
        "disposition": cells.code_of("disposition"),
        "minutes": minutes,
        "seconds": seconds,
        "talk_seconds": seconds,
        "wait_seconds": seconds,
        "abandoned": cells.yes_no,
        "amount": cells.amount,
    },
    "followups": {
        "due": cells.moment,
        "kind": cells.code_of("follow_up_kind"),
        "state": cells.code_of("follow_up_state"),
    },
    "opportunities": {
        "stage": cells.code_of("deal_stage"),
        "amount": cells.amount,
        "probability": probability,
        "commit": commit,
        "opened_at": cells.moment,
        "close_on": cells.day,
        "closed_at": cells.moment,
    },
    "users": {
        "role": cells.code_of("role"),
        "region": cells.country,
        "territories": cells.listed,
        "industries": cells.listed,
        "lines": cells.listed,
        "capacity": cells.whole(0, 100_000),
        "active": cells.yes_no,
        "quota_amount": cells.amount,
        "quota_count": cells.whole(0),
    },
}
REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "accounts": (("name",),),
    "contacts": (("name", "first_name", "last_name"),),
    "products": (("sku", "name"),),
    "stock": (("sku", "product"), ("quantity",)),
    "orders": (("number",), ("ordered_at",), ("sku", "product")),
    "promotions": (("code", "name"), ("valid_from",), ("valid_until",)),
    "calls": (
        ("at",),
        ("disposition",),
        ("contact", "contact_external_id", "email", "phone", "from", "to"),
    ),
    "followups": (("due",), ("contact", "contact_external_id", "email", "phone", "account")),
    "opportunities": (("stage",),),
    "users": (("name", "first_name", "last_name"),),
}
DATES = frozenset({cells.day, cells.moment, moments.read_founded})
AMOUNTS = frozenset({cells.amount})


def reader_of(kind: str, field: str) -> Reader:
    """The reader of a field; text where nothing else is said."""
    if field.startswith("phone."):
        return _phones_of(field.removeprefix("phone."))
    found = READERS[kind].get(field) or COMMON.get(field)
    if found is not None:
        return found
    return cells.long_text if field.startswith("custom.") else cells.text


def _phones_of(kind: str) -> Callable[[Cell, Column], tuple[PhoneValue, ...]]:
    return lambda cell, column: phones.read_phones(cell, column, kind)
