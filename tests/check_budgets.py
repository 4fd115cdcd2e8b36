"""Checks that everything stays small enough to be read at once: `python -m tests.check_budgets`.

Functions of the program at most 40 lines, handlers 120, other files 250, tests too; migrations are written by hand
as long as they are.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS = ("bot", "store", "tests")
FUNCTION, HANDLER, FILE = 40, 120, 250
EXEMPT = "store/migrations/versions"


def check(root: Path = ROOT) -> list[str]:
    """Every file and function that is over its budget, one a line."""
    paths = sorted(path for part in PARTS for path in (root / part).rglob("*.py"))
    return [fault for path in paths for fault in _over(path, path.relative_to(root))]


def _over(path: Path, place: Path) -> Iterator[str]:
    if place.as_posix().startswith(EXEMPT):
        return
    source = path.read_text("utf-8")
    budget = HANDLER if place.parent == Path("bot/handlers") and place.name != "__init__.py" else FILE
    if (lines := len(source.splitlines())) > budget:
        yield f"{place}: {lines} lines, at most {budget}"
    if place.parts[0] == "tests":
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            long = (node.end_lineno or node.lineno) - node.lineno + 1
            if long > FUNCTION:
                yield f"{place}:{node.lineno}: {node.name} has {long} lines, at most {FUNCTION}"


def main() -> None:
    """Print every fault; exit code 1 if there is any."""
    faults = check()
    sys.stdout.write("\n".join([*faults, ""]) if faults else "Budgets: every file and function is within.\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
