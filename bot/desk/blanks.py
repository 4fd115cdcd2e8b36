"""What the blanks of a script are filled with: facts that are known, and offers only if valid today."""

from datetime import date, datetime
from typing import Any

from bot.context import Context
from bot.desk import script_offers
from bot.sales.customers import Contact
from bot.sales.policy import word
from bot.sales.times import format_day
from store import brief, users


def values(ctx: Context, contact: Contact | None, language: str) -> dict[str, Any]:
    """Every blank that has a value now, by its name in the scripts' vocabulary; the rest stay empty."""
    company = ctx.policy.company
    filled: dict[str, Any] = {
        "agent.name": ctx.user.name,
        "agent.extension": ctx.user.extension,
        "company.name": word(company.name, language, ""),
        "recording": word(ctx.policy.recording.notice, language, "")
        if ctx.policy.recording.calls_recorded
        else None,
    }
    if contact is not None:
        filled |= _contact(ctx, contact)
        filled |= _owned(contact, ctx, language)
        filled |= script_offers.values(ctx, contact, language)
    return {name: _dated(ctx, value, language) for name, value in filled.items() if value not in (None, "")}


def _dated(ctx: Context, value: Any, language: str) -> Any:
    """A day of another year is told with its year."""
    plain = isinstance(value, date) and not isinstance(value, datetime)
    return format_day(value, language, year=True) if plain and value.year != ctx.local.year else value


def _contact(ctx: Context, contact: Contact) -> dict[str, Any]:
    manager = (
        users.by_id(ctx.session, contact.account.manager_id)
        if contact.account and contact.account.manager_id
        else None
    )
    return {
        "contact.name": contact.name,
        "contact.title": contact.title,
        "contact.company": contact.company,
        "contact.phone": contact.phone,
        "contact.email": contact.email,
        "account_manager.name": manager.name if manager else None,
        "competitor.name": contact.account.competitor if contact.account else None,
        "campaign.name": contact.campaign,
        "source.name": contact.source,
    }


def _owned(contact: Contact, ctx: Context, language: str) -> dict[str, Any]:
    owned = brief.owned(ctx.session, contact)
    if not owned:
        return {}
    last = owned[0]
    ending = next((one for one in owned if one.contract_until), None)
    covered = next((one for one in owned if one.warranty_until), None)
    return {
        "last.product": last.called(language),
        "last.date": last.bought_on.astimezone(ctx.zone).date(),
        "last.quantity": last.quantity,
        "owned.product": (covered or last).called(language),
        "owned.age": (ctx.now - (covered or last).bought_on).days // 365 or None,
        "owned.warranty_end": covered.warranty_until if covered else None,
        "contract.name": ending.called(language) if ending else None,
        "contract.end": ending.contract_until if ending else None,
        **brief.last_order(ctx.session, contact),
    }
