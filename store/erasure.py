"""Forgetting a person: what is his goes, what counts stays without him, and a list cannot bring him back.

Calls, orders and handoffs stay for the figures, without a word about him. His number, e-mail, customer number
and name at his company are kept as keyed hashes on the do-not-call list (reason `erased`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, insert, or_, select, text, update
from sqlalchemy.orm import Session

from store import subject, suppression
from store.db import Database, Unavailable
from store.models import (
    Audit,
    CadenceRun,
    Call,
    Contact,
    ContactName,
    Dialog,
    DoNotCall,
    Fact,
    FollowUp,
    Handoff,
    HandoffEvent,
    Intel,
    LogDraft,
    Message,
    Opening,
    Phone,
    Ring,
    ScriptGap,
    ScriptRun,
    Suggestion,
    Timer,
    Undoable,
)
from store.redaction import GONE, redact
from store.suppression import ERASED, scrub

KEPT = frozenset({"id", "account_id", "created_at", "version", "custom", "name", "do_not_call", "unworkable"})
ENDED = ("sent", "cancelled", "dead", "ambiguous")


@dataclass(frozen=True, slots=True)
class Gone:
    """A person who was erased, so that a restored backup can forget him again; nothing here is his."""

    contact_id: int
    created_at: datetime


def erase(session: Session, contact_id: int, region: str, now: datetime, event: str) -> int:
    """Forget a contact, and those who were merged into him; returns how many records of others named him.

    Doing it twice changes nothing.
    """
    row = session.get(Contact, contact_id)
    kept_id = (row.merged_into_id if row else None) or contact_id
    merged = session.scalars(select(Contact.id).where(Contact.merged_into_id == kept_id)).all()
    return sum(_erase(session, number, region, now, event) for number in (kept_id, *merged))


def _erase(session: Session, contact_id: int, region: str, now: datetime, event: str) -> int:
    row = session.get(Contact, contact_id, with_for_update=True)
    if row is None or row.unworkable == ERASED:
        return 0
    scrub(session)
    traces = subject.traces(session, contact_id, region)
    suppression.suppress(session, row, traces.numbers, now)
    _drop(session, contact_id)
    wipe(session, [contact_id], now)
    others = redact(session, traces)
    session.execute(
        insert(Audit).values(
            at=now, user_id=None, event=event, action="person.erase", change="erase", noun="contact",
            noun_id=contact_id, fields=[],
        )
    )  # fmt: skip
    session.expire_all()
    return others


def created(session: Session, contact_id: int) -> datetime:
    """When a contact came in; with his number it tells him apart, and says nothing about him."""
    return session.get_one(Contact, contact_id).created_at


def erased(session: Session) -> list[Gone]:
    """Everybody who was erased here."""
    rows = session.execute(
        select(Contact.id, Contact.created_at)
        .join(Audit, and_(Audit.noun == "contact", Audit.noun_id == Contact.id))
        .where(Audit.change == "erase")
        .distinct()
    )
    return [Gone(number, at) for number, at in rows]


def erase_again(session: Session, gone: Iterable[Gone], region: str, now: datetime, event: str) -> int:
    """Forget who was forgotten before, in a restored database; returns how many had come back."""
    count = 0
    for one in set(gone):
        row = session.get(Contact, one.contact_id)
        if row is not None and row.created_at == one.created_at and row.unworkable != ERASED:
            erase(session, one.contact_id, region, now, event)
            count += 1
    return count


def _drop(session: Session, contact_id: int) -> None:
    """What is his alone and counts for nothing."""
    calls = select(Call.id).where(Call.contact_id == contact_id)
    session.execute(update(DoNotCall).where(DoNotCall.call_id.in_(calls)).values(call_id=None))
    for model in (Phone, ContactName, Fact, ScriptRun, ScriptGap, Suggestion, Intel, Ring):
        session.execute(delete(model).where(model.contact_id == contact_id))
    session.execute(delete(Intel).where(Intel.call_id.in_(calls)))
    session.execute(delete(LogDraft).where(subject.names(LogDraft.draft, contact_id)))
    session.execute(delete(Message).where(subject.names(Message.body, contact_id), Message.state.in_(ENDED)))
    session.execute(
        update(Message)
        .where(subject.names(Message.body, contact_id))
        .values(state="cancelled", why=ERASED, body={"params": {}, "buttons": []})
    )
    session.execute(update(Timer).where(subject.names(Timer.params, contact_id)).values(params={}))
    for answers in (Dialog.answers, Dialog.hidden):
        session.execute(delete(Dialog).where(subject.names_text(answers, contact_id)))
    session.execute(delete(Undoable).where(or_(*_his_records(contact_id))))


def _his_records(contact_id: int) -> Iterator[Any]:
    """Contents kept for undo that are his."""
    yield and_(Undoable.noun == "contact", Undoable.noun_id == contact_id)
    for column in (Undoable.before, Undoable.after):
        yield subject.names(column, contact_id)
    for model in (Call, FollowUp, Handoff, Opening):
        its = select(model.id).where(model.contact_id == contact_id)
        yield and_(Undoable.noun == model.__audit__, Undoable.noun_id.in_(its))


def wipe(session: Session, contact_ids: Sequence[int], now: datetime) -> None:
    """What stays for the figures, without a word about him."""
    if not contact_ids:
        return
    columns = [one for one in Contact.__table__.columns if one.name not in KEPT]
    blank: dict[str, Any] = {one.name: None for one in columns if one.nullable}
    his = Contact.id.in_(contact_ids)
    session.execute(
        update(Contact)
        .where(his)
        .values(
            **blank, name=GONE, custom={}, do_not_call=True, unworkable=ERASED, version=Contact.version + 1
        )
    )
    said: dict[str, Any] = {"note": None, "script_path": [], "custom": {}}
    session.execute(update(Call).where(Call.contact_id.in_(contact_ids)).values(**said))
    session.execute(
        update(FollowUp).where(FollowUp.contact_id.in_(contact_ids)).values(note=None, reason=GONE)
    )
    still = (FollowUp.contact_id.in_(contact_ids), FollowUp.state == "open")
    ended = {"state": "cancelled", "ended_at": now, "ended_why": ERASED, "version": FollowUp.version + 1}
    session.execute(update(FollowUp).where(*still).values(**ended))
    running = (CadenceRun.contact_id.in_(contact_ids), CadenceRun.ended_at.is_(None))
    session.execute(update(CadenceRun).where(*running).values(ended_at=now, ended_why=ERASED))
    handed = select(Handoff.id).where(Handoff.contact_id.in_(contact_ids))
    session.execute(update(HandoffEvent).where(HandoffEvent.handoff_id.in_(handed)).values(reason=None))
    offered = (Handoff.contact_id.in_(contact_ids), Handoff.ended_at.is_(None))
    session.execute(
        update(Handoff).where(*offered).values(state="expired", ended_at=now, version=Handoff.version + 1)
    )
    session.execute(
        update(Handoff)
        .where(Handoff.contact_id.in_(contact_ids))
        .values(brief={}, why=[], reason=None, override_reason=None)
    )


def sweep(database: Database) -> None:
    """Have the database give up what it deleted: rewrite the file, empty its log. Needs a moment alone:
    raises Unavailable.
    """
    if database.engine.dialect.name == "postgresql":
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))
        return
    try:
        raw = database.engine.raw_connection()
        try:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                raw.cursor().execute(statement)
        finally:
            raw.close()
    except database.engine.dialect.loaded_dbapi.Error as error:
        raise Unavailable(str(error)) from error
