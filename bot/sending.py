"""From replies to messages that wait to be sent, and from those to what a person reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from bot import texts
from bot.context import Context
from bot.dialog import options_of
from bot.events import TELEPHONE
from bot.forms import specs
from bot.replies import Reply
from bot.router import Routes
from bot.sales.people import Address, Person
from store import messages, users
from store.messages import Queued

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message and the person it is for; `person` is None for a stranger."""

    message: Queued
    person: Person | None
    language: str


@dataclass(frozen=True, slots=True)
class View:
    """A message as its reader sees it, for any chat to draw."""

    text: str
    buttons: tuple[tuple[str, str, bool], ...] = ()
    form: Mapping[str, Any] | None = None
    picture: Mapping[str, Any] | None = None
    file: tuple[str, str] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def queue(ctx: Context, routes: Routes, replies: Iterable[Reply]) -> list[Outgoing]:
    """Write replies as messages, in order: to the one who acted here, to others where they are reached."""
    kept: list[tuple[Person, dict[str, Any]]] = []
    for reply in replies:
        person, place = _receiver(ctx, reply)
        if person is not None:
            kept.append((person, _row(ctx, routes, reply, person, place)))
    queued = messages.queue(ctx.session, [row for _, row in kept])
    return [Outgoing(row, person, person.language) for row, (person, _) in zip(queued, kept, strict=True)]


def _receiver(ctx: Context, reply: Reply) -> tuple[Person | None, Address]:
    here = Address(ctx.who.platform, ctx.who.address)
    if reply.to in (None, ctx.user.id) and ctx.who.platform != TELEPHONE:
        return (ctx.user if ctx.user.id else None), here
    person = users.by_id(ctx.session, reply.to or ctx.user.id)
    if person is None or not person.active:
        return None, here
    return person, users.reach(ctx.session, person)


def _row(ctx: Context, routes: Routes, reply: Reply, person: Person, place: Address) -> dict[str, Any]:
    zone = ZoneInfo(person.timezone)
    body: dict[str, Any] = {
        "params": localised(reply.facts(), zone),
        "buttons": [
            {
                "action": b.action,
                "label": b.label,
                "literal": b.literal,
                "params": dict(b.params),
                "confirm": b.confirm,
            }
            for b in reply.buttons
        ],
    }
    if reply.form is not None:
        body["form"] = draw_form(ctx, routes, reply)
    if reply.picture is not None:
        body["picture"] = dict(reply.picture)
    if reply.file is not None:
        body["file"] = list(reply.file)
    return {
        "user_id": person.id,
        "platform": place.platform,
        "address": place.address,
        "key": reply.key,
        "body": body,
        "card": reply.card,
        "urgency": reply.urgency,
        "event": ctx.event,
        "created_at": ctx.now,
    }


def localised(value: Any, zone: ZoneInfo) -> Any:
    """The same facts with every moment in the reader's zone."""
    if isinstance(value, dict):
        return {name: localised(item, zone) for name, item in value.items()}
    if isinstance(value, list):
        return [localised(item, zone) for item in value]
    if isinstance(value, str) and len(value) >= 22 and value[10:11] == "T":
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            return value
        return at.astimezone(zone).isoformat() if at.tzinfo else value
    return value


def draw_form(ctx: Context, routes: Routes, reply: Reply) -> dict[str, Any]:
    """A form with its fields, labels, options, values and errors, for a modal or a program to draw."""
    assert reply.form is not None  # noqa: S101 - called for forms only
    form, _ = routes.forms[reply.form.name]
    errors = reply.facts().get("errors", {})
    fields = []
    for name, spec in specs(form).items():
        if spec.hidden:
            continue
        drawn: dict[str, Any] = {"name": name, "kind": spec.kind, "label": f"form.{reply.form.name}.{name}"}
        if options := options_of(ctx, spec):
            drawn["options"] = [{"value": one.value, "label": one.label} for one in options]
        drawn["optional"] = spec.optional
        if value := reply.form.known.get(name):
            drawn["value"] = value
        if name in errors:
            drawn["error"] = errors[name]
        fields.append(drawn)
    hidden = {n: reply.form.known[n] for n, s in specs(form).items() if s.hidden and n in reply.form.known}
    return {"name": reply.form.name, "fields": fields, "hidden": hidden}


def view(outgoing: Outgoing) -> View:
    """What the reader sees, in his language; a message that lacks words never holds up those behind it."""
    try:
        return _drawn(outgoing)
    except texts.MissingWords as error:
        log.error(
            "message cannot be told", key=outgoing.message.key, id=outgoing.message.id, error=str(error)
        )
        ref = f"m{outgoing.message.id}"
        return View(text_of("error", {"ref": ref}, outgoing.language), facts=outgoing.message.body["params"])


def _drawn(outgoing: Outgoing) -> View:
    body, language = outgoing.message.body, outgoing.language
    params = body["params"]
    return View(
        text=text_of(outgoing.message.key, params, language, outgoing.message.at),
        buttons=tuple(
            (label_of(button, language), button["action"], button["confirm"]) for button in body["buttons"]
        ),
        form=_worded(body["form"], language) if "form" in body else None,
        picture=body.get("picture"),
        file=(body["file"][0], body["file"][1]) if "file" in body else None,
        facts=params,
    )


def text_of(key: str, params: Mapping[str, Any], language: str, now: datetime | None = None) -> str:
    """The words of a message; refusals are told by their reason, questions by their field."""
    if key == "refused":
        return texts.render(language, f"refused.{params['reason']}".replace("_", "-"), params)
    if key == "form.ask":
        asked = texts.render(language, f"form.{params['form']}.{params['field']}".replace("_", "-"), params)
        told = params.get("errors", {})
        errors = [
            _refusal(error, language)
            for name, error in told.items()
            if name == params["field"] or error["reason"] == "form.unknown_field"
        ]
        return "\n".join([*errors, asked])
    return texts.render(language, key.replace("_", "-"), params, now=now)


def label_of(button: Mapping[str, Any], language: str) -> str:
    """The words on a button."""
    if button["literal"]:
        return str(button["label"])
    return texts.render(language, button["label"].replace("_", "-"), button["params"])


def _refusal(error: Mapping[str, Any], language: str) -> str:
    return texts.render(language, f"refused.{error['reason']}".replace("_", "-"), error)


def _worded(form: Mapping[str, Any], language: str) -> dict[str, Any]:
    fields = []
    for drawn in form["fields"]:
        worded = {**drawn, "label": texts.render(language, drawn["label"].replace("_", "-"), {})}
        if "error" in drawn:
            worded["error"] = _refusal(drawn["error"], language)
        fields.append(worded)
    return {"name": form["name"], "fields": fields}


def buttons_json(buttons: Sequence[tuple[str, str, bool]]) -> list[dict[str, str]]:
    """Buttons as the JSON chat prints them."""
    return [{"label": label, "press": action} for label, action, _ in buttons]
