"""Who belongs to the company: full members do; guests and people of other companies do not."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.chats.protocol import Undelivered
from bot.chats.slack_chat import SlackChat

log = structlog.get_logger()
KNOWN_SECONDS = 3_600.0
OUTSIDE = ("deleted", "is_restricted", "is_ultra_restricted", "is_stranger", "is_bot")


@dataclass(slots=True)
class Members:
    """What Slack says of people, kept for an hour."""

    chat: SlackChat
    team: str = ""
    _known: dict[str, tuple[bool, float]] = field(default_factory=dict)

    async def full(self, user: str) -> bool:
        """Whether this is a full member. Where Slack cannot be asked, the invitation alone decides."""
        known = self._known.get(user)
        if known is not None and known[1] > time.monotonic():
            return known[0]
        try:
            answer = await self.chat.call("users.info", user, self.chat.web.users_info, user=user)
        except Undelivered as error:
            log.warning("member not looked up", reason=type(error).__name__)
            return known[0] if known is not None else True
        return self.note(answer["user"])

    def note(self, user: Mapping[str, Any]) -> bool:
        """Keep what Slack says of a person now."""
        elsewhere = user.get("team_id", self.team) != self.team and not user.get("enterprise_user")
        full = not elsewhere and not any(user.get(mark) for mark in OUTSIDE)
        self._known[user["id"]] = (full, time.monotonic() + KNOWN_SECONDS)
        return full
