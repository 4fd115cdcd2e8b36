"""Names for measuring the search: companies with their other names, people at them, in three languages."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import opencc
from sqlalchemy import Connection, text

from store.db import Base, Database
from store.models import Account, AccountName, Contact, Phone

POOLS = tomllib.loads((Path(__file__).parent / "data" / "search_pools.toml").read_text(encoding="utf-8"))
SIMPLIFIED = opencc.OpenCC("t2s")
NOW = datetime(2026, 11, 23, tzinfo=UTC)
PEOPLE_A_COMPANY = 4
BATCH = 20_000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Firm:
    """A company with its other names."""

    id: int
    name: str
    short: str
    former: str | None
    language: str


@dataclass(frozen=True, slots=True)
class Human:
    """A contact of a company."""

    id: int
    name: str
    firm: Firm
    title: str
    phone: str


def make(count: int, seed: int = 7) -> Iterator[Firm | Human]:
    """So many names, companies each followed by their people."""
    chance = random.Random(seed)  # noqa: S311 - names, not secrets
    firm_id = human_id = 0
    while firm_id + human_id < count:
        firm_id += 1
        firm = _firm(chance, firm_id)
        yield firm
        for _ in range(PEOPLE_A_COMPANY):
            if firm_id + human_id < count:
                human_id += 1
                yield _human(chance, human_id, firm)


def _firm(chance: random.Random, number: int) -> Firm:
    language = chance.choice(("zh-TW", "zh-TW", "zh-CN", "en"))
    if language == "en":
        brand = chance.choice(POOLS["brands_en"].split()) + chance.choice(POOLS["brands_en_tails"].split())
        more = chance.choice(POOLS["last_heads"].split()) if chance.random() < 0.6 else ""
        short = f"{brand} {more}".strip()
        former = f"{_last(chance)} {chance.choice(POOLS['trades_en'])}" if chance.random() < 0.1 else None
        name = f"{short} {chance.choice(POOLS['trades_en'])} {chance.choice(POOLS['legal_en'])}"
        return Firm(number, name, short, former, language)
    short = "".join(chance.choices(POOLS["brands"], k=chance.choice((2, 2, 3))))
    place = chance.choice(POOLS["places"]) if chance.random() < 0.25 else ""
    trades = "".join(chance.sample(POOLS["trades"], k=chance.choice((1, 1, 2))))
    former = "".join(chance.choices(POOLS["brands"], k=3)) + "行" if chance.random() < 0.1 else None
    name = f"{place}{short}{trades}{chance.choice(POOLS['legal_zh'])}"
    if language == "zh-CN":
        name, short = SIMPLIFIED.convert(name), SIMPLIFIED.convert(short)
    return Firm(number, name, short, former, language)


def _human(chance: random.Random, number: int, firm: Firm) -> Human:
    phone = f"+8862{chance.randrange(20_000_000, 29_999_999)}"
    title = chance.choice(POOLS["titles"])
    if firm.language == "en":
        return Human(number, f"{chance.choice(POOLS['first'].split())} {_last(chance)}", firm, title, phone)
    weights = [int(weight) for weight in POOLS["surname_weights"].split()]
    weights += [3] * (len(POOLS["surnames"]) - len(weights))
    surname = chance.choices(POOLS["surnames"], weights)[0]
    name = surname + "".join(chance.choices(POOLS["given"], k=1 if chance.random() < 0.06 else 2))
    return Human(number, SIMPLIFIED.convert(name) if firm.language == "zh-CN" else name, firm, title, phone)


def _last(chance: random.Random) -> str:
    middle = chance.choice(POOLS["last_middles"].split(",")).strip()
    return chance.choice(POOLS["last_heads"].split()) + middle + chance.choice(POOLS["last_tails"].split())


def fill(database: Database, names: Iterator[Firm | Human]) -> None:
    """Write names to a fresh database, as an import would: past the session."""
    waiting: list[Firm | Human] = []
    for one in names:
        waiting.append(one)
        if len(waiting) >= BATCH:
            _write(database, waiting)
            waiting = []
    _write(database, waiting)
    with database.transaction() as session:
        for table in ("account", "contact") if not database.url.startswith("sqlite") else ():
            after = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            session.execute(text(after))


def _write(database: Database, names: list[Firm | Human]) -> None:
    firms = [one for one in names if isinstance(one, Firm)]
    humans = [one for one in names if isinstance(one, Human)]
    new = {"created_at": NOW, "custom": {}, "version": 1}
    company = {
        "tier": "smb",
        "stage": "suspect",
        "stage_since": NOW,
        "region": "TW",
        "specialists": [],
        **new,
    }
    person = {"do_not_call": False, **new}
    former = [one for one in firms if one.former]
    with database.transaction() as session:
        to = session.connection()
        _rows(to, Account, ("id", "name", "short_name"), ((f.id, f.name, f.short) for f in firms), company)
        several = ("id", "name", "account_id", "title")
        _rows(to, Contact, several, ((h.id, h.name, h.firm.id, h.title) for h in humans), person)
        named = ((f.id, f.former, "former") for f in former)
        _rows(to, AccountName, ("account_id", "name", "kind"), named, {})
        _rows(
            to,
            Phone,
            ("contact_id", "raw", "e164"),
            ((h.id, h.phone, h.phone) for h in humans),
            {"kind": "work"},
        )


def _rows(
    connection: Connection,
    model: type[Base],
    names: tuple[str, ...],
    rows: Iterator[Row],
    same: dict[str, Any],
) -> None:
    """Write rows the shortest way there is; what is the same in all of them is made fit for the database once."""
    table, dialect = model.__table__, connection.dialect
    made = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in same]
    rest = tuple(fit(value) if fit else value for fit, value in zip(made, same.values(), strict=True))
    columns = ", ".join((*names, *same))
    cursor: Any = connection.connection.cursor()
    if dialect.name == "postgresql":
        with cursor.copy(f"COPY {model.__tablename__} ({columns}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row + rest)
    else:
        marks = ", ".join("?" * len((*names, *same)))
        cursor.executemany(
            f"INSERT INTO {model.__tablename__} ({columns}) VALUES ({marks})", (row + rest for row in rows)
        )
    cursor.close()
