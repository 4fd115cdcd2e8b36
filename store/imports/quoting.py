"""Cells that a spreadsheet must not take for formulas, on the way out and back (ASVS 1.2.10)."""

import re

TRIGGERS = "=+-@\t\r\n\x00;＝＋－＠；"
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")


def safe(value: str) -> str:
    """A text for a cell: one that would start a formula gets a quote in front; NUL never leaves.

    A text that starts with a quote gets another one, so that `bare` gives back exactly what was there.
    """
    value = value.replace("\x00", "")
    if value.startswith("'") or (value[:1] in TRIGGERS and value and not NUMBER.fullmatch(value)):
        return "'" + value
    return value


def bare(value: str) -> str:
    """What `safe` was given: the quote is taken off where it stands for one of its reasons."""
    if value.startswith("'") and len(value) > 1 and (value[1] == "'" or value[1] in TRIGGERS):
        return value[1:]
    return value
