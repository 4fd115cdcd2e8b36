"""The desk's daily records as plain values: a logged call, a follow-up, what a log entry holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sales.draft import Intel, ProductLine, Promise
from bot.sales.money import Money


@dataclass(frozen=True, slots=True)
class ScriptUsed:
    """The script a call followed, and the path taken through it."""

    script: str
    version: str
    path: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written about a call. A field left empty changes nothing that is known."""

    disposition: str
    minutes: int | None = None
    direction: str = "outbound"
    reason: str = ""
    note: str | None = None
    amount: Money | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    products: tuple[ProductLine, ...] = ()
    intel: tuple[Intel, ...] = ()
    promises: tuple[Promise, ...] = ()
    follow_up_kind: str = "call"
    follow_up_due: datetime | None = None
    do_not_call: bool = False
    script: ScriptUsed | None = None
    bot_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A logged call."""

    id: int
    contact_id: int | None
    account_id: int | None
    user_id: int | None
    at: datetime
    direction: str
    reason: str | None
    disposition: str
    minutes: int | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUp:
    """The next dated touch. States: open, done, cancelled; `delegate_of_id` owned it before his absence."""

    id: int
    owner_id: int
    contact_id: int | None
    account_id: int | None
    kind: str
    due: datetime
    zone: str
    reason: str
    state: str
    version: int
    note: str | None = None
    call_id: int | None = None
    cadence_run_id: int | None = None
    step: int | None = None
    delegate_of_id: int | None = None
    campaign: str | None = None
    created_at: datetime | None = None
    reminded_at: datetime | None = None
    nudged_at: datetime | None = None
    escalated_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Planning:
    """A follow-up to be planned."""

    owner_id: int
    contact_id: int | None
    account_id: int | None
    kind: str
    due: datetime
    zone: str
    reason: str
    note: str | None = None
    call_id: int | None = None
    cadence_run_id: int | None = None
    step: int | None = None
    campaign: str | None = None
