"""What only one process may do at a time: whoever holds the lease, as long as he renews it."""

from datetime import datetime

from sqlalchemy import or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from store.models import Lease


def hold(session: Session, name: str, holder: str, now: datetime, until: datetime) -> bool:
    """Take or renew a lease until a moment; False while another holds it."""
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = make(Lease).values(name=name, holder=holder, until=until)
    statement = statement.on_conflict_do_update(
        index_elements=[Lease.name],
        set_={"holder": holder, "until": until},
        where=or_(Lease.holder == holder, Lease.until <= now),
    )
    return session.scalar(statement.returning(Lease.holder)) == holder


def give_up(session: Session, name: str, holder: str, now: datetime) -> None:
    """Let the next one take it at once."""
    lease = session.get(Lease, name)
    if lease is not None and lease.holder == holder:
        lease.until = now
