"""`baton chat`: the terminal chat for people."""

from bot.chats.terminal_people import talk
from bot.commands.sitting import command

chat = command(talk)
