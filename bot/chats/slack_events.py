"""What a payload of Slack means: something said, pressed, submitted or sought, or something told in a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.chats.slack_modal import FIELD as FIELD_BLOCK
from bot.chats.slack_modal import MODAL, answers, from_question
from bot.chats.slack_view import OPEN_FORM
from bot.chats.slack_words import said_by_people
from bot.events import Edited, Pressed, Said, Sought, Submitted, Who

PLATFORM = "slack"
COMMAND = "/baton"
SAY = "say:"  # a button of the Home tab that says words
LINK = re.compile(r"/?link\s+([A-Za-z0-9-]{6,40})", re.IGNORECASE)
SHORTCUTS = {"log_call": "/log", "next_call": "/next", "new_lead": "/add"}
FROM_MESSAGES = {"call_note": ("/log", "note"), "follow_up": ("/follow", "reason")}
WORDS_OF_PEOPLE = (None, "thread_broadcast", "me_message")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Way:
    """How an event can be answered: `under` is the pressed message, `channel` where a command was given.

    At `response_url` an answer takes the place of a message that one person alone sees.
    """

    trigger: str = ""
    under: str = ""
    channel: str = ""
    response_url: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Something for the core; `filled` is put into the form that it opens."""

    event: Said | Edited | Pressed | Submitted
    way: Way = Way()
    filled: tuple[str, str] | None = None
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Invited:
    """A person comes with an invitation's code."""

    act: Act
    said: Said
    code: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """The form of a message is to be opened (again)."""

    who: Who
    trigger: str
    under: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something answered by a sentence only: what is not taken, a channel (`channel`)."""

    key: str
    who: Who
    id: str
    natural: str
    channel: str = ""


@dataclass(frozen=True, slots=True)
class HomeOpened:
    """Somebody looks at the Home tab."""

    user: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A member is not what he was."""

    user: Json


Incoming = Act | Invited | Reopen | Sought | Remark | HomeOpened | Changed


def read(body: Json, bot_user: str) -> Incoming | None:
    """What a payload means; None for what is not for us. Raises KeyError and the like for what is no payload."""
    if body.get("type") == "event_callback":
        return _event(body, bot_user)
    if "command" in body:
        return _command(body)
    match body.get("type"):
        case "block_actions":
            return _action(body)
        case "view_submission":
            return _submission(body)
        case "block_suggestion":
            return _search(body)
        case "shortcut" | "message_action":
            return _shortcut(body)
    return None


def _event(body: Json, bot_user: str) -> Incoming | None:
    event: Json = body["event"]
    match event["type"]:
        case "message":
            return _message(body, event, bot_user)
        case "app_mention" if not event.get("bot_id"):
            return _remark("slack.private_only", body, event, event["user"], event["channel"])
        case "app_home_opened" if event.get("tab", "home") == "home":
            return HomeOpened(event["user"])
        case "user_change":
            return Changed(event["user"])
    return None


def _message(body: Json, event: Json, bot_user: str) -> Incoming | None:
    if event.get("channel_type") != "im":
        return None
    kind = event.get("subtype")
    if kind == "message_changed":
        return _edited(body, event, bot_user)
    user = event.get("user")
    if not user or event.get("bot_id") or user == bot_user:
        return None
    if kind == "file_share" or event.get("files"):
        return _remark("slack.accepts", body, event, user)
    text = said_by_people(event.get("text") or "")
    if kind not in WORDS_OF_PEOPLE or not text:
        return None
    said = Said(Who(PLATFORM, user), text, body["event_id"], _natural(body, event))
    return _told(Act(said, foreign=_foreign(event.get("user_team"), body["team_id"])))


def _edited(body: Json, event: Json, bot_user: str) -> Act | None:
    """An edit by its author; unfurled links and our own updates change messages as well."""
    new, old = event["message"], event.get("previous_message") or {}
    user, edited = new.get("user"), new.get("edited") or {}
    by_person = user and user != bot_user and not new.get("bot_id") and edited.get("user") == user
    if not by_person or new.get("text") in (None, "", old.get("text")):
        return None
    text = said_by_people(new.get("text") or "")
    sent = {**event, "ts": new["ts"]}
    first, natural = _natural(body, sent), _natural(body, {**sent, "edited": edited})
    said = Edited(Who(PLATFORM, user), text, first, body["event_id"], natural)
    return Act(said, foreign=_foreign(new.get("user_team"), body["team_id"]))


def _remark(key: str, body: Json, event: Json, user: str, channel: str = "") -> Remark:
    return Remark(key, Who(PLATFORM, user), body["event_id"], _natural(body, event), channel)


def _natural(body: Json, event: Json) -> str:
    """The same for every copy of an event, whatever its event_id."""
    edited = (event.get("edited") or {}).get("ts", "")
    return f"{PLATFORM}:{body['team_id']}:{event['channel']}:{event['ts']}:{event['type']}:{edited}"


def _command(body: Json) -> Incoming | None:
    if body["command"] != COMMAND:
        return None
    text = said_by_people(body.get("text") or "") or "/help"
    number = body["trigger_id"]
    event = Said(_deskside(body["user_id"]), text, number, f"{PLATFORM}:{body['team_id']}:{number}")
    return _told(Act(event, Way(number, channel=body["channel_id"], response_url=body["response_url"])))


def _told(act: Act) -> Act | Invited:
    if isinstance(act.event, Said) and (link := LINK.fullmatch(act.event.text)) is not None:
        return Invited(act, act.event, link[1])
    return act


def _shortcut(body: Json) -> Act | None:
    user, code = body["user"]["id"], body["callback_id"]
    number = f"{user}:{body['action_ts']}:{code}"
    way, filled = Way(body["trigger_id"]), None
    if body["type"] == "message_action":
        if code not in FROM_MESSAGES:
            return None
        words, field = FROM_MESSAGES[code]
        filled = (field, said_by_people(body["message"].get("text") or ""))
    else:
        words = SHORTCUTS.get(code, "/help")
    event = Said(_deskside(user), words, number, f"{PLATFORM}:{body['team']['id']}:{number}")
    return Act(event, way, filled, _foreign_user(body))


def _action(body: Json) -> Act | Reopen | None:
    action, user = body["actions"][0], body["user"]["id"]
    chosen = action.get("selected_option") or {}
    value = str(chosen.get("value") or action.get("value") or "")
    container = body.get("container") or {}
    alone = bool(container.get("is_ephemeral"))
    place = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    under = f"{place}/{container['message_ts']}" if container.get("message_ts") and not alone else ""
    if value == OPEN_FORM:
        return Reopen(_deskside(user), body["trigger_id"], under) if under else None
    number = f"{user}:{action['action_ts']}:{action['action_id']}"
    natural = f"{PLATFORM}:{body['team']['id']}:{number}"
    way = Way(body["trigger_id"], under, response_url=body.get("response_url", "") if alone else "")
    who = Who(PLATFORM, user) if value.startswith("form.") else _deskside(user)  # a step of the chat's form
    event: Said | Pressed = Pressed(who, value, number, natural)
    if value.startswith(SAY):
        event = Said(who, value.removeprefix(SAY), number, natural)
    return Act(event, way, foreign=_foreign_user(body))


def _submission(body: Json) -> Act | None:
    view, user = body["view"], body["user"]["id"]
    if not view["callback_id"].startswith(MODAL):
        return None
    form = view["callback_id"].removeprefix(MODAL)
    natural = f"{PLATFORM}:{body['team']['id']}:{user}:{view['id']}:{view['hash']}"
    number = body.get("trigger_id") or natural
    who = Who(PLATFORM, user, modal=True) if from_question(view) else _deskside(user)
    event = Submitted(who, form, number, answers(view), natural)
    return Act(event, foreign=_foreign_user(body))


def _search(body: Json) -> Sought | None:
    view, user = body.get("view"), body["user"]["id"]
    if view is None or not view["callback_id"].startswith(MODAL):
        return None
    name = body["block_id"].removeprefix(FIELD_BLOCK)
    form = view["callback_id"].removeprefix(MODAL)
    return Sought(_deskside(user), form, name, body.get("value") or "", f"{view['id']}:{name}")


def _deskside(user: str) -> Who:
    """A person who can be shown a form at once; the questions in his chat are another matter."""
    return Who(PLATFORM, user, f"{PLATFORM}:{user}:modal", modal=True)


def _foreign_user(body: Json) -> bool:
    return _foreign(body["user"].get("team_id"), (body.get("team") or {}).get("id"))


def _foreign(theirs: str | None, ours: str | None) -> bool:
    """Whether a person belongs to another company (Slack Connect)."""
    return bool(theirs and ours and theirs != ours)
