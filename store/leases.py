"""What only one process may do at a time, by a lease that he renews; and where all of them are silent."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import BindParameter, Exists, exists, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.models import Lease

PLATFORM = "platform"


def hold(session: Session, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take or renew a lease until a moment; False while another holds it."""
    statement = _insert(session).values(name=name, holder=holder, until=until)
    statement = statement.on_conflict_do_update(
        index_elements=[Lease.name],
        set_={"holder": holder, "until": until},
        where=or_(Lease.holder == holder, Lease.until <= now),
    )
    return session.scalar(statement.returning(Lease.holder)) == holder


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
    statement = _insert(session).values(name=scope, holder=PLATFORM, until=until)
    statement = statement.on_conflict_do_update(
        index_elements=[Lease.name], set_={"until": until}, where=Lease.until < until
    )
    session.execute(statement)


def silences(session: Session, now: datetime) -> Mapping[str, datetime]:
    """The scopes that must be silent, and until when."""
    asked = select(Lease.name, Lease.until).where(Lease.holder == PLATFORM, Lease.until > now)
    return {row.name: row.until for row in session.execute(asked)}


def silent(scope: BindParameter[str] | str, now: BindParameter[datetime] | datetime) -> Exists:
    """Whether a scope must be silent, as a part of a statement."""
    return exists().where(Lease.name == scope, Lease.holder == PLATFORM, Lease.until > now)


def _insert(session: Session) -> postgresql.Insert | sqlite.Insert:
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return make(Lease)
