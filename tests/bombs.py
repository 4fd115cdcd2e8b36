"""`python -m tests.bombs`: files made to take a reader's time or memory, each read in a child that gets little of both.

A child may use 96 MB beyond what it begins with and 5 s of CPU. A line a bomb tells what it took; exit 1 where a
child did not come to an end by itself, or the bomb was read as if it were a list.
"""

import os
import resource
import sys
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.scripts.yamlfile import read_text
from store.imports.reading import read
from store.imports.values import Refused
from tests.lists import TAIPEI, package
from tests.test_import_workbooks import traps
from tests.test_scripts_yaml import BOMBS

MORE_BYTES, SECONDS = 96 * 1024 * 1024, 5
REFUSED, READ, NO_MEMORY = 0, 3, 4
LISTS = {  # a piece, and how often it stands after the header
    "a line of 60 MB": (b"x" * 1_000, 60_000),
    "an open quote over 60 MB": (b'"' + b"x,y\n" * 250, 60_000),
    "a million columns": (b"x," * 1_000, 1_000),
    "nulls": (b"\x00" * 1_000, 60_000),
    "blank lines": (b"\n" * 1_000, 30_000),
    "quotes": (b'""' * 1_000, 30_000),
}


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each bomb as a file."""
    books = [
        (name, package(folder, parts, f"{n}.xlsx")) for n, (name, (parts, _)) in enumerate(traps().items())
    ]
    yield from ((f"workbook: {name}", path) for name, path in books)
    for number, (name, (piece, times)) in enumerate(LISTS.items()):
        path = folder / f"{number}.csv"
        with path.open("wb") as file:
            file.write(b"name,phone\n")
            file.writelines(repeat(piece, times))
        yield f"list: {name}", path
    for number, (name, content) in enumerate(BOMBS.items()):
        path = folder / f"{number}.yaml"
        path.write_bytes(content)
        yield f"script: {name}", path


def _kilobytes(name: str) -> int:
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name))


def attempt(path: Path) -> int:
    """Read a file within the limits; what came of it."""
    used = _kilobytes("VmSize") * 1024
    resource.setrlimit(resource.RLIMIT_AS, (used + MORE_BYTES, used + MORE_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        if path.suffix == ".yaml":
            return REFUSED if read_text(path.read_bytes(), path.name)[1] else READ
        list(read(path, "accounts", TAIPEI).items())
    except Refused:
        return REFUSED
    except MemoryError:
        return NO_MEMORY
    return READ


def child(path: Path) -> int:
    """Try it and leave beside the file how many kilobytes more than at the beginning were in use at most."""
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins here and is not the parent's
    before = _kilobytes("VmRSS")
    code = attempt(path)
    path.with_suffix(".used").write_text(str(_kilobytes("VmHWM") - before))
    return code


def main() -> int:
    """Read each in a child of its own."""
    bad = 0
    with TemporaryDirectory() as folder:
        for name, path in files(Path(folder)):
            sys.stdout.flush()
            born = os.fork()
            if born == 0:
                os._exit(child(path))
            _, status, used = os.wait4(born, 0)
            code = os.waitstatus_to_exitcode(status)
            bad += code != REFUSED
            told = {REFUSED: "refused", READ: "READ", NO_MEMORY: "TOO MUCH MEMORY"}.get(
                code, f"ENDED BY {code}"
            )
            cpu, told_by_it = used.ru_utime + used.ru_stime, path.with_suffix(".used")
            peak = int(told_by_it.read_text()) / 1024 if told_by_it.exists() else float("nan")
            size = path.stat().st_size / 1_000_000
            sys.stdout.write(f"{name} ({size:.1f} MB): {told}, {cpu:.2f} s of CPU, {peak:.0f} MB more\n")
            path.unlink()
    sys.stdout.write(f"{bad} were not refused within {MORE_BYTES // 1024**2} MB and {SECONDS} s\n")
    return min(1, bad)


if __name__ == "__main__":
    raise SystemExit(main())
