"""Who could be called next: people with due work, returned leads, and the most valuable ones without a next step."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from store.direct import at_most
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

MOST_DUE = 80
MOST_RETURNED = 20
BEST = 30


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


def _several(name: str) -> Any:
    return bindparam(name, expanding=True)


def _free() -> Select[Any]:
    planned = select(FollowUp.id).where(FollowUp.contact_id == Contact.id, FollowUp.state == "open")
    return select(Contact.id).where(
        Contact.do_not_call.is_(False), Contact.unworkable.is_(None), ~planned.exists()
    )


def _best_companies(owner: InstrumentedAttribute[int | None]) -> Select[Any]:
    rests = Account.nurture_until.is_(None) | (Account.nurture_until <= bindparam("now"))
    return (
        select(Account.id)
        .where(owner.in_(_several("owners")), rests)
        .order_by(Account.value.desc().nulls_last())
        .limit(at_most(BEST * 2))
    )


# The statements are made once: building them costs more than running them.
_OWNED = (
    _free()
    .where(
        Contact.account_id.in_(_best_companies(Account.owner_id)),
        or_(Contact.owner_id.is_(None), Contact.owner_id.in_(_several("owners"))),
    )
    .limit(at_most(BEST))
)
_MANAGED = _free().where(Contact.account_id.in_(_best_companies(Account.manager_id))).limit(at_most(BEST))
_ELSEWHERE = (
    _free()
    .where(Contact.owner_id.in_(_several("owners")))
    .order_by(Contact.owner_id, Contact.account_id)
    .limit(at_most(BEST))
)
_DUE = (
    select(FollowUp.contact_id, FollowUp.due, FollowUp.kind, FollowUp.reason, CadenceRun.cadence)
    .join(CadenceRun, CadenceRun.id == FollowUp.cadence_run_id, isouter=True)
    .where(
        FollowUp.owner_id.in_(_several("owners")),
        FollowUp.state == "open",
        FollowUp.due <= bindparam("until"),
        FollowUp.kind.in_(_several("kinds")),
        FollowUp.contact_id.is_not(None),
    )
    .order_by(FollowUp.due, FollowUp.id)
    .limit(at_most(MOST_DUE))
)
_RETURNED = (
    select(Handoff.contact_id, func.max(HandoffEvent.at))
    .join(HandoffEvent, HandoffEvent.handoff_id == Handoff.id)
    .where(
        Handoff.from_id.in_(_several("owners")),
        Handoff.state == "returned",
        HandoffEvent.event == "returned",
    )
    .group_by(Handoff.contact_id)
    .order_by(func.max(HandoffEvent.at).desc())
    .limit(at_most(MOST_RETURNED))
)
_HIDDEN = select(Suggestion.contact_id).where(
    Suggestion.user_id == bindparam("user"), Suggestion.hidden_until > bindparam("now")
)
_PEOPLE = (
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
    .where(Contact.id.in_(_several("ids")), Contact.do_not_call.is_(False), Contact.unworkable.is_(None))
    .order_by(Contact.id)
)
_LAST_CALLS = (
    select(Call.contact_id, func.max(Call.at))
    .where(Call.contact_id.in_(_several("ids")))
    .group_by(Call.contact_id)
)
_CONNECTS = select(Call.contact_id, Call.at).where(
    Call.contact_id.in_(_several("ids")),
    Call.disposition.in_(_several("reached")),
    Call.at >= bindparam("since"),
)


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
    owners = list(owner_ids)
    dues = _due(session, owners, kinds, until)
    returned = {row[0]: row[1] for row in session.execute(_RETURNED, {"owners": owners})}
    hidden = set(session.scalars(_HIDDEN, {"user": user_id, "now": now}))
    ids = sorted({*dues, *returned, *_valuable(session, owners, now)} - hidden)
    people = {row.id: row for row in session.execute(_PEOPLE, {"ids": ids})}
    called = {row[0]: row[1] for row in session.execute(_LAST_CALLS, {"ids": list(people)})}
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
    known = {"ids": list(contact_ids), "reached": list(reached), "since": since}
    found: dict[int, list[datetime]] = {}
    for contact_id, at in session.execute(_CONNECTS, known):
        found.setdefault(contact_id or 0, []).append(at)
    return found


def current(session: Session, user_id: int, since: datetime) -> int | None:
    """Who was proposed last since a moment and not put aside."""
    return session.scalar(
        select(Suggestion.contact_id)
        .where(Suggestion.user_id == user_id, Suggestion.at >= since, Suggestion.hidden_until.is_(None))
        .order_by(Suggestion.at.desc(), Suggestion.id.desc())
        .limit(at_most(1))
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


def _due(
    session: Session, owners: list[int], kinds: Collection[str], until: datetime
) -> dict[int, dict[str, Any]]:
    rows = session.execute(_DUE, {"owners": owners, "kinds": list(kinds), "until": until})
    found: dict[int, dict[str, Any]] = {}
    for contact_id, due, kind, reason, cadence in rows:
        known = {"due": due, "due_kind": kind, "due_reason": reason, "cadence": cadence or ""}
        found.setdefault(contact_id or 0, known)
    return found


def _valuable(session: Session, owners: list[int], now: datetime) -> set[int]:
    """People of his most valuable companies for whom nothing is planned; those with a date wait for that date.

    Companies he owns or manages come first; people that he owns at other companies fill up.
    """
    known = {"owners": owners, "now": now}
    found = {*session.scalars(_OWNED, known), *session.scalars(_MANAGED, known)}
    if len(found) < BEST:
        found.update(session.scalars(_ELSEWHERE, {"owners": owners}))
    return found
