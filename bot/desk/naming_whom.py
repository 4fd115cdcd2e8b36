"""Whom a line begins with, and the words behind the name that belong to nobody."""

import re

from bot.context import Context
from bot.desk import lookup
from bot.replies import Reply
from bot.sales.customers import Contact
from bot.sales.naming import core
from store import search

MOST_WORDS = 8
JOINTS = re.compile(r"[\s,，、;；]+")


def is_name(ctx: Context, typed: str) -> bool:
    """Whether somebody, or a company, is called exactly so."""
    return search.is_called(ctx.session, typed)


def who(ctx: Context, typed: str) -> tuple[Contact | Reply, str]:
    """Who is named, and the last words that name nobody."""
    found = lookup.contact(ctx, typed)
    words = [word for word in JOINTS.split(typed) if word]
    tail = 0
    while tail < min(MOST_WORDS, len(words) - 1):
        nearer = lookup.contact(ctx, " ".join(words[: -tail - 1]))
        if not _same(found, nearer) or _belongs(ctx, words[-tail - 1], nearer):
            break
        found, tail = nearer, tail + 1
    return found, " ".join(words[len(words) - tail :])


def _same(found: Contact | Reply, nearer: Contact | Reply) -> bool:
    """Whether fewer words name the same, or at least somebody."""
    if isinstance(found, Contact):
        return isinstance(nearer, Contact) and nearer.id == found.id
    return not isinstance(nearer, Reply) or nearer.key == "contact.choices"


def _belongs(ctx: Context, typed: str, person: Contact | Reply) -> bool:
    """Whether a word is part of how somebody is called: his name, his company, his title."""
    found = {one.contact_id for one in lookup.look_up(ctx, typed)}
    if isinstance(person, Reply):
        return bool(found)
    return person.id in found or core(typed) in core(f"{person.name} {person.company} {person.title or ''}")
