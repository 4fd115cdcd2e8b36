"""Telegram as a sender: letters become its messages, edited in place where one stands already."""

from collections.abc import Sequence

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions

from bot.chats.protocol import Gone, Letter, Limit, Undelivered
from bot.chats.telegram_client import changing, narrowed, scope_of
from bot.chats.telegram_updates import PLATFORM
from bot.chats.telegram_view import Piece, keyboard, pieces

OVERALL = Limit(PLATFORM, 30.0, 20)  # less than the 30 at once that it bears: what left late arrives together
CHAT_BURST = 4
NO_LINKS = LinkPreviewOptions(is_disabled=True)


class TelegramChat:
    """Sends through one bot."""

    platform = PLATFORM

    def __init__(self, bot: Bot) -> None:
        self.bot = bot

    def limits(self, address: str, *, edit: bool = False) -> Sequence[Limit]:
        """30 a second in all, one a second in a chat with short bursts, 20 a minute in a group."""
        if edit:
            return (OVERALL,)
        own = Limit(scope_of(address), 1.0, CHAT_BURST)
        return (OVERALL, Limit(own.scope, 20 / 60, 1) if address.startswith("-") else own)

    async def send(self, letter: Letter) -> str:
        """Send or edit; returns the numbers of its messages, the one with the buttons last."""
        parts, buttons = pieces(letter.view, letter.language), keyboard(letter.view.buttons)
        if letter.edit is not None:
            return await self._edit(letter, parts, buttons)
        done = list(letter.done)
        for number in range(len(done), len(parts)):
            markup = buttons if number == len(parts) - 1 else None
            try:
                done.append(await self._post(letter.address, parts[number], markup))
            except Undelivered as error:
                error.done = tuple(done)
                raise
        return " ".join(done)

    async def strip(self, address: str, external_id: str) -> None:
        """Take the buttons off."""
        await self.mark(address, external_id.split()[-1], None)

    async def mark(self, address: str, message: str, markup: InlineKeyboardMarkup | None) -> None:
        """Put other buttons under a message."""
        with changing(address):
            await self.bot.edit_message_reply_markup(
                chat_id=int(address), message_id=int(message), reply_markup=markup
            )

    async def find(self, letter: Letter) -> str | None:
        """Telegram cannot be asked what was sent."""
        return None

    async def _post(self, address: str, piece: Piece, markup: InlineKeyboardMarkup | None) -> str:
        chat = int(address)
        with narrowed(address):
            if piece.picture is not None:
                message = await self.bot.send_photo(
                    chat,
                    piece.picture,
                    caption=piece.text or None,
                    caption_entities=piece.entities,
                    reply_markup=markup,
                )
            elif piece.file is not None:
                message = await self.bot.send_document(
                    chat,
                    piece.file[1],
                    filename=piece.file[0],
                    caption=piece.text or None,
                    caption_entities=piece.entities,
                    reply_markup=markup,
                )
            else:
                message = await self.bot.send_message(
                    chat,
                    piece.text,
                    entities=piece.entities,
                    reply_markup=markup,
                    link_preview_options=NO_LINKS,
                )
        return str(message.message_id)

    async def _edit(
        self, letter: Letter, parts: Sequence[Piece], buttons: InlineKeyboardMarkup | None
    ) -> str:
        """Texts take the place of texts; a picture or a file is posted anew."""
        old = (letter.edit or "").split()
        if any(part.picture is not None or part.file is not None for part in parts):
            raise Gone("a picture takes no text's place")
        for number, message in enumerate(old[: len(parts)]):
            markup = buttons if number == len(parts) - 1 else None
            await self._change(letter.address, message, parts[number], markup)
        for message in old[len(parts) :]:
            with narrowed(letter.address):
                await self.bot.delete_message(int(letter.address), int(message))
        new = [
            await self._post(letter.address, parts[number], buttons if number == len(parts) - 1 else None)
            for number in range(len(old), len(parts))
        ]
        return " ".join([*old[: len(parts)], *new])

    async def _change(
        self, address: str, message: str, piece: Piece, markup: InlineKeyboardMarkup | None
    ) -> None:
        with changing(address):
            await self.bot.edit_message_text(
                piece.text,
                chat_id=int(address),
                message_id=int(message),
                entities=piece.entities,
                reply_markup=markup,
                link_preview_options=NO_LINKS,
            )
