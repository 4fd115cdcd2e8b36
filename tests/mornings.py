"""A day that the next morning tells of."""

from store.db import Database
from store.models import User
from tests.talk import Desk

MORNING = "2026-11-24T08:30:00+08:00"


def works(desk: Desk) -> None:
    """Two calls of Amy, one of them an enquiry; a lead that passes its check, accepted in the field."""
    amy, tim = desk.person("amy"), desk.person("tim")
    amy.submits("log_call", contact="1", disposition="callback", minutes="12")
    amy.submits("log_call", contact="2", disposition="qualified", minutes="20")
    amy.submits("log_call", contact="4", disposition="no_answer", minutes="1")
    amy.submits(
        "handoff_facts",
        contact="2",
        budget="1200000",
        authority="general manager",
        need="merge two plants",
        timeline="before December",
    )
    amy.presses("handoff.offer")
    tim.reads()
    tim.presses("handoff.accept")


def ids(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {one.handle: one.id for one in session.query(User)}
