"""The prompt of the program: one line in, what a person would do, what he then sees."""

from collections.abc import Awaitable, Callable

import click

from tests.fakes.slack.delivery import Delivery
from tests.fakes.slack.person import Person
from tests.fakes.slack.server import SlackServer
from tests.fakes.slack.shown import Shown, screen

HELP = """\
  TEXT                     say it to the app
  /baton WORDS             a slash command
  :press LABEL             press a button (its label or action_id)
  :choose ACTION VALUE     choose in a menu outside a form
  :fill FIELD=VALUE        fill in a field of the modal on top (label, block_id or action_id)
  :search ACTION WORDS     type into a searching menu
  :submit  :close          send off or close the modal on top
  :shortcut ID             a global shortcut;  :message ID  a shortcut on the newest message
  :edit TEXT  :delete      change or delete the newest own message
  :home                    open the Home tab
  :as ID NAME              be somebody else (made when new)
  :advance SECONDS         move the time on
  :show  :log  :wrong      the whole screen; the latest requests; refusals and violations
  :quit"""


class Prompt:
    """Carries out lines for one person at a time."""

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self._person = server.person()
        self._printed = ""
        self._acts: dict[str, Callable[[str], Awaitable[object]]] = {
            ":press": lambda rest: self._person.presses(rest),
            ":choose": self._choose,
            ":fill": self._fill,
            ":search": self._search,
            ":submit": lambda _: self._person.submits(),
            ":close": lambda _: self._person.closes(),
            ":shortcut": lambda rest: self._person.shortcut(rest),
            ":message": lambda rest: self._person.message_shortcut(rest, self._person.last()),
            ":edit": self._edit,
            ":delete": self._delete,
            ":home": self._home,
            ":as": self._become,
            ":advance": lambda rest: server.advance(float(rest)),
            ":show": self._show_all,
            ":log": self._log,
            ":wrong": self._wrong,
            ":help": self._help,
        }

    @property
    def person(self) -> Person:
        """Who acts."""
        return self._person

    async def do(self, line: str) -> None:
        """Carry out one line and print what changed."""
        word, _, rest = line.strip().partition(" ")
        try:
            done = await self._done(word, rest.strip(), line.strip())
        except (LookupError, ValueError, OSError) as wrong:
            click.echo(f"! {wrong}", err=True)
            return
        if isinstance(done, Delivery) and not done.ok:
            click.echo(f"! the app did not take it: {done.error} {' '.join(done.problems)}", err=True)
        await self._server.settled()
        self.show()

    def show(self) -> None:
        """Print the screen if it changed."""
        now = str(self._person.sees())
        if now != self._printed:
            shared = now.removeprefix(self._printed) if self._printed else now
            click.echo(shared.strip("\n"))
        self._printed = now

    async def _done(self, word: str, rest: str, line: str) -> object:
        if word in self._acts:
            return await self._acts[word](rest)
        if word.startswith("/"):
            return await self._person.command(word, rest)
        return await self._person.says(line) if line else None

    async def _choose(self, rest: str) -> object:
        action, _, value = rest.partition(" ")
        return await self._person.chooses(action, value)

    async def _fill(self, rest: str) -> object:
        name, _, value = rest.partition("=")
        return await self._person.fills({name.strip(): value.strip()})

    async def _search(self, rest: str) -> object:
        action, _, query = rest.partition(" ")
        for label in await self._person.searches(action, query):
            click.echo(f"  - {label}")
        return None

    async def _edit(self, rest: str) -> object:
        return await self._person.edits(self._own(), rest)

    async def _delete(self, _rest: str) -> object:
        return await self._person.deletes(self._own())

    async def _home(self, _rest: str) -> object:
        done = await self._person.opens_home()
        await self._server.settled()
        if self._person.home is not None:
            click.echo(screen(self._person.home))
        return done

    async def _become(self, rest: str) -> object:
        user_id, _, name = rest.partition(" ")
        self._person = self._server.person(user_id, name or user_id, f"{user_id.lower()}@example.com")
        self._printed = ""
        return None

    async def _show_all(self, _rest: str) -> object:
        self._printed = ""
        return None

    async def _log(self, _rest: str) -> object:
        for entry in self._server.journal.entries[-20:]:
            click.echo(f"  {entry.stamp:.3f} {entry.method} {entry.status} {entry.error or 'ok'}")
        return None

    async def _wrong(self, _rest: str) -> object:
        for entry in self._server.refusals:
            click.echo(f"  refused {entry.method}: {entry.answer}")
        for violation in self._server.violations:
            click.echo(f"  {violation.kind} at {violation.where}: {violation.detail}")
        return None

    async def _help(self, _rest: str) -> object:
        click.echo(HELP)
        return None

    def _own(self) -> Shown:
        return [message for message in self._person.sees().messages if message.user == self._person.id][-1]
