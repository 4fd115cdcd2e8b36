"""What must hold after whatever was done to Baton: each check reads the database and the servers' own logs."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select, text

from store import sealing
from store.db import Session
from store.models import FollowUp, Message, Seen
from tests.fakes.faults import Kind
from tests.faults.checks_messages import in_order, shown_in_slack, shown_in_telegram
from tests.faults.checks_work import audited, digests, follow_ups, handoffs
from tests.faults.desk import SLACK
from tests.faults.findings import Check, Findings
from tests.faults.stage import Stage

ALLOWED_REFUSALS = (409, 429)  # a second poller for a moment at a takeover; being asked to wait
ALLOWED_WORDS = (
    "query is too old",
    "message is not modified",
)  # done by the process that died, before it did
LOGGED = re.compile(r'"level": ?"(error|critical)"')
LATE = "work is late"  # it is, where nobody lived for a minute
TOO_MANY = 429


def check(stage: Stage, log: Path | None = None) -> Findings:
    """Every check, over a play that has come to rest."""
    found = Findings()
    with stage.database.reading() as session:
        for one in CHECKS:
            one(stage, session, found)
    with stage.database.transaction() as session:
        while sealing.seal(session) == sealing.AT_ONCE:
            pass
        verdict = sealing.verify(session)
        found.hold("audit chain verifies", verdict.bad is None, verdict)
    if log is not None:
        _silent(log, found)
    return found


def applied_once(stage: Stage, session: Session, found: Findings) -> None:
    """Everything that was confirmed to a platform took effect, and once."""
    counted = Counter(
        mark for reason in session.scalars(select(FollowUp.reason)) for mark in re.findall(r"m\d+q", reason)
    )
    taken: dict[str, list[object]] = defaultdict(list)
    for delivery in stage.slack.postman.deliveries:
        event = delivery.payload.get("event", {})
        if event.get("user") in SLACK.values():
            for mark in re.findall(r"m\d+q", event.get("text", "")):
                taken[mark] += [attempt for attempt in delivery.attempts if attempt.status == 200]
    for said in stage.said:
        times, sure = counted[said.mark], said.sure or bool(taken[said.mark])
        found.hold(
            "applied once", times == 1 if sure else times <= 1, f"{said}: {times} times; {taken[said.mark]}"
        )
    seen = {number for (number,) in session.execute(select(Seen.event_id))}
    for update in stage.telegram.queue.history:
        if update.kind in ("message", "callback_query") and update.id not in stage.excused:
            found.hold("nothing lost", f"telegram:{update.id}" in seen, f"update {update.id} {update.kind}")
    failed = session.execute(
        select(Seen.event_id, Seen.failed).where(Seen.failed.is_not(None), Seen.failed != "raced")
    )
    for event, reference in failed:
        found.hold("no event failed", False, f"{event} {reference}")


def answered(stage: Stage, session: Session, found: Findings) -> None:
    """An event and its answers are committed together."""
    answers = {event for (event,) in session.execute(select(Message.event).distinct())}
    for event, failed in session.execute(select(Seen.event_id, Seen.failed)):
        found.hold("answered together with its effect", event in answers, f"{event} {failed}")


def ended(stage: Stage, session: Session, found: Findings) -> None:
    """Every message came to an end."""
    served = Message.platform.in_(("telegram", "slack"))
    for number, state, why, address in session.execute(
        select(Message.id, Message.state, Message.why, Message.address).where(served)
    ):
        good = state in ("sent", "ambiguous", "cancelled") or (state == "dead" and why)
        found.hold("outgoing ended", good, f"message {number} to {address}: {state} {why}")


def limits_kept(stage: Stage, session: Session, found: Findings) -> None:
    """Nothing was asked of a scope that had asked for silence; nothing was refused but what is foreseen."""
    found.looked["429 respected"] += sum(c.status == 429 for c in stage.telegram.calls) + 1
    for violation in stage.telegram.violations:
        scoped = (call for call in stage.telegram.calls if f"chat {call.chat}" == violation.scope)
        asked = [call for call in scoped if call.status == TOO_MANY and call.at <= violation.told]
        lost = bool(asked) and asked[-1].fault is not None and asked[-1].fault.kind != Kind.RATE_LIMITED
        unheard = lost or _unheard(stage, [violation.told])
        found.hold("429 respected", unheard, f"{violation}, asked by {asked[-1].method if asked else None}")
    for other in stage.slack.violations:
        if other.kind == "early_after_429":
            asked = [e.stamp for e in stage.slack.refusals if e.status == 429 and e.stamp < other.stamp]
            found.hold("429 respected", _unheard(stage, asked), other)
        elif other.kind not in ("not_acknowledged_in_3_s", "acknowledged_late"):
            found.hold("nothing refused", False, other)
    for call in stage.telegram.refused:
        good = call.status in ALLOWED_REFUSALS or any(words in call.description for words in ALLOWED_WORDS)
        found.hold("nothing refused", good, f"{call.method} {call.status} {call.description}")
    for entry in stage.slack.refusals:
        if entry.status:
            found.hold("nothing refused", entry.status == 429, f"{entry.method} {entry.status} {entry.error}")


def _unheard(stage: Stage, asked: Sequence[float]) -> bool:
    """Whether the process that was asked last was killed before it can have written that down."""
    return any(asked[-1] <= death <= asked[-1] + stage.heard for death in stage.deaths) if asked else False


def sound(stage: Stage, session: Session, found: Findings) -> None:
    """The database itself."""
    if session.get_bind().dialect.name == "sqlite":
        found.hold("database sound", session.scalar(text("PRAGMA quick_check")) == "ok")
        found.hold("database sound", session.execute(text("PRAGMA foreign_key_check")).first() is None)


CHECKS: tuple[Check, ...] = (
    applied_once, answered, ended, shown_in_slack, shown_in_telegram, in_order, follow_ups, handoffs, digests,
    limits_kept, audited, sound,
)  # fmt: skip


def _silent(log: Path, found: Findings) -> None:
    for line in log.read_text("utf-8", "replace").splitlines():
        bad = (LOGGED.search(line) and LATE not in line) or line.startswith("Traceback")
        found.looked["no error in the log"] += 1
        if bad:
            found.hold("no error in the log", False, line[:600])
