"""Checks of what people were shown: once, in order, and a copy only where it is flagged."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from bot import sending
from bot.chats.telegram_view import pieces
from bot.sending import Outgoing
from store.db import Session
from store.messages import queued
from store.models import ChatAddress, Message, User
from store.outbox import RANK, REPEATED, UNCLEAR
from tests.fakes.faults import Kind
from tests.faults.findings import Findings
from tests.faults.stage import Stage

POSTS = {"sendMessage", "sendPhoto", "sendDocument"}
NOT_MODIFIED, DONE, TWICE = "message is not modified", 200, 400
MAY_BE_SHOWN = (Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.HANG)  # nobody can tell these from one another


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
    for row, address in _tried_in_telegram(session):
        flagged += row.state == "ambiguous" or row.why in (REPEATED, UNCLEAR)
        for words in _words(row, languages.get(row.user_id or 0, "en")):
            wanted[address, words].append(row)
    shown = Counter[tuple[str, str]]()
    for chat, words in _shown(stage):
        shown[chat, words] += 1
    for place, rows in wanted.items():
        spare = sum(row.state != "sent" for row in rows)
        again = sum(row.state != "sent" or row.why in (REPEATED, UNCLEAR) for row in rows)
        missing, extra = len(rows) - spare - shown[place], shown[place] - len(rows)
        found.hold("Telegram: never lost", missing <= 0, f"{place}: shown {shown[place]} of {len(rows)}")
        found.hold(
            "Telegram: a copy only if flagged", extra <= again, f"{place}: {extra} too many, {again} flagged"
        )
    for place in shown.keys() - wanted.keys():
        found.hold("Telegram: a copy only if flagged", False, _stray(session, *place))
    reasons = (
        stage.kills
        + stage.pauses
        + sum(f.fault.applied or f.fault.kind in MAY_BE_SHOWN for f in stage.telegram.faults.fired)
    )
    found.hold(
        "Telegram: flagged only for a reason", flagged <= reasons, f"{flagged} flagged, {reasons} reasons"
    )
    found.figures["telegram_flagged"] = flagged
    found.figures["telegram_copies"] = sum(max(0, shown[p] - len(r)) for p, r in wanted.items())


def _tried_in_telegram(session: Session) -> Iterator[tuple[Message, str]]:
    """What was shown or may have been, and in which chat: also what was given up after a try (blocked, or answered
    where it was shown), and what waits in the terminal since its chat was blocked.
    """
    at_home = dict(
        session.execute(
            select(ChatAddress.user_id, ChatAddress.address).where(ChatAddress.platform == "telegram")
        ).all()
    )
    for row in session.scalars(select(Message).where(Message.platform != "slack").order_by(Message.id)):
        if row.platform == "telegram" and (
            row.state in ("sent", "ambiguous") or (row.state in ("dead", "cancelled") and row.tries > 0)
        ):
            yield row, row.address
        elif row.platform == "terminal" and row.tries > 0 and row.user_id in at_home:
            yield row, at_home[row.user_id]


def _stray(session: Session, chat: str, words: str) -> str:
    """What was shown and belongs to no message, with what became of that chat's messages."""
    about = (Message.id, Message.key, Message.state, Message.why, Message.tries)
    there = [tuple(one) for one in session.execute(select(*about).where(Message.address == chat))]
    return f"{words!r} in {chat} belongs to no message that was sent; there are {there}"


def in_order(stage: Stage, session: Session, found: Findings) -> None:
    """In each chat, messages of one rank were first shown in the order in which they were committed."""
    languages = dict(session.execute(select(User.id, User.language)).all())
    first: dict[tuple[str, str], int] = {}
    for position, place in enumerate(_shown(stage)):
        first.setdefault(place, position)
    last: dict[tuple[str, int], tuple[int, int, int]] = {}
    rows = session.execute(
        select(Message, _rank())
        .where(Message.platform == "telegram", Message.state == "sent")
        .order_by(Message.id)
    )
    texts = Counter[tuple[str, str]]()
    drawn = [(row, rank, _words(row, languages.get(row.user_id or 0, "en"))) for row, rank in rows]
    tried = select(Message).where(Message.platform == "telegram", Message.state != "sent", Message.tries > 0)
    given_up = [
        (one, 0, _words(one, languages.get(one.user_id or 0, "en"))) for one in session.scalars(tried)
    ]
    for row, _, words in (*drawn, *given_up):
        texts.update((row.address, word) for word in words)
    for row, rank, words in drawn:
        place = (row.address, words[0])
        if texts[place] == 1 and place in first and row.edits is None:
            before, at, stood = last.get((row.address, rank), (0, -1, 0))
            number = int((row.external_id or "0").split()[0])  # Telegram's own order, where it stands still
            found.hold(
                "in order",
                at < first[place] or 0 < stood < number,
                f"chat {row.address}: {row.id} was shown before {before}; {at} {first[place]} {words[0][:80]!r}",
            )
            last[row.address, rank] = (row.id, first[place], number)
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


def _words(row: Message, language: str) -> list[str]:
    view = sending.view(Outgoing(queued(row), None, language))
    return [piece.text for piece in pieces(view, language)]


def _shown(stage: Stage) -> Iterator[tuple[str, str]]:
    for call in stage.telegram.calls:
        stood = call.status == TWICE and NOT_MODIFIED in call.description  # it reads so already
        done = stood or (call.status == DONE and call.answer.get("ok", True))
        if call.method in POSTS | {"editMessageText"} and done:
            yield call.chat or "", str(call.args.get("text") or call.args.get("caption") or "")


def _rank() -> object:
    return RANK
