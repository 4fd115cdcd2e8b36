"""`python -m tests.fakes.telegram`: the server as a program, with a prompt that types, presses and shows."""

import asyncio
import contextlib
import sys
from collections.abc import Callable

import click

from tests.fakes.telegram.clock import RealClock
from tests.fakes.telegram.model import Message
from tests.fakes.telegram.person import Person
from tests.fakes.telegram.server import FakeTelegram

_HELP = """\
  TEXT                say it
  /press LABEL        press a button of the latest message that has it (or a number: the n-th button of it)
  /link PAYLOAD       open the bot by a deep link
  /contact PHONE NAME share a contact
  /block  /unblock    stop the bot, let it write again
  /as NAME            be somebody else (made when new)
  /show               the whole chat
  /log                the latest requests
  /quit"""


class Prompt:
    """One line in, what happened out."""

    def __init__(self, server: FakeTelegram, person: Person) -> None:
        self._server = server
        self._person = person
        self._seen: dict[int, tuple[Message, ...]] = {}

    def do(self, line: str) -> None:
        """Carry out one line."""
        word, _, rest = line.partition(" ")
        actions: dict[str, Callable[[str], object]] = {
            "/press": self._press,
            "/link": self._person.starts,
            "/contact": self._contact,
            "/block": lambda _: self._person.blocks(),
            "/unblock": lambda _: self._person.unblocks(),
            "/as": self._become,
            "/show": lambda _: self.show(everything=True),
            "/log": lambda _: self._log(),
            "/?": lambda _: click.echo(_HELP),
        }
        action = actions.get(word)
        try:
            if action is not None:
                action(rest.strip())
            elif line.strip():
                self._person.says(line)
        except (LookupError, RuntimeError, ValueError) as wrong:
            click.echo(f"! {wrong}", err=True)

    def show(self, *, everything: bool = False) -> None:
        """Print the messages that are new or have changed."""
        now = tuple(self._person.sees())
        before = () if everything else self._seen.get(self._person.id, ())
        for message in now:
            if message not in before and (message.by_bot or everything):
                click.echo(_drawn(message))
        self._seen[self._person.id] = now

    def _press(self, what: str) -> None:
        if what.isdecimal():
            labels = next(each.labels for each in reversed(self._person.sees()) if each.labels)
            what = labels[int(what) - 1]
        self._person.presses(what)

    def _contact(self, rest: str) -> None:
        phone, _, name = rest.partition(" ")
        self._person.sends_contact(phone, name or "Somebody")

    def _become(self, name: str) -> None:
        number = 1000 + sum(ord(each) << at for at, each in enumerate(name.lower()))
        self._person = self._server.person(number, name)

    def _log(self) -> None:
        for call in self._server.calls[-20:]:
            click.echo(f"  {call.status} {call.method} {call.args} {call.description}")


def _drawn(message: Message) -> str:
    who = "bot" if message.by_bot else (message.sender.first_name if message.sender is not None else "-")
    marks = " (edited)" if message.edited else ""
    kinds = [message.media.kind] if message.media is not None else []
    kinds += [name for name in ("contact", "location") if name in message.extra]
    head = f"[{message.id}] {who}{marks}: " + "".join(f"<{kind}> " for kind in kinds) + message.words
    rows = [
        "    " + "  ".join(f"[ {button.label} ]" for button in row)
        for row in message.buttons + message.keyboard
    ]
    return "\n".join([head, *rows])


async def _run(port: int, name: str, language: str) -> None:
    async with FakeTelegram(clock=RealClock(), port=port) as server:
        click.echo(f"TELEGRAM_API_URL={server.url}\nTELEGRAM_BOT_TOKEN={server.token}\n/? for help")
        prompt = Prompt(server, server.person(1001, name, language))
        while True:
            line = await asyncio.to_thread(sys.stdin.readline)
            if not line or line.strip() == "/quit":
                return
            prompt.do(line.rstrip("\n"))
            if server.calls:
                await _wait_for_answer(server)
            prompt.show()


async def _wait_for_answer(server: FakeTelegram) -> None:
    with contextlib.suppress(TimeoutError):
        await server.drained(within=1.5)
        await asyncio.sleep(0.2)


@click.command()
@click.option("--port", default=0, help="Port on the loopback; 0 takes a free one.")
@click.option("--name", default="Amy", help="Who types.")
@click.option("--language", default="en", help="That person's language code, e.g. zh-hant.")
def main(port: int, name: str, language: str) -> None:
    """Run a local Bot API server and talk to the bot, e.g. --name 小美 --language zh-hant."""
    asyncio.run(_run(port, name, language))


if __name__ == "__main__":
    main()
