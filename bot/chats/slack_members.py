"""Who belongs to the company: full members do; guests and people of other companies do not."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from bot.chats.protocol import Undelivered
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_client import whole

log = structlog.get_logger()
KNOWN_SECONDS = 3_600.0
OUTSIDE = ("deleted", "is_restricted", "is_ultra_restricted", "is_stranger", "is_bot")


@dataclass(frozen=True, slots=True)
class Member:
    """A person in Slack: whether he is a full member, his confirmed e-mail address, his language's tag."""

    full: bool = True
    email: str | None = None
    locale: str | None = None


@dataclass(slots=True)
class Members:
    """What Slack says of people, kept for an hour."""

    chat: SlackChat
    team: str = ""
    _known: dict[str, tuple[Member, float]] = field(default_factory=dict)

    async def member(self, user: str) -> Member:
        """Who this is. Where Slack cannot be asked, the invitation alone decides."""
        known = self._known.get(user)
        if known is not None and known[1] > time.monotonic():
            return known[0]
        ask = self.chat.web.users_info
        try:
            answer = await self.chat.call("users.info", user, ask, user=user, include_locale=True)
            return self.note(whole(answer, "user")["user"])
        except Undelivered as error:
            log.warning("member not looked up", reason=type(error).__name__)
            return replace(known[0], email=None) if known is not None else Member()

    def note(self, user: Mapping[str, Any]) -> Member:
        """Keep what Slack says of a person now."""
        elsewhere = user.get("team_id", self.team) != self.team and not user.get("enterprise_user")
        full = not elsewhere and not any(user.get(mark) for mark in OUTSIDE)
        address = (user.get("profile") or {}).get("email")
        confirmed = full and user.get("is_email_confirmed") is True
        before = self._known.get(user["id"], (Member(), 0.0))[0]
        member = Member(full, address if confirmed else None, user.get("locale") or before.locale)
        self._known[user["id"]] = (member, time.monotonic() + KNOWN_SECONDS)
        return member
