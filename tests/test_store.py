"""The ground: both databases, one schema, exact money, aware moments, one record of every change."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import func, select

from store import audit, events, migrating, schema, timers
from store.db import Database, Exact, Repeated
from store.models import Audit, Product, Team, Undoable
from tests.tables import differences

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def test_migrations_make_exactly_the_models(database: Database) -> None:
    assert differences(database) == []


def test_the_schema_s_versions_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory.from_config(migrating.settings())
    assert list(schema.versions()) == [one.revision for one in reversed(list(scripts.walk_revisions()))]
    assert schema.head() == scripts.get_current_head()


def test_money_and_moments_come_back_as_they_were(database: Database) -> None:
    with database.transaction() as session:
        session.add(Team(name="Taipei", region="TW", timezone="Asia/Taipei"))
        timers.plant(session, "followup.due", 1, NOW)
    with database.reading() as session:
        assert timers.next_due(session) == NOW
        assert session.scalar(select(func.count()).select_from(Team)) == 1


def test_an_event_is_remembered_by_its_id_and_by_its_natural_key(database: Database) -> None:
    with database.transaction() as session:
        events.remember(session, "slack", "Ev1", "T1:C1:17.1", NOW)
    with pytest.raises(Repeated), database.transaction() as session:
        events.remember(session, "slack", "Ev1", None, NOW)
    with pytest.raises(Repeated), database.transaction() as session:
        events.remember(session, "slack", "Ev2", "T1:C1:17.1", NOW)


def test_a_timer_fires_once_and_in_order(database: Database) -> None:
    with database.transaction() as session:
        for minutes in (5, 1, 3):
            timers.plant(session, "followup.due", minutes, NOW + timedelta(minutes=minutes))
        timers.plant(session, "followup.due", 1, NOW)
    fired = []
    for _ in range(5):
        with database.transaction() as session:
            claimed = timers.claim(session, NOW + timedelta(minutes=3))
            if claimed:
                timers.done(session, claimed.id, NOW)
                fired.append(claimed.subject)
    assert fired == [1, 3]


def test_every_change_is_recorded_with_what_it_was_before(database: Database) -> None:
    with database.transaction() as session:
        product = Product(sku="NB-14i5", name="14 inch")
        session.add(product)
        session.flush()
        audit.act_as(session, audit.Actor(None, "e1", "import", NOW))
        product.name = "14-inch notebook"
        session.flush()
    with database.reading() as session:
        record = session.scalars(select(Audit)).one()
        assert (record.noun, record.change, record.fields) == ("product", "change", ["name"])
        assert session.scalars(select(Undoable)).all() == []


def test_decimals_are_exact() -> None:
    kind = Exact()
    stored = kind.process_bind_param(Decimal("0.1"), None)  # type: ignore[arg-type]
    assert stored == 1000
    assert kind.process_result_value(stored * 3, None) == Decimal("0.3")  # type: ignore[arg-type]
