"""`python -m tests.forged N SEED`: buttons that nobody was shown, pressed by people whom they do not concern.

Every button of the registry with the number of a record of the other team's, of one that does not exist, of any
kind of nonsense; by every role. None may change a record or show a secret; what is unknown and what is foreign
are answered alike.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from bot.commands.logs import configure
from bot.events import Pressed, Who
from store.db import Database
from store.migrating import migrate
from tests import probes
from tests.company import found
from tests.talk import Desk

UNKNOWN = 99_999
SOUTHERN = ("5", "5.1", "5.0.1", "5.2.3")  # 黃俊傑, whose agent is zoe
LOOK_EVERY = 2_000
OF_CONTACTS = (
    "contact.open",
    "contact.edit",
    "call.start",
    "followup.new",
    "handoff.check",
    "handoff.offer",
    "log.start",
)


def forge(dice: random.Random, actions: list[str]) -> str:
    """The data of a button as a changed client sends it."""
    tail = dice.choice((*SOUTHERN, str(UNKNOWN), f"{UNKNOWN}.1", *probes.HOSTILE))
    return f"{dice.choice(actions)}:{tail}"[:64]


def main() -> int:
    """Press so often and tell; 1 if anything changed, showed or differed."""
    configure("CRITICAL")
    count, seed = (int(one) for one in (*sys.argv[1:3], *("20000", "1")[len(sys.argv) - 1 :]))
    dice, began = random.Random(seed), time.process_time()  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'forged.db'}")
        migrate(database)
        found(database, language="en")
        desk = Desk(database)
        probes.furnish(desk)
        faults, alike = _press(desk, dice, count)
        database.close()
    told = f"{count} forged buttons, {alike} compared with one of nothing, in {time.process_time() - began:.0f} s of CPU"
    sys.stdout.write("\n".join((*faults[:20], f"{told}: {len(faults)} faults", "")))
    return 1 if faults else 0


def _press(desk: Desk, dice: random.Random, count: int) -> tuple[list[str], int]:
    actions, before, faults, alike = sorted(desk.app.routes.presses), probes.snapshot(desk.database), [], 0
    for number in range(count):
        who, data = dice.choice(probes.SOUTH[:4]), forge(dice, actions)
        shown = _shown(desk, who, data, number)
        faults += [
            f"{who} {data}: shows {name}"
            for name, (secret, hidden) in probes.SECRETS.items()
            if who in hidden and secret in shown
        ]
        if data.startswith(OF_CONTACTS) and data.partition(":")[2].startswith("5"):
            alike += 1
            nothing = data.replace(":5", f":{UNKNOWN}")
            if _shown(desk, who, nothing, f"{number}n").replace(str(UNKNOWN), "5") != shown:
                faults.append(f"{who} {data}: differs from what {nothing} is told")
        if number % LOOK_EVERY == 0 and probes.snapshot(desk.database) != before:
            return [*faults, f"something changed by {number}"], alike
    changed = probes.snapshot(desk.database) != before
    return faults + ["something changed"] * changed, alike


def _shown(desk: Desk, who: str, data: str, number: int | str) -> str:
    """All that the press is answered with."""
    told = desk.app.handle(Pressed(Who("terminal", who), data, f"forged {number}"))
    return str([(one.message.key, one.message.body, one.person.handle if one.person else "") for one in told])


if __name__ == "__main__":
    raise SystemExit(main())
