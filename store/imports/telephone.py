"""A telephone system's record of a call: which side is the customer, whether it was taken or given up."""

from typing import Any

from store.imports.phones import read_phone

SHORT = 7  # an extension has fewer digits than a number
NOT_TAKEN = frozenset({"no_answer", "busy"})


def telephone_record(values: dict[str, Any], talked: int | None, region: str) -> dict[str, Any]:
    """What a record with two sides says beyond its columns; takes those of the sides out of `values`.

    An inbound call that nobody took was given up by who called; nobody of ours handled it.
    """
    caller, called = str(values.pop("from", None) or ""), str(values.pop("to", None) or "")
    direction = values.get("direction") or (
        "outbound" if _short(caller) and not _short(called) else "inbound"
    )
    own, other = (called, caller) if direction == "inbound" else (caller, called)
    found: dict[str, Any] = {"direction": direction, "by_telephone": True}
    if "phone" not in values and not _short(other):
        found["phone"] = read_phone(other, region)
    if "extension" not in values and _short(own):
        found["extension"] = own
    taken = bool(talked) or values.get("disposition") not in NOT_TAKEN
    if direction == "inbound" and not taken and "abandoned" not in values:
        found["abandoned"] = True
    if not taken:
        found["minutes"] = 0
    return found


def _short(text: str) -> bool:
    return 0 <= sum(sign.isdecimal() for sign in text) < SHORT
