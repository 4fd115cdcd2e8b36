"""A line that names one of the seller's own contacts in words that no grammar of names would find."""

import re
from dataclasses import replace

from bot.context import Context
from bot.sales.customers import Contact
from bot.sales.draft import Draft
from store import contacts

SHORTEST, SHORTEST_WORD = 2, 4  # a name of one sign, or of three letters, stands in too many words
JOINTS = " ,，、;；:：.。-–"


def named_in(ctx: Context, line: str) -> Contact | None:
    """The one of his own contacts whose whole name stands in a line; None for nobody's, or for more than one's."""
    found = [
        (number, name)
        for number, name in contacts.own_named_in(ctx.session, ctx.user.id, line)
        if _stands(name, line)
    ]
    longest = [one for one in found if not any(one[1] in name and one[1] != name for _, name in found)]
    return contacts.get(ctx.session, longest[0][0]) if len(longest) == 1 else None


def about(draft: Draft, contact: Contact) -> Draft:
    """The same draft about a contact; his name is no note."""
    name = re.escape(contact.name)
    note = re.sub(rf"(?i){name}", "", draft.note or "").strip(JOINTS)
    unsure = tuple(one for one in draft.unsure if one != "who")
    return replace(draft, who=contact.name, note=note or None, unsure=unsure)


def _stands(name: str, line: str) -> bool:
    """Whether a name stands in a line by itself: Chinese anywhere, other names between words."""
    if not name.isascii():
        return len(name) >= SHORTEST
    return len(name) >= SHORTEST_WORD and bool(re.search(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", line))
