"""Records that may be one: told with what to do, shown side by side, made one by a person and by nobody else."""

from collections.abc import Sequence
from typing import Any

from bot.context import Context
from bot.desk import lookup
from bot.replies import Button, Reply, say
from bot.router import Router
from bot.sales import rights, telephone
from bot.sales.customers import Account, Contact
from store import accounts, contacts, duplicates, things
from store import brief as briefs
from store.duplicates import Pair
from store.things import Key

router = Router("doubles")
look = router.choice("duplicates.look")
merge = router.choice("duplicates.merge")
apart = router.button("duplicates.apart")
further = router.button("duplicates.of")
MOST_LISTED = 8
MOST_READ = 300
RIGHT = {"contact": "contact.merge", "account": "account.merge"}


def listed(ctx: Context, pairs: Sequence[Pair], of: int = 0, after: int = 0) -> Reply:
    """Pairs to look at, the surest first, a button each: a page of them `after` those that were shown."""
    page = pairs[after : after + MOST_LISTED]
    items = [{**_item(ctx, pair), "n": number} for number, pair in enumerate(page, after + 1)]
    buttons = [look(item["id"], words=f"{item['n']}. {item['left']} · {item['right']}") for item in items]
    left = max(0, len(pairs) - after - len(page))
    if left:
        more = further(of, 0, after + len(page), label="button.duplicates.more", count=left)
        buttons.append(more)
    return say("duplicate.list", *buttons, items=items, count=len(pairs), more=left)


def shown(ctx: Context, pair: Pair) -> Reply:
    """The two side by side, with what they share; whoever may, says which one stays, or that they are two."""
    left, right = _side(ctx, pair.noun, pair.low_id), _side(ctx, pair.noun, pair.high_id)
    buttons: list[Button] = []
    if pair.state == "open" and may(ctx, pair):
        buttons = [
            merge(pair.id, pair.version, side["id"], words=ctx_words(ctx, side), confirm=True)
            for side in sorted((left, right), key=lambda side: -side["weight"])
        ]
        buttons.append(apart(pair.id, pair.version))
    facts: dict[str, Any] = {"id": pair.id, "noun": pair.noun, "score": pair.score, "why": list(pair.why)}
    return say("duplicate.pair", *buttons, card=f"duplicate:{pair.id}", sides=[left, right], **facts)


def ctx_words(ctx: Context, side: dict[str, Any]) -> str:
    """The words of the button that keeps one of the two."""
    return f"{ctx.word('duplicate', 'keep')} {side['n']}. {side['name']}"


def readable(ctx: Context, *, noun: str = "", of: int = 0) -> list[Pair]:
    """Open pairs that this person may decide about."""
    pairs = duplicates.open_pairs(ctx.session, MOST_READ, noun=noun, of=of)
    return [pair for pair in pairs if may(ctx, pair)]


def may(ctx: Context, pair: Pair) -> bool:
    """Whether he may make these two one: he needs the right to both."""
    return all(ctx.may(RIGHT[pair.noun], thing) for thing in _things(ctx, pair))


def alike(ctx: Context, person: Contact) -> list[dict[str, Any]]:
    """Whom a contact may be the same as, for whoever has just added him."""
    duplicates.note_contacts(ctx.session, [person.id], ctx.now)
    pairs = duplicates.open_pairs(ctx.session, MOST_LISTED, noun="contact", of=person.id)
    others = contacts.many(ctx.session, [_other(pair, person.id) for pair in pairs])
    return [
        {
            "contact_id": other.id,
            "name": other.name,
            "company": other.company,
            "pair": pair.id,
            "score": pair.score,
            "why": list(pair.why),
        }
        for pair in pairs
        if (other := others.get(_other(pair, person.id))) is not None
    ]


def alike_companies(ctx: Context, account: Account) -> list[dict[str, Any]]:
    """Which companies a new one may be the same as; who may decide about them finds the pair in his list."""
    duplicates.note_accounts(ctx.session, [account.id], ctx.now)
    pairs = duplicates.open_pairs(ctx.session, MOST_LISTED, noun="account", of=account.id)
    others = accounts.many(ctx.session, [_other(pair, account.id) for pair in pairs])
    return [
        {
            "contact_id": None,
            "account_id": other.id,
            "name": other.name,
            "company": "",
            "score": pair.score,
            "why": list(pair.why),
        }
        for pair in pairs
        if (other := others.get(_other(pair, account.id))) is not None
    ]


def _other(pair: Pair, one: int) -> int:
    return pair.high_id if pair.low_id == one else pair.low_id


def _things(ctx: Context, pair: Pair) -> list[rights.Thing]:
    ids = (pair.low_id, pair.high_id)
    if pair.noun == "account":
        return things.of(ctx.session, [Key(account_id=number) for number in ids])
    known = contacts.many(ctx.session, ids)
    return things.of(ctx.session, [Key(one.id, one.account_id) for one in known.values()])


def _item(ctx: Context, pair: Pair) -> dict[str, Any]:
    left, right = (_named(ctx, pair.noun, number) for number in (pair.low_id, pair.high_id))
    facts = {"id": pair.id, "noun": pair.noun, "score": pair.score, "why": list(pair.why)}
    return {**facts, "left": left[0], "right": right[0], "company": left[1]}


def _named(ctx: Context, noun: str, number: int) -> tuple[str, str]:
    if noun == "account":
        account = accounts.get(ctx.session, number)
        return (account.name if account else "", "")
    person = contacts.get(ctx.session, number)
    return (person.name, person.company) if person else ("", "")


def _side(ctx: Context, noun: str, number: int) -> dict[str, Any]:
    """One of the two: what it is known by, and how much hangs on it."""
    if noun == "account":
        account = accounts.get(ctx.session, number)
        return _firm(ctx, account) if account else {"id": number, "name": "", "weight": 0, "n": 0}
    person = contacts.get(ctx.session, number)
    return _person(ctx, person) if person else {"id": number, "name": "", "weight": 0, "n": 0}


def _person(ctx: Context, person: Contact) -> dict[str, Any]:
    calls = len(briefs.past_calls(ctx.session, person.id, MOST_READ))
    return {
        "id": person.id,
        "n": person.id,
        "name": person.name,
        "title": person.title,
        "company": person.company,
        "phone": telephone.at_home(person.phone, ctx.user.region) if person.phone else None,
        "email": person.email,
        "tax_id": None,
        "calls": calls,
        "people": None,
        "do_not_call": person.do_not_call,
        "weight": calls,
    }


def _firm(ctx: Context, account: Account) -> dict[str, Any]:
    people = len(contacts.at_account(ctx.session, account.id))
    return {
        "id": account.id,
        "n": account.id,
        "name": account.name,
        "title": None,
        "company": account.territory,
        "phone": None,
        "email": None,
        "tax_id": account.tax_id,
        "calls": None,
        "people": people,
        "do_not_call": False,
        "weight": people,
    }


def named(ctx: Context, typed: str) -> Contact | Reply:
    """One of two contacts that were named: the only one called so, else as whoever is looked up."""
    exact = [who for who in lookup.look_up(ctx, typed) if who.contact_id and who.name == typed]
    number = exact[0].contact_id if len(exact) == 1 else None
    return lookup.by_id(ctx, number) if number else lookup.contact(ctx, typed)
