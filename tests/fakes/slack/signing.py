"""Slack's signature on a request (v0), true or wrong on purpose."""

import hashlib
import hmac
import time
from typing import Literal

Signature = Literal["good", "bad", "old", "future", "missing", "garbled", "no_timestamp"]


def headers(secret: str, body: str, how: Signature = "good", age: float = 0.0) -> dict[str, str]:
    """The two headers; stamped with the wall clock (less `age`), since the app checks against its own."""
    shift = {"old": -400, "future": 400}.get(how, 0)
    stamp = str(int(time.time() - age) + shift)
    base = f"v0:{stamp}:{body}".encode()
    digest = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    if how == "bad":
        digest = "v0=" + "0" * 64
    if how == "garbled":
        stamp = "abc"
    made = {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": digest}
    if how == "missing":
        del made["X-Slack-Signature"]
    if how == "no_timestamp":
        del made["X-Slack-Request-Timestamp"]
    return made
