"""Reading the first visible sheet of a workbook into rows, after the package was checked."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
    WorksheetNotFound,
    XmlError,
    ZipError,
)

from store.imports.values import MAX_COLUMNS, MAX_ROWS, Cell, Refused, Remark

BROKEN = (CalamineError, PasswordError, XmlError, ZipError, WorksheetNotFound)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheet that is read, the names of all sheets, and what to say about them."""

    sheet: CalamineSheet
    name: str
    sheets: tuple[str, ...]
    remarks: tuple[Remark, ...]
    marked: Mapping[tuple[int, int], str]


def open_workbook(path: Path, marked: Mapping[str, Mapping[str, str]]) -> Workbook:
    """The first visible sheet that holds something; hidden sheets are never read, and named.

    `marked` gives by part what stands in cells that the library shows as blank (see package.py).
    """
    try:
        book = CalamineWorkbook.from_path(path)
        listed = book.sheets_metadata
        visible = [sheet.name for sheet in listed if sheet.visible == SheetVisibleEnum.Visible]
        hidden = tuple(sheet.name for sheet in listed if sheet.visible != SheetVisibleEnum.Visible)
        filled = [sheet for sheet in map(book.get_sheet_by_name, visible) if sheet.end is not None]
    except BROKEN as error:
        raise Refused("import.not-workbook") from error
    if not filled:
        raise Refused("import.no-rows")
    sheet = filled[0]
    remarks: list[Remark] = []
    if hidden:
        remarks.append(Remark("import.hidden-sheets", {"names": ", ".join(hidden)}))
    if len(filled) > 1:
        others = ", ".join(other.name for other in filled[1:])
        remarks.append(Remark("import.other-sheets", {"sheet": sheet.name, "names": others}))
    if sheet.merged_cell_ranges:
        remarks.append(Remark("import.merged-cells", {"count": len(sheet.merged_cell_ranges)}))
    own = marked.get(_part_of(path, sheet.name), {}) if marked else {}
    places = {_place(cell): sign for cell, sign in own.items()}
    return Workbook(sheet, sheet.name, tuple(sheet.name for sheet in listed), tuple(remarks), places)


def xlsx_rows(book: Workbook) -> Iterator[tuple[int, list[Cell]]]:
    """Number (as the spreadsheet shows it) and cells of each row; merged cells hold their value top left."""
    sheet = book.sheet
    rows_marked = {row for row, _ in book.marked}
    if sheet.total_width > MAX_COLUMNS:
        raise Refused("import.too-many-columns", row=1, columns=sheet.total_width, most=MAX_COLUMNS)
    if sheet.total_height > MAX_ROWS:
        raise Refused("import.too-many-rows", most=MAX_ROWS)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_plain(cell) for cell in row]
        if number in rows_marked:
            cells = [book.marked.get((number, place), cell) for place, cell in enumerate(cells, start=1)]
        yield number, cells


def _part_of(path: Path, sheet: str) -> str:
    """The part of the package that holds a sheet, by the workbook's own list."""
    with zipfile.ZipFile(path) as package:
        listed = package.read("xl/workbook.xml").decode("utf-8", "replace")
        linked = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for tag in re.findall(r"<(?:\w+:)?sheet\s[^>]*>", listed):
        if unescape(_attribute(tag, "name")) == sheet:
            link = _attribute(tag, r"\w+:id")
            tags = re.findall(r"<Relationship\s[^>]*>", linked)
            target = next((_attribute(each, "Target") for each in tags if _attribute(each, "Id") == link), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return match[1] if match else ""


def _place(cell: str) -> tuple[int, int]:
    """Row and column, counted from 1, of a cell such as D4."""
    column = 0
    for letter in cell.rstrip("0123456789"):
        column = column * 26 + ord(letter) - 64
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), column


def _plain(cell: Cell) -> Cell:
    """A whole number comes as a float from every workbook; say it as the integer that people typed."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    return cell
