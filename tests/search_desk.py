"""The small company, and some whose names are easily mistaken, for looking for them."""

from sqlalchemy import func, select

from bot.sales.customers import Found
from store import accounts, contacts, search
from store.db import Database, Session
from store.models import AccountName, SearchDelta
from tests import company
from tests.company import NOW

STATES = ("as noted", "folded", "rebuilt")


def firm(session: Session, name: str, *, aliases: tuple[str, ...] = (), **fields: object) -> int:
    account = accounts.add(session, name=name, tier="smb", region="TW", now=NOW, owner_id=None, fields=fields)
    session.add_all(AccountName(account_id=account.id, name=alias, kind="former") for alias in aliases)
    session.flush()
    return account.id


def person(session: Session, name: str, account_id: int | None = None, **fields: object) -> int:
    phones = fields.pop("phones", ())
    owner = fields.pop("owner_id", None)
    person = contacts.add(
        session, name=name, now=NOW, owner_id=owner, region="TW", account_id=account_id, phones=phones,
        fields=fields,
    )  # fmt: skip
    return person.id


def fill(database: Database) -> None:
    """The small company, and some whose names are easily mistaken."""
    company.found(database)
    with database.transaction() as session:
        tsmc = firm(
            session, "台灣積體電路製造股份有限公司", short_name="台積電", english_name="TSMC", tax_id="22099131",
            external_id="2330", address="新竹市力行六路8號",
        )  # fmt: skip
        contacts.add_phone(session, "03-5636688", "TW", account_id=tsmc)
        person(
            session, "陳建國", tsmc, title="總經理", phones=["03-563-6688 轉 1201"], email="Chen@TSMC.example"
        )
        person(session, "王小明", tsmc, title="採購經理", phones=["03-563-6688 轉 1305", "0912-345-678"])
        acme = firm(session, "Northstar Plastics Co., Ltd.", aliases=("Oldham Trading",), tax_id="00000000")
        person(session, "Will Price", acme, title="Buyer", phones=["+44 20 7946 0018"])
        person(session, "方便", acme)
        person(session, "王小明", acme, title="主任", phones=["02-2555-7099"])
        person(session, "曾國華", acme)
        person(session, "許佩珊")


def find(database: Database, query: str, limit: int = 8, user_id: int = 0) -> list[Found]:
    with database.reading() as session:
        return search.find(session, query, region="TW", user_id=user_id, limit=limit)


def bring(database: Database, state: str) -> None:
    """Have the names waiting in the delta, folded, or in an index made anew."""
    with database.transaction() as session:
        if state == "rebuilt":
            search.rebuild(session)
        while state == "folded" and search.fold(session):
            pass
        waiting = session.scalar(select(func.count()).select_from(SearchDelta))
    assert bool(waiting) == (state == "as noted")
