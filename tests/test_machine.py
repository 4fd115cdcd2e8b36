"""Handoffs and follow-ups against a small model: whatever people do in whatever order, at whatever time.

BATON_STEPS=50 BATON_EXAMPLES=10000 looks longer (`make campaign`).
"""

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import func, select

from bot import ticker
from bot.events import Who
from store import absences
from store.db import Database
from store.models import Absence, Contact, FollowUp, Handoff
from tests.faults.desk import number_of
from tests.machine_stage import AMY, KAY, LEADS, MIA, NUMBERS, TIM, Stage, nothing_twice, template
from tests.talk import Desk

EXAMPLES = int(os.environ.get("BATON_EXAMPLES", "8"))
STEPS = int(os.environ.get("BATON_STEPS", "20"))
ANYBODY = st.sampled_from((TIM, TIM, KAY, MIA, AMY))
WAITS, IN_HAND = {"offered", "asked"}, {"accepted", "visited", "quoted"}
OUTCOMES = {
    "visited": {}, "quoted": {}, "won": {"amount": "900000"}, "lost": {"reason": "lost_on_price"},
}  # fmt: skip
AWAY = ("away today tomorrow kay", "away tomorrow kay", "away today")


class Work(Stage, RuleBasedStateMachine):
    """Amy plans, hands over and forbids; the field takes, returns, tells how it went and is away; the manager
    gives on; time goes by; some events come twice, some from people who may not."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="baton-machine-")
        shutil.copy(template(), Path(self.folder.name) / "desk.db")
        self.database = Database(f"sqlite:///{Path(self.folder.name) / 'desk.db'}")
        self.desk = Desk(self.database)
        self.events = 0
        self.planned: dict[str, str] = {}
        self.forbidden: set[int] = set()
        self.ticked = self.desk.clock()
        self.of_lead: dict[int, list[str]] = {}

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()

    def _chosen(self, lead: int) -> tuple[int, Handoff]:
        chosen = sorted(self.of_lead)[lead % len(self.of_lead)]
        return chosen, self._latest(chosen)

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
        states = self.of_lead.get(lead, [])
        self._does(AMY, f"handoff {number_of(lead)}", pressed=False, twice=False)
        self._does(AMY, f"handoff.offer:{self._contact(lead)}", pressed=True, twice=twice)
        if lead in self.forbidden:
            return  # who must not be called is offered to nobody
        if not states:
            self.of_lead[lead] = ["offered"]
        elif states[-1] not in WAITS | IN_HAND:  # a lead that came back may go again, if it still fits
            states[:] = self._states(lead)[: len(states) + 1]

    @precondition(lambda self: self.of_lead)
    @rule(lead=st.integers(0, 99), who=ANYBODY, twice=st.booleans())
    def accepts(self, lead: int, who: Who, twice: bool) -> None:
        chosen, row = self._chosen(lead)
        self._does(who, f"handoff.accept:{row.id}.{row.version}", pressed=True, twice=twice)
        if self._answers(row, who) and row.state in WAITS:
            self.of_lead[chosen][-1] = "accepted"

    @precondition(lambda self: self.of_lead)
    @rule(lead=st.integers(0, 99), who=ANYBODY, old=st.booleans(), twice=st.booleans())
    def returns(self, lead: int, who: Who, old: bool, twice: bool) -> None:
        chosen, row = self._chosen(lead)
        fields = {"reason": "no_budget", "handoff": f"{row.id}.{row.version + 9 * old}"}
        self._submits(who, "handoff_return", fields, twice=twice)
        if self._answers(row, who) and row.state in WAITS and not old:
            self.of_lead[chosen][-1] = "returned"
            assert chosen in self.forbidden or self._touches(chosen)

    @precondition(lambda self: self.of_lead)
    @rule(
        lead=st.integers(0, 99), who=ANYBODY, outcome=st.sampled_from(sorted(OUTCOMES)), twice=st.booleans()
    )
    def tells(self, lead: int, who: Who, outcome: str, twice: bool) -> None:
        chosen, row = self._chosen(lead)
        fields = {"outcome": outcome, "handoff": f"{row.id}.{row.version}", **OUTCOMES[outcome]}
        self._submits(who, "handoff_outcome", fields, twice=twice)
        may = self._answers(row, who) or who == MIA  # their manager may tell it for them
        if may and row.state in IN_HAND and outcome != row.state:
            self.of_lead[chosen][-1] = outcome

    @precondition(lambda self: self.of_lead)
    @rule(lead=st.integers(0, 99), who=st.sampled_from((MIA, MIA, AMY, TIM)), twice=st.booleans())
    def gives_on(self, lead: int, who: Who, twice: bool) -> None:
        chosen, row = self._chosen(lead)
        self._does(who, f"handoff.reassign:{row.id}.{row.version}.{NUMBERS[KAY]}", pressed=True, twice=twice)
        free = NUMBERS[KAY] not in self._receivers(row)
        if chosen in self.forbidden:  # nor given on, or only as it lies
            self.of_lead[chosen][:] = self._states(chosen)
        elif who == MIA and row.state in WAITS and free:
            self.of_lead[chosen][-1:] = ["expired", "offered"]

    @rule(line=st.sampled_from(AWAY), twice=st.booleans())
    def goes_away(self, line: str, twice: bool) -> None:
        self._does(TIM, line, pressed=False, twice=twice)

    @rule(twice=st.booleans())
    def comes_back(self, twice: bool) -> None:
        with self.database.reading() as session:
            last = session.scalar(select(func.max(Absence.id)))
        if last is not None:
            self._does(TIM, f"away.cancel:{last}", pressed=True, twice=twice)

    @rule(lead=st.integers(0, LEADS - 1), twice=st.booleans())
    def forbids(self, lead: int, twice: bool) -> None:
        fields = {"contact": str(self._contact(lead)), "disposition": "do_not_call", "minutes": "1"}
        self._submits(AMY, "log_call", fields, twice=twice)
        with self.database.reading() as session:
            if session.get_one(Contact, self._contact(lead)).do_not_call:
                self.forbidden.add(lead)

    @rule(hours=st.integers(1, 30))
    def time_goes_by(self, hours: int) -> None:
        self.desk.clock.set(self.desk.clock() + timedelta(hours=hours))
        ticker.tick(self.desk.app, self.desk.clock())
        self.ticked = self.desk.clock()

    @invariant()
    def what_stands_is_what_was_done(self) -> None:
        with self.database.reading() as session:
            for mark, state in self.planned.items():
                rows = session.scalars(select(FollowUp.state).where(FollowUp.reason == mark)).all()
                assert list(rows) == [state]
        for lead, states in self.of_lead.items():
            assert self._states(lead) == states

    @invariant()
    def nobody_is_forgotten(self) -> None:
        """An offer lies with who is there; one that is silent too long was escalated; an accepted one has one owner."""
        now = self.desk.clock()
        with self.database.reading() as session:
            away = absences.current(session, now)
            for one in session.scalars(select(Handoff).where(Handoff.state.in_(WAITS))):
                whose = one.via_delegate_of_id or one.to_id
                absence = away.get(whose)
                stands_in = absence.delegate_id if absence is not None else None
                assert one.to_id == (stands_in or whose), (one.to_id, one.via_delegate_of_id, absence)
                assert one.sla_due > self.ticked or one.escalated_at is not None
            open_ones = session.execute(
                select(Handoff.contact_id, func.count())
                .where(Handoff.ended_at.is_(None))
                .group_by(Handoff.contact_id)
            )
            assert all(count == 1 for _, count in open_ones)

    @invariant()
    def who_must_not_be_called_is_left_alone(self) -> None:
        with self.database.reading() as session:
            for lead in self.forbidden:
                assert session.get_one(Contact, self._contact(lead)).do_not_call
                waiting = session.scalars(
                    select(FollowUp.kind).where(
                        FollowUp.contact_id == self._contact(lead), FollowUp.state == "open"
                    )
                ).all()
                assert not {"call", "email", "sms"} & set(waiting), waiting

    @invariant()
    def nothing_happened_twice(self) -> None:
        with self.database.reading() as session:
            nothing_twice(session, len(self.planned))


Work.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize="BATON_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
TestWork = Work.TestCase
