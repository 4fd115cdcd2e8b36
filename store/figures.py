"""Figures of people over spans of time, counted where the rows are: calls, leads, follow-ups, handoffs, openings."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.sales.tallies import Tally
from store.direct import at_most
from store.models import Absence, Account, Call, FollowUp, Handoff, HandoffEvent, Opening, Team, User

Span = tuple[datetime, datetime]
OFFERED = ("offered", "taken", "refused")
UNANSWERED = ("offered", "asked")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An offered handoff that waits for its answer."""

    id: int
    version: int
    contact_id: int
    company: str
    from_id: int
    to_id: int
    state: str
    offered_at: datetime
    sla_due: datetime
    amount: tuple[object, str] | None = None


def people_of(session: Session, team_id: int | None) -> dict[int, bool]:
    """The people of a team, those who left included (their calls stay the team's): number -> still here."""
    if team_id is None:
        return {}
    rows = session.execute(select(User.id, User.active).where(User.team_id == team_id))
    return {row.id: row.active for row in rows}


def calls(
    session: Session, user_ids: Collection[int], spans: Sequence[Span], *, team_id: int | None = None
) -> list[Tally]:
    """The calls of people in each span (from inclusive, until exclusive), counted by how they ended.

    With `team_id` also those that nobody took (user 0): of their customers, and of nobody's customers where the
    team was rung; what rang nobody's telephone counts for the first team alone, so that it counts once.
    """
    if not spans or not user_ids:
        return []
    inner = (
        select(
            _bucket(Call.at, spans).label("span"),
            func.coalesce(Call.user_id, 0).label("user_id"),
            Call.disposition,
            Call.direction,
            Call.abandoned,
            Call.minutes,
            Call.wait_seconds,
            Call.bot_seconds,
        )
        .where(or_(Call.user_id.in_(user_ids), _given_up(user_ids, team_id)), _within(Call.at, spans))
        .subquery()
    )
    groups = (inner.c.span, inner.c.user_id, inner.c.disposition, inner.c.direction, inner.c.abandoned)
    counts = (
        func.count(),
        func.coalesce(func.sum(inner.c.minutes), 0),
        func.count(inner.c.wait_seconds),
        func.coalesce(func.sum(inner.c.wait_seconds), 0),
        func.count(inner.c.bot_seconds),
        func.coalesce(func.sum(inner.c.bot_seconds), 0),
        func.count(inner.c.minutes),
    )
    rows = session.execute(select(*groups, *counts).where(inner.c.span.is_not(None)).group_by(*groups))
    return [Tally(*row[:5], *(int(count) for count in row[5:])) for row in rows]


def leads(session: Session, user_ids: Collection[int], spans: Sequence[Span]) -> Counter[tuple[int, int]]:
    """Leads that became qualified, by (span, who gave them): first offers, which only a passed check or a
    manager's override lets through; an offer that replaces another one is the same lead."""
    inner = (
        select(_bucket(Handoff.offered_at, spans).label("span"), Handoff.from_id)
        .where(
            Handoff.from_id.in_(user_ids),
            Handoff.replaces_id.is_(None),
            _within(Handoff.offered_at, spans),
        )
        .subquery()
    )
    rows = session.execute(
        select(inner.c.span, inner.c.from_id, func.count())
        .where(inner.c.span.is_not(None))
        .group_by(inner.c.span, inner.c.from_id)
    )
    return Counter({(span, user): count for span, user, count in rows})


def follow_ups_done(session: Session, user_ids: Collection[int], span: Span) -> Counter[int]:
    """Follow-ups done in a span, by owner."""
    rows = session.execute(
        select(FollowUp.owner_id, func.count())
        .where(
            FollowUp.owner_id.in_(user_ids),
            FollowUp.state == "done",
            FollowUp.ended_at >= span[0],
            FollowUp.ended_at < span[1],
        )
        .group_by(FollowUp.owner_id)
    )
    return Counter(dict(rows.all()))


def overdue(session: Session, user_ids: Collection[int], now: datetime) -> Counter[int]:
    """Open follow-ups whose time has passed, by owner."""
    rows = session.execute(
        select(FollowUp.owner_id, func.count())
        .where(FollowUp.owner_id.in_(user_ids), FollowUp.state == "open", FollowUp.due < now)
        .group_by(FollowUp.owner_id)
    )
    return Counter(dict(rows.all()))


def answers(session: Session, user_ids: Collection[int], span: Span) -> list[tuple[str, int, int]]:
    """Answers to handoffs given or received by people, in a span: (accepted or returned, from, to)."""
    rows = session.execute(
        select(HandoffEvent.event, Handoff.from_id, Handoff.to_id)
        .join(Handoff, Handoff.id == HandoffEvent.handoff_id)
        .where(
            HandoffEvent.event.in_(("accepted", "returned")),
            HandoffEvent.at >= span[0],
            HandoffEvent.at < span[1],
            or_(Handoff.from_id.in_(user_ids), Handoff.to_id.in_(user_ids)),
        )
    )
    return [(row.event, row.from_id, row.to_id) for row in rows]


def unanswered(session: Session, user_ids: Collection[int]) -> list[Unanswered]:
    """Handoffs given or received by people that nobody has answered, the longest waiting first."""
    rows = session.execute(
        select(Handoff, Account.short_name, Account.name)
        .join(Account, Account.id == Handoff.account_id, isouter=True)
        .where(
            Handoff.state.in_(UNANSWERED),
            or_(Handoff.from_id.in_(user_ids), Handoff.to_id.in_(user_ids)),
        )
        .order_by(Handoff.offered_at, Handoff.id)
    )
    return [
        Unanswered(
            row.id,
            row.version,
            row.contact_id,
            short or name or "",
            row.from_id,
            row.to_id,
            row.state,
            row.offered_at,
            row.sla_due,
            (row.amount, row.currency) if row.amount is not None and row.currency else None,
        )
        for row, short, name in rows
    ]


def given(session: Session, user_id: int, span: Span) -> Counter[str]:
    """What became of the handoffs that somebody gave in a span: state -> how many."""
    rows = session.execute(
        select(Handoff.state, func.count())
        .where(Handoff.from_id == user_id, Handoff.offered_at >= span[0], Handoff.offered_at < span[1])
        .group_by(Handoff.state)
    )
    return Counter(dict(rows.all()))


def openings(session: Session, user_ids: Collection[int], span: Span) -> tuple[int, int]:
    """Cross-sell openings that were put to customers in a span, and how many of them were taken."""
    rows = session.execute(
        select(Opening.answer, func.count())
        .where(
            Opening.user_id.in_(user_ids),
            Opening.answer.in_(OFFERED),
            Opening.answered_at >= span[0],
            Opening.answered_at < span[1],
        )
        .group_by(Opening.answer)
    )
    counts: dict[str | None, int] = dict(rows.all())
    return sum(counts.values()), counts.get("taken", 0)


def last_calls(session: Session, user_ids: Collection[int]) -> dict[int, datetime]:
    """When each of them logged his last call; whoever never did is left out."""
    found: dict[int, datetime] = {}
    for user_id in user_ids:
        newest = session.scalar(
            select(Call.at).where(Call.user_id == user_id).order_by(Call.at.desc()).limit(at_most(1))
        )
        if newest is not None:
            found[user_id] = newest
    return found


def away(session: Session, user_ids: Collection[int], now: datetime) -> dict[int, int | None]:
    """Who is away at a moment, and who stands in for him, if anybody does."""
    rows = session.execute(
        select(Absence.user_id, Absence.delegate_id)
        .where(
            Absence.user_id.in_(user_ids),
            Absence.cancelled_at.is_(None),
            Absence.starts_at <= now,
            Absence.ends_at > now,
        )
        .order_by(Absence.id)
    )
    return {row.user_id: row.delegate_id for row in rows}


def _given_up(user_ids: Collection[int], team_id: int | None) -> ColumnElement[bool]:
    if team_id is None:
        return false()
    theirs = select(Account.id).where(Account.owner_id.in_(user_ids))
    owned = select(Account.id).where(Account.id == Call.account_id, Account.owner_id.is_not(None)).exists()
    first = select(func.min(Team.id)).scalar_subquery()
    rang = func.coalesce(Call.team_id, first) == team_id
    of_them = or_(Call.account_id.in_(theirs), and_(~owned, rang))
    return and_(Call.user_id.is_(None), Call.abandoned.is_(True), of_them)


def _bucket(at: InstrumentedAttribute[datetime], spans: Sequence[Span]) -> ColumnElement[int | None]:
    return case(*((and_(at >= start, at < end), number) for number, (start, end) in enumerate(spans)))


def _within(at: InstrumentedAttribute[datetime], spans: Sequence[Span]) -> ColumnElement[bool]:
    return and_(at >= min(start for start, _ in spans), at < max(end for _, end in spans))
