"""What is done with a payload of Slack: applied and committed first, acknowledged then."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog

from bot.app import App, reference
from bot.chats import linking, metrics
from bot.chats.delivery import Delivery
from bot.chats.protocol import Undelivered
from bot.chats.service import Intake
from bot.chats.slack_aside import Asides
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_events import (
    PLATFORM,
    Act,
    Changed,
    HomeOpened,
    Invited,
    Remark,
    Reopen,
    Way,
    read,
)
from bot.chats.slack_forms import SlackForms
from bot.chats.slack_home import home
from bot.chats.slack_members import Member, Members
from bot.chats.slack_modal import options
from bot.chats.slack_view import Json
from bot.chats.tongue import spoken, told
from bot.events import Event, Sought, Submitted, Who
from bot.sales.people import Address
from bot.sending import Outgoing
from store.db import Unavailable

log = structlog.get_logger()
BROKEN = (TypeError, KeyError, ValueError, AttributeError, IndexError)  # a payload that is none


class SlackDesk:
    """Takes payloads of one workspace."""

    def __init__(self, app: App, chat: SlackChat, intake: Intake, delivery: Delivery) -> None:
        self.app = app
        self.chat = chat
        self.intake = intake
        self.delivery = delivery
        self.members = Members(chat)
        self.forms = SlackForms(app, chat)
        self.asides = Asides(app, chat, delivery, self._background)
        self.bot_user = ""
        self._homes: set[str] = set()
        self._tasks: set[asyncio.Task[Any]] = set()

    async def taken(self, body: Mapping[str, Any]) -> Json | None:
        """Take a payload; what it is acknowledged with, or None when it should come again.

        One that fails in a way nobody foresaw is recorded and acknowledged.
        """
        task = self._background(self.take(body))
        await asyncio.wait([task])
        if task.cancelled():
            return None
        error = task.exception()
        if isinstance(error, Unavailable):
            return None
        if error is not None:
            log.error("payload failed", ref=reference(), platform=PLATFORM, exc_info=error)
            return {}
        answer: Json = task.result()
        return answer

    async def take(self, body: Mapping[str, Any]) -> Json:
        """Do what a payload says; when this returns, it is committed. Raises Unavailable."""
        try:
            incoming = read(body, self.bot_user)
        except BROKEN as error:
            log.error("payload not understood", ref=reference(), kind=type(error).__name__)
            metrics.UPDATES.labels(PLATFORM, "unreadable").inc()
            return {}
        match incoming:
            case Act() | Invited():
                return await self._acted(incoming)
            case Sought():
                return {"options": options(await asyncio.to_thread(self._found, incoming))}
            case Reopen():
                await self.forms.reopen(incoming)
            case Remark():
                await self._remarked(incoming)
            case HomeOpened(user):
                self._homes.add(user)
                self._background(self._publish(user))
            case Changed(user):
                self.members.note(user)
        return {}

    async def close(self) -> None:
        """Finish what is in hand."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _acted(self, incoming: Act | Invited) -> Json:
        act = incoming.act if isinstance(incoming, Invited) else incoming
        event, who = act.event, act.event.who
        member = await self.members.member(who.address)
        if act.foreign or not member.full:
            outgoing = await self._tell("slack.members_only", who, event.id, event.natural, anybody=True)
        elif isinstance(incoming, Invited):
            outgoing = await self.intake.within(PLATFORM, who.place, lambda: self._linked(incoming))
        else:
            outgoing = await self.intake.within(PLATFORM, who.place, lambda: self._applied(event, member))
        answer = await self._answered(act, self._spoken(outgoing, member))
        for user in {who.address, *(one.message.address for one in outgoing)} & self._homes:
            self._background(self._publish(user))
        return answer

    def _linked(self, invited: Invited) -> list[Outgoing]:
        """The code counts, or not; then the person is greeted, or told what strangers are."""
        linking.admit(self.app, invited.said.who, invited.code, invited.said.id)
        return self.app.handle(replace(invited.said, text="/start"))

    def _applied(self, event: Event, member: Member) -> list[Outgoing]:
        """Where the policy allows it, a full member's e-mail address makes him known with his first event."""
        if member.email and self.app.rules.policy.linking.slack_email:
            linking.adopt(self.app, event.who, member.email, event.id)
        return self.app.handle(event)

    def _spoken(self, outgoing: Sequence[Outgoing], member: Member) -> list[Outgoing]:
        """A stranger reads the language of his Slack."""
        return told(outgoing, spoken(member.locale, self.app.nobody().language))

    async def _answered(self, act: Act, outgoing: Sequence[Outgoing]) -> Json:
        """Show the answers: a form at once, the rest where it was asked, or in the person's chat."""
        who, way = act.event.who, act.way
        mine = [one for one in outgoing if one.message.address == who.address]
        mine = [one for one in mine if one.message.platform == PLATFORM]
        form = next((one for one in reversed(mine) if "form" in one.message.body), None)
        if form is not None and isinstance(act.event, Submitted):
            answer = await self.forms.answer(act, form)
            self.delivery.send([one for one in outgoing if one is not form])
            return answer
        if form is not None and way.trigger and who.modal and await self.forms.offer(act, form):
            outgoing = [one for one in outgoing if one is not form]
            mine = [one for one in mine if one is not form]
        if mine and way.response_url and not await self._in_own_chat(who, way):
            return await self.asides.answer(way, mine, outgoing)
        self.delivery.send(outgoing, here=Address(PLATFORM, who.address), under=way.under or None)
        return {}

    async def _in_own_chat(self, who: Who, way: Way) -> bool:
        """Whether a command was given in the person's chat with us, where answers stay."""
        if not way.channel.startswith("D"):
            return False
        try:
            return await self.chat.direct(who.address) == way.channel
        except Undelivered:
            return False

    async def _remarked(self, remark: Remark) -> None:
        outgoing = await self._tell(remark.key, remark.who, remark.id, remark.natural)
        outgoing = self._spoken(outgoing, await self.members.member(remark.who.address))
        if remark.channel:
            await self.asides.whisper(remark.channel, remark.who.address, outgoing)
            return
        self.delivery.send(outgoing)

    async def _tell(
        self, key: str, who: Who, number: str, natural: str | None, *, anybody: bool = False
    ) -> list[Outgoing]:
        def act() -> list[Outgoing]:
            return linking.tell(self.app, who, key, number, natural, anybody=anybody)

        return await self.intake.within(PLATFORM, who.place, act)

    def _found(self, wish: Sought) -> Sequence[Any]:
        try:
            return self.app.options(wish)
        except (KeyError, Unavailable):
            return []

    async def _publish(self, user: str) -> None:
        """Draw a person's Home tab anew; the next look draws it again where that fails."""
        try:
            member = await self.members.member(user)
            language = spoken(member.locale, self.app.nobody().language)
            view = await asyncio.to_thread(home, self.app, user, language)
            await self.chat.call("views.publish", user, self.chat.web.views_publish, user_id=user, view=view)
        except (Undelivered, Unavailable) as error:
            log.info("home not shown", reason=type(error).__name__)

    def _background(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
