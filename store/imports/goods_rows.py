"""The plain rows of lists of goods: what is on the price list, how much of it there is, what is reduced."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Custom = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProductRow:
    """Something on the price list; without a code of its own its name is the code."""

    row: int
    sku: str
    name: str
    names: Custom = ()
    line: str | None = None
    price: Decimal | None = None
    currency: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    active: bool | None = None
    stocked: bool | None = None
    consumable: bool | None = None
    tiers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    warranty_months: int | None = None
    lifetime_months: int | None = None
    substitutes: tuple[str, ...] = ()
    specs: Custom = ()
    custom: Custom = ()


@dataclass(frozen=True, slots=True)
class StockRow:
    """Pieces of a product on hand in a region ("" = everywhere)."""

    row: int
    product: str
    quantity: int
    region: str = ""
    restock_on: date | None = None
    custom: Custom = ()


@dataclass(frozen=True, slots=True)
class PromotionRow:
    """A promotion on a product or a line, both days included."""

    row: int
    code: str
    valid_from: date
    valid_until: date
    name: str | None = None
    names: Custom = ()
    product: str | None = None
    line: str | None = None
    percent: Decimal | None = None
    price: Decimal | None = None
    currency: str | None = None
    tiers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    custom: Custom = ()
