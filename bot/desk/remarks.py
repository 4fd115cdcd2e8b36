"""Whether words that are no command tell something of a contact, or only name him: a line of the log, or a search."""

import re
from typing import Final

from rapidfuzz import fuzz

from bot.sales.customers import Contact
from bot.sales.draft import Draft
from bot.sales.naming import core

_HE: Final = re.compile(
    r"\s*(?:(?:he|she|they|his|her|their|the (?:customer|client))(?![\w'-])|[他她](?!人)|对方|對方|客户|客戶)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_㐀-鿿]+(?:['’-]\w+)*|[㐀-鿿]+")
_CHINESE: Final = re.compile(r"[㐀-鿿]")
_MORE_THAN_A_NAME: Final = 4  # two strange words in three, or one in four; "Taipei branch" may be a firm
_SIGNS_MORE: Final = 4
_BELONGS: Final = 75
_JOINT: Final = 2


def of_a_call(draft: Draft) -> bool:
    """How a call ended, or how long it took, was understood."""
    return draft.disposition is not None or draft.minutes is not None or draft.do_not_call


def tells(draft: Draft) -> bool:
    """Anything was understood that belongs into the log whoever it is of; a sum or goods alone may be asked for."""
    bant = draft.bant
    known = (bant.budget, bant.authority, bant.need, bant.timeline, draft.follow_up)
    return of_a_call(draft) or bool(draft.intel or draft.promises) or any(one is not None for one in known)


def names_a_deal(draft: Draft) -> bool:
    """A sum, or so many of some goods: beside a name, what he wants or pays."""
    return draft.amount is not None or any(one.quantity is not None for one in draft.products)


def of_him(line: str, draft: Draft) -> bool:
    """A line about whoever is at hand: it begins with him, or tells something without naming anybody."""
    if draft.who is not None:
        return False
    return tells(draft) or (draft.note is not None and bool(_HE.match(line)))


def beyond_his_name(draft: Draft, person: Contact) -> bool:
    """A note that says more than who he is: more words than a name needs, and they are not his, his firm's, his title."""
    firm = person.account.name if person.account else ""
    named = " ".join(core(part) for part in (person.name, firm, person.company, person.title or ""))
    words = _WORD.findall(draft.note or "")
    strange = [word for word in words if not _belongs(core(word), named)]
    signs = sum(len(_CHINESE.findall(word)) for word in strange)
    return signs >= _SIGNS_MORE or (bool(strange) and len(words) + len(strange) > _MORE_THAN_A_NAME)


def _belongs(word: str, named: str) -> bool:
    return len(word) <= _JOINT or fuzz.partial_ratio(word, named) >= _BELONGS
