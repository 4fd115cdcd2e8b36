"""Answers that one person alone sees, where he asked: in a channel, or in the place of what he pressed."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any

import structlog

from bot import sending, texts
from bot.app import App
from bot.chats.delivery import Delivery
from bot.chats.protocol import Undelivered
from bot.chats.slack_chat import SlackChat
from bot.chats.slack_client import judged, narrowed, scope_of
from bot.chats.slack_events import Way
from bot.chats.slack_view import MESSAGE_BLOCKS, Drawn, Json, drawn, together
from bot.sending import Outgoing
from store import asides

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Asides:
    """Of one workspace; what cannot be shown so goes to the person's own chat."""

    app: App
    chat: SlackChat
    delivery: Delivery
    background: Callable[[Coroutine[Any, Any, Any]], object]

    async def answer(self, way: Way, mine: Sequence[Outgoing], outgoing: Sequence[Outgoing]) -> Json:
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
        self.background(self._replace(way.response_url, answer, ids))
        return {}

    async def whisper(self, channel: str, user: str, outgoing: Sequence[Outgoing]) -> None:
        """Say something in a channel that one person alone sees."""
        ids = await asyncio.to_thread(self._take, outgoing)
        parts = [part for one in outgoing for part in drawn(sending.view(one), one.language)]
        if ids:
            self.background(self._whispered(channel, user, together(parts), ids))

    async def _replace(self, url: str, answer: Json, ids: Sequence[int]) -> None:
        """Put an answer in the place of what was pressed; delivery sends it where that fails."""
        assert self.chat.web.session is not None  # noqa: S101 - opened before anything is received
        try:
            with narrowed("response_url"):
                async with self.chat.web.session.post(url, json={**answer, "replace_original": True}) as got:
                    judged(got.status, got.headers, scope_of(url))
        except Undelivered as error:
            await self._failed(error, ids)

    async def _whispered(self, channel: str, user: str, answer: Json, ids: Sequence[int]) -> None:
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
