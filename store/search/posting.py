"""Postings: documents packed as offsets in blocks, written to the tables in bulk."""

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from store.models import SearchGram, SearchPost

Item = TypeVar("Item")
BITS = 16
BLOCK = 1 << BITS
MASK = BLOCK - 1
COMMON = 32
CHUNK = 500
Place = tuple[int, int]


def unpack(offsets: bytes) -> "array[int]":
    """The offsets of a posting."""
    found = array("H")
    found.frombytes(offsets)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def pack(offsets: "array[int]") -> bytes:
    """Offsets as they are kept: 16 bits each, little end first."""
    if sys.byteorder == "big":
        offsets = array("H", offsets)
        offsets.byteswap()
    return offsets.tobytes()


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Items in lists of at most so many."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def write(connection: Connection, rows: Iterable[tuple[int, int, bytes]]) -> None:
    """Write new postings (piece, block, offsets) the shortest way that the database has, past the statements' layer."""
    cursor: Any = connection.connection.cursor()
    try:
        if connection.dialect.name == "postgresql":
            with cursor.copy("COPY search_post (g, block, offsets) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(("int4", "int2", "bytea"))
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany("INSERT INTO search_post (g, block, offsets) VALUES (?, ?, ?)", rows)
    finally:
        cursor.close()


def merge(connection: Connection, new: Mapping[Place, "array[int]"]) -> None:
    """Add documents to postings; those that are there already stay single."""
    places = sorted(new)
    had = _load(connection, places)
    fresh: list[dict[str, object]] = []
    grown: list[dict[str, object]] = []
    more: dict[int, int] = {}
    for g, block in places:
        before = had.get((g, block))
        if before is None:
            fresh.append({"g": g, "block": block, "offsets": pack(new[g, block])})
            more[g] = more.get(g, 0) + len(new[g, block])
            continue
        known = unpack(before)
        added = array("H", sorted(set(new[g, block]).difference(known)))
        if added:
            grown.append({"of_g": g, "of_block": block, "offsets": pack(known + added)})
            more[g] = more.get(g, 0) + len(added)
    if fresh:
        connection.execute(insert(SearchPost), fresh)
    if grown:
        here = (SearchPost.g == bindparam("of_g")) & (SearchPost.block == bindparam("of_block"))
        table = SearchPost.__table__
        connection.execute(update(table).where(here).values(offsets=bindparam("offsets")), grown)  # type: ignore[arg-type]
    count(connection, more)


def _load(connection: Connection, places: Sequence[Place]) -> dict[Place, bytes]:
    wanted = set(places)
    found: dict[Place, bytes] = {}
    blocks = sorted({block for _, block in places})
    for part in chunks(sorted({g for g, _ in places})):
        rows = connection.execute(
            select(SearchPost.g, SearchPost.block, SearchPost.offsets).where(
                SearchPost.g.in_(part), SearchPost.block.in_(blocks)
            )
        )
        found |= {(g, block): offsets for g, block, offsets in rows if (g, block) in wanted}
    return found


def count(connection: Connection, more: Mapping[int, int]) -> None:
    """Keep how many documents hold a piece; a piece that became common gets its row."""
    for part in chunks(sorted(more)):
        known = dict(
            connection.execute(select(SearchGram.g, SearchGram.n).where(SearchGram.g.in_(part))).all()
        )
        changed = [{"of_g": g, "n": known[g] + more[g]} for g in part if g in known]
        if changed:
            table = SearchGram.__table__
            connection.execute(update(table).where(table.c.g == bindparam("of_g")), changed)  # type: ignore[arg-type]
        size = func.sum(func.length(SearchPost.offsets))
        grown = connection.execute(
            select(SearchPost.g, size)
            .where(SearchPost.g.in_([g for g in part if g not in known]))
            .group_by(SearchPost.g)
            .having(size >= 2 * COMMON)
        )
        if common := [{"g": g, "n": int(total) // 2} for g, total in grown]:
            connection.execute(insert(SearchGram), common)


def clear(connection: Connection) -> None:
    """Forget every posting."""
    connection.execute(delete(SearchPost))
    connection.execute(delete(SearchGram))


def upsert(connection: Connection) -> type[postgresql.Insert] | type[sqlite.Insert]:
    """The insert of this database that can give way to a row that is there."""
    return postgresql.Insert if connection.dialect.name == "postgresql" else sqlite.Insert
