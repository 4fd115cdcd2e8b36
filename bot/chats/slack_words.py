"""What a person typed in Slack, without its marks."""

import html
import re

NAMED = re.compile(r"<[^<>|]*\|([^<>]*)>")  # <https://…|words>, <tel:…|02-…>, <mailto:…|…>, <#C…|channel>
BARE = re.compile(r"<(?:mailto:|tel:)?([^<>]*)>")


def said_by_people(text: str) -> str:
    """The words without Slack's marks for links and characters."""
    return html.unescape(BARE.sub(r"\1", NAMED.sub(r"\1", text))).strip()
