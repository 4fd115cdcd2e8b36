"""Busy colleagues and whose work it is."""

from typing import Any

from store.db import Database
from store.models import FollowUp
from tests.talk import Desk


def rows(database: Database, model: type[Any], **where: Any) -> list[Any]:
    with database.reading() as session:
        return list(session.query(model).filter_by(**where).order_by(model.id))


def owners(database: Database) -> list[tuple[int, int | None]]:
    return [(one.owner_id, one.delegate_of_id) for one in rows(database, FollowUp, state="open")]


def busy(desk: Desk) -> None:
    """Ben has two follow-ups: one for tomorrow, one far off."""
    ben = desk.person("ben")
    ben.says("follow 陳美惠 tomorrow 11:00 ask for the order")
    ben.says("follow 陳美惠 in two weeks 10:00 renewal")
