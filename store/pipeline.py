"""What is being worked: opportunities and accounts by stage with their histories, orders taken, contracts that end."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from bot.sales.digest import Renewal
from bot.sales.forecast import Deal, StageChange
from bot.sales.money import Money
from bot.sales.policy.base import word
from store.db import Exact
from store.models import Account, Contact, FollowUp, Opportunity, Order, OrderLine, Product
from store.models import StageChange as Step


@dataclass(frozen=True, slots=True)
class Case:
    """An opportunity with what is told about it."""

    deal: Deal
    version: int
    account_id: int | None
    contact_id: int | None
    company: str


@dataclass(frozen=True, slots=True)
class Customer:
    """An account as the pipeline counts it."""

    id: int
    name: str
    stage: str
    since: date
    version: int


@dataclass(frozen=True, slots=True)
class Taken:
    """Orders that a person took from a customer on a day, in one currency."""

    user_id: int
    customer: int
    on: date
    amount: Money


def opportunities(
    session: Session, owner_ids: Collection[int], closed_since: datetime, zone: ZoneInfo
) -> list[Case]:
    """Open opportunities of people, and those closed since a moment; days are those of `zone`.

    Won ones that they handed over are among them.
    """
    given = and_(Opportunity.given_by_id.in_(owner_ids), Opportunity.state == "won")
    mine = select(Opportunity.id).where(
        or_(Opportunity.owner_id.in_(owner_ids), given),
        or_(Opportunity.state == "open", Opportunity.closed_at >= closed_since),
    )
    since = (
        select(Step.noun_id, func.max(Step.at).label("at"))
        .where(Step.noun == "opportunity", Step.noun_id.in_(mine))
        .group_by(Step.noun_id)
        .subquery()
    )
    rows = session.execute(
        select(Opportunity, type_coerce(since.c.at, Step.at.type), Account, Contact.name)
        .join(since, since.c.noun_id == Opportunity.id, isouter=True)
        .join(Account, Account.id == Opportunity.account_id, isouter=True)
        .join(Contact, Contact.id == Opportunity.contact_id, isouter=True)
        .where(Opportunity.id.in_(mine))
        .order_by(Opportunity.id)
    )
    return [_case(row, at, account, person, zone) for row, at, account, person in rows]


def opportunity(session: Session, opportunity_id: int, zone: ZoneInfo) -> tuple[Case, int | None] | None:
    """An opportunity by number, with its owner."""
    row = session.get(Opportunity, opportunity_id)
    if row is None:
        return None
    at = session.scalar(
        select(func.max(Step.at)).where(Step.noun == "opportunity", Step.noun_id == opportunity_id)
    )
    account = session.get(Account, row.account_id) if row.account_id else None
    person = session.get(Contact, row.contact_id) if row.contact_id else None
    return _case(row, at, account, person.name if person else None, zone), row.owner_id


def customers(session: Session, user_ids: Collection[int], zone: ZoneInfo) -> list[Customer]:
    """The accounts that people own inside or manage in the field."""
    rows = session.execute(
        select(
            Account.id, Account.name, Account.short_name, Account.stage, Account.stage_since, Account.version
        ).where(_theirs(user_ids))
    )
    return [
        Customer(row.id, row.short_name or row.name, row.stage, _day(row.stage_since, zone), row.version)
        for row in rows
    ]


def steps(
    session: Session,
    noun: Literal["account", "opportunity"],
    user_ids: Collection[int],
    since: datetime,
    zone: ZoneInfo,
) -> list[StageChange]:
    """The whole histories of what people own and what moved since a moment, oldest step first.

    Where a history does not tell when its first stage was entered, the record's own beginning counts.
    """
    later = aliased(Step)
    noun_id, begun, owned = Account.id, Account.created_at, _theirs(user_ids)
    if noun == "opportunity":
        noun_id, begun, owned = Opportunity.id, Opportunity.opened_at, Opportunity.owner_id.in_(user_ids)
    moved = select(later.noun_id).where(later.noun == noun, later.at >= since)
    rows = session.execute(
        select(Step.noun_id, Step.from_stage, Step.to_stage, Step.at, begun)
        .join_from(Step, noun_id.class_, noun_id == Step.noun_id)
        .where(Step.noun == noun, Step.noun_id.in_(moved), owned)
        .order_by(Step.at, Step.id)
    )
    found: list[StageChange] = []
    known: set[int] = set()
    for number, before, after, at, started in rows:
        if number not in known and before is not None:
            found.append(StageChange(number, None, before, _day(min(started, at), zone)))
        known.add(number)
        found.append(StageChange(number, before, after, _day(at, zone)))
    return found


def orders(
    session: Session, user_ids: Collection[int], span: tuple[datetime, datetime], zone: ZoneInfo
) -> list[Taken]:
    """Orders that people took in a span, cancelled ones left out."""
    total = type_coerce(func.sum(OrderLine.quantity * OrderLine.unit_price), Exact)
    rows = session.execute(
        select(Order.user_id, Order.account_id, Order.contact_id, Order.ordered_at, OrderLine.currency, total)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .where(
            Order.user_id.in_(user_ids),
            Order.ordered_at >= span[0],
            Order.ordered_at < span[1],
            Order.status != "cancelled",
        )
        .group_by(
            Order.id,
            Order.user_id,
            Order.account_id,
            Order.contact_id,
            Order.ordered_at,
            OrderLine.currency,
        )
        .order_by(Order.id)
    )
    return [
        Taken(user, customer(account, contact), _day(at, zone), Money(amount, currency))
        for user, account, contact, at, currency, amount in rows
        if user is not None
    ]


def customer(account_id: int | None, contact_id: int | None) -> int:
    """Who buys: a company, or (as a negative number) a person on his own."""
    return account_id or -(contact_id or 0)


def renewals(
    session: Session, user_ids: Collection[int], today: date, until: date, language: str
) -> list[Renewal]:
    """Contracts of people's accounts that end by a day and that nobody renews yet, the first to end first.

    The products are called as in a language.

    Under way means: an open opportunity, a planned contract check, or a later contract.
    """
    lasts, product = func.max(OrderLine.contract_until).label("until"), Product.name.label("product")
    rows = session.execute(
        select(Account.id, Account.name, Account.short_name, product, Product.names, lasts)
        .join(Order, Order.account_id == Account.id)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Product, Product.id == OrderLine.product_id)
        .where(
            _theirs(user_ids),
            OrderLine.contract_until.is_not(None),
            Order.status != "cancelled",
            ~select(Opportunity.id)
            .where(Opportunity.account_id == Account.id, Opportunity.state == "open")
            .exists(),
            ~select(FollowUp.id)
            .where(
                FollowUp.account_id == Account.id,
                FollowUp.state == "open",
                FollowUp.kind == "contract_check",
            )
            .exists(),
        )
        .group_by(Account.id, Product.id)
        .having(lasts >= today, lasts <= until)
        .order_by(lasts, Account.id)
        .limit(20)
    )
    called = [(row, word(row.names, language, row.product)) for row in rows]
    return [Renewal(row.id, row.short_name or row.name, product, row.until) for row, product in called]


def _theirs(user_ids: Collection[int]) -> ColumnElement[bool]:
    return or_(Account.owner_id.in_(user_ids), Account.manager_id.in_(user_ids))


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _case(
    row: Opportunity, at: datetime | None, account: Account | None, person: str | None, zone: ZoneInfo
) -> Case:
    company = (account.short_name or account.name) if account else (person or row.name or "")
    deal = Deal(
        id=row.id,
        stage=row.stage,
        state=cast(Literal["open", "won", "lost"], row.state),
        amount=Money(row.amount, row.currency) if row.amount is not None and row.currency else None,
        since=_day(at or row.opened_at, zone),
        owner=row.owner_id,
        name=row.name or company,
        probability=None if row.probability is None else row.probability / 100,
        committed=row.commit,
        close_on=row.close_on,
        closed_on=_day(row.closed_at, zone) if row.closed_at else None,
        given_by=row.given_by_id,
    )
    return Case(deal, row.version, row.account_id, row.contact_id, company)
