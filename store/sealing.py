"""The audit as a hash chain: each record is sealed with the seal before it, so that no edit or cut goes unseen.

Sealed are numbers, codes and names of fields; the audit holds no contents and so the chain no personal data.
With BATON_SECRET_KEY the seals are keyed, and who can write the database still cannot forge them.
"""

import hmac
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, String, Text, bindparam, cast, func, select, text, type_coerce, update
from sqlalchemy.orm import Session

from store.direct import at_most, table
from store.models import Audit

AT_ONCE = 5_000
FIRST = "0" * 64
_A = table(Audit).c
_SEAL = update(table(Audit)).where(_A.id == bindparam("of")).values(seal=bindparam("as"))
_written = json.JSONEncoder(separators=(",", ":"), default=repr).encode


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the chain stands: records that are sealed and as they were, those not sealed yet, the last seal.

    `bad` is the first record that is not what was sealed and `wrong` why: changed, unsealed, anchor.
    """

    sealed: int
    waiting: int
    anchor: tuple[int, str] | None
    bad: int | None = None
    wrong: str = ""


def seal(session: Session, most: int = AT_ONCE) -> int:
    """Seal the next records, the oldest first; returns how many. Call again while it returns `most`."""
    _alone(session)
    last = session.execute(
        select(Audit.id, Audit.seal)
        .where(Audit.seal.is_not(None))
        .order_by(Audit.id.desc())
        .limit(at_most(1))
    ).first()
    number, before = (last.id, str(last.seal)) if last else (0, FIRST)
    reckon, sealed = _reckoner(session), []
    for *content, _ in _records(session, _kept(session).where(_A.id > number).limit(at_most(most))):
        before = reckon(before, content)
        sealed.append({"of": content[0], "as": before})
    if sealed:
        session.connection().execute(_SEAL, sealed)
    return len(sealed)


def waiting(session: Session) -> bool:
    """Whether there is a record that is not sealed yet."""
    newest = session.execute(select(Audit.seal).order_by(Audit.id.desc()).limit(at_most(1))).first()
    return newest is not None and newest.seal is None


def verify(session: Session, anchor: tuple[int, str] | None = None) -> Verdict:
    """Reckon the chain anew and compare; `anchor` is a number and seal kept elsewhere, so that a cut tail shows."""
    before, number, count, reckon = FIRST, 0, 0, _reckoner(session)
    last = session.scalar(select(func.max(Audit.id)).where(Audit.seal.is_not(None))) or 0
    for *content, kept in _records(session, _kept(session).where(_A.id <= last)):
        before, at = reckon(before, content), content[0]
        if before != kept:
            return Verdict(count, 0, None, at, "unsealed" if kept is None else "changed")
        if anchor is not None and at == anchor[0] and kept != anchor[1]:
            return Verdict(count, 0, None, at, "anchor")
        number, count = at, count + 1
    if anchor is not None and anchor[0] > number:
        return Verdict(count, 0, None, anchor[0], "anchor")
    waiting = session.scalar(select(func.count()).select_from(Audit).where(Audit.id > last)) or 0
    return Verdict(count, waiting, (number, before) if count else None)


def _alone(session: Session) -> None:
    """Nobody writes a record with a lower number any more; on SQLite every transaction is alone anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL lock_timeout = '2s'"))
        session.execute(text("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE"))


def _records(session: Session, wanted: Select[Any]) -> Iterator[Sequence[Any]]:
    """What is sealed of each record, in its order, and its seal; a few thousand are held at a time."""
    with session.connection().execute(wanted.execution_options(yield_per=AT_ONCE)) as rows:
        yield from rows


def _kept(session: Session) -> Select[Any]:
    return _statement(session.get_bind().dialect.name)


@cache
def _statement(dialect: str) -> Select[Any]:
    """The records as both databases write them down; making moments and lists of them would cost most."""
    utc = func.to_char(func.timezone("UTC", _A.at), "YYYY-MM-DD HH24:MI:SS.US")
    at = utc if dialect == "postgresql" else type_coerce(_A.at, String)
    told = (_A.id, at, _A.user_id, _A.event, _A.action, _A.change, _A.noun, _A.noun_id, cast(_A.fields, Text))
    return select(*told, _A.seal).order_by(_A.id)


def _reckoner(session: Session) -> Callable[[str, Sequence[Any]], str]:
    """How a seal follows from the one before it and a record."""
    keyed = hmac.new(session.info.get("secret", b""), digestmod="sha256")

    def reckon(before: str, content: Sequence[Any]) -> str:
        chained = keyed.copy()
        chained.update(_written([before, *content]).encode())
        return chained.hexdigest()

    return reckon
