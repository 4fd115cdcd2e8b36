"""Finding, adding and changing contacts."""

import re
from dataclasses import dataclass

from bot import forms
from bot.context import Context
from bot.desk import brief, lookup
from bot.desk.newcomer import admit
from bot.errors import UserError
from bot.forms import Option
from bot.replies import Reply, choice, say
from bot.router import Press, Replies, Router
from bot.sales import telephone
from store import accounts, contacts

router = Router("contacts")
EMAIL = re.compile(r"[^\s,，<>]+@[^\s,，<>]+\.\w+")
STYLES = ("driver", "expressive", "amiable", "analytical")


def styles(ctx: Context) -> list[Option]:
    """The four behavioural styles (Merrill-Reid)."""
    return [Option(code, ctx.word("style", code)) for code in STYLES]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddContact:
    """A new contact, and his company where it is new too."""

    name: str = forms.text(at_most=100)
    company: str | None = forms.text(optional=True, at_most=150)
    phone: str | None = forms.phone(optional=True)
    email: str | None = forms.email(optional=True)
    title: str | None = forms.text(optional=True, at_most=100)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditContact:
    """Facts of a contact to change; what is left empty stays."""

    contact: str = forms.hidden()
    version: str = forms.hidden()
    name: str | None = forms.text(optional=True, at_most=100)
    title: str | None = forms.text(optional=True, at_most=100)
    phone: str | None = forms.phone(optional=True)
    email: str | None = forms.email(optional=True)
    style: str | None = forms.choice(styles, optional=True)
    personal_notes: str | None = forms.text(optional=True, multiline=True)


add_contact = router.form("add_contact")
edit_contact = router.form("edit_contact")


@router.said("find", "找", "查", may="contact.read")
def find(ctx: Context, rest: str) -> Replies:
    """The card of whoever is meant; several candidates, or ways on when there is nobody."""
    found = lookup.contact(ctx, rest)
    yield found if isinstance(found, Reply) else brief.card(ctx, found)


@router.otherwise(90, may="contact.read")
def plain(ctx: Context, text: str) -> Replies:
    """Words that are no command and no log line: somebody is looked for."""
    yield from find(ctx, text)


@router.pressed("contact.open", may="contact.read")
def open_card(ctx: Context, press: Press) -> Replies:
    """A candidate was chosen."""
    yield brief.card(ctx, lookup.by_id(ctx, press.record))


@router.pressed("contact.company", may="contact.read")
def company(ctx: Context, press: Press) -> Replies:
    """A company was chosen: its people, and a way to add one."""
    account = accounts.get(ctx.session, press.record)
    if account is None:
        raise UserError("not_available")
    people = [
        lookup.by_id(ctx, one.id) for one in contacts.at_account(ctx.session, account.id)[: lookup.MOST_SHOWN]
    ]
    buttons = [choice("contact.open", one.id, words=lookup.label(one)) for one in people]
    yield say("company.card", *buttons, lookup.at_company(account.id), **brief.company_facts(ctx, account))


@router.said("add", "新增", may="contact.add")
def add(ctx: Context, rest: str) -> Replies:
    """Start a new contact with what was typed; number and e-mail are recognised."""
    email = EMAIL.search(rest)
    words = (rest[: email.start()] + " " + rest[email.end() :] if email else rest).split()
    phone = next((word for word in words if telephone.looks_like(word)), None)
    names = [word for word in words if word != phone]
    name, company_name = _name_and_company(names)
    yield add_contact(name=name, company=company_name, phone=phone, email=email.group() if email else None)


@router.pressed("contact.new", may="contact.add")
def new(ctx: Context, press: Press) -> Replies:
    """Add the number or name that nobody had."""
    known = {"phone": press.rest} if telephone.looks_like(press.rest) else {"name": press.rest}
    yield add_contact(**{name: value for name, value in known.items() if value})


@router.pressed("contact.at_company", may="contact.add")
def new_at_company(ctx: Context, press: Press) -> Replies:
    """Add somebody at a company that is known."""
    account = accounts.get(ctx.session, press.record)
    if account is None:
        raise UserError("not_available")
    yield add_contact(company=account.name, phone=press.rest or None)


@router.submitted(AddContact, may="contact.add")
def save_new(ctx: Context, form: AddContact) -> Replies:
    """Keep the new contact; somebody with the same number or e-mail is named, never merged by himself."""
    person, like = admit(ctx, form.name, form.company, form.phone, form.email, form.title)
    yield say("contact.added", contact_id=person.id, name=person.name, company=person.company, like=like)
    yield brief.card(ctx, person)


@router.said("edit", "修改", may="contact.change")
def edit(ctx: Context, rest: str) -> Replies:
    """Change a fact of a contact."""
    found = lookup.contact(ctx, rest)
    yield found if isinstance(found, Reply) else _ask(ctx, found.id)


@router.pressed("contact.edit", may="contact.change")
def edit_pressed(ctx: Context, press: Press) -> Replies:
    """Change the contact of this card."""
    yield _ask(ctx, press.record)


@router.submitted(EditContact, may="contact.change")
def save_edit(ctx: Context, form: EditContact) -> Replies:
    """Keep what was changed; a blank never erases a known fact."""
    person = lookup.by_id(ctx, int(form.contact), "contact.change")
    given = {name: getattr(form, name) for name in ("name", "title", "email", "style", "personal_notes")}
    changed = {name: value for name, value in given.items() if value and value != getattr(person, name)}
    contacts.change(ctx.session, person.id, changed, version=int(form.version))
    if form.phone and form.phone not in [one.raw for one in person.phones]:
        contacts.add_phone(ctx.session, form.phone, ctx.user.region, contact_id=person.id)
        changed["phone"] = form.phone
    fresh = lookup.by_id(ctx, person.id)
    yield say("contact.changed", contact_id=fresh.id, name=fresh.name, company=fresh.company, changed=changed)
    yield brief.card(ctx, fresh)


def _ask(ctx: Context, contact_id: int) -> Reply:
    person = lookup.by_id(ctx, contact_id, "contact.change")
    return edit_contact(contact=person.id, version=person.version)


def _name_and_company(words: list[str]) -> tuple[str | None, str | None]:
    if not words:
        return None, None
    if words[0].isascii():
        return " ".join(words[:2]), " ".join(words[2:]) or None
    return words[0], " ".join(words[1:]) or None
