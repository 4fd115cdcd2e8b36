"""The sample company: the same from the same seed, plausible, and nobody's."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot import sample
from store.bulk import NotEmpty
from store.db import Base, Database
from store.models import (
    Account,
    Call,
    Contact,
    FollowUp,
    Handoff,
    Opportunity,
    Order,
    OrderLine,
    Phone,
    Product,
    Quota,
    User,
)
from tests.talk import Desk

NOW = datetime.fromisoformat("2026-11-23T10:00:00+08:00")
NOBODYS = re.compile(  # no subscriber's number begins with 1; 020 7946 0xxx is kept for drama
    r"\+88621555\d{4}|\+8862555501[67]\d|\+88641555\d{4}|\+8867155\d{4}|\+86211555\d{4}|\+867551555\d{4}|\+442079460\d{3}"
)


def rows(database: Database, model: type[Base]) -> Sequence[Any]:
    with database.reading() as session:
        return session.execute(select(model.__table__).order_by(model.__table__.c.id)).all()


def test_it_is_as_large_as_a_real_desk(database: Database) -> None:
    sample.found(database, NOW)
    with database.reading() as session:
        count = {
            model: session.scalar(select(func.count()).select_from(model))
            for model in (User, Account, Contact, Product, Order, Call)
        }
        tiers = set(session.scalars(select(Account.tier).distinct()))
        territories = set(session.scalars(select(Account.territory).distinct()))
        languages = set(session.scalars(select(Contact.language).distinct()))
    assert (count[User], count[Account], count[Order] >= 600, count[Call] >= 5000) == (10, 80, True, True)
    assert 130 <= (count[Contact] or 0) <= 160
    assert 20 <= (count[Product] or 0) <= 40
    assert tiers == {"strategic", "enterprise", "midmarket", "smb", "soho"}
    assert territories == {"taipei", "taichung", "kaohsiung", "shanghai", "shenzhen", "london"}
    assert languages == {"zh-TW", "zh-CN", "en"}


def test_the_same_seed_makes_the_same_company(blank: Any, tmp_path: Any) -> None:
    made = []
    for number, seed in enumerate((1, 1, 2)):
        path = tmp_path / f"{number}.db"
        path.write_bytes(blank.read_bytes())
        database = Database(f"sqlite:///{path}")
        sample.found(database, NOW, seed)
        made.append([rows(database, model) for model in (Account, Contact, Call, OrderLine, Opportunity)])
        database.close()
    assert made[0] == made[1]
    assert made[0] != made[2]


def test_nobodys_number_and_nobodys_address(database: Database) -> None:
    sample.found(database, NOW)
    numbers = [row.e164 for row in rows(database, Phone)]
    assert [number for number in numbers if not NOBODYS.fullmatch(number or "")] == []
    assert len(set(numbers)) == len(numbers)
    addresses = [row.email for row in rows(database, Contact) if row.email]
    assert addresses
    assert all(address.endswith(".example") for address in addresses)
    assert "周文彬" not in {row.name for row in rows(database, Contact)}


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-23T10:00:00+08:00",
        "2027-02-08T09:00:00+08:00",  # the holidays of the lunar new year
        "2028-02-29T12:00:00+08:00",
        "2026-11-22T03:00:00+00:00",  # a Sunday
    ],
)
def test_the_year_ends_on_the_business_day_before(url: str, moment: str) -> None:
    database, now = Database(url), datetime.fromisoformat(moment)
    sample.found(database, now)
    calls = [row for row in rows(database, Call) if not row.abandoned]
    last = max(row.at for row in calls).astimezone(now.tzinfo).date()
    assert last < now.date()
    assert (now.date() - last).days <= 12
    assert min(row.at for row in calls) < now - timedelta(days=350)
    assert all(row.ended_at is None or row.ended_at < now for row in rows(database, Handoff))
    assert all(row.closed_at is None or row.closed_at < now for row in rows(database, Opportunity))
    database.close()


def test_what_hangs_together_fits_together(database: Database) -> None:
    sample.found(database, NOW)
    accounts = {row.id: row for row in rows(database, Account)}
    contacts = {row.id: row for row in rows(database, Contact)}
    calls = {row.id: row for row in rows(database, Call)}
    for call in calls.values():
        assert call.abandoned or contacts[call.contact_id].account_id == call.account_id
    for order in rows(database, Order):
        assert calls[order.call_id].disposition == "sale"
        assert calls[order.call_id].contact_id == order.contact_id
    for handoff in rows(database, Handoff):
        assert handoff.from_id != handoff.to_id
        assert (handoff.ended_at is None) == (handoff.state in ("offered", "accepted", "visited", "quoted"))
    assert {row.state for row in rows(database, Handoff)} >= {"offered", "won", "lost", "returned"}
    assert all(row.value is not None for row in accounts.values() if row.stage == "user")
    assert {row.pyramid for row in accounts.values()} == {"platinum", "gold", "iron", "bronze"}
    assert {row.period for row in rows(database, Quota)} >= {"2026-11", "2025-11"}
    assert any(row.due < NOW and row.state == "open" for row in rows(database, FollowUp))


def test_a_company_is_founded_on_an_empty_database_only(database: Database) -> None:
    sample.found(database, NOW)
    with pytest.raises(NotEmpty):
        sample.found(database, NOW)


def test_new_rows_follow_on_the_sample(database: Database) -> None:
    sample.found(database, NOW, language="en")
    desk = Desk(database, now=NOW)
    amy = desk.person("amy")
    assert amy.says("due").one("followup.list")["items"][0]["overdue"] is True
    assert amy.says("find 李青山").one("contact.card")["company"] == "青禾農產"
    near = amy.says("find 02-5555 0162").one("contact.none")
    assert near["near"] == "青禾農產"
    added = amy.submits("add_contact", name="周文彬", company="青禾農產", phone="02-5555 0162")
    assert added.one("contact.card")["company"] == "青禾農產"
