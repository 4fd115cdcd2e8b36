"""A day of work, and all that a database holds of it."""

from sqlalchemy import select

from store import dumping
from store.db import Base, Database
from tests.talk import Desk


def day(desk: Desk) -> None:
    """Some work: a call logged, a follow-up planned, a lead handed over."""
    amy = desk.person("amy")
    amy.says("周文彬 講了一刻鐘 想看三台 NB-14r5 的報價 預算九萬 後天十點再談")
    amy.presses("log.save")
    amy.says("follow Ann Price tomorrow 09:00 send the list")


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables that a backup holds."""
    with database.reading() as session:
        return {
            table.name: [
                tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in dumping.INDEX
        }
