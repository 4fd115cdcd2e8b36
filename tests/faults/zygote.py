"""A process that has read all of Baton's code and forks: each child is a `baton serve` that starts in no time.

Reads one order a line on standard input, `{"env": {...}, "log": "...", "args": [...]}`; writes `{"born": pid}`
and, when a child is dead, `{"dead": pid, "code": n}` (negative: the signal that killed it).
"""

import gc
import json
import os
import selectors
import signal
import sys
from tempfile import TemporaryDirectory
from typing import Any

import bot.chats.telegram
import bot.commands.serve
import bot.commands.upkeep
from bot import texts, ticker
from bot.__main__ import baton
from bot.chats.slack import bolt
from bot.commands import compose
from bot.config import Settings
from store.db import Database
from tests.faults import launch
from tests.faults.desk import number_of, open_desk
from tests.talk import Desk


def main() -> None:
    """Serve orders until standard input ends."""
    rules = compose.load_rules(Settings())
    compose.load_rules = lambda _: rules  # the same files: read once for all children
    warm()
    gc.collect()
    gc.freeze()
    wakes, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    look = selectors.DefaultSelector()
    look.register(0, selectors.EVENT_READ)
    look.register(wakes, selectors.EVENT_READ)
    rest = b""
    while True:
        for key, _ in look.select():
            if key.fd == wakes:
                os.read(wakes, 4096)
                _bury()
                continue
            read = os.read(0, 65536)
            if not read:
                return
            *orders, rest = (rest + read).split(b"\n")
            for order in orders:
                _give_birth(json.loads(order))


def warm() -> None:
    """Use once what is read at first use: words, holidays, plans of statements."""
    for language in texts.LANGUAGES:
        texts.render(language, "help-find", {})
    bolt("", None, None)  # type: ignore[arg-type]
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/warm.db"
        open_desk(url)
        database = Database(url)
        desk = Desk(database)
        amy = desk.person("amy")
        for line in ("find 周文彬", "follow 周文彬 tomorrow 09:00 warm", f"handoff {number_of(1)}", "due"):
            amy.says(line)
        ticker.tick(desk.app, desk.clock())
        database.close()


def _give_birth(order: dict[str, Any]) -> None:
    born = os.fork()
    if born:
        _tell({"born": born})
        return
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        null = os.open(os.devnull, os.O_RDONLY)
        for old, new in ((null, 0), (log, 1), (log, 2)):
            os.dup2(old, new)
        os.environ.update(order["env"])
        launch.prepare(os.environ)
        baton(order["args"], prog_name="baton")
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(int(end.code or 0))
    except BaseException:
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
        os._exit(70)
    os._exit(0)


def _bury() -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        _tell({"dead": pid, "code": os.waitstatus_to_exitcode(status)})


def _tell(what: dict[str, int]) -> None:
    os.write(1, json.dumps(what).encode() + b"\n")


assert bot.chats.telegram
assert bot.commands.serve
assert bot.commands.upkeep

if __name__ == "__main__":
    main()
