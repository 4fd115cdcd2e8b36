"""The index by which names and numbers are found: pieces of names, and where they stand.

A document is a contact (his number), a company (its number below zero) or, under pieces of numbers, a telephone.
"""

from sqlalchemy import BigInteger, Integer, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from store.db import Base, Row


class SearchGram(Base):
    """How many documents hold a piece; only pieces that are not rare have a row."""

    __tablename__ = "search_gram"
    g: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(Integer)


class SearchPost(Base):
    """The documents of one block of 65,536 that hold a piece: unsigned 16-bit offsets, little end first."""

    __tablename__ = "search_post"
    __table_args__ = ({"sqlite_with_rowid": False},)
    g: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    block: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    offsets: Mapped[bytes] = mapped_column(LargeBinary)


class SearchDelta(Row):
    """A piece of a new or changed name, read along until it is folded into the postings."""

    __tablename__ = "search_delta"
    g: Mapped[int] = mapped_column(Integer, index=True)
    doc: Mapped[int] = mapped_column(BigInteger, index=True)


class SearchUpto(Base):
    """Up to which number the rows of a table are in the index; later ones are in the delta or still to come."""

    __tablename__ = "search_upto"
    noun: Mapped[str] = mapped_column(String, primary_key=True)
    upto: Mapped[int] = mapped_column(BigInteger)
