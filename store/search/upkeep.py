"""New and changed names: noted in the transaction that changes them, folded into the postings later.

Noting only ever inserts rows, so two replicas never wait for one another; folding is one worker's at a time.
"""

from array import array
from collections.abc import Iterable, Iterator

from sqlalchemy import delete, event, func, insert, inspect, select, text
from sqlalchemy.orm import Session

from store.direct import ask, at_most
from store.models import Account, AccountName, Contact, ContactName, Phone, SearchDelta
from store.search import building, posting

WORTH_FOLDING = 4_000
FOLDED_AT_ONCE = 20_000
LOCK = 0x736561726368
NAMED: dict[type, tuple[str, ...]] = {
    Contact: ("name", "email"),
    Account: ("name", "short_name", "english_name"),
    AccountName: ("name", "account_id"),
    ContactName: ("name", "contact_id"),
    Phone: ("e164", "raw"),
}
Piece = tuple[int, int]


_WAITING = select(func.count()).select_from(select(SearchDelta.id).limit(at_most(WORTH_FOLDING)).subquery())


def note_contact(session: Session, contact_id: int) -> None:
    """Have a new or renamed contact found from now on."""
    note_contacts(session, [contact_id])


def note_account(session: Session, account_id: int) -> None:
    """Have a new or renamed company found from now on."""
    note_accounts(session, [account_id])


def note_contacts(session: Session, contact_ids: Iterable[int]) -> None:
    """Have contacts found under the names and numbers they have now, also when not written through the session."""
    wanted = {one for one in contact_ids if one not in _noted(session)}
    pieces: list[Piece] = []
    for part in posting.chunks(sorted(wanted)):
        rows = session.execute(select(Contact.id, Contact.name, Contact.email).where(Contact.id.in_(part)))
        pieces += [(g, doc) for doc, name, email in rows for g in building.person(name, email)]
        named = session.execute(
            select(ContactName.contact_id, ContactName.name).where(ContactName.contact_id.in_(part))
        )
        pieces += [(g, doc) for doc, name in named for g in building.names(name)]
        phones = session.execute(select(Phone.id, Phone.e164, Phone.raw).where(Phone.contact_id.in_(part)))
        pieces += [
            (g, building.PHONES + number) for number, e164, raw in phones for g in building.digits(e164, raw)
        ]
    _insert(session, pieces)


def note_accounts(session: Session, account_ids: Iterable[int]) -> None:
    """Have companies found under the names they have now, also when not written through the session."""
    wanted = {one for one in account_ids if -one not in _noted(session)}
    pieces: list[Piece] = []
    for part in posting.chunks(sorted(wanted)):
        own = select(Account.id, Account.name, Account.short_name, Account.english_name).where(
            Account.id.in_(part)
        )
        others = select(AccountName.account_id, AccountName.name).where(AccountName.account_id.in_(part))
        for statement in (own, others):
            for account_id, *known in session.execute(statement):
                pieces += [(g, -account_id) for g in building.names(*known)]
    _insert(session, pieces)


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: object) -> None:
    pieces: list[Piece] = []
    for row in (*session.new, *session.dirty):
        columns = NAMED.get(type(row))
        if columns and any(inspect(row).attrs[column].history.has_changes() for column in columns):
            pieces += _pieces(row)
    if pieces:
        _noted(session).update(doc for _, doc in pieces)
        _insert(session, pieces)


def _pieces(row: object) -> Iterator[Piece]:
    if isinstance(row, Contact):
        yield from ((g, row.id) for g in building.person(row.name, row.email))
    elif isinstance(row, Account):
        yield from ((g, -row.id) for g in building.names(row.name, row.short_name, row.english_name))
    elif isinstance(row, AccountName):
        yield from ((g, -row.account_id) for g in building.names(row.name))
    elif isinstance(row, ContactName):
        yield from ((g, row.contact_id) for g in building.names(row.name))
    elif isinstance(row, Phone):
        yield from ((g, building.PHONES + row.id) for g in building.digits(row.e164, row.raw))


def _noted(session: Session) -> set[int]:
    known: set[int] = session.info.setdefault("search.noted", set())
    return known


def _insert(session: Session, pieces: list[Piece]) -> None:
    if pieces:
        rows = [{"g": g, "doc": doc} for g, doc in pieces]
        session.connection().execute(insert(SearchDelta.__table__), rows)  # type: ignore[arg-type]


def waiting(session: Session) -> bool:
    """Whether there is enough to fold, or rows that came past the session and are not found yet."""
    if (ask(session, _WAITING).scalar() or 0) >= WORTH_FOLDING:
        return True
    return next(building.behind(session), None) is not None


def fold(session: Session) -> int:
    """Move the oldest part of the delta into the postings and index what is missing; returns how many rows.

    0 also where another worker is folding already.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql" and not session.scalar(
        text("SELECT pg_try_advisory_xact_lock(:lock)"), {"lock": LOCK}
    ):
        return 0
    rows = connection.execute(
        select(SearchDelta.id, SearchDelta.g, SearchDelta.doc)
        .order_by(SearchDelta.id)
        .limit(at_most(FOLDED_AT_ONCE))
    ).all()
    places: dict[posting.Place, set[int]] = {}
    for _, g, doc in rows:
        places.setdefault((g, doc >> posting.BITS), set()).add(doc & posting.MASK)
    posting.merge(connection, {place: array("H", sorted(offsets)) for place, offsets in places.items()})
    for part in posting.chunks([row.id for row in rows]):
        connection.execute(delete(SearchDelta).where(SearchDelta.id.in_(part)))
    caught = sum(building.catch_up(connection, source, building.BULK) for source in building.behind(session))
    return len(rows) + caught
