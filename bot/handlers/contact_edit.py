"""Changing facts of a contact; a blank never erases what is known."""

from dataclasses import dataclass
from typing import Any

from bot import forms
from bot.context import Context
from bot.desk import brief, doubles, lookup, whom
from bot.forms import Option
from bot.replies import Reply, say
from bot.router import Press, Replies, Router
from store import contacts, search

router = Router("contact_edit")
LOOKED_AT = {"name", "phone", "email"}  # what tells whether somebody is there twice
STYLES = ("driver", "expressive", "amiable", "analytical")


def styles(ctx: Context) -> list[Option]:
    """The four behavioural styles (Merrill-Reid)."""
    return [Option(code, ctx.word("style", code)) for code in STYLES]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditContact:
    """Facts of a contact to change; what is left empty stays."""

    contact: int = forms.record()
    version: int | None = forms.record(optional=True)
    name: str | None = forms.text(optional=True, at_most=100)
    title: str | None = forms.text(optional=True, at_most=100)
    phone: str | None = forms.phone(optional=True)
    email: str | None = forms.email(optional=True)
    style: str | None = forms.choice(styles, optional=True)
    personal_notes: str | None = forms.text(optional=True, multiline=True)


edit_contact = router.form("edit_contact")


@router.said("edit", "修改", may="contact.change")
def edit(ctx: Context, rest: str) -> Replies:
    """Change a fact of a contact."""
    found = lookup.contact(ctx, rest)
    yield whom.onward(ctx, found, "contact.edit") if isinstance(found, Reply) else _ask(ctx, found.id)


@router.pressed("contact.edit", may="contact.change")
def edit_pressed(ctx: Context, press: Press) -> Replies:
    """Change the contact of this card."""
    yield _ask(ctx, press.record)


@router.submitted(EditContact, may="contact.change")
def save_edit(ctx: Context, form: EditContact) -> Replies:
    """Keep what was changed; a blank never erases a known fact."""
    person = lookup.by_id(ctx, form.contact, "contact.change")
    given = {name: getattr(form, name) for name in ("name", "title", "email", "style", "personal_notes")}
    changed = {name: value for name, value in given.items() if value and value != getattr(person, name)}
    contacts.change(ctx.session, person.id, changed, version=form.version)
    if form.phone and form.phone not in [one.raw for one in person.phones]:
        contacts.add_phone(ctx.session, form.phone, ctx.user.region, contact_id=person.id)
        changed["phone"] = form.phone
    search.note_contact(ctx.session, person.id)
    fresh = lookup.by_id(ctx, person.id)
    told = doubles.alike(ctx, fresh) if changed.keys() & LOOKED_AT else []
    buttons = [doubles.look(one["pair"], words=f"{one['name']} ?") for one in told]
    facts: dict[str, Any] = {
        "contact_id": fresh.id,
        "name": fresh.name,
        "company": fresh.company,
        "like": told,
    }
    yield say("contact.changed", *buttons[:3], changed=changed, **facts)
    yield brief.card(ctx, fresh)


def _ask(ctx: Context, contact_id: int) -> Reply:
    person = lookup.by_id(ctx, contact_id, "contact.change")
    return edit_contact(contact=person.id, version=person.version)
