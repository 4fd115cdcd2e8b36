"""The process that leads: what of it works, and how late its work is."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.chats import metrics
from bot.chats.delivery import Delivery
from bot.chats.web import Health
from bot.commands.clock import Clock, wall
from bot.commands.leading import Lead
from store import timers
from tests.talk import Desk


def test_late_work_is_told_once_and_a_database_that_fails_is_not_ready(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    health = Health()
    lead = Lead(desk.app, Delivery(desk.app), health, "me", desk.clock)
    health.note("sending")
    lead.delivery.passed_at = health.passed["sending"]
    lead.beat()
    assert (lead.leads(), health.late(), metrics.LATE._value.get()) == (True, [], 0)
    with desk.database.transaction() as session:
        timers.plant(session, "digest", 1, desk.app.clock() - timedelta(seconds=61))
    lead.beat()
    lead.beat()
    assert metrics.LATE._value.get() == 61
    assert capsys.readouterr().err.count("work is late") == 1
    assert desk.person("ada").reads().one("work.late") == {"seconds": 61}
    with desk.database.transaction() as session:
        late = timers.claim(session, desk.app.clock())
        assert late is not None
        timers.done(session, late.id, desk.app.clock())
    lead.beat()
    assert metrics.LATE._value.get() == 0
    health.passed = dict.fromkeys(health.parts, -1e9)

    def away(*_: object) -> None:
        raise OperationalError("away", {}, Exception("away"))

    event.listen(desk.database.engine, "begin", away)
    lead.beat()
    assert {"write", "read"} <= set(health.late())
    lead.give_up()
    assert capsys.readouterr().err.count("lease not given up") == 1


def test_who_gives_up_lets_another_lead_and_the_only_one_frees_what_a_dead_one_held(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = (
        Lead(desk.app, Delivery(desk.app), Health(), name, desk.clock)
        for name in ("first", "second", "third")
    )
    for lead in (first, second):
        lead.beat()
    assert (first.leads(), second.leads()) == (True, False)
    second.give_up()
    second.beat()
    assert not second.leads()
    first.give_up()
    for lead in (second, third):
        lead.beat()
    assert (second.leads(), third.leads()) == (True, False)
    third.free()
    third.beat()
    assert third.leads()
    fast = Clock(wall=lambda: wall() + timedelta(seconds=10))
    capsys.readouterr()
    wrong = Lead(desk.app, Delivery(desk.app), Health(), "third", fast)
    wrong.beat()
    wrong.beat()
    told = capsys.readouterr().err.count("clock differs")
    assert told == (desk.database.engine.dialect.name == "postgresql")
