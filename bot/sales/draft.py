"""What one line about a call was understood to say; nothing of it is written until its agent confirms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.sales.money import Money

Span = tuple[int, int]
Direction = Literal["inbound", "outbound"]
Side = Literal["us", "customer"]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The next act of the agent: its kind, and when; no time is a question to ask."""

    kind: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class ProductLine:
    """A product talked about; without a number said there is no quantity."""

    sku: str
    name: str
    quantity: int | None


@dataclass(frozen=True, slots=True)
class Intel:
    """Something heard about a competitor. Kinds: competitor (is used or looked at), price, complaint."""

    kind: str
    competitor: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Bant:
    """What was said of budget, who decides, the need and by when; words are the line's own."""

    budget: Money | None = None
    authority: str | None = None
    need: str | None = None
    timeline: str | None = None
    timeline_due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """Who promised what by when."""

    by: Side
    what: str
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The facts of `log.draft`. Spans name the place in the line where each field stood.

    A field of several parts has a span per part: `products.0`, `intel.1`, `promises.0`, `bant.budget`.
    `unsure` names the fields to mark and ask about, in the same names without the number.
    """

    who: str | None = None
    disposition: str | None = None
    minutes: int | None = None
    direction: Direction | None = None
    amount: Money | None = None
    note: str | None = None
    follow_up: FollowUp | None = None
    products: tuple[ProductLine, ...] = ()
    intel: tuple[Intel, ...] = ()
    bant: Bant = Bant()
    promises: tuple[Promise, ...] = ()
    do_not_call: bool = False
    spans: Mapping[str, Span] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
