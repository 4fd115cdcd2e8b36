"""The sealed audit: the chain holds and names the first bad record."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text, update

from store import sealing
from store.db import Database
from store.models import Audit, LogDraft, Message, Seen, Undoable
from tests.commandline import run
from tests.company import NOW, found
from tests.kept import day
from tests.talk import Desk

pytestmark = pytest.mark.usefixtures("data")


def test_the_chain_holds_and_names_the_first_bad_record(desk: Desk) -> None:
    day(desk)
    url = desk.database.url
    with desk.database.transaction() as session:
        assert sealing.seal(session, most=3) == 3
    with desk.database.transaction() as session:
        assert sealing.seal(session) > 0
        assert sealing.seal(session) == 0
    good = run("audit", "verify", "--database", url)
    assert good.code == 0
    assert "0 wait for their seal" in good.out
    anchor = good.last.removeprefix("anchor ")
    harms = (
        ("UPDATE audit SET noun_id = noun_id + 1 WHERE id = 4", "record 4"),
        ("UPDATE audit SET seal = NULL WHERE id = 2", "record 2"),
        ("DELETE FROM audit WHERE id = 3", "record 4"),
        ("UPDATE audit SET at = (SELECT at FROM audit WHERE id = 1), event = 'x' WHERE id = 5", "record 5"),
    )
    for harm, named in harms:
        with desk.database.engine.connect() as connection:
            connection.execute(text(harm))
            connection.commit()
        bad = run("audit", "verify", "--database", url)
        assert (bad.code, len(bad.err.splitlines())) == (1, 1)
        assert named in bad.err
        with desk.database.transaction() as session:
            session.execute(update(Audit).values(seal=None))
            sealing.seal(session)
    with desk.database.transaction() as session:
        last = session.scalar(select(func.max(Audit.id))) or 0
        session.execute(text(f"DELETE FROM audit WHERE id = {last}"))
    assert run("audit", "verify", "--database", url).code == 0
    assert run("audit", "verify", "--anchor", anchor, "--database", url).code == 1
    assert run("audit", "verify", "--anchor", "seven", "--database", url).code == 2


def test_a_key_makes_seals_that_nobody_forges(url: str) -> None:
    keyed, plain = Database(url, secret=b"k" * 32), Database(url)
    found(keyed)
    day(Desk(keyed))
    with keyed.transaction() as session:
        sealing.seal(session)
        assert sealing.verify(session).bad is None
    with plain.reading() as session:
        assert sealing.verify(session).bad == 1
    for one in (keyed, plain):
        one.close()


def test_the_clock_seals_each_hour_and_clears_each_night(desk: Desk) -> None:
    day(desk)
    with desk.database.transaction() as session:
        old = NOW - timedelta(days=400)
        session.add(Seen(platform="x", event_id="x:1", at=old))
        session.add(
            Message(
                user_id=1, platform="x", address="x", key="welcome", body={}, state="sent", created_at=old
            )
        )
        session.add(LogDraft(user_id=1, number=99, line="old", draft={}, at=old))
    desk.at("2026-11-23T12:30:00+08:00")
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).where(Audit.seal.is_not(None))) or 0 > 0
        assert session.scalar(select(func.count()).select_from(Undoable)) == 0
        assert session.scalar(select(func.count()).where(Seen.platform == "x")) == 1
    desk.at("2026-11-24T03:10:00+08:00")
    with desk.database.reading() as session:
        assert session.scalar(select(func.count()).where(Seen.platform == "x")) == 0
        assert session.scalar(select(func.count()).where(Message.platform == "x")) == 0
        assert session.scalar(select(func.count()).where(LogDraft.number == 99)) == 0
        kept = session.scalar(select(func.count()).select_from(LogDraft)) or 0
        assert kept > 0
