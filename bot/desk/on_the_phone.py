"""Who is on the telephone: the card while it rings, the draft when the call is over, the call back when it was missed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.context import Context
from bot.desk import brief, calling, draft_body, drafting, followup_cards, lookup, next_step
from bot.replies import Reply, say
from bot.router import Router
from bot.sales import telephone
from bot.sales.customers import Contact, Found
from bot.sales.draft import Draft
from bot.sales.people import Person
from store import accounts, contacts, followups, ringing, scripts, search, users
from store.ringing import Leg

router = Router("on the phone")
start_call = router.button("call.start")
done = router.button("followup.done")
CERTAIN = 94  # the number itself, or all of it but the area code
MISSED = "missed_call"


def show(ctx: Context, leg: Leg) -> Iterator[Reply]:
    """Whoever is on the telephone, for the one at whose place it rings: his card, the choice, or the ways on."""
    if leg.number is None:
        yield say("ring.withheld", card=f"ring:{leg.id}", ringing=leg.direction)
        return
    found = known(ctx, leg.number)
    people = [one for one in found if one.contact_id is not None]
    at_home = telephone.at_home(leg.number, ctx.user.region)
    if len(people) == 1 and people[0].contact_id is not None:
        person = contacts.get(ctx.session, people[0].contact_id)
        if person is not None:
            ringing.is_of(ctx.session, leg.id, person.id)
            yield _card(ctx, leg, person)
    elif people:
        yield replace(lookup.choices(ctx, at_home, people, leg.direction), card=f"ring:{leg.id}")
    elif found and (account := accounts.get(ctx.session, found[0].account_id or 0)) is not None:
        yield brief.company_card(ctx, account, leg.number, leg.direction)
    else:
        yield replace(lookup.nobody(ctx, at_home, leg.direction), card=f"ring:{leg.id}")


def over(ctx: Context, leg: Leg) -> Iterator[Reply]:
    """The call is over: what the script heard, or an empty draft, with the true minutes; how it ended is asked."""
    person = _on(ctx, leg)
    if not ctx.may("call.log"):
        return
    if person is None:
        if leg.number is not None:
            at_home = telephone.at_home(leg.number, ctx.user.region)
            add = lookup.new_contact(0, 0, leg.number)
            yield say(
                "ring.over", add, card=f"ring:{leg.id}", number=leg.number, dial=at_home, minutes=leg.minutes
            )
        return
    if not ctx.may("call.log", lookup.thing(ctx, person)):
        return
    running = scripts.current(ctx.session, ctx.user.id)
    if running is not None and running.contact_id == person.id:
        yield calling.draft(ctx, calling.taken_up(ctx, running))
        return
    yield drafting.propose(ctx, "", draft_body.to_body(Draft(), person.id))


def missed(ctx: Context, leg: Leg) -> Iterator[Reply]:
    """Nobody took the call: whoever owns the caller calls back; an unknown one is told where it rang."""
    person = _on(ctx, leg)
    if person is None:
        if leg.number is not None:
            yield from _missed_stranger(ctx, leg, leg.number)
        return
    owner = _caller_back(ctx, person)
    if owner is None:
        return
    facts = {"contact_id": person.id, "name": person.name, "company": person.company, "at": leg.first_at}
    facts |= {"number": leg.number, "do_not_call": person.do_not_call}
    if person.do_not_call:
        yield say("call.missed", to=owner.id, card=f"contact:{person.id}", due=None, **facts)
        return
    waiting = [one for one in followups.open_for(ctx.session, [person.id]) if one.reason == MISSED]
    if waiting:
        back = waiting[0]
    else:
        due = ctx.calendar_of(owner).next_open(
            ctx.now + timedelta(minutes=ctx.policy.follow_ups.call_back_minutes)
        )
        back = next_step.plan(ctx, person, "call", due, MISSED, owner_id=owner.id)
    ringing.plans(ctx.session, leg.id, back.id)
    buttons = (start_call(person.id), done(back.id, back.version), *followup_cards.later_buttons(ctx, back))
    yield say("call.missed", *buttons, to=owner.id, card=f"followup:{back.id}", due=back.due, **facts)


def taken_after_all(ctx: Context, leg: Leg) -> None:
    """The call was answered, which became known only now: nobody has to call back."""
    for other in ringing.missed_before(ctx.session, leg):
        one = followups.get(ctx.session, other.follow_up_id or 0)
        if one is not None and one.state == "open":
            next_step.cancel(ctx, one, "answered")
        ringing.plans(ctx.session, other.id, None)


def waiting_log(ctx: Context, person: Contact) -> Iterator[Reply]:
    """The draft of the call that somebody was on when nobody knew his number yet."""
    leg = ringing.unlogged(ctx.session, ctx.user.id, person.id, ctx.now)
    if leg is None or leg.contact_id is not None:
        return
    ringing.is_of(ctx.session, leg.id, person.id)
    if leg.ended_at is not None and leg.answered:
        yield drafting.propose(ctx, "", draft_body.to_body(Draft(), person.id))


def known(ctx: Context, number: str) -> list[Found]:
    """Whose number this is: people, then companies."""
    found = search.find(
        ctx.session, number, region=ctx.user.region, user_id=ctx.user.id, limit=2 * lookup.MOST_SHOWN
    )
    return [one for one in found if one.matched == "phone" and one.score >= CERTAIN]


def _card(ctx: Context, leg: Leg, person: Contact) -> Reply:
    if ctx.may("contact.read", lookup.thing(ctx, person)):
        return brief.card(ctx, person, leg.direction)
    owner = users.by_id(ctx.session, person.responsible_id or 0)
    return say(
        "ring.colleague",
        card=f"ring:{leg.id}",
        ringing=leg.direction,
        owner=owner.name if owner else None,
        extension=owner.extension if owner else None,
    )


def _on(ctx: Context, leg: Leg) -> Contact | None:
    """The contact on the telephone, where there is no doubt."""
    if leg.contact_id is not None:
        return contacts.get(ctx.session, leg.contact_id)
    people = [one for one in known(ctx, leg.number) if one.contact_id is not None] if leg.number else []
    if len(people) != 1 or people[0].contact_id is None:
        return None
    ringing.is_of(ctx.session, leg.id, people[0].contact_id)
    return contacts.get(ctx.session, people[0].contact_id)


def _caller_back(ctx: Context, person: Contact) -> Person | None:
    """Who calls back: the owner, else the account manager, else who sits where it rang."""
    manager = person.account.manager_id if person.account else None
    for number in (person.responsible_id, manager, ctx.user.id):
        owner = users.by_id(ctx.session, number) if number else None
        if owner is not None and owner.active:
            return owner
    return None


def _missed_stranger(ctx: Context, leg: Leg, number: str) -> Iterator[Reply]:
    companies = [one for one in known(ctx, number) if one.contact_id is None]
    account = accounts.get(ctx.session, companies[0].account_id or 0) if companies else None
    to = (account.owner_id if account else None) or leg.user_id
    if to is None:
        return
    add = lookup.at_company(account.id, 0, number) if account else lookup.new_contact(0, 0, number)
    facts = {"contact_id": None, "name": telephone.at_home(number, ctx.user.region), "at": leg.first_at}
    facts |= {"company": (account.short_name or account.name) if account else None, "number": number}
    yield say("call.missed", add, to=to, card=f"ring:{leg.id}", do_not_call=False, due=None, **facts)
