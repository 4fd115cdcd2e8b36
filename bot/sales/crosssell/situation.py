"""What is known when an opening is sought, and what an opening is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from bot.sales.crosssell.association import Associations
from bot.sales.offers import Buyer, Phrase, Product, Promotion

Kind: TypeAlias = Literal[
    "association", "ageing", "warranty", "contract", "rule", "promotion", "alternative", "retarget"
]


@dataclass(frozen=True, slots=True)
class Owned:
    """Something the account bought: one order line."""

    sku: str
    line: str
    bought_on: date
    quantity: int = 1
    warranty_until: date | None = None
    contract_until: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an earlier opening for this customer."""

    sku: str
    answer: Literal["offered", "taken", "refused", "irrelevant"]
    on: date


@dataclass(frozen=True, slots=True)
class Situation:
    """One customer now: what he has, what is on the table (SKU -> pieces), how he answered before.

    An unknown caller is a situation with a catalogue and, at most, a basket.
    """

    catalogue: Mapping[str, Product]
    buyer: Buyer = field(default_factory=Buyer)
    owned: tuple[Owned, ...] = ()
    basket: Mapping[str, int] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    associations: Associations = field(default_factory=Associations)

    def line_of(self, sku: str) -> str | None:
        """The product line of a SKU, also when it has left the catalogue but is still owned."""
        if sku in self.catalogue:
            return self.catalogue[sku].line
        return next((each.line for each in self.owned if each.sku == sku), None)

    def name_of(self, sku: str) -> str:
        """The product's name, or the SKU where the catalogue has none."""
        return self.catalogue[sku].name if sku in self.catalogue else sku


@dataclass(frozen=True, slots=True)
class Candidate:
    """A product that one source proposes. `strength` 0-1 within its kind; `again` = may be owned already."""

    sku: str
    kind: Kind
    strength: float
    reason: Phrase
    quantity: int = 1
    again: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """One thing to offer now: why, what to say, and what else speaks for it. `score` 0-100, best first."""

    sku: str
    name: str
    kind: Kind
    score: int
    reason: Phrase
    line: Phrase
    also: tuple[Phrase, ...] = ()
