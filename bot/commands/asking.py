"""Asking a platform something, for `baton doctor`: patient for a few seconds, and never naming a token."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.commands.finding import Finding

PATIENCE = 6.0
DRIFT = timedelta(seconds=30)


class Silent(Exception):  # noqa: N818
    """No answer that can be read; the words are the kind of fault alone, for addresses hold tokens."""


def client() -> httpx.Client:
    """A client for a few questions."""
    return httpx.Client(timeout=PATIENCE)


def ask(
    web: httpx.Client,
    url: str,
    *,
    headers: Mapping[str, str] | None = None,
    params: Mapping[str, str] | None = None,
) -> tuple[dict[str, Any], httpx.Headers]:
    """The JSON object that an address answers, with its headers; raises Silent."""
    try:
        answer = web.post(url, headers=dict(headers or {}), data=dict(params or {}))
        body = answer.json()
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise Silent(type(error).__name__) from None
    if not isinstance(body, dict):
        raise Silent("no object")
    return body, answer.headers


def drift(platform: str, headers: httpx.Headers, now: datetime) -> Iterator[Finding]:
    """Whether the platform's clock is another than ours: Slack's signatures are good for five minutes only."""
    try:
        theirs = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return
    if theirs.tzinfo is not None and abs(theirs - now) > DRIFT:
        apart = round(abs(theirs - now).total_seconds())
        yield Finding(f"this clock and {platform}'s are {apart} s apart", "let NTP set this machine's clock")
