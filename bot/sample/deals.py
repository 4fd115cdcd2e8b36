"""The sample's deals: what was handed to the field and what became of it, and what agents worked themselves."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from bot.sample.calls import Talk
from bot.sample.customers import FIELD
from bot.sample.plan import Client, Plan
from bot.sample.trade import HANDLES
from store.models import Account, Handoff, HandoffEvent, Opportunity, StageChange

AMOUNTS = {"strategic": (1_200, 5_000), "enterprise": (500, 2_400), "midmarket": (200, 1_200), "smb": (60, 300),
           "soho": (20, 60)}  # fmt: skip
LIFE = {
    "suspect": ("suspect",),
    "prospect": ("suspect", "prospect"),
    "opportunity": ("suspect", "prospect", "opportunity"),
    "customer": ("suspect", "prospect", "opportunity", "customer"),
    "user": ("suspect", "prospect", "opportunity", "customer", "user"),
    "dormant": ("suspect", "prospect", "opportunity", "customer", "user", "dormant"),
    "lost": ("suspect", "prospect", "lost"),
}
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
    """Write handoffs, deals, and the stages of the firms' lives."""
    dice = plan.dice("deals")
    for talk in talks:
        inside = HANDLES[talk.user] not in FIELD.values()
        if talk.disposition == "qualified" and inside and talk.contact not in _underway(plan):
            _handed_over(plan, dice, talk)
        elif talk.disposition == "quote_requested" and dice.random() < 0.2:
            _worked(plan, dice, talk)
    _waiting(plan, talks)
    for client in plan.clients:
        _life(plan, dice, client)


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
    amount = Decimal(640_000)
    _offered(plan, last, to, amount, "offered", None, None, None)


def _underway(plan: Plan) -> set[int]:
    """The contacts with an open handoff: each has one at most."""
    return {row["contact_id"] for row in plan.book.rows(Handoff) if row["ended_at"] is None}


def _handed_over(plan: Plan, dice: Random, talk: Talk) -> None:
    client = talk.client
    to = client.manager or plan.staff[FIELD[client.firm.territory]]
    course = dice.choices([course for course, _ in COURSES], [weight for _, weight in COURSES])[0]
    passed = _passed(plan, dice, talk, course)
    amount = _amount(dice, client)
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
        _deal(plan, dice, talk, to, amount, handoff, (state, ended, reason) if over and ended else None)


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
        brief={"need": NEEDS[talk.client.place.language]},
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


def _worked(plan: Plan, dice: Random, talk: Talk) -> None:
    """A deal that its agent works without the field; an old one was decided within four months."""
    closed = talk.at + timedelta(days=dice.randrange(15, 110))
    won = dice.random() < 0.52
    reason = None if won else dice.choice(("price", "competitor", "no_budget", "no_decision", "out_of_stock"))
    end = ("won" if won else "lost", closed, reason) if closed < plan.now else None
    _deal(plan, dice, talk, talk.user, _amount(dice, talk.client) / 2, None, end)


def _deal(
    plan: Plan,
    dice: Random,
    talk: Talk,
    owner: int,
    amount: Decimal,
    handoff: int | None,
    end: tuple[str, datetime, str | None] | None,
) -> None:
    state, closed, reason = end or ("open", None, None)
    ripe = min(talk.at + timedelta(days=dice.randrange(2, 15)), closed or plan.now)
    stage = {"won": "customer", "lost": "lost"}.get(state, "opportunity" if ripe < plan.now else "prospect")
    due = (closed or talk.at + timedelta(days=dice.randrange(25, 80))).date()
    number = plan.book.add(
        Opportunity,
        account_id=talk.client.account,
        contact_id=talk.contact,
        owner_id=owner,
        given_by_id=talk.user if handoff else None,
        name=f"{talk.client.firm.short} {talk.at:%Y-%m}",
        stage=stage,
        state=state,
        amount=amount,
        currency="TWD",
        probability=None,
        commit=state == "open" and stage == "opportunity" and dice.random() < 0.3,
        opened_at=talk.at,
        close_on=max(due, plan.now.date()) if state == "open" else due,
        closed_at=closed,
        lost_reason=reason if state == "lost" else None,
        handoff_id=handoff,
        call_id=talk.number,
    )
    steps: list[tuple[str | None, str, datetime]] = [(None, "prospect", talk.at)]
    steps += [("prospect", "opportunity", ripe)] if stage != "prospect" else []
    steps += [("opportunity", stage, closed)] if closed else []
    for before, after, at in steps:
        _step(plan, "opportunity", number, talk.client.account, before, after, at, owner)


def _life(plan: Plan, dice: Random, client: Client) -> None:
    """How a firm came to the stage it is in; its first years went by faster than the last step."""
    account = plan.book.rows(Account)[client.account - 1]
    life, at = LIFE[client.firm.stage], account["created_at"]
    before: str | None = None
    for place, stage in enumerate(life):
        moment = account["stage_since"] if place and stage == life[-1] else at
        _step(plan, "account", client.account, client.account, before, stage, moment, client.owner)
        before = stage
        at = min(at + timedelta(days=dice.randrange(6, 50)), account["stage_since"])


def _step(
    plan: Plan,
    noun: str,
    noun_id: int,
    account: int,
    before: str | None,
    after: str,
    at: datetime,
    user: int,
) -> None:
    plan.book.add(
        StageChange,
        noun=noun,
        noun_id=noun_id,
        account_id=account,
        from_stage=before,
        to_stage=after,
        at=at,
        user_id=user,
    )


def _amount(dice: Random, client: Client) -> Decimal:
    low, high = AMOUNTS[client.firm.tier]
    return Decimal(dice.randint(low, high) * 1000)
