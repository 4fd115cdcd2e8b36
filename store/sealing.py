"""The audit as a hash chain: each record is sealed with the seal before it, so that no edit or cut goes unseen.

Sealed are numbers, codes and names of fields; the audit holds no contents and so the chain no personal data.
With BATON_SECRET_KEY the seals are keyed, and who can write the database still cannot forge them.
"""

import hashlib
import hmac
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select, text, update
from sqlalchemy.orm import Session

from store.models import Audit

AT_ONCE = 5_000
FIRST = "0" * 64
SEALED = (
    Audit.id, Audit.at, Audit.user_id, Audit.event, Audit.action, Audit.change, Audit.noun, Audit.noun_id,
    Audit.fields,
)  # fmt: skip


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
        select(Audit.id, Audit.seal).where(Audit.seal.is_not(None)).order_by(Audit.id.desc()).limit(1)
    ).first()
    number, before = (last.id, str(last.seal)) if last else (0, FIRST)
    rows = session.execute(select(*SEALED).where(Audit.id > number).order_by(Audit.id).limit(most)).all()
    sealed = []
    for row in rows:
        before = _seal(session, before, tuple(row))
        sealed.append({"of": row.id, "seal": before})
    if sealed:
        statement = update(Audit.__table__).where(Audit.__table__.c.id == bindparam("of"))  # type: ignore[arg-type]
        session.connection().execute(statement.values(seal=bindparam("seal")), sealed)
    return len(sealed)


def waiting(session: Session) -> bool:
    """Whether there is a record that is not sealed yet."""
    newest = session.execute(select(Audit.seal).order_by(Audit.id.desc()).limit(1)).first()
    return newest is not None and newest.seal is None


def verify(session: Session, anchor: tuple[int, str] | None = None) -> Verdict:
    """Reckon the chain anew and compare; `anchor` is a number and seal kept elsewhere, so that a cut tail shows."""
    before, number, count = FIRST, 0, 0
    last = session.scalar(select(func.max(Audit.id)).where(Audit.seal.is_not(None))) or 0
    found = session.execute(
        select(*SEALED, Audit.seal)
        .where(Audit.id <= last)
        .order_by(Audit.id)
        .execution_options(yield_per=AT_ONCE)
    )
    with found as rows:
        for row in rows:
            before = _seal(session, before, tuple(row))
            if row.seal is None or not hmac.compare_digest(before, row.seal):
                return Verdict(count, 0, None, row.id, "unsealed" if row.seal is None else "changed")
            if anchor is not None and row.id == anchor[0] and row.seal != anchor[1]:
                return Verdict(count, 0, None, row.id, "anchor")
            number, count = row.id, count + 1
    if anchor is not None and anchor[0] > number:
        return Verdict(count, 0, None, anchor[0], "anchor")
    waiting = session.scalar(select(func.count()).select_from(Audit).where(Audit.id > last)) or 0
    return Verdict(count, waiting, (number, before) if count else None)


def _alone(session: Session) -> None:
    """Nobody writes a record with a lower number any more; on SQLite every transaction is alone anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL lock_timeout = '2s'"))
        session.execute(text("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE"))


def _seal(session: Session, before: str, row: Sequence[Any]) -> str:
    content = json.dumps([before, *_plain(row[: len(SEALED)])], ensure_ascii=True, separators=(",", ":"))
    return hmac.digest(session.info.get("secret", b""), content.encode(), hashlib.sha256).hex()


def _plain(values: Sequence[Any]) -> Iterator[Any]:
    number, at, *others = values
    yield number
    yield at.isoformat()
    yield from others
