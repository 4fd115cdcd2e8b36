"""A small company for conversations: two agents, two field managers, a manager, marketing, an administrator."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from store.db import Database
from store.models import (
    Account,
    ChatAddress,
    Contact,
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

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # Monday 10:00 in Taipei

PEOPLE = (
    # handle, name, role, team, extension, lead roles, territories, lines
    ("amy", "許佩珊", "agent", 1, "218", [], [], []),
    ("ben", "何雅婷", "agent", 1, "219", [], [], []),
    ("tim", "蔡宗翰", "field", 1, "301", ["tam"], ["taipei"], []),
    ("kay", "王大同", "field", 1, "302", ["tam", "kam"], ["taichung"], []),
    ("mia", "林淑芬", "manager", 1, "100", [], [], []),
    ("max", "陳冠宇", "marketing", 1, "110", [], [], []),
    ("ada", "張國華", "admin", None, "101", [], [], []),
    ("zoe", "周怡君", "agent", 2, "401", [], [], []),
    ("hal", "吳建宏", "manager", 2, "400", [], [], []),
)

PRODUCTS = (
    # sku, name, line, price, stock, restock, warranty months, substitutes
    ("NB-14i5", "14-inch notebook i5", "notebook", 28_900, 0, date(2026, 12, 9), 12, ["NB-14r5"]),
    ("NB-14r5", "14-inch notebook r5", "notebook", 27_500, 14, None, 12, []),
    ("DK-24", "Dock 24", "accessory", 3_600, 40, None, 12, []),
    ("WR-3Y", "Extended warranty, three years", "service", 2_900, 999, None, None, []),
    ("SV-1U", "Rack server 1U", "server", 89_000, 3, None, 36, []),
    ("SP-1", "Support plan, one year", "service", 18_000, 999, None, None, []),
)

CUSTOMERS = (
    # account, short, tier, territory, industry, employees, owner, manager, contact, title, phone
    (
        "青禾農產股份有限公司",
        "青禾農產",
        "smb",
        "taipei",
        "food",
        40,
        "amy",
        None,
        "周文彬",
        "採購經理",
        "02-5555 0161",
    ),
    (
        "宏昇包裝股份有限公司",
        "宏昇包裝",
        "midmarket",
        "taipei",
        "packaging",
        420,
        "amy",
        None,
        "林志遠",
        "資訊經理",
        "02-5555 0170",
    ),
    (
        "晨光食品股份有限公司",
        "晨光食品",
        "enterprise",
        "taichung",
        "food",
        1800,
        "ben",
        "kay",
        "陳美惠",
        "總務主任",
        "04-5555 0180",
    ),
    (
        "Greenfield Foods Ltd.",
        "Greenfield",
        "smb",
        "taipei",
        "food",
        25,
        None,
        None,
        "Ann Price",
        "Office manager",
        "02-5555 0190",
    ),
    (
        "藍海物流有限公司",
        "藍海物流",
        "smb",
        "taipei",
        "logistics",
        60,
        "zoe",
        None,
        "黃俊傑",
        "經理",
        "02-5555 0210",
    ),
)


def found(database: Database, *, language: str = "zh-TW") -> None:
    """Fill a fresh database with the company."""
    with database.transaction() as session:
        _people(session, language)
        _products(session)
        _customers(session)


def _people(session: Session, language: str) -> None:
    session.add_all(
        [
            Team(name="Taipei", region="TW", timezone="Asia/Taipei"),
            Team(name="South", region="TW", timezone="Asia/Taipei"),
        ]
    )
    session.flush()
    for handle, name, role, team, extension, lead_roles, territories, lines in PEOPLE:
        user = User(
            handle=handle,
            name=name,
            role=role,
            team_id=team,
            extension=extension,
            language=language,
            timezone="Asia/Taipei",
            region="TW",
            lead_roles=lead_roles,
            territories=territories,
            lines=lines,
        )
        session.add(user)
        session.flush()
        session.add(ChatAddress(platform="terminal", address=handle, user_id=user.id, linked_at=NOW))
        session.add(
            Quota(user_id=user.id, period="2026-11", amount=Decimal(1_000_000), currency="TWD", count=10)
        )


def _products(session: Session) -> None:
    for sku, name, line, price, pieces, restock, warranty, substitutes in PRODUCTS:
        product = Product(sku=sku, name=name, line=line, warranty_months=warranty, substitutes=substitutes)
        product.stocked = line != "service"
        session.add(product)
        session.flush()
        session.add(Price(product_id=product.id, amount=Decimal(price), currency="TWD"))
        if product.stocked:
            session.add(Stock(product_id=product.id, quantity=pieces, restock_on=restock, region=""))
    session.add(
        Promotion(
            code="WARRANTY10",
            names={"en": "Warranty week", "zh-TW": "保固月", "zh-CN": "质保月"},
            line="service",
            percent=Decimal(10),
            valid_from=date(2026, 11, 1),
            valid_until=date(2026, 11, 30),
        )
    )


def _customers(session: Session) -> None:
    people = {user.handle: user.id for user in session.query(User)}
    for name, short, tier, territory, industry, employees, owner, manager, contact, title, phone in CUSTOMERS:
        account = Account(
            name=name,
            short_name=short,
            tier=tier,
            region="TW",
            territory=territory,
            industry=industry,
            employees=employees,
            owner_id=people.get(owner or ""),
            manager_id=people.get(manager or ""),
            stage="prospect",
            stage_since=NOW - timedelta(days=30),
            created_at=NOW - timedelta(days=60),
        )
        session.add(account)
        session.flush()
        person = Contact(
            name=contact,
            title=title,
            account_id=account.id,
            owner_id=people.get(owner or ""),
            language="zh-TW" if not contact.isascii() else "en",
            created_at=NOW - timedelta(days=60),
        )
        session.add(person)
        session.flush()
        e164 = "+886" + "".join(sign for sign in phone if sign.isdigit())[1:]
        session.add(Phone(contact_id=person.id, raw=phone, e164=e164))


def past_orders(database: Database, baskets: list[tuple[str, ...]], *, account: str | None = None) -> None:
    """Orders of the past, one a basket of skus; of an account, or of companies that play no other part."""
    with database.transaction() as session:
        skus = {product.sku: product for product in session.query(Product)}
        owner = session.query(Account).filter_by(short_name=account).one().id if account else None
        for number, basket in enumerate(baskets):
            at = NOW - timedelta(days=200 + number)
            order = Order(
                number=f"P{owner or 0}-{number}", account_id=owner, ordered_at=at, status="delivered"
            )
            session.add(order)
            session.flush()
            for sku in basket:
                line = OrderLine(order_id=order.id, product_id=skus[sku].id, quantity=1, currency="TWD")
                line.unit_price = Decimal(1000)
                session.add(line)
