"""The plain values of the catalogue: products, prices, promotions, buyers, and what is offered of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from bot.sales.money import Money

Plain: TypeAlias = str | int | float | Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A reason or a line to say, as a code and its facts; the words are found elsewhere.

    Facts are ready for JSON and for the texts: days as ISO strings, money as {amount, currency}.
    """

    code: str
    params: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Product:
    """One row of the catalogue. `price` is what this buyer pays today for a piece, without promotions.

    `stock` None: never runs out (services, licences). Empty `tiers`, `regions`, `fits`: everyone,
    everywhere, goes with anything; `fits` holds the SKUs or lines that this product goes with.
    """

    sku: str
    name: str
    line: str
    price: Money | None = None
    stock: int | None = None
    restock_on: date | None = None
    tiers: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    active: bool = True
    consumable: bool = False
    lifetime_months: int | None = None
    warranty_months: int | None = None
    substitutes: tuple[str, ...] = ()
    fits: frozenset[str] = frozenset()
    specs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Price:
    """One row of a price list: for one tier or (None) for all, from a quantity on, while valid."""

    price: Money
    tier: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    from_quantity: int = 1


@dataclass(frozen=True, slots=True)
class Promotion:
    """A promotion: what it covers, who may have it, and one of `percent`, `amount_off`, `price`."""

    code: str
    name: str
    valid_from: date | None = None
    valid_until: date | None = None
    skus: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    percent: Decimal | None = None
    amount_off: Money | None = None
    price: Money | None = None
    from_quantity: int = 1
    tiers: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    accounts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who asks; all unknown for a caller whom nobody knows yet."""

    account_id: int | None = None
    tier: str | None = None
    region: str | None = None
    stage: str | None = None


@dataclass(frozen=True, slots=True)
class Promoted:
    """A promotion applied to one product: what a piece costs under it, and what it saves."""

    code: str
    name: str
    price: Money
    saving: Money
    percent: float
    until: date | None
    from_quantity: int

    def facts(self) -> dict[str, Plain]:
        """The promotion as plain facts, for a card or a sentence."""
        return {
            "promotion": self.code,
            "name": self.name,
            "price": self.price.as_fact(),
            "saving": self.saving.as_fact(),
            "percent": self.percent,
            "until": self.until.isoformat() if self.until else None,
            "from_quantity": self.from_quantity,
        }


@dataclass(frozen=True, slots=True)
class Need:
    """What the customer asked for beyond the product itself."""

    quantity: int = 1
    buyer: Buyer = Buyer()
    max_price: Money | None = None
    specs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A product that can be sold today instead; `reasons` best first, `line` is what to say."""

    sku: str
    name: str
    price: Money | None
    stock: int | None
    score: int
    reasons: tuple[Phrase, ...]
    line: Phrase

    @property
    def reason(self) -> Phrase:
        """The first reason."""
        return self.reasons[0]


@dataclass(frozen=True, slots=True)
class StockAnswer:
    """What to tell a caller who wants a product: never an empty-handed no.

    `state`: `available`, `alternatives`, `part` (some now, the rest later), `wait` (the day is known) or
    `source` (nothing fits today: take the contact details, find out, call back).
    """

    state: Literal["available", "alternatives", "part", "wait", "source"]
    line: Phrase
    alternatives: tuple[Alternative, ...] = ()


class OfferRules(BaseModel):
    """The numbers behind prices and alternatives; a company's policy overrides them.

    `more_is_better` names specifications whose larger number is the better one; `ranks` lists the values
    of others from worst to best. `decimals` are the digits of a currency's smallest coin in use.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_alternatives: int = Field(3, ge=1)
    decimals: Mapping[str, int] = {"TWD": 0, "JPY": 0, "KRW": 0}
    declared_weight: float = Field(30, ge=0)
    price_weight: float = Field(35, ge=0)
    spec_weight: float = Field(35, ge=0)
    max_price_gap: float = Field(0.5, gt=0)
    same_price_within: float = Field(0.01, ge=0)
    more_is_better: tuple[str, ...] = ("ram_gb", "disk_gb", "cores")
    ranks: Mapping[str, tuple[str, ...]] = {"disk": ("hdd", "ssd", "nvme")}
