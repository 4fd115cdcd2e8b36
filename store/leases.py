"""What only one process may do at a time, by a lease that he renews; and where all of them are silent."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Exists, bindparam, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.direct import ask, table
from store.models import Lease

PLATFORM = "platform"
_L = table(Lease).c
_NEW: dict[str, Any] = {name: bindparam(name) for name in ("name", "holder", "until")}
_INSERTS = {kind.dialect.name: kind.insert(table(Lease)).values(_NEW) for kind in (sqlite, postgresql)}
_HOLD = {
    name: made.on_conflict_do_update(
        index_elements=[_L.name],
        set_={"holder": made.excluded.holder, "until": made.excluded.until},
        where=or_(_L.holder == made.excluded.holder, _L.until <= bindparam("now")),
    ).returning(_L.holder)
    for name, made in _INSERTS.items()
}
_ASKED = select(_L.name, _L.until).where(_L.holder == PLATFORM, _L.until > bindparam("now"))


def hold(session: Session, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take or renew a lease until a moment; False while another holds it."""
    known = {"name": name, "holder": holder, "until": until, "now": now}
    return ask(session, _HOLD[_dialect(session)], **known).scalar() == holder


def free(session: Session, name: str, now: datetime) -> None:
    """Whoever holds it is known to be dead: it ends at once."""
    session.execute(update(Lease).where(Lease.name == name, Lease.until > now).values(until=now))


def give_up(session: Session, name: str, holder: str, now: datetime) -> None:
    """Let the next one take it at once."""
    lease = session.get(Lease, name)
    if lease is not None and lease.holder == holder:
        lease.until = now


def silence(session: Session, scope: str, until: datetime) -> None:
    """A platform asked for silence in a scope: every process keeps it, and one that begins later too."""
    made = _INSERTS[_dialect(session)]
    longer = made.on_conflict_do_update(
        index_elements=[_L.name], set_={"until": made.excluded.until}, where=_L.until < made.excluded.until
    )
    ask(session, longer, name=scope, holder=PLATFORM, until=until)


def silences(session: Session, now: datetime) -> Mapping[str, datetime]:
    """The scopes that must be silent, and until when."""
    return {row.name: row.until for row in ask(session, _ASKED, now=now)}


def silent(scope: BindParameter[str] | str, now: BindParameter[datetime] | datetime) -> Exists:
    """Whether a scope must be silent, as a part of a statement."""
    return exists().where(Lease.name == scope, Lease.holder == PLATFORM, Lease.until > now)


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
