"""What is done in a chat with a claimed letter: it is shown, and older buttons that it makes dead go."""

from dataclasses import replace

import structlog

from bot.chats.posting import Held
from bot.chats.protocol import Chat, Gone, TooMany, Undelivered

log = structlog.get_logger()


async def show(chat: Chat, held: Held) -> str:
    """Send a letter; where the message to edit is gone, it is posted anew (a copy is not). Its external id."""
    letter = held.letter
    found = await chat.find(letter) if letter.repeated else None
    if found is not None:
        return found
    try:
        return await chat.send(letter)
    except Gone:
        if held.claim.edits is not None:
            raise
    return await chat.send(replace(letter, edit=None))


async def strip(chat: Chat, held: Held) -> TooMany | None:
    """Take dead buttons off; where that fails they answer what became of the thing. A 429 is given back."""
    for standing in held.dead:
        if standing.pressable:
            try:
                await chat.strip(held.letter.address, standing.external_id)
            except TooMany as error:
                return error
            except Undelivered as error:
                log.info("buttons stay", platform=chat.platform, reason=type(error).__name__)
    return None
