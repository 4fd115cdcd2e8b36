"""What the sample's people have before them today, and how the openings of the last weeks were answered."""

from datetime import datetime, timedelta

from bot.sample.calls import Talk
from bot.sample.plan import Client, Plan
from bot.sample.trade import HANDLES
from store.models import FollowUp, Opening, Timer

# who, hour and minute of today (or business days before), kind, why, with the n-th client of his own
TODAY = (
    ("amy", -1, 16, 30, "call", "call_back"),
    ("amy", 0, 11, 0, "call", "ask_for_decision"),
    ("amy", 0, 11, 30, "call", "call_back"),
    ("amy", 0, 14, 30, "quotation", "send_quotation"),
    ("amy", 0, 15, 0, "call", "ask_about_quotation"),
    ("amy", 0, 16, 30, "call", "second_sale"),
    ("amy", 2, 14, 0, "call", "ask_about_renewal"),
    ("bella", -2, 10, 0, "call", "ask_again"),
    ("bella", -1, 15, 0, "call", "call_back"),
    ("bella", 0, 10, 30, "call", "ask_about_quotation"),
    ("bella", 0, 14, 0, "call", "second_sale"),
    ("bella", 0, 16, 0, "email", "thank_and_confirm"),
    ("wendy", 0, 10, 30, "call", "call_back"),
    ("wendy", 0, 15, 30, "call", "ask_for_decision"),
    ("wendy", 1, 10, 0, "call", "ask_about_renewal"),
    ("tim", 0, 14, 0, "visit", "agreed"),
    ("tim", 1, 10, 30, "visit", "agreed"),
    ("dan", 0, 10, 30, "visit", "agreed"),
    ("leo", 0, 14, 0, "visit", "agreed"),
)
ANSWERS = ("taken", "taken", "refused", "offered", "irrelevant")
OFFERED = ("WR-3Y", "DK-24", "MN-27", "SP-1", "UP-1K", "TN-L1")


def write(plan: Plan, talks: list[Talk]) -> None:
    """Write today's follow-ups, those done lately, and the openings offered lately."""
    mine: dict[str, int] = {}
    for handle, days, hour, minute, kind, reason in TODAY:
        place = mine[handle] = mine.get(handle, -1) + 1
        client = _clients(plan, handle)[place]
        _open(plan, handle, client, plan.today(hour, minute, days=days, handle=handle), kind, reason)
    _done(plan, talks)
    _openings(plan, talks)


def _clients(plan: Plan, handle: str) -> list[Client]:
    user = plan.staff[handle]
    lively = ("user", "opportunity", "customer")
    return [
        client
        for client in plan.clients
        if user in (client.owner, client.manager) and client.firm.stage in lively
    ]


def _open(plan: Plan, handle: str, client: Client, due: datetime, kind: str, reason: str) -> None:
    """One to be done; it reminds at its time, and one overdue was reminded of already."""
    past = due < plan.now
    number = plan.book.add(
        FollowUp,
        owner_id=plan.staff[handle],
        contact_id=client.contacts[0],
        account_id=client.account,
        kind=kind,
        due=due,
        zone=client.place.zone,
        reason=reason,
        created_at=due - timedelta(days=4),
        reminded_at=due if past else None,
        nudged_at=due + timedelta(hours=2) if past else None,
    )
    if not past:
        plan.book.add(
            Timer, kind="followup.due", subject=number, occurrence="1", due=due, params={"version": 1}
        )


def _done(plan: Plan, talks: list[Talk]) -> None:
    """The follow-ups of the last eight weeks: done on their day or the next."""
    dice = plan.dice("done")
    kinds = {"callback": ("call", "call_back"), "quote_requested": ("quotation", "send_quotation")}
    for talk in talks:
        if talk.disposition not in kinds or talk.at < plan.now - timedelta(days=56):
            continue
        calendar = plan.calendar(HANDLES[talk.user])
        due = calendar.add_business_time(talk.at, timedelta(hours=9))
        ended = calendar.add_business_time(due, timedelta(hours=dice.choice((0, 1, 3, 8))))
        if ended >= plan.now:
            continue
        kind, reason = kinds[talk.disposition]
        plan.book.add(
            FollowUp,
            owner_id=talk.user,
            contact_id=talk.contact,
            account_id=talk.client.account,
            kind=kind,
            due=due,
            zone=talk.client.place.zone,
            reason=reason,
            state="done",
            call_id=talk.number,
            created_at=talk.at,
            reminded_at=due,
            ended_at=ended,
            ended_why="done",
            version=2,
        )


def _openings(plan: Plan, talks: list[Talk]) -> None:
    dice = plan.dice("openings")
    for talk in talks:
        if talk.at < plan.now - timedelta(days=120) or talk.disposition not in ("sale", "service"):
            continue
        if dice.random() < 0.3:
            plan.book.add(
                Opening,
                contact_id=talk.contact,
                account_id=talk.client.account,
                user_id=talk.user,
                sku=dice.choice(OFFERED),
                kind="association",
                score=dice.randint(35, 90),
                shown_at=talk.at,
                answer=dice.choice(ANSWERS),
                answered_at=talk.at + timedelta(minutes=2),
                call_id=talk.number,
            )
