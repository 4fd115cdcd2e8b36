"""The company that is measured: the people and products of the tests, and thousands of contacts from a list."""

import csv
import random
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from bot.desk import lookup
from bot.sales.policy import load_policy
from store import imported, search
from store.db import Database
from store.imports.importing import run
from store.migrating import migrate
from tests.company import NOW, found, past_orders

FIRST = 6  # the number of the first contact that comes from the list
SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈"
GIVEN = "志明淑芬俊傑美玲家豪雅婷建宏怡君宗翰佩珊文彬惠雯冠宇欣怡承恩詩涵柏翰筱涵彥廷宜蓁子軒思穎宥翔芷若"
FIRMS = "宏昇晨光青禾藍海新光大鵬永豐聯華遠見泰安金石萬達東昇華星鼎盛瑞成和泰廣億"
TRADES = ("包裝", "食品", "物流", "電子", "機械", "紡織", "化工", "印刷", "建材", "農產")


def names(count: int) -> list[str]:
    """So many different names, the same ones every time."""
    dice = random.Random(1)  # noqa: S311 - names, no secrets
    found_: dict[str, None] = {}
    while len(found_) < count:
        found_[dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)] = None
        if len(found_) > 30_000:
            found_[
                dice.choice(SURNAMES) + dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)
            ] = None
    return list(found_)[:count]


@cache
def clear(path: Path, count: int) -> tuple[tuple[str, int], ...]:
    """Names that mean one person only (others sound alike and are asked for), with his number."""
    database = Database(f"sqlite:///{path}")
    found_: list[tuple[str, int]] = []
    with database.reading() as session:
        for name in names(10_000):
            one = lookup.clear_winner(search.find(session, name, region="TW", user_id=1))
            if one is not None and one.name == name and one.contact_id is not None:
                found_.append((name, one.contact_id))
            if len(found_) == count:
                break
    database.close()
    return tuple(found_)


def rows(count: int) -> Iterator[tuple[str, ...]]:
    """Contacts as a list holds them: four to a company, each with a number of his own."""
    dice = random.Random(2)  # noqa: S311
    firms = [
        f"{one}{other}{trade}股份有限公司"
        for one in dict.fromkeys(FIRMS)
        for other in dict.fromkeys(FIRMS)
        for trade in TRADES
    ]
    for number, name in enumerate(names(count)):
        yield (
            name, firms[(number // 4) % len(firms)], f"09{number:08d}", f"c{number}@firm{number // 4}.example",
            dice.choice(("採購經理", "資訊經理", "總務主任", "負責人")), "amy",
        )  # fmt: skip


def write(path: Path, count: int) -> Path:
    """The list as a file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("姓名", "公司", "手機", "email", "職稱", "業務"))
        writer.writerows(islice(rows(count), count))
    return path


def make(path: Path, contacts: int) -> Path:
    """A database with so many contacts and a year of orders, closed and ready to be copied."""
    database = Database(f"sqlite:///{path}")
    migrate(database)
    found(database)
    past_orders(database, [("NB-14r5", "WR-3Y"), ("NB-14r5", "DK-24"), ("SV-1U", "SP-1")] * 30)
    policy = load_policy()
    source = write(path.with_suffix(".csv"), contacts)
    report = run(database, "contacts", source, policy, NOW)
    if report.failed:
        raise RuntimeError(f"{report.failed} rows failed: {report.errors[:3]}")
    imported.refresh(database, "contacts", policy, NOW)
    raw = database.engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    database.close()
    return path
