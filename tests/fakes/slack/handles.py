"""What lets an app act for a moment: trigger ids (once, 3 s) and response_urls (5 times in 30 minutes)."""

import itertools
import secrets
from dataclasses import dataclass

from tests.fakes.slack.clock import Clock
from tests.fakes.slack.journal import Refused

TRIGGER_LIFE = 3.0
RESPONSE_LIFE = 1800.0
RESPONSE_USES = 5


@dataclass(slots=True)
class Trigger:
    """A person's click that may open or push one view; `in_modal` says that it came from a modal."""

    user: str
    issued: float
    in_modal: bool
    used: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """A place to answer: the channel, who asked, and the message (if any) that was clicked."""

    channel: str
    user: str
    message_ts: str | None
    issued: float
    uses: int = 0


class Handles:
    """All that were given out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._numbers = itertools.count(1)
        self.triggers: dict[str, Trigger] = {}
        self.urls: dict[str, ResponseUrl] = {}

    def trigger(self, user: str, *, in_modal: bool = False) -> str:
        """A new trigger id."""
        trigger_id = f"{next(self._numbers):06d}.7890123.{secrets.token_hex(16)}"
        self.triggers[trigger_id] = Trigger(user, self._clock.now(), in_modal)
        return trigger_id

    def check(self, trigger_id: str | None) -> Trigger:
        """The trigger if it may still be used, else Slack's refusal."""
        if trigger_id is None:
            raise Refused("invalid_arguments", "[ERROR] missing required field: trigger_id")
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._clock.now() - trigger.issued > TRIGGER_LIFE:
            raise Refused("expired_trigger_id")
        return trigger

    def url_key(self, channel: str, user: str, message_ts: str | None = None) -> str:
        """The last part of a new response_url."""
        key = secrets.token_hex(12)
        self.urls[key] = ResponseUrl(channel, user, message_ts, self._clock.now())
        return key

    def check_url(self, key: str) -> ResponseUrl:
        """The place to answer if it still takes an answer."""
        url = self.urls.get(key)
        if url is None or self._clock.now() - url.issued > RESPONSE_LIFE:
            raise Refused("expired_url", status=404)
        if url.uses >= RESPONSE_USES:
            raise Refused("used_url", status=404)
        return url
