"""Lists as offices write them, made for tests, and what comes of reading them."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from store.imports import cells
from store.imports.reading import Reading, read
from store.imports.values import Column, Conventions, Notice, Refused, RowError

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
TAIPEI = Conventions()
real = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared/data")


def write(tmp_path: Path, text: str | bytes, name: str = "list.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def sorted_out(reading: Reading) -> tuple[list[Any], list[RowError], list[Notice]]:
    items = list(reading.items())
    return (
        [item for item in items if not isinstance(item, RowError | Notice)],
        [item for item in items if isinstance(item, RowError)],
        [item for item in items if isinstance(item, Notice)],
    )


def column(**found: Any) -> Column:
    region = found.pop("region", "TW")
    return Column("x", "x", Conventions(region=region), cells.text, **found)


def book(tmp_path: Path, rows: list[list[Any]], name: str = "list.xlsx") -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in rows:
        sheet.append(row)
    workbook.save(tmp_path / name)
    return tmp_path / name


def package(tmp_path: Path, parts: dict[str, bytes], name: str = "trap.xlsx") -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in {
            "[Content_Types].xml": b"<Types/>",
            "xl/workbook.xml": b"<workbook/>",
            **parts,
        }.items():
            archive.writestr(part, content)
    return path


def refusal(path: Path, kind: str = "accounts") -> Refused:
    with pytest.raises(Refused) as caught:
        read(path, kind, TAIPEI)
    return caught.value
