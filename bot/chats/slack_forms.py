"""Forms as modals: opened after the commit, asked again or followed by another in the acknowledgement."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog

from bot import sending
from bot.app import App
from bot.chats.protocol import Undelivered
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_events import PLATFORM, Act, Reopen
from bot.chats.slack_modal import errors, modal
from bot.chats.slack_view import Json
from bot.events import Sought, Who
from bot.forms import Option, specs
from bot.sales.people import Address
from bot.sending import Outgoing
from store import asides, dialogs, shown, users
from store.messages import Queued

log = structlog.get_logger()
OPEN_SECONDS = 1.5  # of the three that a trigger lives, and an acknowledgement takes
QUESTION = "form.ask"  # a form asked in the chat, step by step
FAILED = "slack.form_closed"  # one that is asked as a modal only


class SlackForms:
    """Opens the forms that messages ask, for one app."""

    def __init__(self, app: App, chat: SlackChat) -> None:
        self.app = app
        self.chat = chat

    async def offer(self, act: Act, asked: Outgoing) -> bool:
        """Open the form that an event is answered with; where that fails its message offers it by a button."""
        body = _filled(asked.message.body, act.filled)
        opened = await self._open(
            act.way.trigger, act.event.who, replace(asked.message, key=FAILED, body=body), asked
        )
        await asyncio.to_thread(self._settle, act.event.who, asked, None if opened else body)
        return opened

    async def answer(self, act: Act, asked: Outgoing) -> Json:
        """What a submitted modal is answered with: errors beside fields, or the next form in its place."""
        who, view = act.event.who, sending.view(asked)
        if view.form is not None and "errors" in asked.message.body["params"]:
            await asyncio.to_thread(self._settle, who, asked, None, act.event.natural)
            return {"response_action": "errors", "errors": errors(view.form, view.text)}
        message = replace(asked.message, key=FAILED)
        following = await asyncio.to_thread(self._modal, who, message, asked.language)
        await asyncio.to_thread(self._settle, who, asked, None)
        return {"response_action": "update", "view": following}

    async def reopen(self, wish: Reopen) -> None:
        """Open the form of a message that stands in the person's chat."""
        place = Address(PLATFORM, wish.who.address)

        def found() -> Outgoing | None:
            with self.app.database.reading() as session:
                message = shown.view_of(session, place, wish.under)
                user = users.by_address(session, PLATFORM, place.address)
            if message is None or user is None or message.user_id != user.id or "form" not in message.body:
                return None
            return Outgoing(message, user, user.language)

        asked = await asyncio.to_thread(found)
        if asked is not None:
            await self._open(wish.trigger, wish.who, asked.message, asked)

    async def _open(self, trigger: str, who: Who, message: Queued, asked: Outgoing) -> bool:
        try:
            async with asyncio.timeout(OPEN_SECONDS):
                view = await asyncio.to_thread(self._modal, who, message, asked.language)
                await self.chat.call(
                    "views.open", who.address, self.chat.web.views_open, trigger_id=trigger, view=view
                )
        except (Undelivered, TimeoutError) as error:
            log.info("form not opened", reason=type(error).__name__, form=message.body["form"]["name"])
            return False
        return True

    def _modal(self, who: Who, message: Queued, language: str) -> Json:
        view = sending.view(Outgoing(message, None, language))
        assert view.form is not None  # noqa: S101 - called for messages with a form
        form = {**view.form, "hidden": message.body["form"].get("hidden", {})}
        known = specs(self.app.routes.forms[form["name"]][0])
        question = message.key == QUESTION
        return modal(form, known, self._picked(who, form), language, question=question)

    def _picked(self, who: Who, form: Mapping[str, Any]) -> dict[str, Option]:
        """The records that a form knows already, with their names."""
        picked: dict[str, Option] = {}
        for field in form["fields"]:
            if field["kind"] == "pick" and field.get("value"):
                wish = Sought(who, form["name"], field["name"], str(field["value"]), "known")
                found = self.app.options(wish)
                exact = [one for one in found if one.value == field["value"]]
                if exact or found:
                    picked[field["name"]] = (exact or found)[0]
        return picked

    def _settle(
        self, who: Who, asked: Outgoing, kept: Mapping[str, Any] | None, natural: str | None = None
    ) -> None:
        """The question is not asked in the chat: its message is taken out, or tells of the form (`kept`)."""
        with self.app.database.transaction() as session:
            if kept is None:
                asides.take(session, [asked.message.id], self.app.clock())
            else:
                asides.reword(session, asked.message.id, FAILED, {**kept, "params": {}, "buttons": []})
            if asked.person is not None and who.chat:
                dialogs.drop(session, asked.person.id, who.place)
            if natural is not None:
                asides.forget_event(session, natural)


def _filled(body: Mapping[str, Any], filled: tuple[str, str] | None) -> dict[str, Any]:
    """The message's body, its form with something put in."""
    if filled is None:
        return dict(body)
    name, value = filled
    fields = [
        {**field, "value": value} if field["name"] == name else field for field in body["form"]["fields"]
    ]
    return {**body, "form": {**body["form"], "fields": fields}}
