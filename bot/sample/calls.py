"""A year of the sample's calls, and what was learnt on them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from bot.sample.goods import GOODS
from bot.sample.people import STAFF
from bot.sample.phrases import HEARD, NOTES
from bot.sample.plan import Client, Plan, in_hours
from bot.sample.trade import Sale
from store.models import Account, Call, Fact, Intel

ENDS = {  # how a call ends, by the stage of the firm; a sale comes with its order
    "user": {"no_answer": 22, "voicemail": 6, "busy": 5, "gatekeeper": 3, "callback": 15, "quote_requested": 12,
             "qualified": 2, "not_now": 13, "complaint": 3, "service": 19},
    "customer": {"no_answer": 20, "busy": 5, "callback": 20, "quote_requested": 12, "not_now": 10, "service": 33},
    "opportunity": {"no_answer": 18, "voicemail": 5, "gatekeeper": 4, "callback": 27, "quote_requested": 36,
                    "qualified": 7, "not_now": 3},
    "prospect": {"no_answer": 30, "voicemail": 8, "busy": 6, "gatekeeper": 12, "callback": 26, "not_now": 16,
                 "wrong_number": 2},
    "suspect": {"no_answer": 60, "busy": 15, "gatekeeper": 25},
    "lost": {"no_answer": 40, "not_now": 35, "not_a_fit": 25},
}  # fmt: skip
ASKED = {"quote_requested": ("enquiry", "price_request", "out_of_stock"), "service": ("order_status",),
         "complaint": ("complaint",), "sale": ("enquiry", "price_request", "cross_sell")}  # fmt: skip
OUTGOING = ("cross_sell", "renewal", "event_followup", "survey", "new_lead", "reactivation")
CALLED = {"user": 4, "customer": 5, "opportunity": 7, "prospect": 4, "suspect": 2, "lost": 1}
A_DAY = {"agent": (4, 8), "field": (0, 2)}
STORY = "青禾農產"


@dataclass(frozen=True, slots=True)
class Talk:
    """One call that was written, for what follows from it."""

    number: int
    at: datetime
    client: Client
    contact: int
    user: int
    disposition: str


@dataclass(slots=True)
class _Drawn:
    at: datetime
    client: Client
    contact: int
    user: int
    disposition: str
    sale: Sale | None = None


def write(plan: Plan, sales: list[Sale]) -> list[Talk]:
    """Write every call in order of time, those of the sales among them; returns all but the abandoned."""
    dice = plan.dice("calls")
    drawn = [_of_sale(plan, sale) for sale in sales] + _everyday(plan, dice)
    talks = []
    for one in sorted(drawn, key=lambda each: each.at):
        number = plan.book.add(Call, **_values(plan, dice, one))
        if one.sale is not None:
            one.sale.call = number
        talks.append(Talk(number, one.at, one.client, one.contact, one.user, one.disposition))
    _abandoned(plan, dice)
    _heard(plan, dice, talks)
    return talks


def _of_sale(plan: Plan, sale: Sale) -> _Drawn:
    return _Drawn(sale.at - timedelta(minutes=6), sale.client, sale.contact, sale.seller, "sale", sale)


def _everyday(plan: Plan, dice: Random) -> list[_Drawn]:
    found = []
    for one in STAFF:
        clients = [client for client in plan.clients if _serves(plan.staff[one.handle], client)]
        if one.role not in A_DAY or not clients:
            continue
        zone, (low, high) = plan.calendar(one.handle).zone, A_DAY[one.role]
        for day in plan.workdays(one.handle):
            known = [client for client in clients if client.since.date() < day]
            weights = [CALLED[client.firm.stage] for client in known]
            for client in dice.choices(known, weights, k=dice.randint(low, high)):
                ends = ENDS[client.firm.stage]
                disposition = dice.choices(tuple(ends), tuple(ends.values()))[0]
                moment, contact = in_hours(dice, day, zone), dice.choice(client.contacts)
                found.append(_Drawn(moment, client, contact, plan.staff[one.handle], disposition))
    return found


def _serves(user: int, client: Client) -> bool:
    asleep = client.firm.stage == "dormant" or client.firm.short == STORY
    return user in (client.owner, client.manager) and not asleep


def _values(plan: Plan, dice: Random, one: _Drawn) -> dict[str, Any]:
    row = plan.policy.disposition(one.disposition)
    asked = ASKED.get(one.disposition)
    inbound = row.reached and dice.random() < (0.75 if asked else 0.12)
    account = plan.book.rows(Account)[one.client.account - 1]
    return {
        "contact_id": one.contact,
        "account_id": one.client.account,
        "user_id": one.user,
        "at": one.at,
        "direction": "inbound" if inbound else "outbound",
        "reason": dice.choice(asked) if asked and inbound else dice.choice(OUTGOING),
        "disposition": one.disposition,
        "minutes": min(40, 2 + int(dice.expovariate(1 / 6))) if row.reached else dice.choice((0, 0, 1)),
        "wait_seconds": dice.randint(3, 45) if inbound else None,
        "note": _note(dice, one),
        "amount": one.sale.total if one.sale else None,
        "currency": "TWD" if one.sale else None,
        "bot_seconds": dice.randint(8, 40),
        "source": account["source"],
        "campaign": account["campaign"],
    }


def _note(dice: Random, one: _Drawn) -> str | None:
    phrases = NOTES[one.client.place.language].get(one.disposition)
    if not phrases or dice.random() < 0.25:
        return None
    basket = one.sale.basket if one.sale else {dice.choice(GOODS).sku: dice.randint(1, 9)}
    sku, pieces = next(iter(basket.items()))
    return dice.choice(phrases).format(sku=sku, n=pieces)


def _abandoned(plan: Plan, dice: Random) -> None:
    """Callers who hung up before anybody answered."""
    for day in plan.workdays("amy"):
        if dice.random() < 0.3:
            plan.book.add(
                Call,
                at=in_hours(dice, day, plan.calendar("amy").zone),
                direction="inbound",
                disposition="no_answer",
                wait_seconds=dice.randint(25, 150),
                abandoned=True,
            )


def _heard(plan: Plan, dice: Random, talks: list[Talk]) -> None:
    """Market intelligence from some calls, and BANT facts from every qualified one."""
    for talk in talks:
        about = {
            "contact_id": talk.contact,
            "account_id": talk.client.account,
            "call_id": talk.number,
            "user_id": talk.user,
            "at": talk.at,
        }
        if talk.disposition in ("not_now", "quote_requested") and dice.random() < 0.05:
            kind, competitor, text = dice.choice(HEARD[talk.client.place.language])
            plan.book.add(Intel, **about, kind=kind, competitor=competitor, text=text)
        if talk.disposition == "qualified":
            for field, value in _bant(dice, talk).items():
                plan.book.add(Fact, **about, field=field, value=value)


def _bant(dice: Random, talk: Talk) -> dict[str, str]:
    budget = Decimal(dice.randrange(4, 60) * 50_000)
    words = {
        "zh-TW": ("總經理", "汰換三年以上的電腦", "下一季"),
        "zh-CN": ("总经理", "更换三年以上的电脑", "下个季度"),
        "en": ("managing director", "replace computers older than three years", "next quarter"),
    }[talk.client.place.language]
    return {"budget": f"{budget} TWD", **dict(zip(("authority", "need", "timeline"), words, strict=True))}
