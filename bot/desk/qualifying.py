"""Whether a lead may be handed over, what is missing, and to whom it would go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.context import Context
from bot.desk import lookup
from bot.replies import Reply
from bot.router import Router
from bot.sales import qualification
from bot.sales.coverage import Assignment, Candidate, CoverageFacts, choose_manager
from bot.sales.customers import Contact
from bot.sales.money import Money
from bot.sales.qualification import Check, Fact, IcpFacts
from store import brief as briefs
from store import coverage, qualifying, users
from store.brief import Owned
from store.qualifying import Heard, Wanted

router = Router("qualifying")
offer = router.button("handoff.offer")
fill = router.button("handoff.fill")
override = router.button("handoff.override")
plead = router.button("handoff.plead")

ASKED_OF_COMPANY = ("industry", "size", "territory", "product_fit")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A check with everything it rests on, and who would receive the lead."""

    contact: Contact
    tier: str
    check: Check
    facts: Mapping[str, Fact]
    heard: Heard
    owned: tuple[Owned, ...]
    lines: tuple[str, ...]
    amount: Money | None
    giver_id: int
    receiver: Assignment


def judge(
    ctx: Context, contact: Contact, *, giver_id: int | None = None, exclude: frozenset[int] = frozenset()
) -> Verdict:
    """Check a lead against its tier, and choose who gets it; `exclude` are people it must not go to."""
    account = contact.account
    tier = account.tier if account else ctx.policy.segments.unknown_tier
    heard = qualifying.heard(ctx.session, contact.id)
    owned = briefs.owned(ctx.session, contact)
    facts = _facts(ctx, contact, heard.wanted)
    lines = _lines(contact, heard.wanted, owned)
    budget = money_of(facts["budget"].value) if "budget" in facts else None
    known = IcpFacts(
        name=account.name if account else contact.name,
        industry=account.industry if account else None,
        employees=account.employees if account else None,
        revenue=account.revenue if account else None,
        territory=account.territory if account else None,
        lines=lines,
        credit=account.credit if account else None,
        tags=qualifying.tags(ctx.session, account.id) if account else (),
    )
    check = qualification.check(known, facts, tier, ctx.policy, ctx.now)
    giver = giver_id or giver_of(ctx, contact)
    receiver = _receiver(ctx, contact, tier, lines, giver, exclude)
    amount = heard.amount or budget
    return Verdict(contact, tier, check, facts, heard, owned, lines, amount, giver, receiver)


def giver_of(ctx: Context, contact: Contact) -> int:
    """Who gives the lead: who works on it; a manager who helps out gives it in its owner's name."""
    if contact.responsible_id is None or not ctx.may("handoff.override"):
        return ctx.user.id
    owner = users.by_id(ctx.session, contact.responsible_id)
    if owner is not None and owner.active and ctx.may("handoff.override", lookup.thing(ctx, contact)):
        return owner.id
    return ctx.user.id


def card(ctx: Context, verdict: Verdict) -> Reply:
    """The verdict with the way on: hand over, fill in what is missing, or ask for an exception."""
    contact, check = verdict.contact, verdict.check
    to = users.by_id(ctx.session, verdict.receiver.user_id) if verdict.receiver.user_id else None
    buttons = [fill(contact.id)] if check.missing else []
    if check.qualified and to is not None:
        buttons.insert(0, offer(contact.id, label="button.handoff.offer_to", person=to.name))
    elif not check.qualified and to is not None:
        may = ctx.may("handoff.override", lookup.thing(ctx, contact))
        buttons.append(override(contact.id) if may else plead(contact.id))
    params = {
        "contact_id": contact.id,
        "name": contact.name,
        "company": contact.company,
        **scores(verdict),
        "missing": list(check.missing),
        "qualified": check.qualified,
        "against": [reason.code for reason in check.icp.disqualified_by],
        "to": to.name if to else None,
        "to_id": to.id if to else None,
        "chosen": [reason.code for reason in verdict.receiver.why if reason.code != "rule"],
        "why": reasons(verdict),
    }
    return Reply("handoff.check", params, tuple(buttons), card=f"check:{contact.id}")


def scores(verdict: Verdict) -> dict[str, Any]:
    """Both scores with what the tier asks for."""
    check = verdict.check
    return {
        "tier": verdict.tier,
        "icp": round(check.icp.score),
        "icp_needed": round(check.icp_needed),
        "bant": check.bant.score,
        "bant_needed": check.bant_needed,
        "amount": verdict.amount,
    }


def reasons(verdict: Verdict) -> list[dict[str, Any]]:
    """Every reason of the verdict and of the choice, as code and facts."""
    every = (*verdict.check.why, *verdict.receiver.why)
    return [{"code": reason.code, **reason.facts()} for reason in every]


def _facts(ctx: Context, contact: Contact, wanted: Wanted | None) -> dict[str, Fact]:
    """What was told; products asked for are a need, and a contact known to decide is the authority."""
    facts = qualifying.facts(ctx.session, contact)
    if "need" not in facts and wanted is not None:
        words = ", ".join(f"{count} × {sku}" if count else sku for sku, count in wanted.products)
        facts["need"] = Fact(words, wanted.call_id, wanted.at)
    if "authority" not in facts and contact.decides:
        facts["authority"] = Fact(contact.name, None, ctx.now)
    return facts


def _lines(contact: Contact, wanted: Wanted | None, owned: tuple[Owned, ...]) -> tuple[str, ...]:
    named = (contact.account.product_line,) if contact.account else ()
    every = (*named, *(wanted.lines if wanted else ()), *(one.line for one in owned))
    return tuple(dict.fromkeys(line for line in every if line))


def money_of(kept: str) -> Money | None:
    """A budget as the log keeps it (`90000 TWD`); None for one in other words."""
    amount, _, currency = kept.partition(" ")
    plain = amount.replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit() and len(currency) == 3 and currency.isupper()):
        return None
    return Money.from_fact({"amount": amount, "currency": currency})


def candidates(ctx: Context, team_id: int | None) -> list[Candidate]:
    """Everybody who may receive a handoff by some row of the coverage."""
    roles = {role for row in ctx.policy.coverage for role in row.handoff} | {"field"}
    return coverage.candidates(ctx.session, ctx.now, team_id=team_id, roles=roles)


def _receiver(
    ctx: Context,
    contact: Contact,
    tier: str,
    lines: tuple[str, ...],
    giver_id: int,
    exclude: frozenset[int],
) -> Assignment:
    account = contact.account
    giver = users.by_id(ctx.session, giver_id)
    people = candidates(ctx, giver.team_id if giver else None)
    facts = CoverageFacts(
        tier,
        account.territory if account else None,
        account.industry if account else None,
        lines,
        account.manager_id if account else None,
    )
    return choose_manager(facts, people, ctx.policy.coverage, ctx.now, exclude=exclude | {giver_id})
