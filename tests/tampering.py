"""`python -m tests.tampering N SEED ROWS`: a sealed audit is changed in N ways, one at a time; each must be found.

A value of a row is changed, a row is taken out of the middle, two rows change places, or the tail is cut off
(which a seal kept elsewhere shows). Every tampering is undone before the next. At the end a chain of 100,000 is
verified once and its time told.
"""

import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert, text

from store import sealing
from store.db import Database, Session
from store.migrating import migrate
from store.models import Audit
from tests.company import NOW, found

LONG = 100_000
FIELDS = ("at", "user_id", "event", "action", "change", "noun", "noun_id", "fields", "seal")


def fill(database: Database, first: int, count: int) -> None:
    """Records as the program writes them, sealed."""
    rows = [
        {
            "at": NOW + timedelta(seconds=n), "user_id": n % 9 + 1, "event": f"telegram:{n}", "action": "log.save",
            "change": "change", "noun": "contact", "noun_id": n % 500, "fields": ["note", "title"],
        }
        for n in range(first, first + count)
    ]  # fmt: skip
    with database.transaction() as session:
        session.execute(insert(Audit), rows)
    with database.transaction() as session:
        while sealing.seal(session) == sealing.AT_ONCE:
            pass


def tamper(session: Session, dice: random.Random, rows: int) -> str:
    """One change that somebody with access to the database could make; what it was."""
    number = dice.randrange(1, rows)
    match dice.randrange(4):
        case 0:
            field = dice.choice(FIELDS)
            values = {
                "at": "2026-01-01 00:00:00.000000",
                "user_id": None,
                "noun_id": 99_999,
                "fields": '["x"]',
            }
            change = f"UPDATE audit SET {field} = :value WHERE id = :number"
            session.execute(text(change), {"value": values.get(field, "forged"), "number": number})
            return f"{field} of {number}"
        case 1:
            session.execute(text("DELETE FROM audit WHERE id = :number"), {"number": number})
            return f"{number} taken out"
        case 2:
            for old, new in ((number, -1), (number + 1, number), (-1, number + 1)):
                session.execute(text("UPDATE audit SET id = :new WHERE id = :old"), {"new": new, "old": old})
            return f"{number} and the next change places"
        case _:
            session.execute(text("DELETE FROM audit WHERE id >= :number"), {"number": number + 1})
            return f"cut off after {number}"


def run(database: Database, count: int, seed: int, rows: int) -> list[str]:
    """Tamper so often; what was not found."""
    dice = random.Random(seed)  # noqa: S311
    with database.reading() as session:
        anchor = sealing.verify(session).anchor
    missed = []
    for _ in range(count):
        with (
            database.engine.connect() as connection,
            Session(connection, info=dict(database.info)) as session,
        ):
            what = tamper(session, dice, rows)
            if sealing.verify(session, anchor).bad is None:
                missed.append(what)
            session.rollback()
    return missed


def main() -> int:
    """Tamper, then verify a long chain."""
    usual = ("10000", "1", "60")
    count, seed, rows = (int(one) for one in (*sys.argv[1:4], *usual[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'audit.db'}", secret=b"a key")
        migrate(database)
        found(database)
        with database.transaction() as session:
            session.execute(text("DELETE FROM audit"))
        fill(database, 0, rows)
        missed = run(database, count, seed, rows)
        for first in range(rows, LONG, 10_000):
            fill(database, first, min(10_000, LONG - first))
        began, wall = time.process_time(), time.monotonic()
        with database.reading() as session:
            verdict = sealing.verify(session)
        told = f"{verdict.sealed} records verified in {time.process_time() - began:.2f} s of CPU, {time.monotonic() - wall:.2f} s"
        database.close()
    sys.stdout.write("\n".join((*missed[:20], f"{count} tamperings, {len(missed)} not found; {told}", "")))
    return 1 if missed or verdict.bad is not None else 0


if __name__ == "__main__":
    raise SystemExit(main())
