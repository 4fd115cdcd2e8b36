"""Customers as plain values: a contact with his company, a company with its tier, value and stage."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """A company as the rules see it."""

    id: int
    name: str
    tier: str
    stage: str
    stage_since: datetime
    region: str
    short_name: str | None = None
    english_name: str | None = None
    tax_id: str | None = None
    industry: str | None = None
    territory: str | None = None
    product_line: str | None = None
    employees: int | None = None
    revenue: Decimal | None = None
    owner_id: int | None = None
    manager_id: int | None = None
    value: int | None = None
    value_confidence: int | None = None
    pyramid: str | None = None
    competitor: str | None = None
    source: str | None = None
    campaign: str | None = None
    sales: Decimal | None = None
    expected: Decimal | None = None
    credit: int | None = None
    margin: Decimal | None = None
    demonstration: int | None = None
    nurture_until: datetime | None = None
    nurture_reason: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A number: as typed, as E.164 where understood, with its extension."""

    raw: str
    e164: str | None = None
    extension: str | None = None
    kind: str = "work"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to talk to, with his company's main facts."""

    id: int
    name: str
    account: Account | None = None
    title: str | None = None
    email: str | None = None
    phones: tuple[PhoneNumber, ...] = ()
    language: str | None = None
    timezone: str | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    style: str | None = None
    birthday: date | None = None
    personal_notes: str | None = None
    decides: bool | None = None
    owner_id: int | None = None
    do_not_call: bool = False
    consent: str | None = None
    recording_notice_at: datetime | None = None
    unworkable: str | None = None
    source: str | None = None
    campaign: str | None = None
    version: int = 1
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def company(self) -> str:
        """The company's name as the desk says it; empty for a person on his own."""
        return (self.account.short_name or self.account.name) if self.account else ""

    @property
    def account_id(self) -> int | None:
        """The company's number."""
        return self.account.id if self.account else None

    @property
    def responsible_id(self) -> int | None:
        """Who owns him inside: his own owner, else his company's."""
        return self.owner_id or (self.account.owner_id if self.account else None)

    @property
    def phone(self) -> str | None:
        """The number to dial, E.164 where it could be understood."""
        return (self.phones[0].e164 or self.phones[0].raw) if self.phones else None


@dataclass(frozen=True, slots=True)
class Found:
    """A search result: a contact, or a company without a known person."""

    contact_id: int | None
    account_id: int | None
    name: str
    company: str
    score: int
    matched: str
    detail: str = ""
