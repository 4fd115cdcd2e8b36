"""A qualified lead, and its offer."""

from typing import Any

from store.db import Database
from store.models import Account
from tests.talk import Desk, Talk

QUALIFIED = "log 林志遠 15 min qualified, wants 40 NB-14r5, budget 1.2m, boss decides"


def qualified(desk: Desk, who: str = "amy") -> Talk:
    """An agent has a lead with all four answers."""
    agent = desk.person(who)
    agent.says(QUALIFIED)
    agent.presses("log.save")
    agent.submits(
        "handoff_facts", contact="2", authority="the managing director", timeline="before 10 December"
    )
    return agent


def offered(desk: Desk) -> tuple[Talk, Talk]:
    """The lead lies with the field manager of its territory; returns both people."""
    amy = qualified(desk)
    amy.presses("handoff.offer")
    tim = desk.person("tim")
    tim.reads()
    return amy, tim


def rows(database: Database, model: type[Any], **where: Any) -> list[Any]:
    with database.reading() as session:
        return list(session.query(model).filter_by(**where).order_by(model.id))


def account(database: Database) -> Account:
    (row,) = rows(database, Account, short_name="宏昇包裝")
    return row  # type: ignore[no-any-return]
