"""Whole processes measured from outside: an import, the help, the first prompt, a desk that serves."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.bench_company import write

ROOT = Path(__file__).resolve().parents[1]
SERVING = """
import sys
from tests.bench_company import names
from tests.talk import Desk
from store.db import Database
desk = Desk(Database("sqlite:///" + sys.argv[1]))
for number, name in enumerate(names(200)):
    talk = desk.person("amy")
    talk.says(f"find {name}")
    talk.says(f"log {name} 15 min, quote requested, call back tomorrow at ten")
    talk.presses("log.save")
desk.person("mia").says("digest")
"""


@dataclass(frozen=True, slots=True)
class Used:
    """What a process used: seconds on the wall, seconds of CPU, the most memory it ever held in MB."""

    wall: float
    cpu: float
    peak: float
    out: str


def used(*args: str, given: str = "") -> Used:
    """Run a program to its end."""
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *args], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "BATON_LOG_LEVEL": "ERROR"},
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(given)
        process.stdin.close()
        out = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{args} ended with {process.returncode}")
    return Used(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out)


def lines(folder: Path, count: int, company: Path) -> Iterator[str]:
    """Each measurement beside what was aimed at."""
    source, fresh = write(folder / "many.csv", count), folder / "many.db"
    used("-m", "bot", "migrate", "--database", str(fresh))
    imported = used("-m", "bot", "import", "contacts", str(source), "--database", str(fresh))
    told = imported.out.strip().rpartition("\n")[2]
    yield _line(f"import of {count} contacts", imported, "30 s, 150 MB")
    yield f"    {told}"
    again = used("-m", "bot", "import", "contacts", str(source), "--database", str(fresh))
    yield _line("the same again", again, "")
    yield _line("baton --help", _best("-m", "bot", "--help"), "0.3 s")
    prompt = _best("-m", "bot", "chat", "--as", "amy", "--json", "--database", str(company))
    yield _line("first prompt", prompt, "1 s of CPU")
    yield _line("serving, 600 events and a digest", used("-c", SERVING, str(company)), "200 MB")


def _best(*args: str) -> Used:
    return min((used(*args) for _ in range(3)), key=lambda one: one.cpu)


def _line(name: str, one: Used, aim: str) -> str:
    aimed = f"   (aim: {aim})" if aim else ""
    return f"{name:<34}{one.wall:>7.2f} s wall{one.cpu:>7.2f} s CPU{one.peak:>6.0f} MB{aimed}"
