"""The modals that people have open, and their Home tabs."""

import secrets
from dataclasses import dataclass, field

from tests.fakes.slack.blocks import with_ids
from tests.fakes.slack.fields import initial, kept
from tests.fakes.slack.journal import Json, Refused
from tests.fakes.slack.view_rules import require_view
from tests.fakes.slack.workspace import Workspace

DEEPEST = 3


@dataclass(slots=True)
class OpenView:
    """One view on a person's screen, with what is typed into it and the errors beside its fields."""

    id: str
    user: str
    body: Json
    hash: str
    root: str
    previous: str | None
    state: Json
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """The view's blocks, ids filled in."""
        blocks: list[Json] = self.body["blocks"]
        return blocks

    @property
    def title(self) -> str:
        """The title's words (a Home tab has none)."""
        return str(self.body.get("title", {}).get("text", ""))


class Views:
    """Stacks of modals and Home tabs by person."""

    def __init__(self, team: Workspace, app_id: str, bot_id: str) -> None:
        self._team = team
        self._app_id = app_id
        self._bot_id = bot_id
        self.stacks: dict[str, list[OpenView]] = {}
        self.homes: dict[str, OpenView] = {}

    def stack(self, user: str) -> list[OpenView]:
        """The person's open modals, lowest first."""
        return self.stacks.setdefault(user, [])

    def open(self, user: str, view: Json) -> OpenView:
        """A new modal; what was open before goes."""
        made = self._made(user, view, None)
        self.stacks[user] = [made]
        return made

    def push(self, user: str, view: Json) -> OpenView:
        """A modal on top of the others."""
        stack = self.stack(user)
        if not stack:
            raise Refused("not_found")
        require_view(view, "modal")
        if len(stack) >= DEEPEST:
            raise Refused("push_limit_reached")
        made = self._made(user, view, stack[-1])
        stack.append(made)
        return made

    def find(self, view_id: str | None, external_id: str | None = None) -> OpenView | None:
        """An open modal by its id or the app's own id."""
        for stack in self.stacks.values():
            for view in stack:
                if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                    return view
        return None

    def update(self, found: OpenView | None, view: Json, given_hash: str | None) -> OpenView:
        """Put new content into an open modal."""
        require_view(view, "modal")
        if found is None:
            raise Refused("not_found")
        if given_hash is not None and given_hash != found.hash:
            raise Refused("hash_conflict")
        if view.get("external_id") != found.body.get("external_id"):
            self._require_free(view)
        self._replace(found, view)
        return found

    def publish(self, user: str, view: Json, given_hash: str | None) -> OpenView:
        """Set a person's Home tab."""
        require_view(view, "home")
        old = self.homes.get(user)
        if given_hash is not None and (old is None or given_hash != old.hash):
            raise Refused("hash_conflict")
        if old is not None:
            self._replace(old, view)
            return old
        self.homes[user] = self._filled(user, view, None)
        return self.homes[user]

    def close(self, view: OpenView) -> None:
        """The modal is gone from the screen, and what lies on it."""
        stack = self.stack(view.user)
        if view in stack:
            del stack[stack.index(view) :]

    def json(self, view: OpenView) -> Json:
        """The view as answers and payloads carry it."""
        body: Json = {
            "id": view.id,
            "team_id": self._team.team_id,
            "type": view.body["type"],
            "blocks": view.blocks,
            "private_metadata": view.body.get("private_metadata", ""),
            "callback_id": view.body.get("callback_id", ""),
            "state": {"values": view.state},
            "hash": view.hash,
            "title": view.body.get("title", {"type": "plain_text", "text": "View Title", "emoji": True}),
            "clear_on_close": view.body.get("clear_on_close", False),
            "notify_on_close": view.body.get("notify_on_close", False),
            "close": view.body.get("close"),
            "submit": view.body.get("submit"),
            "previous_view_id": view.previous,
            "root_view_id": view.root,
            "app_id": self._app_id,
            "external_id": view.body.get("external_id", ""),
            "app_installed_team_id": self._team.team_id,
            "bot_id": self._bot_id,
        }
        return body

    def _made(self, user: str, view: Json, below: OpenView | None) -> OpenView:
        require_view(view, "modal")
        self._require_free(view)
        return self._filled(user, view, below)

    def _filled(self, user: str, view: Json, below: OpenView | None) -> OpenView:
        view_id = self._team.new_id("V")
        body = {**view, "blocks": with_ids(view["blocks"], self._team.new_id)}
        root = below.root if below is not None else view_id
        previous = below.id if below is not None else None
        return OpenView(view_id, user, body, _hash(), root, previous, initial(body["blocks"]))

    def _replace(self, found: OpenView, view: Json) -> None:
        found.body = {**view, "blocks": with_ids(view["blocks"], self._team.new_id)}
        found.state = kept(found.state, found.blocks)
        found.errors = {}
        found.hash = _hash()

    def _require_free(self, view: Json) -> None:
        if view.get("external_id") and self.find(None, view["external_id"]) is not None:
            raise Refused("duplicate_external_id")


def _hash() -> str:
    return f"{secrets.randbelow(10**10):010d}.{secrets.token_hex(4)}"
