"""A handoff as a plain value, its states, and which outcome may follow which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from bot.sales.money import Money

WAITING: Final = frozenset({"offered", "asked"})
IN_HAND: Final = frozenset({"accepted", "visited", "quoted"})
OUTCOMES: Final = ("visited", "quoted", "won", "lost")


@dataclass(frozen=True, slots=True)
class Handoff:
    """A lead on its way from the desk to the field.

    `to_id` has to answer it now; `via_delegate_of_id` is the absent person he stands in for. `brief` is what
    was known when it was offered, every line with the call or field that supports it.
    """

    id: int
    contact_id: int
    account_id: int | None
    from_id: int
    to_id: int
    state: str
    offered_at: datetime
    half_due: datetime
    sla_due: datetime
    version: int
    via_delegate_of_id: int | None = None
    brief: Mapping[str, Any] = field(default_factory=dict)
    icp: int | None = None
    bant: Decimal | None = None
    override_reason: str | None = None
    amount: Money | None = None
    reminded_at: datetime | None = None
    escalated_at: datetime | None = None
    decided_at: datetime | None = None
    visit_on: datetime | None = None
    reason: str | None = None
    replaces_id: int | None = None
    ended_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether the field still has to answer; a question asked is no answer."""
        return self.state in WAITING

    @property
    def manager_id(self) -> int:
        """Whose customer it becomes: a delegate accepts for the person he stands in for."""
        return self.via_delegate_of_id or self.to_id

    @property
    def receivers(self) -> frozenset[int]:
        """Who may answer: the person it lies with, and the absent one he stands in for."""
        return frozenset({self.to_id, self.manager_id})

    def may_become(self, outcome: str) -> bool:
        """Whether this outcome can be told now: it was accepted, it is not over, and it is news."""
        return self.state in IN_HAND and outcome in OUTCOMES and outcome != self.state


@dataclass(frozen=True, slots=True)
class Terms:
    """What an offer promises and rests on: until when, on which scores, overridden why."""

    half_due: datetime
    sla_due: datetime
    icp: int
    bant: Decimal
    why: tuple[Mapping[str, Any], ...] = ()
    override_reason: str | None = None
    amount: Money | None = None
    replaces_id: int | None = None


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A deal being worked. States: open, won, lost."""

    id: int
    contact_id: int | None
    account_id: int | None
    owner_id: int | None
    stage: str
    state: str
    opened_at: datetime
    version: int
    handoff_id: int | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """A time away, with who stands in."""

    id: int
    user_id: int
    starts_at: datetime
    ends_at: datetime
    delegate_id: int | None
    set_by_id: int
    cancelled_at: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether he is away at a moment."""
        return self.cancelled_at is None and self.starts_at <= at < self.ends_at
