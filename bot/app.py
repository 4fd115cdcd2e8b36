"""The one way in: an event is applied once, in one transaction, and its answers wait to be sent."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot import dialog, sending
from bot.context import Context
from bot.errors import FormErrors, UserError
from bot.events import Edited, Event, Pressed, Rang, Said, Sought, Submitted, Who, action_of
from bot.forms import Option, specs
from bot.reading import clean
from bot.replies import Reply
from bot.router import Press, Routes, Rule
from bot.rules import Rules
from bot.sales import people
from bot.sales.people import Person
from bot.sending import Outgoing
from bot.speech import Meant, meant
from store import audit, dialogs, events, messages, ringing, troubles, users
from store.crashpoints import reached
from store.db import Database, Raced, Repeated, Session, Unavailable
from store.dialogs import Open

log = structlog.get_logger()
LONGEST = 10_000


@dataclass(slots=True)
class App:
    """Baton without any chat: a database, the joined features, the rules in force, a clock.

    `resolves` tells whether words name exactly one contact or product; it decides glued aliases.
    `planted_at` is when the features last planted the timers of the coming day.
    """

    database: Database
    routes: Routes
    rules: Rules
    clock: Callable[[], datetime]
    resolves: Callable[[Context, str], bool]
    planted_at: datetime | None = None

    def handle(self, event: Event) -> list[Outgoing]:
        """Apply an event once and return what to send; raises Unavailable when it should come again."""
        now = self.clock()
        self._tell_faults(now)
        try:
            done = self._apply(event, now)
            reached("event.committed")
            return done
        except Repeated:
            return []
        except UserError as error:
            return self._ended(event, now, Reply("refused", {"reason": error.reason, **error.params}))
        except Raced:
            return self._ended(event, now, Reply("refused", {"reason": "changed_meanwhile"}), "raced")
        except Unavailable:
            raise
        except Exception:
            ref = reference()
            log.exception("event failed", ref=ref, kind=type(event).__name__)
            return self._ended(event, now, Reply("error", {"ref": ref}), ref)

    def options(self, event: Sought) -> list[Option]:
        """What a search field of an open form finds while a person types; changes nothing."""
        with self.database.reading() as session:
            user = users.by_address(session, event.who.platform, event.who.address)
            form, rule = self.routes.forms[event.form]
            ctx = self.context(session, user, event.who, event.id, self.clock()) if user else None
            spec = specs(form).get(event.name)
            if ctx is None or spec is None or spec.search is None or not ctx.may(rule.may or ""):
                return []
            return list(spec.search(ctx, clean(event.query)))

    def context(self, session: Session, user: Person, who: Who, event: str, now: datetime) -> Context:
        """The surroundings of one event."""
        rules = self.rules
        return Context(session, user, now, rules.policy, rules.scripts, event, who, self.routes.help)

    def nobody(self) -> Person:
        """The actor of the clock and the receiver of a stranger's answer."""
        company = self.rules.policy.company
        return people.system(company.language, company.timezone, company.region)

    def _apply(self, event: Event, now: datetime) -> list[Outgoing]:
        with self.database.transaction() as session:
            events.remember(session, event.who.platform, event.id, event.natural, now)
            reached("event.remembered")
            user = self._sender(session, event)
            if user is None:
                return [self._stranger(session, event.who, now)]
            key = f"{event.who.platform}:{event.id}"
            by = None if isinstance(event, Rang) else user.id
            audit.act_as(session, audit.Actor(by, key, action_of(event), now))
            if event.who.platform != "terminal":
                users.used(session, event.who.platform, event.who.address, now)
            ctx = self.context(session, user, event.who, key, now)
            replies = list(self.replies(ctx, event))
            queued = sending.queue(
                replace(ctx, user=users.by_id(session, user.id) or user), self.routes, replies
            )
            reached("event.before_commit")
            return queued

    def _sender(self, session: Session, event: Event) -> Person | None:
        """Who acts; a telephone rings for whoever sits at it, or for nobody."""
        if isinstance(event, Rang):
            return ringing.on_extension(session, event.who.address) or self.nobody()
        return users.by_address(session, event.who.platform, event.who.address)

    def replies(self, ctx: Context, event: Event) -> Iterator[Reply]:
        """What an event is answered with; forms and dialogs end here, features never see them."""
        match event:
            case Said():
                found = self._said(ctx, event)
            case Edited():
                found = self._edited(ctx, event)
            case Pressed():
                found = self._pressed(ctx, event)
            case Submitted():
                found = self._submitted(ctx, event)
            case Rang():
                found = self.routes.rings[event.state].handler(ctx, event)
            case Sought():
                return
        for reply in found:
            if reply.form is not None and reply.key == "form.ask" and "field" not in reply.params:
                reply = dialog.start(ctx, self.routes, reply.form)
            yield reply

    def _said(self, ctx: Context, event: Said) -> Iterator[Reply]:
        text, command = self._meant(ctx, event.text)
        opened = dialogs.get(ctx.session, ctx.user.id, ctx.who.place)
        if opened is not None and command is not None and command.rule is self.routes.words["cancel"]:
            yield dialog.cancel(ctx, self.routes, opened)
            return
        if opened is not None and not (command and command.slash):
            result = dialog.said(
                ctx, self.routes, opened, replace(event, text=text), command=command is not None
            )
            if result is not None:
                yield from self._went_on(ctx, result)
                return
        if command is not None:
            yield from self._call(ctx, command.rule, command.rest)
            return
        for rule in self.routes.plain:
            replies = list(self._call(ctx, rule, text)) if ctx.may(rule.may or "") else []
            if replies:
                yield from replies
                return

    def _edited(self, ctx: Context, event: Edited) -> Iterator[Reply]:
        text, command = self._meant(ctx, event.text, "edit.too_long")
        event = replace(event, text=command.rest if command else text)
        told: list[Reply] = []
        for word, rule in self.routes.edits.items():
            if ctx.may(rule.may or "") and (command is None or command.rule is self.routes.words[word]):
                told += self._call(ctx, rule, event)
        yield from told or [Reply("edit.unused")]

    def _meant(self, ctx: Context, said: str, too_long: str = "too_long") -> tuple[str, Meant | None]:
        """What was typed, cleaned, and the command that it is."""
        text = clean(said)
        if len(text) > LONGEST:
            raise UserError(too_long, at_most=LONGEST)
        return text, meant(text, self.routes.words, lambda rest: self.resolves(ctx, rest))

    def _pressed(self, ctx: Context, event: Pressed) -> Iterator[Reply]:
        if event.action.startswith("form."):
            opened: Open | None = dialogs.get(ctx.session, ctx.user.id, ctx.who.place)
            yield from self._went_on(ctx, dialog.pressed(ctx, self.routes, opened, event))
            return
        rule, press = self.routes.read_press(event.action)
        if rule is None:
            raise UserError("not_available")
        yield from self._call(ctx, rule, press)

    def _went_on(self, ctx: Context, result: Reply | Submitted | None) -> Iterator[Reply]:
        if isinstance(result, Submitted):
            yield from self._submitted(ctx, result)
        elif result is not None:
            yield result

    def _submitted(self, ctx: Context, event: Submitted) -> Iterator[Reply]:
        if event.form not in self.routes.forms:
            raise UserError("not_available")
        _, rule = self.routes.forms[event.form]
        ctx.require(rule.may or "")
        event = dialog.completed(ctx, self.routes, event)
        try:
            value = dialog.checked(ctx, self.routes, event)
        except FormErrors as errors:
            yield dialog.again(ctx, self.routes, event.form, event.fields, errors)
            return
        back = dialog.finish(ctx, self.routes, event.form)
        yield from self._call(ctx, rule, value)
        if back is not None:
            yield back

    def _call(self, ctx: Context, rule: Rule, value: str | Press | object) -> Iterator[Reply]:
        ctx.require(rule.may or "")
        yield from rule.handler(ctx, value)

    def _tell_faults(self, now: datetime) -> None:
        """Edited rules with faults are told to the administrators, whatever becomes of this event."""
        faults = self.rules.refresh()
        if not faults:
            return
        with self.database.transaction() as session:
            ctx = self.context(session, self.nobody(), Who("clock", "clock"), "rules", now)
            admins = users.everybody(session, role="admin")
            told = [Reply("rules.faulty", {"faults": faults}, to=admin.id) for admin in admins]
            sending.queue(ctx, self.routes, told)

    def _stranger(self, session: Session, who: Who, now: datetime) -> Outgoing:
        nobody = self.nobody()
        body: dict[str, object] = {"params": {}, "buttons": []}
        place = {"user_id": None, "platform": who.platform, "address": who.address, "event": None}
        row = {**place, "key": "stranger", "body": body, "created_at": now}
        queued = messages.queue(session, [row])
        return Outgoing(queued[0], None, nobody.language)

    def _ended(self, event: Event, now: datetime, reply: Reply, failed: str | None = None) -> list[Outgoing]:
        """An event that changed nothing: it is remembered all the same, and its sender told why."""
        try:
            with self.database.transaction() as session:
                events.remember(session, event.who.platform, event.id, event.natural, now, failed=failed)
                user = users.by_address(session, event.who.platform, event.who.address)
                if user is None:
                    return []
                ctx = self.context(session, user, event.who, f"{event.who.platform}:{event.id}", now)
                if reply.params.get("reason") == "not_available":
                    audit.refused(session, audit.Actor(user.id, ctx.event, action_of(event), now))
                if failed and reply.key == "error":
                    troubles.report(session, "event", now, failed, action_of(event), user.name)
                return sending.queue(ctx, self.routes, [reply])
        except Repeated:
            return []


def reference() -> str:
    """A short reference that ties what the user saw to the log."""
    return secrets.token_hex(4)
