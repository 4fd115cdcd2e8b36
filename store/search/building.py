"""Filling the index: everything anew, or the rows that came since, in blocks that each fit in memory."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session

from store.db import Database
from store.direct import ask, at_most
from store.models import (
    Account,
    AccountName,
    Contact,
    ContactName,
    Phone,
    SearchDelta,
    SearchGram,
    SearchPost,
    SearchUpto,
)
from store.search import grams, posting

PHONES = 1 << 30
BULK = 5_000  # fewer rows than this are merged, more are written as new blocks


@dataclass(frozen=True, slots=True)
class Source:
    """A table whose rows are found by name or number."""

    noun: str
    row_id: Any
    doc: Any
    columns: tuple[Any, ...]
    pieces: Callable[..., Iterable[int]]

    def after(self, upto: int, most: int) -> Select[Any]:
        """The next rows in order of their number."""
        return (
            select(self.row_id, self.doc, *self.columns)
            .where(self.row_id > upto)
            .order_by(self.row_id)
            .limit(at_most(most))
        )


def names(*given: str | None) -> set[int]:
    """The pieces of all names of one."""
    return {piece for name in given if name for piece in grams.of_name(name)}


def person(name: str, email: str | None) -> set[int]:
    """The pieces of a contact."""
    return names(name) | (grams.of_email(email) if email else set())


def digits(e164: str | None, raw: str) -> list[int]:
    """The pieces of a telephone number; none of one without four digits."""
    found = "".join(sign for sign in (e164 or raw) if sign.isdecimal() and sign.isascii())
    return grams.of_number(found) if len(found) >= grams.TAIL else []


SOURCES = (
    Source("contact", Contact.id, Contact.id, (Contact.name, Contact.email), person),
    Source(
        "account", Account.id, -Account.id, (Account.name, Account.short_name, Account.english_name), names
    ),
    Source("account_name", AccountName.id, -AccountName.account_id, (AccountName.name,), names),
    Source("contact_name", ContactName.id, ContactName.contact_id, (ContactName.name,), names),
    Source("phone", Phone.id, Phone.id + PHONES, (Phone.e164, Phone.raw), digits),
)


def _missing(source: Source) -> Select[Any]:
    noted = select(SearchDelta.id).where(SearchDelta.doc == source.doc).exists()
    return select(source.row_id).where(source.row_id > bindparam("upto"), ~noted).limit(at_most(1))


_UPTO = select(SearchUpto.noun, SearchUpto.upto)
_MISSING = {source.noun: _missing(source) for source in SOURCES}


def index_all(database: Database) -> int:
    """Have every row found that the index does not hold yet, a block a transaction; returns how many rows.

    For imports: new rows cost some 0.1 ms each; nobody waits meanwhile on PostgreSQL, on SQLite writers wait
    for one block at a time.
    """
    done = 0
    for source in SOURCES:
        while True:
            with database.transaction() as session:
                taken = catch_up(session.connection(), source, posting.BLOCK)
            done += taken
            if taken < BULK:
                break
    with database.transaction() as session:
        recount(session.connection())
    return done


def rebuild(session: Session) -> int:
    """Make the whole index anew in this transaction; returns how many rows it holds."""
    connection = session.connection()
    posting.clear(connection)
    connection.execute(delete(SearchDelta))
    connection.execute(delete(SearchUpto))
    done = 0
    for source in SOURCES:
        while taken := catch_up(connection, source, posting.BLOCK):
            done += taken
    recount(connection)
    return done


def catch_up(connection: Connection, source: Source, most: int) -> int:
    """Index the next rows of a table, at most so many and no further than their block; returns how many."""
    upto = connection.scalar(select(SearchUpto.upto).where(SearchUpto.noun == source.noun)) or 0
    most = min(most, posting.BLOCK - (upto + 1) % posting.BLOCK)
    new: dict[int, dict[int, array[int]]] = {}
    last, taken, here = upto, 0, None
    for last, doc, *given in connection.execute(source.after(upto, most)):  # noqa: B007 - the last one counts
        taken += 1
        block, offset = doc >> posting.BITS, doc & posting.MASK
        if block != here:
            here, held = block, new.setdefault(block, {})
        for piece in source.pieces(*given):
            offsets = held.get(piece)
            if offsets is None:
                held[piece] = array("H", (offset,))
            elif offsets[-1] != offset:
                offsets.append(offset)
    if taken:
        _write(connection, new, taken)
        _move(connection, source.noun, last)
    return taken


def _write(connection: Connection, new: dict[int, dict[int, "array[int]"]], taken: int) -> None:
    places = sorted((g, block) for block, held in new.items() for g in held)
    if taken >= BULK and _untouched(connection, set(new)):
        posting.write(connection, ((g, block, posting.pack(new[block].pop(g))) for g, block in places))
    else:
        posting.merge(connection, {(g, block): new[block][g] for g, block in places})


def _untouched(connection: Connection, blocks: set[int]) -> bool:
    return (
        connection.scalar(select(SearchPost.g).where(SearchPost.block.in_(sorted(blocks))).limit(at_most(1)))
        is None
    )


def _move(connection: Connection, noun: str, upto: int) -> None:
    make = posting.upsert(connection)
    connection.execute(
        make(SearchUpto)
        .values(noun=noun, upto=upto)
        .on_conflict_do_update(index_elements=["noun"], set_={"upto": upto})
    )


def recount(connection: Connection) -> None:
    """Count anew how many documents hold each piece."""
    connection.execute(delete(SearchGram))
    size = func.sum(func.length(SearchPost.offsets), type_=Integer)
    counted = select(SearchPost.g, size // 2).group_by(SearchPost.g).having(size >= 2 * posting.COMMON)
    connection.execute(insert(SearchGram).from_select(["g", "n"], counted))


def behind(session: Session) -> Iterator[Source]:
    """The tables with rows that are neither in the index nor in the delta."""
    upto = {row.noun: row.upto for row in ask(session, _UPTO)}
    for source in SOURCES:
        if ask(session, _MISSING[source.noun], upto=upto.get(source.noun, 0)).scalar() is not None:
            yield source
