"""Checks of the work itself: follow-ups, handoffs, digests, one record a change."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from holidays import country_holidays
from sqlalchemy import func, select

from bot.sales.calendar import local_moment
from store.db import Session
from store.models import Audit, FollowUp, Handoff, HandoffEvent, Message, Timer, User
from tests.faults.findings import Findings
from tests.faults.stage import Stage

SATURDAY = 5
TAIWAN = country_holidays("TW")
TAKEN = {"accepted", "visited", "quoted", "won", "lost"}


def follow_ups(stage: Stage, session: Session, found: Findings) -> None:
    """What was planned reminded once; in quiet times at once."""
    told = Counter(
        number
        for (number,) in session.execute(
            select(Timer.subject)
            .join(Message, Message.event == func.concat("timer:", Timer.id))
            .where(Timer.kind == "followup.due")
        )
    )
    late: list[float] = []
    shown = stamps(stage)
    states = {row.id: row for row in session.scalars(select(FollowUp))}
    for number, (mark, due, healthy) in stage.planted.items():
        row = states[number]
        fired = told[number] == 1 or (row.state != "open" and told[number] <= 1)
        found.hold(
            "follow-up reminded once", fired, f"follow-up {number} {mark}: {told[number]} times, {row.state}"
        )
        if healthy and mark in shown:
            late.append(shown[mark] - due)
    overdue = session.scalars(select(Timer).where(Timer.done_at.is_(None), Timer.due < _now(stage)))
    for timer in overdue:
        found.hold(
            "no timer left", False, f"timer {timer.id} {timer.kind} tries {timer.tries} {timer.failed}"
        )
    if late:
        late.sort()
        found.figures["late_p99"] = late[min(len(late) - 1, int(len(late) * 0.99))]
        found.figures["late_most"] = late[-1]
        found.figures["late_count"] = len(late)


def handoffs(stage: Stage, session: Session, found: Findings) -> None:
    """One state, one owner, one acceptance, one reminder and one escalation each."""
    events: dict[int, Counter[str]] = defaultdict(Counter)
    asked = select(HandoffEvent.handoff_id, HandoffEvent.event, HandoffEvent.user_id)
    for number, event, by in session.execute(asked):
        events[number][event] += 1
        events[number][f"{event} by the clock"] += by is None
    opened = Counter[int]()
    for row in session.scalars(select(Handoff)):
        counted = events[row.id]
        opened[row.contact_id] += row.ended_at is None
        found.hold("handoff offered once", counted["offered"] == 1, f"{row.id} {counted}")
        found.hold(
            "handoff accepted once",
            counted["accepted"] == (row.state in TAKEN),
            f"{row.id} {row.state} {counted}",
        )
        found.hold(
            "SLA told once a step",
            counted["escalated"] <= 1 and counted["reminded by the clock"] <= 1,
            f"{row.id} {counted}",
        )
    for contact, count in opened.items():
        found.hold("one open handoff a lead", count <= 1, f"contact {contact}: {count}")
    told = session.execute(
        select(Message.key, Message.card, Message.user_id, func.count())
        .where(Message.key.in_(("handoff.escalated", "handoff.reminder")), Message.edits.is_(None))
        .group_by(Message.key, Message.card, Message.user_id)
    )
    for key, card, user, count in told:
        asked_for = events[int(str(card).partition(":")[2])]["reminded"] if key == "handoff.reminder" else 1
        found.hold(
            "SLA told once a step", count <= max(1, asked_for), f"{key} {card} to {user}: {count} times"
        )


def digests(stage: Stage, session: Session, found: Findings) -> None:
    """One digest a manager and day, for each whose hour has come."""
    rows = session.execute(
        select(Timer.subject, Timer.occurrence, Timer.done_at, func.count(Message.id))
        .outerjoin(Message, Message.event == func.concat("timer:", Timer.id))
        .where(Timer.kind == "digest", Timer.due < _now(stage))
        .group_by(Timer.id)
    ).all()
    per = Counter[tuple[int, str]]()
    for subject, day, done, count in rows:
        per[subject, day] += count
        found.hold("digest once", done is not None and count == 1, f"user {subject} {day}: {count} {done}")
    for key, count in per.items():
        found.hold("digest once", count == 1, f"{key}: {count}")
    for one in session.scalars(select(User).where(User.digest_at.is_not(None))):
        for day in _mornings(stage, one) if one.handle not in stage.resettled else ():
            found.hold("digest once", (one.id, day) in per, f"{one.handle} {day}: none")


def _mornings(stage: Stage, manager: User) -> Iterator[str]:
    """The days of the play, none of them off, on which his hour has come."""
    zone, day = ZoneInfo(manager.timezone), stage.start
    while day < _now(stage) + timedelta(days=1):
        due = local_moment(day.astimezone(zone).date(), manager.digest_at or time(), zone).at
        on = due.astimezone(zone).date()
        works = on.weekday() < SATURDAY and on not in TAIWAN
        if works and stage.start + timedelta(seconds=10) < due < _now(stage) - timedelta(seconds=5):
            yield due.astimezone(zone).date().isoformat()
        day += timedelta(days=1)


def audited(stage: Stage, session: Session, found: Findings) -> None:
    """Each change left one record."""
    kept = Counter(
        (noun, change, number)
        for noun, change, number in session.execute(select(Audit.noun, Audit.change, Audit.noun_id))
    )
    own = set(stage.planted)
    for row in session.scalars(select(FollowUp)):
        if row.id not in own:
            found.hold(
                "one audit record a change",
                kept["follow_up", "add", row.id] == 1,
                f"follow-up {row.id} added: {kept['follow_up', 'add', row.id]}",
            )
        if row.state == "done":
            changes = session.scalar(
                select(func.count())
                .select_from(Audit)
                .where(Audit.noun == "follow_up", Audit.noun_id == row.id, Audit.action == "followup.done")
            )
            other = kept["follow_up", "change", row.id] + kept["follow_up", "set", row.id]
            good = changes == 1 or (changes == 0 and other > 0)  # a call that was logged ends it too
            found.hold("one audit record a change", good, f"follow-up {row.id} done: {changes}")
    for (number,) in session.execute(select(Handoff.id)):
        found.hold("one audit record a change", kept["handoff", "add", number] == 1, f"handoff {number}")


def stamps(stage: Stage) -> dict[str, float]:
    """When each mark was first shown."""
    found: dict[str, float] = {}
    for call in stage.telegram.calls:
        if call.method == "sendMessage" and call.status == 200:
            for mark in re.findall(r"m\d+q", str(call.args.get("text"))):
                found.setdefault(mark, call.at)
    for entry in stage.slack.journal.calls("chat.postMessage"):
        if entry.ok:
            for mark in re.findall(r"m\d+q", json.dumps(entry.payload)):
                found.setdefault(mark, entry.stamp)
    return found


def _now(stage: Stage) -> datetime:
    return datetime.fromtimestamp(stage.now() - 3, UTC)
