"""Lists as files."""

from pathlib import Path

from tests.commandline import Done, run


def put(url: str, folder: Path, kind: str, text: str, *options: object) -> Done:
    path = folder / f"{kind}.csv"
    path.write_text(text, encoding="utf-8")
    return run("import", kind, path, *options, "--database", url)
