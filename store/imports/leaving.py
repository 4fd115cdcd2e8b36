"""What each kind of list holds on its way out: its fields in order, and its records as plain lines."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from store.db import Base
from store.imports.columns import (
    ACCOUNT,
    CALL,
    CONTACT,
    DEAL,
    FOLLOW_UP,
    ORDER,
    PHONES,
    PRODUCT,
    PROMOTION,
    STOCK,
    USER,
)
from store.models import (
    Account,
    Call,
    Contact,
    FollowUp,
    Opportunity,
    Order,
    OrderLine,
    Phone,
    Price,
    Product,
    Promotion,
    Quota,
    Stock,
    Team,
    User,
)
from store.suppression import ERASED

Line = dict[str, Any]
Lines = Callable[[Session], Iterator[Line]]
PART = 500
CUSTOMER = (
    Account.name.label("account"),
    Account.external_id.label("account_external_id"),
    Account.tax_id.label("account_tax_id"),
)
PERSON = (
    Contact.name.label("contact"),
    Contact.external_id.label("contact_external_id"),
    Contact.email.label("email"),
)


def _stream(session: Session, statement: Select[Any]) -> Iterator[Line]:
    """Lines of a statement, a part at a time."""
    for row in session.execute(statement.execution_options(yield_per=PART)).mappings():
        yield dict(row)


def _with_phones(session: Session, lines: Iterator[Line], column: Any) -> Iterator[Line]:
    """Add the numbers of companies or contacts, by kind, to their lines."""
    while part := list(islice(lines, PART)):
        found = select(column, Phone.e164, Phone.extension, Phone.raw, Phone.kind)
        numbers: dict[int, dict[str, list[str]]] = {}
        for owner, e164, extension, raw, kind in session.execute(
            found.where(column.in_([line["id"] for line in part])).order_by(Phone.id)
        ):
            text = f"{e164} #{extension}" if e164 and extension else e164 or raw
            field = f"phone.{kind}" if f"phone.{kind}" in PHONES else "phone.other"
            numbers.setdefault(owner, {}).setdefault(field, []).append(text)
        for line in part:
            yield line | numbers.get(line["id"], {})


def _accounts(session: Session) -> Iterator[Line]:
    parent, owner, manager = aliased(Account), aliased(User), aliased(User)
    named = (parent.name.label("parent"), owner.handle.label("owner"), manager.handle.label("manager"))
    found = (
        select(*Account.__table__.columns, Account.region.label("country"), *named)
        .join(parent, Account.parent_id == parent.id, isouter=True)
        .join(owner, Account.owner_id == owner.id, isouter=True)
        .join(manager, Account.manager_id == manager.id, isouter=True)
        .where(Account.merged_into_id.is_(None))
        .order_by(Account.id)
    )
    for line in _with_phones(session, _stream(session, found), Phone.account_id):
        numbers = [number for field in PHONES for number in line.get(field, [])]
        yield line | {
            "phone.work": numbers,
            "country": (line["custom"] or {}).get("country") or line["country"],
        }


def _contacts(session: Session) -> Iterator[Line]:
    found = (
        select(*Contact.__table__.columns, *CUSTOMER, User.handle.label("owner"))
        .join(Account, Contact.account_id == Account.id, isouter=True)
        .join(User, Contact.owner_id == User.id, isouter=True)
        .where(Contact.unworkable.is_distinct_from(ERASED))
        .where(Contact.merged_into_id.is_(None))
        .order_by(Contact.id)
    )
    for line in _with_phones(session, _stream(session, found), Phone.contact_id):
        yield line | {"do_not_call": line["do_not_call"] or None}


def _products(session: Session) -> Iterator[Line]:
    prices: dict[int, Price] = {}
    for price in session.scalars(select(Price).where(Price.tier.is_(None)).order_by(Price.id)):
        prices[price.product_id] = price
    for line in _stream(session, select(*Product.__table__.columns).order_by(Product.id)):
        if last := prices.get(line["id"]):
            line |= {"price": last.amount, "currency": last.currency}
            line |= {"valid_from": last.valid_from, "valid_until": last.valid_until}
        yield line | _names(line)


def _stock(session: Session) -> Iterator[Line]:
    yield from _stream(
        session, select(*Stock.__table__.columns, Product.sku).join(Product).order_by(Stock.id)
    )


def _orders(session: Session) -> Iterator[Line]:
    lines = [column for column in OrderLine.__table__.columns if column.name not in ("id", "order_id")]
    found = (
        select(*Order.__table__.columns, *lines, Product.sku, User.handle.label("user"), *CUSTOMER, *PERSON)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Product, OrderLine.product_id == Product.id)
        .join(Account, Order.account_id == Account.id, isouter=True)
        .join(Contact, Order.contact_id == Contact.id, isouter=True)
        .join(User, Order.user_id == User.id, isouter=True)
        .order_by(Order.id, OrderLine.id)
    )
    yield from _stream(session, found)


def _promotions(session: Session) -> Iterator[Line]:
    found = (
        select(*Promotion.__table__.columns, Product.sku).join(Product, isouter=True).order_by(Promotion.id)
    )
    for line in _stream(session, found):
        yield line | _names(line)


def _calls(session: Session) -> Iterator[Line]:
    found = (
        select(*Call.__table__.columns, *CUSTOMER, *PERSON, User.handle.label("user"))
        .join(Account, Call.account_id == Account.id, isouter=True)
        .join(Contact, Call.contact_id == Contact.id, isouter=True)
        .join(User, Call.user_id == User.id, isouter=True)
        .order_by(Call.id)
    )
    if "undone_at" in Call.__table__.columns:
        found = found.where(Call.__table__.columns["undone_at"].is_(None))
    for line in _stream(session, found):
        custom = dict(line["custom"] or {})
        phone = custom.pop("phone", None) if line["contact_id"] is None else None
        yield line | {"phone": phone or _number_of(session, line), "custom": custom}


def _follow_ups(session: Session) -> Iterator[Line]:
    found = (
        select(*FollowUp.__table__.columns, *CUSTOMER, *PERSON, User.handle.label("owner"))
        .join(User, FollowUp.owner_id == User.id)
        .join(Account, FollowUp.account_id == Account.id, isouter=True)
        .join(Contact, FollowUp.contact_id == Contact.id, isouter=True)
        .order_by(FollowUp.id)
    )
    for line in _stream(session, found):
        yield line | {"phone": _number_of(session, line)}


def _number_of(session: Session, line: Line) -> str | None:
    """A number of a contact whom his name alone would not find again."""
    if line["contact_id"] is None or line["email"] or line["account"] or line["contact_external_id"]:
        return None
    return session.scalar(select(Phone.e164).where(Phone.contact_id == line["contact_id"]).order_by(Phone.id))


def _deals(session: Session) -> Iterator[Line]:
    owner, giver = aliased(User), aliased(User)
    people = (owner.handle.label("owner"), giver.handle.label("given_by"))
    found = (
        select(*Opportunity.__table__.columns, *CUSTOMER, *PERSON, *people, Product.sku.label("product"))
        .join(Account, Opportunity.account_id == Account.id, isouter=True)
        .join(Contact, Opportunity.contact_id == Contact.id, isouter=True)
        .join(Product, Opportunity.product_id == Product.id, isouter=True)
        .join(owner, Opportunity.owner_id == owner.id, isouter=True)
        .join(giver, Opportunity.given_by_id == giver.id, isouter=True)
        .order_by(Opportunity.id)
    )
    for line in _stream(session, found):
        yield line | {"stage": line["stage"] if line["state"] == "open" else line["state"]}


def _users(session: Session) -> Iterator[Line]:
    quotas: dict[int, Quota] = {
        quota.user_id: quota for quota in session.scalars(select(Quota).order_by(Quota.period))
    }
    found = (
        select(*User.__table__.columns, Team.name.label("team")).join(Team, isouter=True).order_by(User.id)
    )
    for line in _stream(session, found):
        if quota := quotas.get(line["id"]):
            line |= {"quota_period": quota.period, "quota_amount": quota.amount, "currency": quota.currency}
            line["quota_count"] = quota.count
        yield line


def _names(line: Line) -> Line:
    return {f"names.{language}": name for language, name in (line["names"] or {}).items()}


LISTS: dict[str, tuple[tuple[str, ...], Lines, type[Base] | None]] = {
    "accounts": (ACCOUNT, _accounts, Account),
    "contacts": (CONTACT, _contacts, Contact),
    "products": (PRODUCT, _products, Product),
    "stock": (STOCK, _stock, None),
    "orders": (ORDER, _orders, Order),
    "promotions": (PROMOTION, _promotions, Promotion),
    "calls": (CALL, _calls, Call),
    "followups": (FOLLOW_UP, _follow_ups, None),
    "opportunities": (DEAL, _deals, Opportunity),
    "users": (USER, _users, User),
}
