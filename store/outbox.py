"""Sending what waits: which chats have something, claims with a lease and a fence, and how a claim ends."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Update,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from bot.sales.people import Address
from store import leases
from store.direct import ask, at_most, several, table
from store.messages import Queued, queued
from store.models import Message, User

UNCLEAR = "unclear"
REPEATED = "repeated"
MOST_PLACES = 1_000
REPLY, SLA, REMINDER, DIGEST = range(4)
_MESSAGE = table(Message)
_M = _MESSAGE.c
# Written out, as the indexes are: SQLite plans a statement anew each time where a pattern or a state is a parameter.
_PENDING: ColumnElement[str] = literal_column("'pending'")
_SENDING: ColumnElement[str] = literal_column("'sending'")


def _like(column: Column[str], pattern: str) -> ColumnElement[bool]:
    return column.like(literal_column(f"'{pattern}'"))


RANK = case(
    (_M.urgency > 0, _M.urgency),
    (or_(_M.event.is_(None), ~_like(_M.event, "timer:%")), REPLY),
    (_like(_M.key, "handoff.%"), SLA),
    (or_(_like(_M.key, "digest.%"), _like(_M.key, "agenda.%")), DIGEST),
    else_=REMINDER,
)
_HERE = (_M.platform == bindparam("platform"), _M.address == bindparam("address"))
_OTHER = _MESSAGE.alias()
_ON_ITS_WAY = exists().where(
    _OTHER.c.platform == bindparam("platform"),
    _OTHER.c.address == bindparam("address"),
    _OTHER.c.state == _SENDING,
)
_SILENT = leases.silent(bindparam("scope"), bindparam("now"))
_HEAD = (
    select(_MESSAGE, table(User).c.language)
    .select_from(_MESSAGE.outerjoin(table(User), table(User).c.id == _M.user_id))
    .where(*_HERE, _M.state == _PENDING, ~_ON_ITS_WAY, ~_SILENT)
    .order_by(RANK, _M.id)
    .limit(at_most(1))
)
_SERVED = _M.platform.in_(several("platforms"))
_PLACES = (
    select(_M.platform, _M.address, func.min(RANK))
    .where(_M.state == _PENDING, _SERVED, _M.created_at <= bindparam("before"))
    .where(or_(_M.not_before.is_(None), _M.not_before <= bindparam("now")))
    .group_by(_M.platform, _M.address)
    .order_by(func.min(RANK), func.min(_M.id))
    .limit(at_most(MOST_PLACES))
)
_STALE = select(_M.id).where(_M.state == _SENDING, _M.lease_until <= bindparam("now")).limit(at_most(1))
_COUNT = select(func.count()).where(_M.state == _PENDING, _SERVED)
_TAKE = (
    update(_MESSAGE)
    .where(_M.id == bindparam("number"), _M.state == "pending", _M.fence == bindparam("old"))
    .values({name: bindparam(name) for name in ("state", "fence", "tries", "lease_until")})
)
_UNSHOWN = (
    update(_MESSAGE)
    .where(_M.platform == bindparam("on"), _M.address == bindparam("to"))
    .where(_M.external_id == bindparam("shown"), _M.id != bindparam("number"))
    .values(external_id=None)
)


def _marking(*names: str) -> Update:
    mine = (_M.id == bindparam("number"), _M.fence == bindparam("held"), _M.state == "sending")
    return update(_MESSAGE).where(*mine).values(lease_until=None, **{name: bindparam(name) for name in names})


_SENT = _marking("state", "sent_at", "external_id", "why")
_AGAIN = _marking("state", "not_before", "why", "external_id", "tries")
_ENDED = _marking("state", "why")


@dataclass(frozen=True, slots=True)
class Claim:
    """A message held for sending until its lease ends; only a mark with its fence counts.

    `edits` makes it a copy that takes this message's place or is not sent; `done` are its parts that were
    sent already; `unclear` says that it may have been shown before.
    """

    queued: Queued
    language: str | None
    fence: int
    tries: int
    edits: str | None
    done: tuple[str, ...]
    unclear: bool


def places(
    session: Session, platforms: Sequence[str], before: datetime, now: datetime
) -> list[tuple[Address, int]]:
    """Chats where something waits since before a moment, with its rank, the most urgent first."""
    rows = ask(session, _PLACES, platforms=platforms, before=before, now=now)
    return [(Address(platform, address), ranked) for platform, address, ranked in rows]


def stale(session: Session, now: datetime) -> bool:
    """Whether a lease has ended without a mark: its sender died, or stands still."""
    return ask(session, _STALE, now=now).first() is not None


def renew(session: Session, held: Mapping[int, int], until: datetime) -> None:
    """Hold messages longer: their numbers with the fences they were claimed under."""
    for number, fence in held.items():
        mine = (Message.id == number, Message.fence == fence, Message.state == "sending")
        session.execute(update(Message).where(*mine).values(lease_until=until))


def release(session: Session, until: datetime, but: Collection[int] = ()) -> int:
    """Give back every claim whose lease ends by then; what was unclear once is not sent a third time.

    Returns how many. At the start of the only sender, `until` far ahead gives back the dead one's claims. `but`
    are messages that the asker himself is sending.
    """
    ended = (Message.state == "sending", Message.lease_until <= until, Message.id.not_in(but))
    twice = update(Message).where(*ended, Message.why == UNCLEAR).values(state="ambiguous")
    once = update(Message).where(*ended).values(state="pending", why=UNCLEAR, lease_until=None)
    return sum(session.execute(one).rowcount for one in (twice, once))  # type: ignore[attr-defined]


def claim(session: Session, place: Address, now: datetime, until: datetime) -> Claim | None:
    """Hold the next message of a chat: by rank, then in order; None while one is on its way or waits."""
    here = {"platform": place.platform, "address": place.address}
    row = ask(session, _HEAD, **here, scope=f"{place.platform} {place.address}", now=now).first()
    if row is None or (row.not_before is not None and row.not_before > now):
        return None
    done = tuple((row.external_id or "").split())
    held = Claim(queued(row), row.language, row.fence + 1, row.tries + 1, row.edits, done, row.why == UNCLEAR)
    taken = ask(
        session,
        _TAKE,
        number=row.id,
        old=row.fence,
        state="sending",
        fence=held.fence,
        tries=held.tries,
        lease_until=until,
    )
    return held if taken.rowcount == 1 else None


def sent(session: Session, held: Claim, external_id: str, now: datetime, *, stood: bool = True) -> bool:
    """It is shown: from now on it stands where the message with this id stood, if one can have (`stood`).

    False if the lease was lost.
    """
    one = held.queued
    if stood:
        ask(session, _UNSHOWN, on=one.platform, to=one.address, number=one.id, shown=external_id)
    why = REPEATED if held.unclear else None
    return _mark(session, held, _SENT, state="sent", sent_at=now, external_id=external_id, why=why)


def again(
    session: Session,
    held: Claim,
    not_before: datetime | None,
    why: str | None,
    done: Sequence[str] = (),
    *,
    counted: bool = True,
) -> bool:
    """It waits again; `done` are the parts that were sent. An uncounted try was none (we were too fast)."""
    return _mark(
        session,
        held,
        _AGAIN,
        state="pending",
        not_before=not_before,
        why=UNCLEAR if held.unclear else why,
        external_id=" ".join(done) or None,
        tries=held.tries if counted else held.tries - 1,
    )


def wake(session: Session, platform: str, why: str) -> list[str]:
    """What waits on a platform for this reason may be sent now; to which addresses."""
    waiting = (Message.platform == platform, Message.state == "pending", Message.why == why)
    woken = update(Message).where(*waiting).values(not_before=None).returning(Message.address)
    return list(dict.fromkeys(session.scalars(woken)))


def ended(session: Session, held: Claim, state: str, why: str) -> bool:
    """It will not be sent any more: cancelled, dead or ambiguous, and why."""
    return _mark(session, held, _ENDED, state=state, why=why[:200])


def pending(session: Session, platforms: Sequence[str]) -> int:
    """How many messages wait."""
    return ask(session, _COUNT, platforms=platforms).scalar() or 0


def _mark(session: Session, held: Claim, statement: Update, **values: object) -> bool:
    mine = {"number": held.queued.id, "held": held.fence}
    return bool(ask(session, statement, **mine, **values).rowcount == 1)
