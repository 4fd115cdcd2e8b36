"""A new contact, with his company where it is new too."""

from bot.context import Context
from bot.desk import doubles, lookup
from bot.sales import telephone
from bot.sales.customers import Account, Contact
from store import accounts, contacts, search

SAME_COMPANY = 97


def admit(
    ctx: Context, name: str, company: str | None, phone: str | None, email: str | None, title: str | None
) -> tuple[Contact, list[dict[str, object]]]:
    """Add a contact owned by who adds him; returns him and those who may be the same, with why."""
    sharing = _sharing(ctx, phone, email)
    known_firm = _known_employer(ctx, company) if company else None
    account = known_firm or (_founded(ctx, company) if company else None)
    person = contacts.add(
        ctx.session,
        name=name,
        now=ctx.now,
        owner_id=ctx.user.id,
        region=ctx.user.region,
        account_id=account.id if account else None,
        phones=[phone] if phone else [],
        fields={"email": email, "title": title, "language": ctx.language},
    )
    search.note_contact(ctx.session, person.id)
    like = doubles.alike(ctx, person)
    known = {one["contact_id"] for one in like}
    firms = doubles.alike_companies(ctx, account) if account and known_firm is None else []
    return person, [*like, *(one for one in sharing if one["contact_id"] not in known), *firms]


def _known_employer(ctx: Context, company: str) -> Account | None:
    """The company of this name, where there is no doubt."""
    known = accounts.by_name(ctx.session, company)
    if known is not None:
        return known
    firms = [one for one in lookup.look_up(ctx, company) if one.contact_id is None]
    winner = lookup.clear_winner(firms, company)
    if winner is not None and winner.account_id is not None and winner.score >= SAME_COMPANY:
        return accounts.get(ctx.session, winner.account_id)
    return None


def _founded(ctx: Context, company: str) -> Account:
    """A new company, of the usual tier for those that nobody knows."""
    account = accounts.add(
        ctx.session,
        name=company,
        tier=ctx.policy.segments.unknown_tier,
        region=ctx.user.region,
        now=ctx.now,
        owner_id=ctx.user.id,
    )
    search.note_account(ctx.session, account.id)
    return account


def _sharing(ctx: Context, phone: str | None, email: str | None) -> list[dict[str, object]]:
    """Who has the same number or e-mail under another name: perhaps a colleague, perhaps the same person."""
    e164 = telephone.read(phone, ctx.user.region).e164 if phone else None
    people = contacts.sharing(ctx.session, e164=e164, email=email)
    return [
        {
            "contact_id": one.id,
            "name": one.name,
            "company": one.company,
            "why": ["email"] if email and one.email == email else ["phone"],
        }
        for one in people
    ]
