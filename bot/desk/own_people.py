"""A line that names somebody known here in words that no grammar of names would find."""

import re
from dataclasses import replace

from bot.context import Context
from bot.desk import lookup
from bot.sales.customers import Contact
from bot.sales.draft import Draft
from store import contacts, search

SHORTEST, SHORTEST_WORD = 2, 4  # a name of one sign, or of three letters, stands in too many words
WORDS_OF_A_NAME = 3
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


def begins_with(ctx: Context, line: str) -> Contact | None:
    """Who, known to anybody here, is called exactly as a line begins: for names typed without capitals."""
    words = line.split()
    for count in (WORDS_OF_A_NAME, WORDS_OF_A_NAME - 1):
        typed = " ".join(words[:count]).strip(JOINTS)
        if len(words) > count and search.is_called(ctx.session, typed):
            winner = lookup.clear_winner(lookup.look_up(ctx, typed), typed)
            return contacts.get(ctx.session, winner.contact_id) if winner and winner.contact_id else None
    return None
