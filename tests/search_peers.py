"""Other searches over the same names, asked the same queries: what each database has of its own, tantivy, RapidFuzz.

FTS5 and tantivy get the very pieces that our own index has (signs, pairs of signs, sounds, letters; FTS5 the rarest
of what was typed) and rank by bm25; pg_trgm ranks by the share of trigrams; RapidFuzz compares with every name in memory, the floor of accuracy.
"""

import importlib
import importlib.util
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import bindparam, text

from bot.sales import naming
from store.db import Database, Session
from store.search import grams
from tests.search_names import Firm, Human

Answer = tuple[str, str]  # name, company
Finder = Callable[[Session, str], list[Answer]]
MOST = 8
COUNTED = (
    "CREATE VIRTUAL TABLE peer_piece USING fts5vocab(peer, row)",
    "CREATE TABLE peer_count (term TEXT PRIMARY KEY, doc INTEGER) WITHOUT ROWID",
    "INSERT INTO peer_count SELECT term, doc FROM peer_piece",
)
RAREST = 8  # with all pieces of a query FTS5 takes some fifty times as long


def answer(one: Firm | Human) -> Answer:
    """What the right result shows."""
    return (one.name, one.short) if isinstance(one, Firm) else (one.name, one.firm.short)


def peers(database: Database, rows: Sequence[Answer], folder: Path) -> Iterator[tuple[str, Finder]]:
    """Each other search, filled with the names: what it is called and how it is asked."""
    if database.url.startswith("sqlite"):
        yield "FTS5", _fts5(database, rows)
    elif (found := _pg_trgm(database, rows)) is not None:
        yield "pg_trgm", found
    if importlib.util.find_spec("tantivy"):
        yield "tantivy", _tantivy(rows, folder)
    yield "RapidFuzz", _rapidfuzz(rows)


def _whole(row: Answer) -> str:
    return naming.core(" ".join(dict.fromkeys(row)))


def _pieces(row: Answer) -> str:
    return " ".join(f"{piece & 0xFFFFFFFF:x}" for name in dict.fromkeys(row) for piece in grams.of_name(name))


def _asked(typed: str) -> list[str]:
    return [f"{piece & 0xFFFFFFFF:x}" for piece in grams.of_query(naming.core(typed))]


def _fts5(database: Database, rows: Sequence[Answer]) -> Finder:
    made = "CREATE VIRTUAL TABLE peer USING fts5(pieces, name UNINDEXED, company UNINDEXED, detail=none)"
    with database.transaction() as session:
        if session.scalar(text("SELECT 1 FROM sqlite_master WHERE name = 'peer'")) is None:
            session.execute(text(made))
            cursor: Any = session.connection().connection.cursor()
            cursor.executemany("INSERT INTO peer VALUES (?, ?, ?)", ((_pieces(row), *row) for row in rows))
            for made in COUNTED:
                session.execute(text(made))
    rarest = text(
        f"SELECT term FROM peer_count WHERE term IN :pieces ORDER BY doc LIMIT {RAREST}"
    ).bindparams(bindparam("pieces", expanding=True))
    query = text(f"SELECT name, company FROM peer WHERE peer MATCH :query ORDER BY rank LIMIT {MOST}")

    def find(session: Session, typed: str) -> list[Answer]:
        known = session.execute(rarest, {"pieces": _asked(typed)}).scalars()
        pieces = " OR ".join(f'"{piece}"' for piece in known)
        return [(name, company) for name, company in session.execute(query, {"query": pieces})]

    return find


def _pg_trgm(database: Database, rows: Sequence[Answer]) -> Finder | None:
    with database.transaction() as session:
        if not session.scalar(text("SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'")):
            return None
        session.execute(text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
        if session.scalar(text("SELECT to_regclass('peer')")) is None:
            session.execute(text("CREATE TABLE peer (core text, name text, company text)"))
            cursor: Any = session.connection().connection.cursor()
            with cursor.copy("COPY peer FROM STDIN") as copy:
                for row in rows:
                    copy.write_row((_whole(row), *row))
            session.execute(text("CREATE INDEX peer_core ON peer USING gin (core gin_trgm_ops)"))
    query = text(
        f"SELECT name, company FROM peer WHERE core % :core ORDER BY similarity(core, :core) DESC LIMIT {MOST}"
    )

    def find(session: Session, typed: str) -> list[Answer]:
        return [(name, company) for name, company in session.execute(query, {"core": naming.core(typed)})]

    return find


def _tantivy(rows: Sequence[Answer], folder: Path) -> Finder:
    """In a folder of its own, for it is no part of a database."""
    tantivy: Any = importlib.import_module("tantivy")
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("pieces", stored=False, tokenizer_name="whitespace", index_option="freq")
    for name in ("name", "company"):
        schema.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    index = tantivy.Index(schema.build(), path=str(folder))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for name, company in rows:
        writer.add_document(tantivy.Document(pieces=_pieces((name, company)), name=name, company=company))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def find(_session: Session, typed: str) -> list[Answer]:
        pieces = " ".join(_asked(typed))
        hits = searcher.search(index.parse_query(pieces, ["pieces"]), MOST).hits if pieces else []
        found = [searcher.doc(address) for _, address in hits]
        return [(one["name"][0], one["company"][0]) for one in found]

    return find


def _rapidfuzz(rows: Sequence[Answer]) -> Finder:
    cores = [_whole(row) for row in rows]

    def find(_session: Session, typed: str) -> list[Answer]:
        best = process.extract(naming.core(typed), cores, scorer=fuzz.ratio, limit=MOST)
        return [rows[at] for _, _, at in best]

    return find
