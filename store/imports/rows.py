"""The plain rows of lists of people and dealings with them: what a line of a list says, typed, before any database is asked."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from store.imports.goods_rows import Custom, ProductRow, PromotionRow, StockRow
from store.imports.values import PhoneValue


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A company; `country` is None where neither a column nor the address says it."""

    row: int
    name: str
    external_id: str | None = None
    short_name: str | None = None
    english_name: str | None = None
    tax_id: str | None = None
    tier: str | None = None
    stage: str | None = None
    industry: str | None = None
    territory: str | None = None
    country: str | None = None
    address: str | None = None
    employees: int | None = None
    revenue: Decimal | None = None
    website: str | None = None
    parent: str | None = None
    owner: str | None = None
    manager: str | None = None
    specialists: tuple[str, ...] = ()
    product_line: str | None = None
    competitor: str | None = None
    sales: Decimal | None = None
    expected: Decimal | None = None
    credit: int | None = None
    margin: Decimal | None = None
    demonstration: int | None = None
    source: str | None = None
    campaign: str | None = None
    created_at: datetime | None = None
    phones: tuple[PhoneValue, ...] = ()
    custom: Custom = ()


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person; `do_not_call` is True or None, since a file may set it and never clear it."""

    row: int
    name: str
    external_id: str | None = None
    account: str | None = None
    account_external_id: str | None = None
    account_tax_id: str | None = None
    title: str | None = None
    email: str | None = None
    language: str | None = None
    timezone: str | None = None
    style: str | None = None
    birthday: date | None = None
    personal_notes: str | None = None
    decides: bool | None = None
    owner: str | None = None
    do_not_call: bool | None = None
    source: str | None = None
    campaign: str | None = None
    created_at: datetime | None = None
    phones: tuple[PhoneValue, ...] = ()
    custom: Custom = ()


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One line of an order; rows of one number make one order."""

    row: int
    number: str
    ordered_at: datetime
    product: str
    quantity: int = 1
    unit_price: Decimal | None = None
    currency: str | None = None
    account: str | None = None
    account_external_id: str | None = None
    account_tax_id: str | None = None
    contact: str | None = None
    email: str | None = None
    phone: PhoneValue | None = None
    user: str | None = None
    status: str | None = None
    warranty_until: date | None = None
    contract_until: date | None = None
    custom: Custom = ()


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call that was held, with its author and moment; `by_telephone`: as the telephone system recorded it."""

    row: int
    at: datetime
    disposition: str
    external_id: str | None = None
    contact: str | None = None
    contact_external_id: str | None = None
    account: str | None = None
    account_external_id: str | None = None
    email: str | None = None
    phone: PhoneValue | None = None
    user: str | None = None
    direction: str | None = None
    reason: str | None = None
    minutes: int | None = None
    wait_seconds: int | None = None
    abandoned: bool | None = None
    note: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    source: str | None = None
    campaign: str | None = None
    by_telephone: bool = False
    custom: Custom = ()


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A next touch, planned, done or cancelled."""

    row: int
    due: datetime
    kind: str | None = None
    external_id: str | None = None
    contact: str | None = None
    contact_external_id: str | None = None
    account: str | None = None
    account_external_id: str | None = None
    email: str | None = None
    phone: PhoneValue | None = None
    owner: str | None = None
    reason: str | None = None
    note: str | None = None
    state: str | None = None
    campaign: str | None = None
    created_at: datetime | None = None
    custom: Custom = ()


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """A deal; `state` is open, won or lost, as its stage says."""

    row: int
    stage: str
    state: str
    external_id: str | None = None
    name: str | None = None
    account: str | None = None
    account_external_id: str | None = None
    account_tax_id: str | None = None
    contact: str | None = None
    email: str | None = None
    owner: str | None = None
    given_by: str | None = None
    product: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    probability: int | None = None
    commit: bool | None = None
    opened_at: datetime | None = None
    close_on: date | None = None
    closed_at: datetime | None = None
    lost_reason: str | None = None
    source: str | None = None
    campaign: str | None = None
    custom: Custom = ()


@dataclass(frozen=True, slots=True)
class UserRow:
    """A person of the desk; `role_given` is False where no column says the role."""

    row: int
    name: str
    role: str
    external_id: str | None = None
    handle: str | None = None
    team: str | None = None
    manager: str | None = None
    title: str | None = None
    email: str | None = None
    extension: str | None = None
    language: str | None = None
    timezone: str | None = None
    region: str | None = None
    territories: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    capacity: int | None = None
    active: bool | None = None
    quota_period: str | None = None
    quota_amount: Decimal | None = None
    quota_count: int | None = None
    currency: str | None = None
    role_given: bool = False
    custom: Custom = ()


AnyRow = (
    AccountRow
    | ContactRow
    | ProductRow
    | StockRow
    | OrderRow
    | PromotionRow
    | CallRow
    | FollowUpRow
    | OpportunityRow
    | UserRow
)
