"""One day of the desk as acts, for any chat to play; and what the database then knows."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from store.db import Database
from store.models import (
    Account,
    CadenceRun,
    Call,
    Contact,
    Fact,
    FollowUp,
    Handoff,
    HandoffEvent,
    LogDraft,
    Opportunity,
    Phone,
    ScriptRun,
)

# who, what he does, with what: a text, or the beginning of a button's action
DAY = (
    ("amy", "says", "find 周文彬"),
    ("amy", "says", "/add 王小明 大同科技"),
    ("amy", "says", "02-5555 0199"),
    ("amy", "presses", "form.skip"),
    ("amy", "presses", "form.finish"),
    ("amy", "says", "/call 周文彬 enquiry"),
    ("amy", "presses", "script.answer"),
    ("amy", "presses", "script.answer"),
    ("amy", "says", "log 周文彬 quote requested 15 min, 3 NB-14r5, call back at 11:30"),
    ("amy", "presses", "log.save"),
    ("amy", "says", "log 林志遠 15 min qualified, wants 40 NB-14r5, budget 1.2m, boss decides"),
    ("amy", "presses", "log.save"),
    ("amy", "says", "handoff 林志遠"),
    ("amy", "presses", "handoff.fill"),
    ("amy", "says", "before 10 December"),
    ("amy", "presses", "handoff.offer"),
    ("tim", "presses", "handoff.accept"),
    ("all", "at", "2026-11-23T11:31:00+08:00"),
    ("amy", "presses", "followup.done"),
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[0-9:.+]+")
TABLES = (
    Account,
    Contact,
    Phone,
    Call,
    Fact,
    FollowUp,
    CadenceRun,
    Handoff,
    HandoffEvent,
    Opportunity,
    LogDraft,
    ScriptRun,
)


def facts(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row that the day left behind, without moments (but when follow-ups are due, to the minute)."""
    with database.reading() as session:
        return {
            table.__tablename__: sorted((dict(_columns(row)) for row in session.query(table)), key=repr)
            for table in TABLES
        }


def _columns(row: Any) -> Iterator[tuple[str, Any]]:
    for column in row.__table__.columns:
        if column.key == "id" and isinstance(row, Fact):  # facts of one call have no order
            continue
        if column.key in ("said_in", "saved_by"):  # where a line was said is the chat's own
            continue
        value = getattr(row, column.key)
        if isinstance(value, datetime):
            if column.key == "due":
                yield column.key, f"{value:%Y-%m-%dT%H:%M}"
            continue
        yield column.key, _without_moments(value)


def _without_moments(value: Any) -> Any:
    if isinstance(value, dict | list):
        return MOMENT.sub("then", json.dumps(value, ensure_ascii=False, sort_keys=True))
    return value
