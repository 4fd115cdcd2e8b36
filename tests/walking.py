"""Scripts to walk through."""

from bot.scripts import (
    Script,
    load_library,
)

LIBRARY, _ = load_library()


AGENT = {"agent.name": "許佩珊", "agent.extension": "218", "company.name": "安和電腦"}


def script(name: str) -> Script:
    found = LIBRARY.find(name)
    assert found
    return found


ENQUIRY = script("enquiry-low")
