"""The numbers and rows that steer cross-selling; a company's policy overrides them."""

from collections.abc import Mapping
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.sales.offers import OfferRules


class KindWeights(BaseModel):
    """How much an opening of each kind counts, 0-1, before its strength and past answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    alternative: float = Field(1.0, ge=0, le=1)
    contract: float = Field(0.9, ge=0, le=1)
    warranty: float = Field(0.85, ge=0, le=1)
    rule: float = Field(0.8, ge=0, le=1)
    ageing: float = Field(0.7, ge=0, le=1)
    association: float = Field(0.7, ge=0, le=1)
    retarget: float = Field(0.5, ge=0, le=1)
    promotion: float = Field(0.4, ge=0, le=1)


class ProductRule(BaseModel):
    """Whoever has (or is buying) `having` also needs `needs`; each names a SKU or a line.

    `when`: `missing` (they do not have it yet), `warranty` or `contract` (that of `having` runs out), or
    `every` (`needs` is used up `months` after it was last bought). `reason` is the code of the words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    having: str
    needs: str
    reason: str = Field("goes_with", pattern=r"^[a-z][a-z0-9_]{0,39}$")
    when: Literal["missing", "warranty", "contract", "every"] = "missing"
    months: int | None = Field(None, ge=1)
    strength: float = Field(1.0, ge=0, le=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.when == "every") != (self.months is not None):
            raise ValueError("months belongs to when = 'every', and only there")
        if self.having == self.needs and self.when != "every":
            raise ValueError("having and needs name the same thing")
        return self


class CrossSellRules(BaseModel):
    """Every number behind openings. Days and months count back from, or ahead of, today.

    `worth_a_line` is the score from which an opening is shown unasked after a call; `table_days` is how long
    the products of the last call count as on the table.

    `prior_weight`: how many baskets of the base rate each confidence is mixed with. `damping`: 0 adds up
    the evidence of several products, 1 averages it. `ageing_from` and `ageing_full` are shares of a
    product's life; `ageing_months` gives the life per line where the product names none. `likely_full` is
    the chance that counts in full; `owned_share` is what owning counts against buying right now.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    max_openings: int = Field(3, ge=1)
    worth_a_line: int = Field(30, ge=0, le=100)
    table_days: int = Field(14, ge=0)
    max_per_line: int = Field(2, ge=1)
    weights: KindWeights = KindWeights()
    product_rules: tuple[ProductRule, ...] = ()

    min_orders: int = Field(3, ge=1)
    min_support: float = Field(0.001, ge=0, le=1)
    min_confidence: float = Field(0.05, ge=0, le=1)
    min_lift: float = Field(1.2, ge=1)
    prior_weight: float = Field(5.0, ge=0)
    damping: float = Field(0.8, ge=0, le=1)
    likely_full: float = Field(0.5, gt=0, le=1)
    owned_share: float = Field(0.8, ge=0, le=1)

    ageing_months: Mapping[str, int] = {}
    ageing_from: float = Field(0.9, gt=0)
    ageing_full: float = Field(1.5, gt=0)
    warranty_lines: tuple[str, ...] = ("warranty",)
    warranty_before_days: int = Field(60, ge=0)
    warranty_after_days: int = Field(90, ge=0)
    contract_before_days: int = Field(183, ge=0)
    contract_after_days: int = Field(30, ge=0)

    refused_days: int = Field(90, ge=0)
    irrelevant_days: int = Field(730, ge=0)
    offered_days: int = Field(7, ge=0)
    taken_days: int = Field(30, ge=0)
    retarget_days: int = Field(365, ge=0)
    memory_days: int = Field(180, gt=0)
    taken_factor: float = Field(1.3, ge=1)
    refused_factor: float = Field(0.3, ge=0, le=1)
    irrelevant_factor: float = Field(0.6, ge=0, le=1)

    percent_full: float = Field(20.0, gt=0)
    offers: OfferRules = OfferRules()

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.ageing_full <= self.ageing_from:
            raise ValueError("ageing_full must be above ageing_from")
        return self
