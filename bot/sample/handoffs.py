"""What the sample's agents handed to the field in a year, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from bot.sample import deals
from bot.sample.calls import Talk
from bot.sample.customers import FIELD
from bot.sample.plan import Plan
from bot.sample.trade import HANDLES
from store.models import Handoff, HandoffEvent, Timer

NEEDS = {
    "zh-TW": "今年要汰換三年以上的電腦",
    "zh-CN": "今年要更换三年以上的电脑",
    "en": "replaces computers older than three years",
}


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a handoff: its events with the business hours from the one before, and the last reason."""

    events: tuple[tuple[str, int], ...]
    reason: str | None = None


COURSES = (
    (Course((("accepted", 2), ("visited", 20), ("quoted", 22), ("won", 90))), 9),
    (Course((("accepted", 3), ("visited", 26), ("quoted", 18), ("lost", 80)), "price"), 4),
    (Course((("accepted", 1), ("visited", 30), ("lost", 60)), "timing"), 2),
    (Course((("returned", 3),), "too_little_known"), 2),
    (Course((("returned", 2),), "bad_timing"), 2),
)


def write(plan: Plan, talks: list[Talk]) -> None:
    """Write the handoffs of the qualified leads, and one that nobody has answered yet."""
    dice = plan.dice("handoffs")
    for talk in talks:
        if talk.disposition == "qualified" and _for_the_field(plan, talk):
            _handed_over(plan, dice, talk)
    _waiting(plan, talks)


def _for_the_field(plan: Plan, talk: Talk) -> bool:
    inside = HANDLES[talk.user] not in FIELD.values()
    return inside and talk.client.firm.tier != "soho" and talk.contact not in _underway(plan)


def _waiting(plan: Plan, talks: list[Talk]) -> None:
    """The last promising call of an agent was handed over, and nobody has answered yet."""
    last = next(
        talk
        for talk in reversed(talks)
        if talk.disposition == "quote_requested"
        and talk.client.firm.tier == "midmarket"
        and HANDLES[talk.user] in ("amy", "bella")
        and talk.contact not in _underway(plan)
    )
    to = last.client.manager or plan.staff[FIELD[last.client.firm.territory]]
    number = _offered(plan, last, to, Decimal(640_000), "offered", None, None, None)
    row = plan.book.rows(Handoff)[number - 1]
    row["reminded_at"] = row["half_due"] if row["half_due"] < plan.now else None
    row["escalated_at"] = row["sla_due"] if row["sla_due"] < plan.now else None
    for kind, due in (("handoff.half", row["half_due"]), ("handoff.full", row["sla_due"])):
        if due >= plan.now:
            stamp = str(int(row["offered_at"].timestamp()))
            plan.book.add(Timer, kind=kind, subject=number, occurrence=stamp, due=due)


def _underway(plan: Plan) -> set[int]:
    """The contacts with an open handoff: each has one at most."""
    return {row["contact_id"] for row in plan.book.rows(Handoff) if row["ended_at"] is None}


def _handed_over(plan: Plan, dice: Random, talk: Talk) -> None:
    client = talk.client
    to = client.manager or plan.staff[FIELD[client.firm.territory]]
    course = dice.choices([course for course, _ in COURSES], [weight for _, weight in COURSES])[0]
    passed = _passed(plan, dice, talk, course)
    amount = deals.amount_of(dice, client)
    state = passed[-1][0] if passed else "offered"
    over = state in ("won", "lost", "returned")
    reason, ended = (course.reason, passed[-1][1]) if over else (None, None)
    handoff = _offered(plan, talk, to, amount, state, reason, ended, passed[0][1] if passed else None)
    for event, at in passed:
        last = event == state
        plan.book.add(
            HandoffEvent,
            handoff_id=handoff,
            at=at,
            user_id=to,
            event=event,
            reason=reason if last else None,
            amount=amount if event == "won" else None,
        )
    if passed and passed[0][0] == "accepted":
        deals.add(plan, dice, talk, to, amount, handoff, (state, ended, reason) if over and ended else None)


def _passed(plan: Plan, dice: Random, talk: Talk, course: Course) -> list[tuple[str, datetime]]:
    """The events of a course that have happened by now; some take their time."""
    calendar, at, pace = plan.calendar(HANDLES[talk.user]), talk.at, 1.0
    found = []
    for event, hours in course.events:
        at = calendar.add_business_time(at, timedelta(hours=hours * pace))
        if at >= plan.now:
            break
        found.append((event, at))
        pace = dice.choice((0.8, 1.0, 1.6, 2.4))
    return found


def _brief(talk: Talk) -> dict[str, Any]:
    """What was kept with a handoff: the need, as it was said on the call."""
    said = {
        "field": "need",
        "text": NEEDS[talk.client.place.language],
        "money": None,
        "call_id": talk.number,
        "at": talk.at.isoformat(),
        "guess": False,
    }
    return {"why_now": said, "said": [said], "tier": talk.client.firm.tier}


def _offered(
    plan: Plan,
    talk: Talk,
    to: int,
    amount: Decimal,
    state: str,
    reason: str | None,
    ended: datetime | None,
    decided: datetime | None,
) -> int:
    calendar = plan.calendar(HANDLES[talk.user])
    hours = plan.policy.tier(talk.client.firm.tier).handoff_hours
    bant = plan.dice(f"bant {talk.number}").choice((3, 4, 4))
    handoff = plan.book.add(
        Handoff,
        contact_id=talk.contact,
        account_id=talk.client.account,
        from_id=talk.user,
        to_id=to,
        state=state,
        brief=_brief(talk),
        icp=70 + bant * 5,
        bant=bant,
        amount=amount,
        currency="TWD",
        offered_at=talk.at,
        half_due=calendar.add_business_time(talk.at, timedelta(hours=hours / 2)),
        sla_due=calendar.add_business_time(talk.at, timedelta(hours=hours)),
        decided_at=decided,
        reason=reason,
        ended_at=ended,
    )
    plan.book.add(HandoffEvent, handoff_id=handoff, at=talk.at, user_id=talk.user, event="offered")
    return handoff
