"""Who could be called next: people with due work, returned leads, and the most valuable ones without a next step."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from store.models import (
    Account,
    CadenceRun,
    Call,
    Contact,
    FollowUp,
    Handoff,
    HandoffEvent,
    Suggestion,
)

MOST_DUE = 100
MOST_RETURNED = 20
MOST_VALUABLE = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the choice needs to know of a person; `due_kind` and `due_reason` are of the follow-up that is due."""

    contact_id: int
    name: str
    company: str
    stage: str
    value: int | None
    timezone: str | None
    region: str | None
    quiet: tuple[time | None, time | None]
    due: datetime | None = None
    due_kind: str = ""
    due_reason: str = ""
    cadence: str = ""
    last_call_at: datetime | None = None
    returned_at: datetime | None = None


def of(
    session: Session,
    user_id: int,
    owner_ids: Collection[int],
    kinds: Collection[str],
    until: datetime,
    now: datetime,
) -> list[Candidate]:
    """At most some hundreds of people, however many there are: bounded lists, each read through an index.

    `owner_ids` are the person and whom he stands in for, `kinds` the follow-ups that mean a call. Nobody
    who must not be called, cannot be reached, rests in nurture, or was put aside by this person is listed.
    """
    dues = _due(session, owner_ids, kinds, until)
    returned = _returned(session, owner_ids)
    ids = {*dues, *returned, *_valuable(session, owner_ids, now)} - _hidden(session, user_id, now)
    people = _people(session, ids)
    called = _last_calls(session, people)
    return [
        Candidate(
            contact_id=row.id,
            name=row.name,
            company=row.short_name or row.company or "",
            stage=row.stage or "",
            value=row.value,
            timezone=row.timezone,
            region=row.region,
            quiet=(row.quiet_from, row.quiet_until),
            last_call_at=called.get(row.id),
            returned_at=returned.get(row.id),
            **dues.get(row.id, {}),
        )
        for row in people.values()
        if row.id in dues or row.nurture_until is None or row.nurture_until <= now
    ]


def connects(
    session: Session, contact_ids: Collection[int], reached: Collection[str], since: datetime
) -> dict[int, list[datetime]]:
    """When each of a few contacts was reached."""
    rows = session.execute(
        select(Call.contact_id, Call.at).where(
            Call.contact_id.in_(contact_ids), Call.disposition.in_(reached), Call.at >= since
        )
    )
    found: dict[int, list[datetime]] = {}
    for contact_id, at in rows:
        found.setdefault(contact_id or 0, []).append(at)
    return found


def current(session: Session, user_id: int, since: datetime) -> int | None:
    """Who was proposed last since a moment and not put aside."""
    return session.scalar(
        select(Suggestion.contact_id)
        .where(Suggestion.user_id == user_id, Suggestion.at >= since, Suggestion.hidden_until.is_(None))
        .order_by(Suggestion.at.desc(), Suggestion.id.desc())
        .limit(1)
    )


def propose(session: Session, user_id: int, contact_id: int, now: datetime) -> None:
    """Keep who was proposed, so that asking again gives the same."""
    row = _suggestion(session, user_id, contact_id)
    if row is None:
        session.add(Suggestion(user_id=user_id, contact_id=contact_id, at=now))
    else:
        row.at, row.hidden_until = now, None
    session.flush()


def put_aside(session: Session, user_id: int, contact_id: int, until: datetime, now: datetime) -> None:
    """Do not propose somebody to a person before a moment."""
    row = _suggestion(session, user_id, contact_id)
    if row is None:
        row = Suggestion(user_id=user_id, contact_id=contact_id, at=now)
        session.add(row)
    row.hidden_until = until
    session.flush()


def _suggestion(session: Session, user_id: int, contact_id: int) -> Suggestion | None:
    return session.scalar(
        select(Suggestion).where(Suggestion.user_id == user_id, Suggestion.contact_id == contact_id)
    )


def _hidden(session: Session, user_id: int, now: datetime) -> set[int]:
    return set(
        session.scalars(
            select(Suggestion.contact_id).where(Suggestion.user_id == user_id, Suggestion.hidden_until > now)
        )
    )


def _due(
    session: Session, owner_ids: Collection[int], kinds: Collection[str], until: datetime
) -> dict[int, dict[str, Any]]:
    rows = session.execute(
        select(FollowUp.contact_id, FollowUp.due, FollowUp.kind, FollowUp.reason, CadenceRun.cadence)
        .join(CadenceRun, CadenceRun.id == FollowUp.cadence_run_id, isouter=True)
        .where(
            FollowUp.owner_id.in_(owner_ids),
            FollowUp.state == "open",
            FollowUp.due <= until,
            FollowUp.kind.in_(kinds),
            FollowUp.contact_id.is_not(None),
        )
        .order_by(FollowUp.due, FollowUp.id)
        .limit(MOST_DUE)
    )
    found: dict[int, dict[str, Any]] = {}
    for contact_id, due, kind, reason, cadence in rows:
        known = {"due": due, "due_kind": kind, "due_reason": reason, "cadence": cadence or ""}
        found.setdefault(contact_id or 0, known)
    return found


def _returned(session: Session, owner_ids: Collection[int]) -> dict[int, datetime]:
    at = func.max(HandoffEvent.at)
    rows = session.execute(
        select(Handoff.contact_id, at)
        .join(HandoffEvent, HandoffEvent.handoff_id == Handoff.id)
        .where(Handoff.from_id.in_(owner_ids), Handoff.state == "returned", HandoffEvent.event == "returned")
        .group_by(Handoff.contact_id)
        .order_by(at.desc())
        .limit(MOST_RETURNED)
    )
    return dict(rows.all())


def _valuable(session: Session, owner_ids: Collection[int], now: datetime) -> set[int]:
    """People of his most valuable companies for whom nothing is planned; those with a date wait for that date.

    Companies he owns or manages come first, read through an index by value; people that he owns at other
    companies fill up.
    """
    found: set[int] = set()
    for owner in (Account.owner_id, Account.manager_id):
        best = (
            select(Account.id)
            .where(owner.in_(owner_ids), or_(Account.nurture_until.is_(None), Account.nurture_until <= now))
            .order_by(Account.value.desc().nulls_last())
            .limit(MOST_VALUABLE * 2)
        )
        there = _free().where(Contact.account_id.in_(best))
        if owner is Account.owner_id:
            there = there.where(or_(Contact.owner_id.is_(None), Contact.owner_id.in_(owner_ids)))
        found.update(session.scalars(there.limit(MOST_VALUABLE)))
    if len(found) < MOST_VALUABLE:
        own = _free().where(Contact.owner_id.in_(owner_ids)).order_by(Contact.owner_id, Contact.account_id)
        found.update(session.scalars(own.limit(MOST_VALUABLE)))
    return found


def _free() -> Select[int]:
    planned = select(FollowUp.id).where(FollowUp.contact_id == Contact.id, FollowUp.state == "open")
    return select(Contact.id).where(
        Contact.do_not_call.is_(False), Contact.unworkable.is_(None), ~planned.exists()
    )


def _people(session: Session, contact_ids: Iterable[int]) -> dict[int, Any]:
    rows = session.execute(
        select(
            Contact.id,
            Contact.name,
            Contact.timezone,
            Contact.quiet_from,
            Contact.quiet_until,
            Account.name.label("company"),
            Account.short_name,
            Account.stage,
            Account.value,
            Account.region,
            Account.nurture_until,
        )
        .join(Account, Account.id == Contact.account_id, isouter=True)
        .where(
            Contact.id.in_(sorted(contact_ids)),
            Contact.do_not_call.is_(False),
            Contact.unworkable.is_(None),
        )
        .order_by(Contact.id)
    )
    return {row.id: row for row in rows}


def _last_calls(session: Session, contact_ids: Iterable[int]) -> dict[int, datetime]:
    rows = session.execute(
        select(Call.contact_id, func.max(Call.at))
        .where(Call.contact_id.in_(list(contact_ids)))
        .group_by(Call.contact_id)
    )
    return {contact_id: at for contact_id, at in rows if contact_id is not None}
