"""A new contact: typed, from an unknown number, or at a company that is known."""

import re
from dataclasses import dataclass
from typing import Any

from bot import forms
from bot.context import Context
from bot.desk import brief, doubles, drafting, lookup, on_the_phone
from bot.desk.newcomer import admit
from bot.errors import UserError
from bot.replies import say
from bot.router import Press, Replies, Router
from bot.sales import telephone
from store import accounts

router = Router("newcomers")
EMAIL = re.compile(r"[^\s,，<>]+@[^\s,，<>]+\.\w+")

PHONE = re.compile(
    r"[+＋(（]?\d[\d\s()（）\-－.]{5,}\d(?:\s*(?:#|ext\.?|分機|分机|轉|转)\s*\d{1,6})?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContact:
    """A new contact, and his company where it is new too."""

    name: str = forms.text(at_most=100)
    company: str | None = forms.text(optional=True, at_most=150)
    phone: str | None = forms.phone(optional=True)
    email: str | None = forms.email(optional=True)
    title: str | None = forms.text(optional=True, at_most=100)
    draft: int | None = forms.record(optional=True, shown_by="log.show")


add_contact = router.form("add_contact")


@router.said("add", "新增", may="contact.add")
def add(ctx: Context, rest: str) -> Replies:
    """Start a new contact with what was typed; number and e-mail are recognised."""
    email, rest = _taken(EMAIL, rest)
    phone, rest = _taken(PHONE, rest)
    name, company_name = _name_and_company(rest.replace("，", ",").replace(",", " ").split())
    yield add_contact(name=name, company=company_name, phone=phone, email=email)


@router.pressed("contact.new", may="contact.add")
def new(ctx: Context, press: Press) -> Replies:
    """Add the number or name that nobody had."""
    known = {"phone": press.rest} if telephone.looks_like(press.rest) else {"name": press.rest}
    yield add_contact(**{name: value for name, value in known.items() if value})


@router.pressed("contact.at_company", may="contact.add")
def new_at_company(ctx: Context, press: Press) -> Replies:
    """Add somebody at a company that is known."""
    account = accounts.get(ctx.session, press.record)
    if account is None or not lookup.may_see_company(ctx, account.id):
        raise UserError("not_available")
    yield add_contact(company=account.name, phone=press.rest or None)


@router.submitted(AddContact, may="contact.add")
def save_new(ctx: Context, form: AddContact) -> Replies:
    """Keep the new contact; somebody with the same number or e-mail is named, never merged by himself."""
    person, like = admit(ctx, form.name, form.company, form.phone, form.email, form.title)
    buttons = [doubles.look(one["pair"], words=f"{one['name']} ?") for one in like if "pair" in one]
    facts: dict[str, Any] = {
        "contact_id": person.id,
        "name": person.name,
        "company": person.company,
        "like": like,
    }
    yield say("contact.added", *buttons[:3], **facts)
    if form.draft and drafting.still_open(ctx, form.draft):
        yield drafting.belongs(ctx, form.draft, person)
        return
    yield brief.card(ctx, person)
    yield from on_the_phone.waiting_log(ctx, person)


def _taken(wanted: re.Pattern[str], text: str) -> tuple[str | None, str]:
    """The first such piece of a text, and the text without it."""
    found = wanted.search(text)
    if found is None:
        return None, text
    return found.group().strip(), f"{text[: found.start()]} {text[found.end() :]}"


def _name_and_company(words: list[str]) -> tuple[str | None, str | None]:
    if not words:
        return None, None
    if words[0].isascii():
        return " ".join(words[:2]), " ".join(words[2:]) or None
    return words[0], " ".join(words[1:]) or None
