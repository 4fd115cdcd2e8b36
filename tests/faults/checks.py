"""What must hold after whatever was done to Baton: each check reads the database and the servers' own logs."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import func, select, text

from bot import sending
from bot.chats.telegram_view import pieces
from bot.sending import Outgoing
from store import sealing
from store.db import Session
from store.messages import Queued
from store.models import Audit, FollowUp, Handoff, HandoffEvent, Message, Seen, Timer, User
from store.outbox import RANK, REPEATED, UNCLEAR
from tests.faults.desk import SLACK
from tests.faults.stage import Stage

ALLOWED_REFUSALS = (409, 429)  # a second poller for a moment at a takeover; being asked to wait
POSTS = {"sendMessage", "sendPhoto", "sendDocument"}
LOGGED = re.compile(r'"level": ?"(error|critical)"')


@dataclass
class Findings:
    """How often each promise was looked at, and where it was broken."""

    looked: Counter[str] = field(default_factory=Counter)
    broken: dict[str, list[str]] = field(default_factory=dict)
    figures: dict[str, float] = field(default_factory=dict)

    def hold(self, promise: str, holds: bool, about: object = "") -> None:
        self.looked[promise] += 1
        if not holds:
            self.broken.setdefault(promise, []).append(str(about))


Check = Callable[[Stage, Session, Findings], None]


def check(stage: Stage, log: Path) -> Findings:
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
        if update.kind in ("message", "callback_query"):
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
    for number, state, why, address in session.execute(
        select(Message.id, Message.state, Message.why, Message.address)
    ):
        good = state in ("sent", "ambiguous", "cancelled") or (state == "dead" and why)
        found.hold("outgoing ended", good, f"message {number} to {address}: {state} {why}")


def shown_in_slack(stage: Stage, session: Session, found: Findings) -> None:
    """Each message of ours was posted once and never again."""
    posts = Counter[tuple[int, int]]()
    for entry in stage.slack.journal.calls("chat.postMessage"):
        if entry.ok:
            mark = entry.payload["metadata"]
            mark = json.loads(mark) if isinstance(mark, str) else mark
            payload = mark["event_payload"]
            posts[payload["id"], payload["part"]] += 1
    sent = {row.id: row for row in session.scalars(select(Message).where(Message.platform == "slack"))}
    for key, times in posts.items():
        found.hold("Slack: shown once", times == 1 and key[0] in sent, f"message {key} posted {times} times")
    updated = {str(entry.payload.get("ts")) for entry in stage.slack.journal.calls("chat.update") if entry.ok}
    for row in sent.values():
        if row.state == "sent":
            shown = (
                (row.id, 0) in posts
                or any(ts in (row.external_id or "") for ts in updated)
                or row.external_id is None
            )
            found.hold("Slack: never lost", shown, f"message {row.id} {row.key}")


def shown_in_telegram(stage: Stage, session: Session, found: Findings) -> None:
    """Each message was shown; a copy too many is flagged, and there was a reason for it."""
    languages = dict(session.execute(select(User.id, User.language)).all())
    wanted: dict[tuple[str, str], list[Message]] = defaultdict(list)
    flagged = 0
    for row in session.scalars(select(Message).where(Message.platform == "telegram").order_by(Message.id)):
        if row.state in ("sent", "ambiguous"):
            unclear = row.state == "ambiguous" or row.why in (REPEATED, UNCLEAR)
            flagged += unclear
            for words in _words(row, languages.get(row.user_id or 0, "en")):
                wanted[row.address, words].append(row)
    shown = Counter[tuple[str, str]]()
    for chat, words in _shown(stage):
        shown[chat, words] += 1
    for place, rows in wanted.items():
        spare = sum(row.state == "ambiguous" for row in rows)
        again = sum(row.state == "ambiguous" or row.why in (REPEATED, UNCLEAR) for row in rows)
        missing, extra = len(rows) - spare - shown[place], shown[place] - len(rows)
        found.hold("Telegram: never lost", missing <= 0, f"{place}: shown {shown[place]} of {len(rows)}")
        found.hold(
            "Telegram: a copy only if flagged", extra <= again, f"{place}: {extra} too many, {again} flagged"
        )
    for place in shown.keys() - wanted.keys():
        found.hold("Telegram: a copy only if flagged", False, f"{place} belongs to no message that was sent")
    reasons = (
        stage.kills
        + stage.pauses
        + sum(f.fault.applied or f.fault.kind.value.startswith("reset") for f in stage.telegram.faults.fired)
    )
    found.hold(
        "Telegram: flagged only for a reason", flagged <= reasons, f"{flagged} flagged, {reasons} reasons"
    )
    found.figures["telegram_flagged"] = flagged
    found.figures["telegram_copies"] = sum(max(0, shown[p] - len(r)) for p, r in wanted.items())


def in_order(stage: Stage, session: Session, found: Findings) -> None:
    """In each chat, messages of one rank were first shown in the order in which they were committed."""
    languages = dict(session.execute(select(User.id, User.language)).all())
    first: dict[tuple[str, str], int] = {}
    for position, place in enumerate(_shown(stage)):
        first.setdefault(place, position)
    last: dict[tuple[str, int], tuple[int, int]] = {}
    rows = session.execute(
        select(Message, _rank())
        .where(Message.platform == "telegram", Message.state == "sent")
        .order_by(Message.id)
    )
    texts = Counter[tuple[str, str]]()
    drawn = [(row, rank, _words(row, languages.get(row.user_id or 0, "en"))) for row, rank in rows]
    for row, _, words in drawn:
        texts.update((row.address, word) for word in words)
    for row, rank, words in drawn:
        place = (row.address, words[0])
        if texts[place] == 1 and place in first and row.edits is None:
            before, at = last.get((row.address, rank), (0, -1))
            found.hold(
                "in order", at < first[place], f"chat {row.address}: {row.id} was shown before {before}"
            )
            last[row.address, rank] = (row.id, first[place])
    found.hold("in order", True)
    _slack_order(stage, session, found)


def _slack_order(stage: Stage, session: Session, found: Findings) -> None:
    ranks = dict(session.execute(select(Message.id, _rank()).where(Message.platform == "slack")).all())
    last: dict[tuple[str, int], int] = {}
    for entry in stage.slack.journal.calls("chat.postMessage"):
        if entry.ok:
            mark = entry.payload["metadata"]
            number = (json.loads(mark) if isinstance(mark, str) else mark)["event_payload"]["id"]
            lane = (entry.payload["channel"], ranks.get(number, 0))
            found.hold(
                "in order", last.get(lane, 0) <= number, f"slack {lane}: {number} after {last.get(lane)}"
            )
            last[lane] = number


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
    stamps = _stamps(stage)
    states = {row.id: row for row in session.scalars(select(FollowUp))}
    for number, (mark, due, healthy) in stage.planted.items():
        row = states[number]
        fired = told[number] == 1 or (row.state != "open" and told[number] <= 1)
        found.hold(
            "follow-up reminded once", fired, f"follow-up {number} {mark}: {told[number]} times, {row.state}"
        )
        if healthy and mark in stamps:
            late.append(stamps[mark] - due)
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
    for number, event in session.execute(select(HandoffEvent.handoff_id, HandoffEvent.event)):
        events[number][event] += 1
    opened = Counter[int]()
    for row in session.scalars(select(Handoff)):
        counted = events[row.id]
        opened[row.contact_id] += row.ended_at is None
        found.hold("handoff offered once", counted["offered"] == 1, f"{row.id} {counted}")
        found.hold(
            "handoff accepted once",
            counted["accepted"] == (row.state == "accepted"),
            f"{row.id} {row.state} {counted}",
        )
        found.hold(
            "SLA told once a step",
            counted["escalated"] <= 1 and counted["reminded"] <= 1,
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
        found.hold("SLA told once a step", count == 1, f"{key} {card} to {user}: {count} times")


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
    meant = session.scalars(select(User).where(User.digest_at.is_not(None)))
    for one in meant:
        if (
            one.digest_at
            and one.digest_at.second + 60 * one.digest_at.minute < stage.now() - 1_795_399_200 - 5
        ):
            found.hold("digest once", any(key[0] == one.id for key in per), f"{one.handle}: none")


def limits_kept(stage: Stage, session: Session, found: Findings) -> None:
    """Nothing was asked of a scope that had asked for silence; nothing was refused but what is foreseen."""
    found.looked["429 respected"] += sum(c.status == 429 for c in stage.telegram.calls) + 1
    for violation in stage.telegram.violations:
        found.hold("429 respected", False, violation)
    for other in stage.slack.violations:
        if other.kind == "early_after_429":
            found.hold("429 respected", False, other)
        elif other.kind not in ("not_acknowledged_in_3_s", "acknowledged_late"):
            found.hold("nothing refused", False, other)
    for call in stage.telegram.refused:
        good = call.status in ALLOWED_REFUSALS or "query is too old" in call.description
        found.hold("nothing refused", good, f"{call.method} {call.status} {call.description}")
    for entry in stage.slack.refusals:
        if entry.status:
            found.hold("nothing refused", entry.status == 429, f"{entry.method} {entry.status} {entry.error}")


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
            found.hold("one audit record a change", changes == 1, f"follow-up {row.id} done: {changes}")
    for (number,) in session.execute(select(Handoff.id)):
        found.hold("one audit record a change", kept["handoff", "add", number] == 1, f"handoff {number}")


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
        bad = LOGGED.search(line) or line.startswith("Traceback")
        found.looked["no error in the log"] += 1
        if bad:
            found.hold("no error in the log", False, line[:600])


def _words(row: Message, language: str) -> list[str]:
    queued = Queued(
        row.id,
        row.user_id,
        row.platform,
        row.address,
        row.key,
        row.body,
        row.card,
        row.urgency,
        row.created_at,
    )
    view = sending.view(Outgoing(queued, None, language))
    return [piece.text for piece in pieces(view, language)]


def _shown(stage: Stage) -> Iterator[tuple[str, str]]:
    for call in stage.telegram.calls:
        if call.method in POSTS | {"editMessageText"} and call.status == 200 and call.answer.get("ok", True):
            yield call.chat or "", str(call.args.get("text") or call.args.get("caption") or "")


def _stamps(stage: Stage) -> dict[str, float]:
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


def _now(stage: Stage) -> object:
    return datetime.fromtimestamp(stage.now() - 3, UTC)


def _rank() -> object:
    return RANK
