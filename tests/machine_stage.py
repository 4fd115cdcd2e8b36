"""What the model of handoffs and follow-ups plays on: a desk of its own, acts that may come twice, looks at the rows."""

import tempfile
from functools import cache
from pathlib import Path

from sqlalchemy import func, select

from bot.events import Pressed, Said, Submitted, Who
from store.db import Database, Session
from store.models import Audit, FollowUp, Handoff, HandoffEvent, Message, Seen
from tests.faults.desk import open_desk
from tests.talk import Desk

LEADS = 4
AMY, TIM, MIA, KAY = (*(Who("telegram", number) for number in ("11", "13", "15")), Who("slack", "U0KAY"))
NUMBERS = {TIM: 3, KAY: 4, MIA: 5, AMY: 1}
OFTEN = {"asked", "moved", "visited", "quoted"}


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


class Stage:
    """One desk, and what is done and seen on it."""

    database: Database
    desk: Desk
    events: int

    def _does(self, who: Who, what: str, *, pressed: bool, twice: bool) -> None:
        self.events += 1
        make = Pressed if pressed else Said
        for _ in range(2 if twice else 1):
            self.desk.app.handle(make(who, what, str(self.events)))

    def _submits(self, who: Who, form: str, fields: dict[str, str], *, twice: bool) -> None:
        self.events += 1
        for _ in range(2 if twice else 1):
            self.desk.app.handle(Submitted(who, form, str(self.events), fields))

    def _contact(self, lead: int) -> int:
        return 6 + lead

    def _latest(self, lead: int) -> Handoff:
        with self.database.reading() as session:
            of_it = select(Handoff).where(Handoff.contact_id == self._contact(lead))
            return session.scalars(of_it.order_by(Handoff.id.desc()).limit(1)).one()

    def _states(self, lead: int) -> list[str]:
        of_it = select(Handoff.state).where(Handoff.contact_id == self._contact(lead)).order_by(Handoff.id)
        with self.database.reading() as session:
            return list(session.scalars(of_it))

    def _touches(self, lead: int) -> list[int]:
        open_ones = select(FollowUp.id).where(
            FollowUp.contact_id == self._contact(lead), FollowUp.state == "open"
        )
        with self.database.reading() as session:
            return list(session.scalars(open_ones))

    @staticmethod
    def _receivers(row: Handoff) -> set[int]:
        return {row.to_id, row.via_delegate_of_id or row.to_id}

    def _answers(self, row: Handoff, who: Who) -> bool:
        return NUMBERS[who] in self._receivers(row)


def nothing_twice(session: Session, planned_by_amy: int) -> None:
    """Each step of a handoff, each reminder once, no event that failed, a record of everything planned."""
    times = session.execute(
        select(HandoffEvent.handoff_id, HandoffEvent.event, func.count()).group_by(
            HandoffEvent.handoff_id, HandoffEvent.event
        )
    )
    kept = {(number, event): count for number, event, count in times}
    for (number, event), count in kept.items():
        again = kept.get((number, "moved"), 0) if event in ("reminded", "escalated") else 0
        assert event in OFTEN or count <= 1 + again, (number, event, count)
    reminded = session.execute(
        select(Message.event, func.count())
        .where(Message.key == "followup.due", Message.event.like("timer:%"), Message.edits.is_(None))
        .group_by(Message.event)
    )
    assert all(count == 1 for _, count in reminded)
    seen = session.scalar(select(func.count()).where(Seen.failed.is_not(None), Seen.failed != "raced"))
    assert seen == 0
    planned = session.scalar(
        select(func.count()).where(Audit.noun == "follow_up", Audit.change == "add", Audit.user_id == 1)
    )
    assert planned is not None
    assert planned >= planned_by_amy
