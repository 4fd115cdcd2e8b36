"""Two records become one: everything moves to the one that stays, the other keeps its names and leads there.

Every change goes through the session's objects, so that it is recorded, and undo puts both back as they were.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import refusals
from store.db import Raced, Row
from store.direct import at_most
from store.models import (
    Account,
    AccountName,
    CadenceRun,
    Call,
    Contact,
    DoNotCall,
    Duplicate,
    Fact,
    FollowUp,
    Handoff,
    Intel,
    Opening,
    Opportunity,
    Order,
    Phone,
    ScriptGap,
    StageChange,
)

THEIRS: tuple[type[Any], ...] = (
    Call, Fact, Intel, FollowUp, CadenceRun, Handoff, Opening, Opportunity, Order, ScriptGap,
)  # fmt: skip
FIRMS: tuple[type[Any], ...] = (Contact, Call, Fact, Intel, FollowUp, Handoff, Opening, Opportunity, Order)
PERSONAL = (
    "title", "language", "timezone", "quiet_from", "quiet_until", "style", "birthday", "decides", "owner_id",
    "account_id", "consent", "recording_notice_at", "source", "campaign", "email",
)  # fmt: skip
COMPANY = (
    "short_name", "english_name", "tax_id", "industry", "territory", "product_line", "employees", "revenue",
    "website", "address", "parent_id", "owner_id", "manager_id", "expected", "credit", "margin", "demonstration",
    "competitor", "source", "campaign", "sales", "value", "value_confidence", "pyramid",
)  # fmt: skip
Named = TypeVar("Named", Contact, Account)


def contacts(session: Session, keep_id: int, gone_id: int, pair: Duplicate, by: int, now: datetime) -> int:
    """Make two contacts one; returns how many records moved. Raises Raced where one of them is merged already."""
    keep, gone = _both(session, Contact, keep_id, gone_id)
    _one_cadence(session, keep_id, gone_id, now)
    moved = sum(_move(session, model, "contact_id", gone_id, keep_id) for model in THEIRS)
    moved += _numbers(session, "contact_id", gone_id, keep_id)
    _fill(keep, gone, PERSONAL)
    notes = [text for text in (keep.personal_notes, gone.personal_notes) if text]
    keep.personal_notes = "\n".join(dict.fromkeys(notes)) or None
    keep.unworkable = keep.unworkable and gone.unworkable
    if keep.do_not_call or gone.do_not_call:
        pair.refused = _refuse(session, keep_id, now)
    gone.account_id = gone.owner_id = None
    _lead(session, Contact, keep, gone)
    _decided(pair, keep_id, by, now)
    session.flush()
    return moved


def accounts(
    session: Session,
    keep_id: int,
    gone_id: int,
    pair: Duplicate,
    by: int,
    now: datetime,
    stages: Sequence[str],
) -> int:
    """Make two companies one; `stages` in their order: the further one counts."""
    keep, gone = _both(session, Account, keep_id, gone_id)
    names = [(gone.name, "former"), (gone.short_name, "short"), (gone.english_name, "english")]
    moved = sum(_move(session, model, "account_id", gone_id, keep_id) for model in FIRMS)
    _move(session, AccountName, "account_id", gone_id, keep_id)
    moved += _numbers(session, "account_id", gone_id, keep_id)
    _move(session, Account, "parent_id", gone_id, keep_id)
    _steps(session, keep_id, gone_id)
    _fill(keep, gone, COMPANY)
    keep.parent_id = None if keep.parent_id == keep_id else keep.parent_id
    own = (keep.name, keep.short_name, keep.english_name)
    session.add_all(
        AccountName(account_id=keep_id, name=name, kind=kind)
        for name, kind in names
        if name and name not in own
    )
    if gone.stage in stages and keep.stage in stages and stages.index(gone.stage) > stages.index(keep.stage):
        keep.stage, keep.stage_since = gone.stage, gone.stage_since
    gone.owner_id = gone.manager_id = gone.parent_id = None
    _lead(session, Account, keep, gone)
    _decided(pair, keep_id, by, now)
    session.flush()
    return moved


def keep_apart(session: Session, pair_id: int, version: int, by: int, now: datetime) -> None:
    """They are two; they are not listed again."""
    pair = held(session, pair_id, version)
    pair.state, pair.decided_by_id, pair.decided_at = "apart", by, now
    pair.version += 1
    session.flush()


def held(session: Session, pair_id: int, version: int) -> Duplicate:
    """An open pair, for a decision; raises Raced when somebody decided already."""
    pair = session.get_one(Duplicate, pair_id, with_for_update=True)
    if pair.state != "open" or pair.version != version:
        raise Raced(f"duplicate {pair_id}")
    return pair


def both_handed_over(session: Session, one: int, other: int) -> bool:
    """Whether both contacts are being handed over at this moment: that has to end first for one of them."""
    open_ones = select(Handoff.id).where(Handoff.contact_id.in_((one, other)), Handoff.ended_at.is_(None))
    return len(session.scalars(open_ones).all()) > 1


def _both(session: Session, model: type[Named], keep_id: int, gone_id: int) -> tuple[Named, Named]:
    first, second = sorted((keep_id, gone_id))
    rows = {number: session.get_one(model, number, with_for_update=True) for number in (first, second)}
    if keep_id == gone_id or any(row.merged_into_id is not None for row in rows.values()):
        raise Raced(f"{model.__tablename__} {keep_id} {gone_id}")
    return rows[keep_id], rows[gone_id]


def _move(session: Session, model: type[Row], column: str, old: int, new: int) -> int:
    rows = session.scalars(select(model).where(getattr(model, column) == old)).all()
    for row in rows:
        setattr(row, column, new)
    session.flush()
    return len(rows)


def _steps(session: Session, keep_id: int, gone_id: int) -> None:
    """Steps of deals go with their deals. The steps of the company itself stay under its own number: two lives in
    one history would read as going to and fro, and count as entered, left and won again.
    """
    deals = select(StageChange).where(StageChange.account_id == gone_id, StageChange.noun == "opportunity")
    for step in session.scalars(deals):
        step.account_id = keep_id


def _numbers(session: Session, column: str, old: int, new: int) -> int:
    """Numbers move, but for those that the other has too."""
    rows = session.scalars(select(Phone).where(getattr(Phone, column).in_((old, new)))).all()
    known = {(row.e164 or row.raw, row.extension) for row in rows if getattr(row, column) == new}
    moving = [row for row in rows if (row.e164 or row.raw, row.extension) not in known]
    for row in moving:
        setattr(row, column, new)
    return len(moving)


def _one_cadence(session: Session, keep_id: int, gone_id: int, now: datetime) -> None:
    """Of two series under way the one of the contact that stays goes on."""
    active = select(CadenceRun).where(CadenceRun.ended_at.is_(None))
    if session.scalar(active.where(CadenceRun.contact_id == keep_id)) is None:
        return
    for run in session.scalars(active.where(CadenceRun.contact_id == gone_id)):
        run.ended_at, run.ended_why = now, "merged"
        steps = select(FollowUp).where(FollowUp.cadence_run_id == run.id, FollowUp.state == "open")
        for one in session.scalars(steps):
            one.state, one.ended_at, one.ended_why = "cancelled", now, "merged"
            one.version += 1
    session.flush()


def _fill(keep: Named, gone: Named, names: Sequence[str]) -> None:
    """What is not known of the one is taken from the other; nothing known is overwritten."""
    for name in names:
        if getattr(keep, name) in (None, "") and getattr(gone, name) not in (None, ""):
            setattr(keep, name, getattr(gone, name))
    keep.custom = {**(gone.custom or {}), **(keep.custom or {})}


def _refuse(session: Session, keep_id: int, now: datetime) -> list[int]:
    """Who asked not to be called is not called under any number; returns what is new on the list."""
    newest = session.scalar(select(DoNotCall.id).order_by(DoNotCall.id.desc()).limit(at_most(1))) or 0
    session.flush()
    refusals.refuse(session, [keep_id], now, None, "merged")
    return list(session.scalars(select(DoNotCall.id).where(DoNotCall.id > newest)))


def _lead(session: Session, model: type[Named], keep: Named, gone: Named) -> None:
    """The one that goes leads to the one that stays, and so do those that led to it."""
    for earlier in session.scalars(select(model).where(model.merged_into_id == gone.id)):
        earlier.merged_into_id = keep.id
    gone.merged_into_id = keep.id
    keep.version += 1
    gone.version += 1


def _decided(pair: Duplicate, keep_id: int, by: int, now: datetime) -> None:
    pair.state, pair.kept_id, pair.decided_by_id, pair.decided_at = "merged", keep_id, by, now
    pair.version += 1
