"""Messages of the chats as plain text."""

import re

from tests.fakes.telegram import Message


def in_telegram(message: Message) -> str:
    """A message as it stands in Telegram: bold as it is marked, pictures and buttons in brackets."""
    words = message.words
    for entity in reversed(message.entities):
        start, end = entity["offset"], entity["offset"] + entity["length"]
        assert entity["type"] == "bold"
        words = f"{words[:start]}*{words[start:end]}*{words[end:]}"
    media = [f"[{message.media.kind}]"] if message.media is not None else []
    return "\n".join([*media, words, *(" ".join(f"[{b.label}]" for b in row) for row in message.buttons)])


def in_slack(words: str) -> str:
    """Words of blocks and windows; what can be typed into or chosen from is shown as a line or an arrow."""
    typed = re.sub(r"<(?:plain_text|number|email_text)_input [^>]*>", "________", words)
    chosen = re.sub(r"<(?:static|external)_select [^>]*>", "________ ▾", typed)
    return re.sub(r"= \{'text': \{.*?'text': '([^']*)'.*\}", r"= \1", chosen)
