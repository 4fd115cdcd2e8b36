"""Calls as the telephone system tells them: who is called where, since when, and what was made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.sales.people import Person
from store.direct import ask, at_most, table
from store.models import Call, Contact, LogDraft, Phone, Ring, User
from store.users import person

SAME_CALL = timedelta(hours=4)  # without a number of the call: the same two sides within so long
MEANT = timedelta(hours=2)  # for so long after a call its minutes go to the log of its contact
MOMENTS = {"ringing": "rang_at", "answered": "answered_at", "ended": "ended_at"}


def _unlogged() -> Select[Any]:
    """What `unlogged` asks after every call: made once."""
    rings, phones, people, drafts = (table(one).c for one in (Ring, Phone, Contact, LogDraft))
    user: BindParameter[int] = bindparam("user")
    contact: BindParameter[int] = bindparam("contact")
    numbers = select(phones.e164).where(phones.contact_id == contact, phones.e164.is_not(None))
    saved = select(drafts.id).where(drafts.user_id == user, drafts.state == "saved")
    same = select(people.id).where(or_(people.id == contact, people.merged_into_id == contact))
    his = or_(
        rings.contact_id.in_(same),
        and_(rings.contact_id.is_(None), or_(rings.number.in_(numbers), rings.draft_id.in_(saved))),
    )
    lately = (rings.user_id == user, rings.logged_id.is_(None), rings.first_at >= bindparam("since"))
    return select(table(Ring)).where(*lately, his).order_by(rings.id.desc()).limit(at_most(1))


_UNLOGGED = _unlogged()


@dataclass(frozen=True, slots=True)
class Leg:
    """One extension's part in a call; `new` says that nothing had been heard of it before."""

    id: int
    call: str
    user_id: int | None
    direction: str
    number: str | None
    contact_id: int | None
    first_at: datetime
    rang_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    follow_up_id: int | None
    new: bool = False

    @property
    def answered(self) -> bool:
        """Whether somebody spoke on this extension."""
        return self.answered_at is not None

    @property
    def minutes(self) -> int:
        """How long they spoke, in minutes begun; 0 while that is not known."""
        if self.answered_at is None or self.ended_at is None:
            return 0
        return max(1, -(-int((self.ended_at - self.answered_at).total_seconds()) // 60))

    @property
    def wait_seconds(self) -> int | None:
        """How long the caller waited for an answer."""
        if self.rang_at is None or self.answered_at is None or self.direction != "inbound":
            return None
        return max(0, int((self.answered_at - self.rang_at).total_seconds()))


def on_extension(session: Session, extension: str) -> Person | None:
    """Who sits at an extension; the first of them where several share it."""
    row = session.scalar(
        select(User).where(User.extension == extension, User.active).order_by(User.id).limit(at_most(1))
    )
    return person(row) if row else None


def hear(
    session: Session,
    call: str,
    extension: str,
    number: str | None,
    direction: str,
    moments: Mapping[str, datetime],
    user_id: int | None,
    *,
    sure: bool = True,
) -> Leg:
    """Keep what was heard of a call: `moments` by ringing, answered, ended. What is known stays.

    Unless it is `sure` that `call` names the call, what follows a ringing belongs to the call between the same
    two sides that has not ended.
    """
    at = min(moments.values())
    row = _named(session, call, extension)
    if row is None and not sure and "ringing" not in moments:
        row = _under_way(session, extension, number, at)
    new = row is None
    if row is None:
        made = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
        values: dict[str, Any] = {
            "call": call,
            "extension": extension,
            "direction": direction,
            "number": number,
        }
        values |= {"user_id": user_id, "first_at": at}
        session.execute(made(Ring).values(**values).on_conflict_do_nothing())
        row = _named(session, call, extension)
        assert row is not None  # noqa: S101 - it was there or was made
    row.number = row.number or number
    for state, moment in moments.items():
        if getattr(row, MOMENTS[state]) is None:
            setattr(row, MOMENTS[state], moment)
    session.flush()
    return _leg(row, new=new)


def is_of(session: Session, leg_id: int, contact_id: int) -> None:
    """Note who is on the telephone."""
    session.get_one(Ring, leg_id).contact_id = contact_id
    session.flush()


def plans(session: Session, leg_id: int, follow_up_id: int | None) -> None:
    """Note the call back that a missed call led to."""
    session.get_one(Ring, leg_id).follow_up_id = follow_up_id
    session.flush()


def answered_elsewhere(session: Session, leg: Leg) -> bool:
    """Whether the same call was taken on another extension."""
    taken = select(Ring.id).where(Ring.call == leg.call, Ring.id != leg.id, Ring.answered_at.is_not(None))
    return session.scalar(taken.limit(at_most(1))) is not None


def missed_before(session: Session, leg: Leg) -> list[Leg]:
    """The parts of this call that were counted as missed."""
    rows = session.scalars(select(Ring).where(Ring.call == leg.call, Ring.follow_up_id.is_not(None)))
    return [_leg(row) for row in rows]


def unlogged(session: Session, user_id: int, contact_id: int | None, now: datetime) -> Leg | None:
    """The last call that somebody spoke on with a contact, and that is not in the log yet."""
    if contact_id is None:
        return None
    row = ask(session, _UNLOGGED, user=user_id, contact=contact_id, since=now - MEANT).first()
    return _leg(row) if row else None


def drafted(session: Session, leg_id: int, draft_id: int) -> None:
    """A draft waits for the rest of what is to be logged; one that waited before is dropped."""
    row = session.get_one(Ring, leg_id)
    _drop_draft(session, row, draft_id)
    row.draft_id = draft_id
    session.flush()


def logged(session: Session, leg_id: int, call_id: int) -> None:
    """The call is in the log, under the telephone system's own number, so that its records find it again."""
    ring, row = session.get_one(Ring, leg_id), session.get_one(Call, call_id)
    ring.logged_id, ring.contact_id = call_id, ring.contact_id or row.contact_id
    _drop_draft(session, ring, None)
    row.wait_seconds = _leg(ring).wait_seconds
    if session.scalar(select(Call.id).where(Call.external_id == ring.call)) is None:
        row.external_id = ring.call
    session.flush()


def prune(session: Session, before: datetime, drafts_before: datetime) -> int:
    """Forget who rang where, but for what the log says of it; returns how many. Later ones let go of old drafts."""
    old = select(LogDraft.id).where(LogDraft.at < drafts_before)
    session.execute(update(Ring).where(Ring.draft_id.in_(old)).values(draft_id=None))
    return session.execute(delete(Ring).where(Ring.first_at < before)).rowcount  # type: ignore[attr-defined,no-any-return]


def _drop_draft(session: Session, row: Ring, unless: int | None) -> None:
    draft = session.get(LogDraft, row.draft_id) if row.draft_id and row.draft_id != unless else None
    if draft is not None and draft.state == "open":
        draft.state, draft.version = "dropped", draft.version + 1


def _named(session: Session, call: str, extension: str) -> Ring | None:
    named = select(Ring).where(Ring.call == call, Ring.extension == extension)
    return session.scalar(named.with_for_update())


def _under_way(session: Session, extension: str, number: str | None, at: datetime) -> Ring | None:
    return session.scalar(
        select(Ring)
        .where(
            Ring.extension == extension,
            Ring.number == number if number else Ring.number.is_(None),
            Ring.ended_at.is_(None),
            Ring.first_at >= at - SAME_CALL,
        )
        .order_by(Ring.id.desc())
        .limit(at_most(1))
        .with_for_update()
    )


def _leg(row: Any, *, new: bool = False) -> Leg:
    return Leg(
        row.id,
        row.call,
        row.user_id,
        row.direction,
        row.number,
        row.contact_id,
        row.first_at,
        row.rang_at,
        row.answered_at,
        row.ended_at,
        row.follow_up_id,
        new,
    )
