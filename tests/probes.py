"""Random people try random words, buttons, forms and searches on what is not theirs; nothing may show or change.

`python -m tests.probes 20000 [seed]` runs a long campaign; a slice of it is a test. The world holds secrets
(names, titles, notes, numbers) of two teams; each actor has a list of those that he must never read.
"""

import itertools
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from bot.commands.logs import configure
from bot.forms import specs
from store.db import Database
from store.migrating import migrate
from tests.company import found
from tests.handing import offered
from tests.talk import Answers, Desk, Talk

SOUTH = ("tim", "kay", "mia", "max", "ada")  # who must read nothing that is team South's
SECRETS = {  # where it is kept: what it is, and who must never read it
    "title": ("Quartermaster Vireo", SOUTH),
    "note": ("the cellar key is under the heron", SOUTH),
    "phone": ("55550210", SOUTH),
    "email": ("jay@lanhai.example", SOUTH),
    "ask": ("does the otter sign above one million", ("zoe", "hal", "max", "ada")),
}
ACTORS = (*SOUTH, "amy", "ben", "zoe", "hal")
HOSTILE = ("", "0", "-1", "²", "9" * 30, "1e9", "None", "true", "../1", "1 OR 1=1", "١٢", "0x1", "1.5", "💥")
WORDS = (
    "黃俊傑",
    "藍海物流",
    "02-5555 0210",
    "0210",
    "Vireo",
    "heron",
    "jay@lanhai.example",
    "5",
    "zoe",
    "周怡君",
)


@dataclass(frozen=True, slots=True)
class Probe:
    """One thing tried: who, what kind, and its content."""

    handle: str
    kind: str
    what: str
    fields: tuple[tuple[str, str], ...] = ()


def furnish(desk: Desk) -> None:
    """Both teams work: calls, follow-ups, intelligence, and a handoff with a question."""
    zoe = desk.person("zoe")
    card = zoe.says("find 黃俊傑").one("contact.card")
    changed = {"title": SECRETS["title"][0], "email": SECRETS["email"][0]}
    zoe.submits("edit_contact", contact=str(card["contact_id"]), **changed)
    zoe.says(f"log 黃俊傑 not now, 12 min, {SECRETS['note'][0]}")
    zoe.presses("log.save")
    zoe.says("follow 黃俊傑 in 3 days")
    _, tim = offered(desk)
    tim.presses("handoff.ask")
    tim.says(SECRETS["ask"][0])


def plan(desk: Desk, seed: int, actors: Sequence[str]) -> Iterator[Probe]:
    """Probes without end, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, guards nothing
    routes = desk.app.routes
    words, presses, forms = sorted(routes.words), sorted(routes.presses), sorted(routes.forms)
    while True:
        handle = dice.choice(actors)
        match dice.choice(("say", "say", "press", "press", "press", "submit")):
            case "say":
                yield Probe(handle, "say", f"{dice.choice(words)} {_tail(dice)}".strip())
            case "press":
                yield Probe(handle, "press", f"{dice.choice(presses)}:{_data(dice)}"[:64])
            case _:
                name = dice.choice(forms)
                yield Probe(handle, "submit", name, tuple(_fields(dice, specs(routes.forms[name][0]))))


def _tail(dice: random.Random) -> str:
    return " ".join(dice.choice((*WORDS, *HOSTILE, "enquiry", "tomorrow")) for _ in range(dice.randint(0, 2)))


def _data(dice: random.Random) -> str:
    parts = [str(dice.randint(1, 9)), str(dice.randint(0, 3)), dice.choice((*HOSTILE, *map(str, range(9))))]
    if dice.random() < 0.2:
        parts[dice.randrange(3)] = dice.choice(HOSTILE)
    return ".".join(parts[: dice.randint(1, 3)])


def _fields(dice: random.Random, fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, spec in fields.items():
        if not spec.optional or dice.random() < 0.5:
            yield name, dice.choice((*WORDS, *HOSTILE, *map(str, range(1, 9)), "tomorrow 10am"))
    if dice.random() < 0.1:
        yield dice.choice(("role", "owner_id", "team_id", "contact_id", "id")), "1"


def attempt(talk: Talk, probe: Probe) -> Answers:
    """Do it, and give all that this person was shown."""
    match probe.kind:
        case "say":
            return talk.says(probe.what)
        case "press":
            return talk.presses(probe.what)
        case _:
            return talk.submits(probe.what, **dict(probe.fields))


def faults_of(probe: Probe, answers: Answers) -> list[str]:
    """What went wrong: a secret was shown, or the program stumbled."""
    shown = str(list(answers))
    tried = probe.what + str(probe.fields)
    tried += re.sub(r"\D", "", tried)
    leaks = [
        name
        for name, (secret, hidden_from) in SECRETS.items()
        if probe.handle in hidden_from and secret in shown and secret not in tried
    ]
    return [f"{probe}: shows {name}" for name in leaks] + [
        f"{probe}: {answer['text']}" for answer in answers if answer["key"] == "error"
    ]


def snapshot(database: Database) -> dict[str, list[str]]:
    """What team South keeps, row for row."""
    with database.engine.connect() as connection:
        return {
            name: [str(tuple(row)) for row in connection.execute(text(query))]
            for name, query in _KEPT.items()
        }


_SOUTH = "(SELECT id FROM user_account WHERE handle IN ('zoe', 'hal'))"
_KEPT = {
    "people": f"SELECT handle, role, team_id, active FROM user_account WHERE id IN {_SOUTH}",
    "absences": f"SELECT * FROM absence WHERE user_id IN {_SOUTH}",
    "contacts": f"SELECT id, name, title, email, owner_id FROM contact WHERE owner_id IN {_SOUTH} ORDER BY id",
    "accounts": f"SELECT id, name, stage, owner_id, manager_id FROM account WHERE owner_id IN {_SOUTH} ORDER BY id",
    "work": f"SELECT id, owner_id, due, state, note FROM follow_up WHERE owner_id IN {_SOUTH} ORDER BY id",
    "calls": f"SELECT id, disposition, minutes, note FROM call WHERE user_id IN {_SOUTH} ORDER BY id",
}


def everything(database: Database) -> dict[str, list[str]]:
    """Every row of the trade: all tables but those that keep what was said and answered."""
    told = {"seen", "message", "audit", "dialog", "lease", "timer"}
    with database.engine.connect() as connection:
        return {
            table: sorted(str(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{table}"')))
            for table in inspect(connection).get_table_names()
            if table not in told
        }


def run(desk: Desk, count: int, seed: int, actors: Sequence[str] = ACTORS) -> list[str]:
    """Try `count` probes and give every fault."""
    talks = {handle: desk.person(handle) for handle in actors}
    faults: list[str] = []
    for probe in itertools.islice(plan(desk, seed, actors), count):
        faults += faults_of(probe, attempt(talks[probe.handle], probe))
    return faults


def main() -> int:
    """Run a campaign over a fresh SQLite company and print what was found."""
    configure("ERROR")
    count, seed = (int(one) for one in (*sys.argv[1:3], "1")[:2])
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'probes.db'}")
        migrate(database)
        found(database, language="en")
        desk = Desk(database)
        furnish(desk)
        faults = run(desk, count, seed)
        database.close()
    sys.stdout.write("\n".join((*faults, f"{count} probes with seed {seed}: {len(faults)} faults", "")))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
