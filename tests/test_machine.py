"""Handoffs and follow-ups against a small model: whatever people do in whatever order, at whatever time.

BATON_STEPS=50 BATON_EXAMPLES=10000 looks longer (`make campaign`).
"""

import os
import shutil
import tempfile
from datetime import timedelta
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from bot import ticker
from bot.events import Pressed, Said, Who
from store.db import Database
from store.models import Audit, FollowUp, Handoff, HandoffEvent, Message, Seen
from tests.faults.desk import number_of, open_desk
from tests.talk import Desk

LEADS = 4
EXAMPLES = int(os.environ.get("BATON_EXAMPLES", "10"))
STEPS = int(os.environ.get("BATON_STEPS", "20"))
AMY, TIM, MAX = (Who("telegram", number) for number in ("11", "13", "15"))
REASON = {"reason": "no_budget"}


@cache
def template() -> Path:
    """A file with the company and some leads that may be handed over."""
    file = Path(tempfile.mkdtemp(prefix="baton-machine-")) / "desk.db"
    open_desk(f"sqlite:///{file}", leads=LEADS)
    database = Database(f"sqlite:///{file}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.close()
    return file


class Work(RuleBasedStateMachine):
    """Amy plans and hands over, Tim answers, time goes by; some events come twice."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="baton-machine-")
        shutil.copy(template(), Path(self.folder.name) / "desk.db")
        self.database = Database(f"sqlite:///{Path(self.folder.name) / 'desk.db'}")
        self.desk = Desk(self.database)
        self.events = 0
        self.planned: dict[str, str] = {}
        self.offers: dict[int, str] = {}
        self.of_lead: dict[int, list[str]] = {}

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def _does(self, who: Who, what: str, *, pressed: bool, twice: bool) -> None:
        self.events += 1
        make = Pressed if pressed else Said
        for _ in range(2 if twice else 1):
            self.desk.app.handle(make(who, what, str(self.events)))

    def _row(self, number: int) -> Handoff:
        with self.database.reading() as session:
            return session.get_one(Handoff, number)

    @rule(twice=st.booleans())
    def plans(self, twice: bool) -> None:
        mark = f"m{len(self.planned)}q"
        self._does(AMY, f"follow 周文彬 tomorrow 09:00 {mark}", pressed=False, twice=twice)
        self.planned[mark] = "open"

    @precondition(lambda self: self.planned)
    @rule(which=st.integers(0, 99), old=st.booleans(), twice=st.booleans())
    def finishes(self, which: int, old: bool, twice: bool) -> None:
        mark = sorted(self.planned)[which % len(self.planned)]
        with self.database.reading() as session:
            row = session.scalars(select(FollowUp).where(FollowUp.reason == mark)).one()
        version = row.version + (99 if old else 0)
        self._does(AMY, f"followup.done:{row.id}.{version}", pressed=True, twice=twice)
        if not old:
            self.planned[mark] = "done"

    @rule(lead=st.integers(0, LEADS - 1), twice=st.booleans())
    def offers_it(self, lead: int, twice: bool) -> None:
        states = self.of_lead.setdefault(lead, [])
        self._does(AMY, f"handoff {number_of(lead)}", pressed=False, twice=False)
        self._does(AMY, f"handoff.offer:{self._contact(lead)}", pressed=True, twice=twice)
        if self._may_be_offered(states):
            states.append("offered")

    @precondition(lambda self: self.of_lead)
    @rule(lead=st.integers(0, 99), who=st.sampled_from((TIM, TIM, MAX, AMY)), twice=st.booleans())
    def accepts(self, lead: int, who: Who, twice: bool) -> None:
        chosen = sorted(self.of_lead)[lead % len(self.of_lead)]
        row = self._latest(chosen)
        self._does(who, f"handoff.accept:{row.id}.{row.version}", pressed=True, twice=twice)
        if who == TIM and self.of_lead[chosen][-1] == "offered":
            self.of_lead[chosen][-1] = "accepted"

    @rule(hours=st.integers(1, 30))
    def time_goes_by(self, hours: int) -> None:
        self.desk.clock.set(self.desk.clock() + timedelta(hours=hours))
        ticker.tick(self.desk.app, self.desk.clock())

    @invariant()
    def what_stands_is_what_was_done(self) -> None:
        with self.database.reading() as session:
            for mark, state in self.planned.items():
                rows = session.scalars(select(FollowUp.state).where(FollowUp.reason == mark)).all()
                assert list(rows) == [state]
            for lead, states in self.of_lead.items():
                rows = session.scalars(
                    select(Handoff.state)
                    .where(Handoff.contact_id == self._contact(lead))
                    .order_by(Handoff.id)
                ).all()
                assert list(rows) == states

    @invariant()
    def nothing_happened_twice(self) -> None:
        with self.database.reading() as session:
            times = session.execute(
                select(HandoffEvent.handoff_id, HandoffEvent.event, func.count()).group_by(
                    HandoffEvent.handoff_id, HandoffEvent.event
                )
            )
            assert all(count == 1 for _, event, count in times if event != "asked")
            reminded = session.execute(
                select(Message.event, func.count())
                .where(Message.key == "followup.due", Message.event.like("timer:%"), Message.edits.is_(None))
                .group_by(Message.event)
            )
            assert all(count == 1 for _, count in reminded)
            seen = session.scalar(
                select(func.count()).where(Seen.failed.is_not(None), Seen.failed != "raced")
            )
            assert seen == 0
            kept = session.scalar(
                select(func.count()).where(
                    Audit.noun == "follow_up", Audit.change == "add", Audit.user_id == 1
                )
            )
            assert kept is not None
            assert kept >= len(self.planned)

    def _contact(self, lead: int) -> int:
        return 6 + lead

    def _latest(self, lead: int) -> Handoff:
        with self.database.reading() as session:
            of_it = select(Handoff).where(Handoff.contact_id == self._contact(lead))
            return session.scalars(of_it.order_by(Handoff.id.desc()).limit(1)).one()

    @staticmethod
    def _may_be_offered(states: list[str]) -> bool:
        return not states


Work.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize="BATON_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
TestWork = Work.TestCase
