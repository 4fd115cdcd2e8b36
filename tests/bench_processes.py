"""Whole processes measured from outside: an import, the help, the first prompt, a desk that serves."""

import os
import resource
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
from pathlib import Path
from tests.bench_company import clear
from tests.talk import Desk
from store.db import Database
desk = Desk(Database("sqlite:///" + sys.argv[1]))
for name, _ in clear(Path(sys.argv[1]), 200):
    talk = desk.person("amy")
    talk.says(f"find {name}")
    talk.says(f"log {name} 15 min, quote requested, call back tomorrow at ten")
    talk.presses("log.save")
desk.person("mia").says("digest")
"""


PEAK = """
import atexit, pathlib, sys
def peak():
    status = pathlib.Path("/proc/self/status").read_text()
    told = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    print("peak", told, file=sys.stderr, flush=True)
atexit.register(peak)
"""
BATON = PEAK + "from bot.__main__ import main; main()"


@dataclass(frozen=True, slots=True)
class Used:
    """What a process used: seconds on the wall, seconds of CPU, the most memory it ever held in MB."""

    wall: float
    cpu: float
    peak: float
    out: str


def used(program: str, *args: str, given: str = "") -> Used:
    """Run a Python program to its end; it tells its own peak, for a child begins with its parent's size.

    Modules are compiled by then, as in any installation after its first run.
    """
    begin = time.perf_counter()
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        [sys.executable, "-c", program, *args], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env={**inherited, "BATON_LOG_LEVEL": "ERROR"},
    ) as process:  # fmt: skip
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        out, err = process.communicate(given)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(f"{args} ended with {process.returncode}: {err}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Used(time.perf_counter() - begin, cpu, int(err.rpartition("peak ")[2]) / 1024, out)


def lines(folder: Path, count: int, company: Path) -> Iterator[str]:
    """Each measurement beside what was aimed at."""
    source, fresh = write(folder / "many.csv", count), folder / "many.db"
    used(BATON, "migrate", "--database", str(fresh))
    imported = used(BATON, "import", "contacts", str(source), "--database", str(fresh))
    told = imported.out.strip().rpartition("\n")[2]
    yield _line(f"import of {count} contacts", imported, "30 s, 150 MB")
    yield f"    {told}"
    again = used(BATON, "import", "contacts", str(source), "--database", str(fresh))
    yield _line("the same again", again, "")
    yield _line("baton --help", _best("--help"), "0.3 s")
    prompt = _best("chat", "--as", "amy", "--json", "--database", str(company))
    yield _line("first prompt", prompt, "1 s of CPU")
    yield _line("serving, 600 events and a digest", used(PEAK + SERVING, str(company)), "200 MB")


def _best(*args: str) -> Used:
    return min((used(BATON, *args) for _ in range(3)), key=lambda one: one.cpu)


def _line(name: str, one: Used, aim: str) -> str:
    aimed = f"   (aim: {aim})" if aim else ""
    return f"{name:<34}{one.wall:>7.2f} s wall{one.cpu:>7.2f} s CPU{one.peak:>6.0f} MB{aimed}"
