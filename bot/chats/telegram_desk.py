"""What is done with an update of Telegram: applied and committed first, answered then."""

import asyncio
from collections import deque
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot import sending, texts
from bot.app import App, reference
from bot.chats import linking, metrics, telegram_parts
from bot.chats.delivery import Delivery
from bot.chats.protocol import TooMany, Undelivered
from bot.chats.service import Intake
from bot.chats.telegram_chat import TelegramChat
from bot.chats.telegram_client import narrowed
from bot.chats.telegram_menu import Menus
from bot.chats.telegram_updates import (
    PLATFORM,
    Doubted,
    Invited,
    Reach,
    Remark,
    Shared,
    Spoken,
    Stray,
    Touched,
    language_of,
    read,
)
from bot.chats.telegram_view import ASK_FIRST, keyboard, shortened
from bot.chats.tongue import told
from bot.events import Edited, Said
from bot.sales.people import Address
from bot.sending import Outgoing
from store import shown, users
from store.crashpoints import reached
from store.db import Unavailable

log = structlog.get_logger()
BROKEN = (TypeError, KeyError, ValueError, AttributeError)  # what the library makes of an update that is none


class TelegramDesk:
    """Takes updates, one at a time in each chat."""

    def __init__(self, app: App, bot: Bot, chat: TelegramChat, intake: Intake, delivery: Delivery) -> None:
        self.app = app
        self.bot = bot
        self.chat = chat
        self.intake = intake
        self.delivery = delivery
        self.menus = Menus(app, bot)
        self._tasks: set[asyncio.Task[None]] = set()
        self._answered: deque[str] = deque(maxlen=200)

    async def taken(self, raw: Mapping[str, Any]) -> bool:
        """Take an update; True when it may be acknowledged, False when it should come again.

        One that fails in a way nobody foresaw is recorded and acknowledged: it must not block its chat.
        """
        task = self._background(self.take(raw))
        await asyncio.wait([task])
        if task.cancelled():
            return False
        error = task.exception()
        if isinstance(error, Unavailable):
            return False
        if error is not None:
            log.error("update failed", ref=reference(), platform=PLATFORM, exc_info=error)
        reached("update.before_acknowledging")
        return True

    async def take(self, raw: Mapping[str, Any]) -> None:
        """Do what an update says; when this returns, it is committed. Raises Unavailable."""
        try:
            update = Update.de_json(dict(raw), self.bot)
            incoming = read(update, self.bot.username)
        except BROKEN as error:
            log.error("update not understood", ref=reference(), kind=type(error).__name__)
            metrics.UPDATES.labels(PLATFORM, "unreadable").inc()
            return
        language = language_of(update, self.app.nobody().language)
        match incoming:
            case Spoken(event, sent):
                self._deliver(await self._typed(event, sent), language)
            case Invited() | Shared() | Remark():
                self._deliver(await self._special(incoming), language)
            case Touched(event, press, under):
                outgoing = await self.intake.apply(event)
                self._background(self._answer(press))
                here = Address(PLATFORM, event.who.address)
                self._deliver(outgoing, language, here, under)
            case Doubted():
                self._background(self._doubt(incoming))
            case Reach(address, blocked):
                await self._reach(Address(PLATFORM, address), blocked=blocked)
            case Stray(press, leave):
                self._background(self._end(press, leave))

    async def close(self) -> None:
        """Finish what is in hand."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _typed(self, event: Said | Edited, sent: datetime | None) -> list[Outgoing]:
        if isinstance(event, Edited) or sent is None:
            return await self.intake.apply(event)
        act = partial(telegram_parts.apply, self.app, event, sent)
        return await self.intake.within(PLATFORM, event.who.place, act)

    async def _special(self, incoming: Invited | Shared | Remark) -> list[Outgoing]:
        def act() -> list[Outgoing]:
            match incoming:
                case Invited(event, code):
                    linking.admit(self.app, event.who, code, event.id)
                    return self.app.handle(replace(event, text="/start"))
                case Shared(event):
                    return self.app.handle(replace(event, text=self._words_of(incoming)))
                case Remark(key, who, number, natural, private):
                    return linking.tell(self.app, who, key, number, natural, anybody=not private)

        who = incoming.who if isinstance(incoming, Remark) else incoming.event.who
        return await self.intake.within(PLATFORM, who.place, act)

    def _words_of(self, shared: Shared) -> str:
        """A shared contact is found, or is a new one with that name and number."""
        who = shared.event.who
        with self.app.database.reading() as session:
            user = users.by_address(session, PLATFORM, who.address)
            if user is None:
                return shared.phone
            ctx = self.app.context(session, user, who, shared.event.id, self.app.clock())
            known = self.app.resolves(ctx, shared.phone)
        return f"/find {shared.phone}" if known else f"/add {shared.name} {shared.phone}"

    def _deliver(
        self,
        outgoing: list[Outgoing],
        language: str,
        here: Address | None = None,
        under: str | None = None,
    ) -> None:
        self.delivery.send(told(outgoing, language), here=here, under=under)
        for one in outgoing:
            if one.person is not None and one.message.platform == PLATFORM:
                self._background(self.menus.personal(one.message.address, one.person))

    async def _answer(self, press: str) -> None:
        """Let the button stop spinning, once; one pressed long ago spins no more."""
        if press in self._answered:
            return
        self._answered.append(press)
        try:
            with narrowed("press"):
                await self.bot.answer_callback_query(press)
        except Undelivered as error:
            log.info("press not answered", reason=type(error).__name__)

    async def _doubt(self, doubted: Doubted) -> None:
        """Ask whether a press is meant, in place of the buttons; or put those back."""
        await self._answer(doubted.press)
        place = Address(PLATFORM, doubted.place.address)

        def buttons() -> InlineKeyboardMarkup | None:
            with self.app.database.reading() as session:
                message = shown.view_of(session, place, doubted.under)
                person = users.by_address(session, place.platform, place.address)
            if message is None or person is None:
                return None
            view = sending.view(Outgoing(message, person, person.language))
            named = {action: label for label, action, _ in view.buttons}
            if doubted.action not in named:
                return keyboard(view.buttons)
            yes = texts.render(person.language, "telegram-confirm", {"label": named[doubted.action]})
            back = texts.render(person.language, "telegram-back", {})
            sure = InlineKeyboardButton(shortened(yes, 64), callback_data=doubted.action)
            return InlineKeyboardMarkup([[sure], [InlineKeyboardButton(back, callback_data=ASK_FIRST)]])

        if self.delivery.rates.silent(self.chat.limits(place.address), self.app.clock().timestamp()):
            return  # the button can be pressed again
        try:
            await self.chat.mark(place.address, doubted.under, await asyncio.to_thread(buttons))
        except TooMany as error:
            await self.delivery.failures.hush(error)
        except (Undelivered, Unavailable) as error:
            log.info("question not shown", reason=type(error).__name__)

    async def _reach(self, place: Address, *, blocked: bool) -> None:
        def act() -> list[Address]:
            if blocked:
                return self.delivery.posting.unreachable(place)
            with self.app.database.transaction() as session:
                shown.unblocked(session, place)
            return []

        self.delivery.start(await asyncio.to_thread(act))

    async def _end(self, press: str, leave: int) -> None:
        if press:
            await self._answer(press)
        if leave:
            try:
                with narrowed(str(leave)):
                    await self.bot.leave_chat(leave)
            except Undelivered as error:
                log.info("channel not left", reason=type(error).__name__)

    def _background(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
