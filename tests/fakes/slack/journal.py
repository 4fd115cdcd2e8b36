"""What was asked and answered, and what a careful app would not have done."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


class Refused(Exception):  # noqa: N818
    """A request that Slack answers with `ok: false`."""

    def __init__(self, error: str, *messages: str, status: int = 200, **extra: Any) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.status = status
        self.extra = extra
        self.headers: dict[str, str] = {}

    def answer(self) -> Json:
        """The JSON body in Slack's words."""
        body: Json = {"ok": False, "error": self.error, **self.extra}
        if self.messages:
            body["errors"] = [text.removeprefix("[ERROR] ") for text in self.messages]
            body["response_metadata"] = {"messages": list(self.messages)}
        return body


@dataclass(slots=True)
class Entry:
    """One request of the app: when, what, with what, and how it was answered (None: no answer left)."""

    stamp: float
    method: str
    payload: Json
    answer: Json | None = None
    status: int = 0
    fault: str | None = None

    @property
    def ok(self) -> bool:
        """Whether Slack did what was asked."""
        return self.status == 200 and bool(self.answer and self.answer.get("ok"))

    @property
    def error(self) -> str | None:
        """Slack's word for why not."""
        return None if self.answer is None else self.answer.get("error")


@dataclass(frozen=True, slots=True)
class Violation:
    """A breach of manners or of the protocol that Slack may tolerate but these tests do not."""

    stamp: float
    kind: str
    where: str
    detail: str = ""


@dataclass(slots=True)
class Journal:
    """All requests and violations, in order."""

    entries: list[Entry] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)

    def calls(self, method: str) -> list[Entry]:
        """The requests of one method."""
        return [entry for entry in self.entries if entry.method == method]

    @property
    def refusals(self) -> list[Entry]:
        """What was refused although no fault was scripted: the app's own mistakes."""
        return [entry for entry in self.entries if not entry.ok and entry.fault is None]

    def kinds(self) -> list[str]:
        """The kinds of violation so far."""
        return [violation.kind for violation in self.violations]
