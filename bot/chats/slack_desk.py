"""What is done with a payload of Slack: applied and committed first, acknowledged then."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from typing import Any

import structlog

from bot import sending, texts
from bot.app import App, reference
from bot.chats import linking, metrics
from bot.chats.delivery import Delivery
from bot.chats.protocol import Undelivered
from bot.chats.service import Intake
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_client import judged, narrowed, scope_of
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
from bot.chats.slack_members import Members
from bot.chats.slack_modal import options
from bot.chats.slack_view import MESSAGE_BLOCKS, Drawn, Json, drawn, together
from bot.events import Sought, Submitted, Who
from bot.sales.people import Address
from bot.sending import Outgoing
from store import asides
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
        if act.foreign or not await self.members.full(who.address):
            outgoing = await self._tell("slack.members_only", who, event.id, event.natural, anybody=True)
        elif isinstance(incoming, Invited):
            outgoing = await self.intake.within(PLATFORM, who.place, lambda: self._linked(incoming))
        else:
            outgoing = await self.intake.apply(event)
        answer = await self._answered(act, outgoing)
        for user in {who.address, *(one.message.address for one in outgoing)} & self._homes:
            self._background(self._publish(user))
        return answer

    def _linked(self, invited: Invited) -> list[Outgoing]:
        """The code counts, or not; then the person is greeted, or told what strangers are."""
        linking.admit(self.app, invited.said.who, invited.code, invited.said.id)
        return self.app.handle(replace(invited.said, text="/start"))

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
            return await self._aside(way, mine, outgoing)
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

    async def _aside(self, way: Way, mine: Sequence[Outgoing], outgoing: Sequence[Outgoing]) -> Json:
        """Answer one person alone, where he asked: a command in its acknowledgement, a press in its place."""
        views = [(one, sending.view(one)) for one in mine]
        told = [one for one, view in views if view.form is None and not view.picture and not view.file]
        parts = [part for one in told for part in drawn(sending.view(one), one.language)]
        if sum(len(part.blocks) for part in parts) > MESSAGE_BLOCKS:
            told, parts = [], []
        ids = await asyncio.to_thread(self._take, told)
        rest = [one for one in outgoing if one.message.id not in ids]
        self.delivery.send(rest)
        if not ids:
            words = texts.render(mine[0].language, "slack-in-messages", {})
            parts = [Drawn(words)]
        answer = together(parts)
        if way.channel:
            return answer
        self._background(self._replace(way.response_url, answer, ids))
        return {}

    async def _remarked(self, remark: Remark) -> None:
        outgoing = await self._tell(remark.key, remark.who, remark.id, remark.natural)
        if not remark.channel:
            self.delivery.send(outgoing)
            return
        ids = await asyncio.to_thread(self._take, outgoing)
        parts = [part for one in outgoing for part in drawn(sending.view(one), one.language)]
        if ids:
            self._background(self._whisper(remark.channel, remark.who.address, together(parts), ids))

    async def _tell(
        self, key: str, who: Who, number: str, natural: str | None, *, anybody: bool = False
    ) -> list[Outgoing]:
        def act() -> list[Outgoing]:
            return linking.tell(self.app, who, key, number, natural, anybody=anybody)

        return await self.intake.within(PLATFORM, who.place, act)

    async def _replace(self, url: str, answer: Json, ids: Sequence[int]) -> None:
        """Put an answer in the place of what was pressed; delivery sends it where that fails."""
        assert self.chat.web.session is not None  # noqa: S101 - opened before anything is received
        try:
            with narrowed("response_url"):
                async with self.chat.web.session.post(url, json={**answer, "replace_original": True}) as got:
                    judged(got.status, got.headers, scope_of(url))
        except Undelivered as error:
            await self._failed(error, ids)

    async def _whisper(self, channel: str, user: str, answer: Json, ids: Sequence[int]) -> None:
        given = {"channel": channel, "user": user, "text": answer["text"], "blocks": answer["blocks"]}
        try:
            await self.chat.call("chat.postEphemeral", channel, self.chat.web.chat_postEphemeral, **given)
        except Undelivered as error:
            await self._failed(error, ids)

    async def _failed(self, error: Undelivered, ids: Sequence[int]) -> None:
        log.info("answer goes to the chat", reason=type(error).__name__)

        def back() -> None:
            with self.app.database.transaction() as session:
                asides.give_back(session, ids)

        await asyncio.to_thread(back)

    def _take(self, told: Sequence[Outgoing]) -> list[int]:
        if not told:
            return []
        with self.app.database.transaction() as session:
            return asides.take(session, [one.message.id for one in told], self.app.clock())

    def _found(self, wish: Sought) -> Sequence[Any]:
        try:
            return self.app.options(wish)
        except (KeyError, Unavailable):
            return []

    async def _publish(self, user: str) -> None:
        """Draw a person's Home tab anew; the next look draws it again where that fails."""
        try:
            view = await asyncio.to_thread(home, self.app, user)
            await self.chat.call("views.publish", user, self.chat.web.views_publish, user_id=user, view=view)
        except (Undelivered, Unavailable) as error:
            log.info("home not shown", reason=type(error).__name__)

    def _background(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
