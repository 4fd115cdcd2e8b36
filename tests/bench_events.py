"""One event measured against its own statements, replayed through SQLAlchemy Core and through sqlite3."""

import cProfile
import shutil
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.exc import SQLAlchemyError

from store.db import Database, sqlite  # type: ignore[attr-defined]
from tests.bench_company import FIRST, clear
from tests.talk import Desk, Talk

WARM = 5


@dataclass(frozen=True, slots=True)
class Times:
    """What one kind of event took, in milliseconds, and how many statements each sent."""

    median: float
    p99: float
    cpu: float
    statements: float


@dataclass(slots=True)
class Tape:
    """The statements of each event: as Core constructs and as the database got them."""

    core: list[list[tuple[Any, Any]]] = field(default_factory=list)
    raw: list[list[tuple[str, Any, bool]]] = field(default_factory=list)

    def begin(self) -> None:
        """A new event."""
        self.core.append([])
        self.raw.append([])


Act = tuple[Callable[[], object], Callable[[], object]]


def find(talk: Talk, name: str, number: int) -> Act:
    """A card by name."""
    return (lambda: None), (lambda: talk.terminal.say(f"find {name}"))


def phone(talk: Talk, name: str, number: int) -> Act:
    """A card by number."""
    return (lambda: None), (lambda: talk.terminal.say(f"find 09{number - FIRST:08d}"))


def call(talk: Talk, name: str, number: int) -> Act:
    """A call with its script chosen."""
    return (lambda: None), (lambda: talk.terminal.say(f"call {name} enquiry"))


def log_line(talk: Talk, name: str, number: int) -> Act:
    """One line understood."""
    return (lambda: None), (
        lambda: talk.terminal.say(f"log {name} 講了一刻鐘 想看三台 NB-14r5 的報價 後天十點再談")
    )


def log_save(talk: Talk, name: str, number: int) -> Act:
    """The draft saved, with its follow-ups."""
    shown: list[str] = []

    def before() -> None:
        answers = talk.terminal.say(f"log {name} 講了一刻鐘 想看三台 NB-14r5 的報價 後天十點再談")
        shown.append(_action(answers, "log.save"))

    return before, (lambda: talk.terminal.press(shown[0]))


def handoff_check(talk: Talk, name: str, number: int) -> Act:
    """A lead checked."""
    return (lambda: None), (lambda: talk.terminal.say(f"handoff {name}"))


def handoff_offer(talk: Talk, name: str, number: int) -> Act:
    """A qualified lead offered to the field."""
    shown: list[str] = []

    def before() -> None:
        line = f"log {name} 15 min, quote requested, wants 40 NB-14r5, budget 1.2m, boss decides"
        talk.terminal.press(_action(talk.terminal.say(line), "log.save"))
        facts = {
            "contact": str(number),
            "authority": "the managing director",
            "timeline": "before 10 December",
        }
        talk.terminal.submit("handoff_facts", facts)
        shown.append(_action(talk.terminal.say(f"handoff {name}"), "handoff.offer"))

    return before, (lambda: talk.terminal.press(shown[0]))


EVENTS: dict[str, Callable[[Talk, str, int], Act]] = {
    "find": find,
    "find number": phone,
    "call": call,
    "log": log_line,
    "save": log_save,
    "handoff": handoff_check,
    "offer": handoff_offer,
}


def measure(company: Path, name: str, rounds: int) -> tuple[Times, Times, Times]:
    """Our own times, those of the same statements through Core, and through sqlite3."""
    copies = [company.with_name(f"{kind}.db") for kind in ("ours", "core", "raw")]
    acts = _prepared(company, name, rounds)
    for copy in copies:
        shutil.copy(acts.folder, copy)
    ours, tape = acts.play()
    core = _core(copies[1], tape)
    raw = _raw(copies[2], tape)
    return _times(ours, tape), core, raw


def run(company: Path, name: str, rounds: int, profiler: cProfile.Profile) -> None:
    """The event again and again under a profiler."""
    _prepared(company, name, rounds).play(profiler)


@dataclass(slots=True)
class Prepared:
    """A desk at which everything that comes before the event has been done; `folder` is a copy of it then."""

    desk: Desk
    folder: Path
    acts: list[Callable[[], object]]

    def play(self, profiler: cProfile.Profile | None = None) -> tuple[list[tuple[float, float]], Tape]:
        """Do every event once; how long each took (wall, CPU), and its statements."""
        tape, took = Tape(), []
        with _recording(self.desk.database, tape), profiler or nullcontext():
            for act in self.acts:
                tape.begin()
                wall, cpu = time.perf_counter(), time.process_time()
                act()
                took.append((time.perf_counter() - wall, time.process_time() - cpu))
        self.desk.database.close()
        return took, tape


def _prepared(company: Path, name: str, rounds: int) -> Prepared:
    path, before = company.with_name("played.db"), company.with_name("before.db")
    for old in (path, before, *company.parent.glob("*.db-*")):
        old.unlink(missing_ok=True)
    shutil.copy(company, path)
    desk = Desk(Database(f"sqlite:///{path}"))
    talk = desk.person("amy")
    known = clear(company, rounds + WARM)
    made = [EVENTS[name](talk, *one) for one in known]
    for ready, _ in made:
        ready()
    for _, act in made[:WARM]:
        act()
    raw = desk.database.engine.raw_connection()
    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    shutil.copy(path, before)
    return Prepared(desk, before, [act for _, act in made[WARM:]])


@contextmanager
def _recording(database: Database, tape: Tape) -> Iterator[None]:
    def core(_connection: Any, statement: Any, many: Any, one: Any, _options: Any) -> None:
        tape.core[-1].append((statement, many or one))

    def raw(_connection: Any, _cursor: Any, statement: str, given: Any, _context: Any, many: bool) -> None:
        tape.raw[-1].append((statement, given, many))

    event.listen(database.engine, "before_execute", core)
    event.listen(database.engine, "before_cursor_execute", raw)
    try:
        yield
    finally:
        event.remove(database.engine, "before_execute", core)
        event.remove(database.engine, "before_cursor_execute", raw)


def _core(path: Path, tape: Tape) -> Times:
    database = Database(f"sqlite:///{path}")

    def replay(statements: Sequence[tuple[Any, Any]]) -> None:
        with database.engine.begin() as connection:
            for statement, given in statements:
                result = connection.execute(statement, given or None)
                if result.returns_rows:
                    result.all()

    try:
        return _times([_took(replay, one) for one in tape.core], tape)
    except SQLAlchemyError as error:
        raise RuntimeError(f"a statement cannot be replayed: {error}") from error
    finally:
        database.close()


def _raw(path: Path, tape: Tape) -> Times:
    connection = sqlite.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
        connection.execute(f"PRAGMA {pragma}")

    def replay(statements: Sequence[tuple[str, Any, bool]]) -> None:
        connection.execute("BEGIN IMMEDIATE")
        for statement, given, many in statements:
            batch = many and isinstance(given, list)  # rows with RETURNING come as one statement already
            cursor = (
                connection.executemany(statement, given) if batch else connection.execute(statement, given)
            )
            cursor.fetchall()
        connection.execute("COMMIT")

    times = _times(
        [_took(replay, [s for s in one if not s[0].startswith("BEGIN")]) for one in tape.raw], tape
    )
    connection.close()
    return times


def _took(replay: Callable[[Any], None], statements: Any) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    replay(statements)
    return time.perf_counter() - wall, time.process_time() - cpu


def _times(took: Sequence[tuple[float, float]], tape: Tape) -> Times:
    walls = sorted(1000 * wall for wall, _ in took)
    cpu = statistics.median(1000 * one for _, one in took)
    counts = statistics.mean(len(one) for one in tape.core)
    return Times(statistics.median(walls), walls[min(len(walls) - 1, round(len(walls) * 0.99))], cpu, counts)


def _action(answers: Sequence[Any], name: str) -> str:
    for answer in answers:
        for shown in answer.message.body["buttons"]:
            if shown["action"].partition(":")[0] == name:
                return str(shown["action"])
    told = [(one.message.key, one.message.body["params"]) for one in answers]
    raise RuntimeError(f"no button {name} in {told}")
