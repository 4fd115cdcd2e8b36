"""Refusals in Telegram's own words.

The sentences are those of the Bot API server and of the library under it (Client.cpp, MessagesManager.cpp,
MessageEntity.cpp, ReplyMarkup.cpp); `bad` begins them the way `fail_query_with_error` does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self


@dataclass(slots=True)
class RefusalError(Exception):
    """An answer with `ok: false`: HTTP status, description and the parameters beside it."""

    code: int
    description: str
    parameters: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.code} {self.description}"

    @classmethod
    def bad(cls, words: str) -> Self:
        """400 with the words begun in lower case, unless they are a server's code."""
        plain = not (len(words) >= 2 and (words[1] == "_" or words[1].isupper()))
        return cls(400, f"Bad Request: {words[0].lower() + words[1:] if plain else words}")

    @classmethod
    def forbidden(cls, words: str) -> Self:
        """403: blocked, deactivated, kicked and their like."""
        return cls(403, f"Forbidden: {words}")

    @classmethod
    def conflict(cls, words: str) -> Self:
        """409: somebody else has the updates."""
        return cls(409, f"Conflict: {words}")

    @classmethod
    def too_many(cls, retry_after: int) -> Self:
        """429 with the seconds to wait."""
        words = f"Too Many Requests: retry after {retry_after}"
        return cls(429, words, {"retry_after": retry_after})

    @classmethod
    def migrated(cls, moved_to: int) -> Self:
        """400 of a group that has become a supergroup."""
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        return cls(400, words, {"migrate_to_chat_id": moved_to})

    def body(self) -> dict[str, object]:
        """The answer's JSON."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = dict(self.parameters)
        return answer


NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
WEBHOOK_SET = "terminated by setWebhook request"
