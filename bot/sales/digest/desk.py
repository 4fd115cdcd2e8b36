"""What waits on a manager's desk this morning, and how urgent each kind of it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from bot.sales.metrics import Attainment
from bot.sales.money import Money
from bot.sales.offers import Plain


@dataclass(frozen=True, slots=True)
class WaitingHandoff:
    """An offered handoff nobody has answered, in business hours; `over_hours` above 0: beyond its SLA."""

    id: int
    version: int
    company: str
    manager: str
    waited_hours: float
    over_hours: float
    sla_hours: float
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class OverdueWork:
    """One person's overdue follow-ups; `away` when nobody does them for him today."""

    person_id: int
    person: str
    count: int
    away: bool = False


@dataclass(frozen=True, slots=True)
class StalledDeal:
    """An open deal beyond the usual stay of its stage."""

    id: int
    version: int
    company: str
    stage: str
    days: int
    usual: int
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Renewal:
    """A contract that ends, without a renewal under way."""

    account_id: int
    company: str
    product: str
    until: date
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class WithoutCalls:
    """Someone at work who has logged no call for `days` business days, and brought no result either."""

    person_id: int
    person: str
    days: int


@dataclass(frozen=True, slots=True)
class DeskToday:
    """Everything a manager could act on today; `quota` is that of his team in `currency`."""

    handoffs: tuple[WaitingHandoff, ...] = ()
    overdue: tuple[OverdueWork, ...] = ()
    stalled: tuple[StalledDeal, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    without_calls: tuple[WithoutCalls, ...] = ()
    quota: Attainment | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to act on: its code and facts, and its buttons' actions, the likeliest first."""

    code: str
    urgency: float
    params: Mapping[str, Plain] = field(default_factory=dict)
    buttons: tuple[str, ...] = ()


class Urgency(BaseModel):
    """How urgent each kind is before its severity; people come last, and as an offer of help."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    handoff_breached: float = 100
    overdue_absent: float = 90
    renewal: float = 70
    handoff_waiting: float = 60
    deal_stuck: float = 55
    overdue: float = 50
    quota_gap: float = 45
    without_calls: float = 20


class DigestRules(BaseModel):
    """The numbers of the digest, and which actions the buttons of each thing to act on carry."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    actions: int = Field(3, ge=1, le=10)
    same_kind: int = Field(1, ge=1)
    severity: float = Field(20, ge=0)
    urgency: Urgency = Urgency()
    waiting_from: float = Field(0.5, ge=0, le=1)
    overdue_from: int = Field(5, ge=1)
    overdue_full: int = Field(20, ge=1)
    renewal_days: int = Field(45, ge=1)
    quota_gap_from: float = Field(0.1, ge=0, le=1)
    without_calls_days: int = Field(2, ge=1)
    breach_full_hours: float = Field(8, gt=0)
    stuck_full: float = Field(3, gt=1)
    buttons: Mapping[str, tuple[str, ...]] = {
        "handoff_breached": ("handoff.remind", "handoff.reassign"),
        "handoff_waiting": ("handoff.remind",),
        "overdue_absent": ("away.delegate",),
        "overdue": ("followup.show",),
        "renewal": ("contact.company",),
        "deal_stuck": ("deal.open",),
        "quota_gap": ("pipeline.open",),
        "without_calls": ("person.open",),
    }
